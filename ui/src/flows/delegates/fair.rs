//! The order in which no delegate is favoured, and what it was drawn by.

use std::time::Duration;

use ballast_api::{DelegateRow, OrderSeed, calls};
use ballast_domain::directory::fair_order;
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{CopyButton, Glyph, Icon},
    format::{grouped, short},
};

/// How long the table waits for the seed before it stands by votes.
const PATIENCE: Duration = Duration::from_secs(3);

/// By what the order is drawn: none while it is asked for, and then a seed or none where it is not known. It is asked once, so
/// that no row moves away from under the pointer while the screen stands.
#[derive(Clone, Copy)]
pub(super) struct Drawn(RwSignal<Option<Option<OrderSeed>>>);

impl Drawn {
    /// Asks for the seed of the running epoch.
    pub(super) fn now() -> Self {
        let seed = RwSignal::new(None);
        let know = move |known: Option<OrderSeed>| {
            // The screen may be gone, or stand by votes already.
            if seed.try_get_untracked() == Some(None) {
                seed.set(Some(known));
            }
        };
        leptos::task::spawn_local(async move {
            let read = ask(&calls::GetOrderSeed {}).await;
            know(read.ok().flatten().map(|read| read.value));
        });
        set_timeout(move || know(None), PATIENCE);
        Self(seed)
    }

    /// Whether it is settled in which order the rows stand.
    pub(super) fn is_settled(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// The rows in the fair order; where its seed is not known they stay as they are, by votes.
    pub(super) fn order(self, mut rows: Vec<DelegateRow>) -> Vec<DelegateRow> {
        if let Some(Some(drawn)) = self.0.get() {
            fair_order(drawn.seed, &mut rows, |row| row.id);
        }
        rows
    }
}

/// Says by what the order was drawn, so that anybody can draw it again.
#[component]
pub(super) fn FairNote(
    /// By what.
    drawn: Drawn,
) -> impl IntoView {
    let told = move || match drawn.0.get() {
        None => "Drawing the order…".into_any(),
        Some(None) => "Sorted by votes: the seed of the fair order is not known.".into_any(),
        Some(Some(OrderSeed { epoch, block, seed })) => {
            let whole = seed.to_string();
            let epoch = grouped(epoch.0);
            view! {
                {format!("Unless a column sorts it, the order is fair: drawn for epoch {epoch} by the hash of block {}, ", grouped(block.0))}
                <span class="mono" title=whole.clone() data-test="delegates-seed">{short(&whole)}</span>
                " "
                <CopyButton text=Signal::stored(whole) test="delegates-seed-copy" />
            }
                .into_any()
        }
    };
    view! {
        <div class="row tight sm mid wraps" data-test="delegates-order">
            <Icon glyph=Glyph::Again small=true />
            <span>{told}</span>
        </div>
    }
}
