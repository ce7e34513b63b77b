//! The order in which no delegate is favoured, and what it was drawn by.

use ballast_api::{DelegateRow, OrderSeed, calls};
use ballast_domain::directory::fair_order;
use leptos::prelude::*;

use crate::kit::{
    components::{Glyph, Icon},
    format::grouped,
    state::read,
};

/// The seed of the fair order: none until it is known.
pub(super) type Seed = Memo<Option<OrderSeed>>;

/// The seed of the running epoch, asked for as long as the screen stands.
pub(super) fn seed_now() -> Seed {
    let seed = read(|| Some(calls::GetOrderSeed {}));
    Memo::new(move |_| seed.value.with(|read| Some(read.as_ref()?.as_ref()?.value)))
}

/// Puts rows into the fair order; where its seed is not known they stay as they are, by votes.
pub(super) fn in_fair_order(seed: Option<OrderSeed>, mut rows: Vec<DelegateRow>) -> Vec<DelegateRow> {
    if let Some(drawn) = seed {
        fair_order(drawn.seed, &mut rows, |row| row.id);
    }
    rows
}

/// Says by what the order was drawn, so that anybody can draw it again.
#[component]
pub(super) fn FairNote(
    /// By what.
    seed: Seed,
) -> impl IntoView {
    let told = move || match seed.get() {
        Some(OrderSeed { epoch, block, seed }) => {
            let whole = seed.to_string();
            let brief = format!(
                "{}…{}",
                whole.get(..6).unwrap_or_default(),
                whole.get(62..).unwrap_or_default()
            );
            view! {
                "Fair order, drawn anew each epoch by the hash of block "
                {grouped(block.0)}
                ", "
                <span class="mono" title=whole data-test="delegates-seed">{brief}</span>
                {format!(" (epoch {}): the same for everybody.", grouped(epoch.0))}
            }
            .into_any()
        }
        None => "By votes: by what the fair order is drawn is not known.".into_any(),
    };
    view! {
        <p class="row tight sm mid" data-test="delegates-order">
            <Icon glyph=Glyph::Again small=true />
            <span>{told}</span>
        </p>
    }
}
