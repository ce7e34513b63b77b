//! The form that sets what a delegate's voters get of its rewards: two portions, in one wish of two transactions.

use ballast_api::OwnDelegate;
use ballast_domain::actions::portion_of_percent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::walk::cancel;
use crate::{
    flows::delegates::place,
    kit::{
        components::{Button, Field, ReviewButton},
        state::KeptForm,
    },
};

/// What is wrong with a typed portion; nothing while nothing is typed.
fn mistake(text: &str) -> Option<String> {
    let wrong = !text.trim().is_empty() && portion_of_percent(text).is_none();
    wrong.then(|| "Enter a percentage from 0 to 100, with two decimals at most.".to_owned())
}

/// Both portions of the delegate.
#[component]
pub fn Portions(own: OwnDelegate) -> impl IntoView {
    let kept = KeptForm::of(format_args!("delegate/{}/portions", own.row.name));
    let (block, epoch) = (kept.text("block", ""), kept.text("epoch", ""));
    let (account, cancel, navigate) = (own.account, cancel(kept), use_navigate());
    let path = Memo::new(move |_| {
        let block = block.with(|text| portion_of_percent(text))?;
        let epoch = epoch.with(|text| portion_of_percent(text))?;
        Some(place::of_portions(account, block, epoch))
    });
    let ready = Signal::derive(move || path.with(Option::is_some));
    let error = |text: RwSignal<String>| Signal::derive(move || text.with(|text| mistake(text)));
    view! {
        <form
            class="card stack"
            on:submit=move |event| {
                event.prevent_default();
                if let Some(path) = path.get_untracked() {
                    navigate(&path, Default::default());
                }
            }
        >
            <Field
                label="Voters' part of block rewards, %"
                test="portion-block"
                value=block
                error=error(block)
                help="0 to 100"
            />
            <Field
                label="Voters' part of epoch rewards, %"
                test="portion-epoch"
                value=epoch
                error=error(epoch)
                help="0 to 100"
            />
            <p class="sm mid">
                "The voters get something only where both are set, so this takes two transactions. They count from the next \
                 freeze on. The rest is the owner's."
            </p>
            <div class="row at-end">
                <Button test="portion-cancel" press=cancel>"Cancel"</Button>
                <ReviewButton test="portion-review" ready busy=RwSignal::new(false) />
            </div>
        </form>
    }
}
