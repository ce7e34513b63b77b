//! Several buckets at once: which are selected, and what is done with them.

use std::collections::BTreeSet;

use ballast_api::BucketRow;
use ballast_domain::{BucketId, BucketState, Days};
use leptos::prelude::*;

use super::wishes::{Doing, wish};
use crate::{
    components::{Button, DelegateSelect, Money},
    format::{counted, grouped},
    screens::batch::to_review,
    state::app,
};

/// Said where no selected bucket can be meant.
const NOT_MEANT: &str = "There is nothing to do so with these: bucket NFTs migrate on their own page.";

/// The selected buckets.
pub type Selection = RwSignal<BTreeSet<BucketId>>;

/// Whether the wallet has the key of a bucket's owner.
pub fn signs(row: &BucketRow) -> bool {
    let accounts = app().accounts();
    accounts.iter().any(|a| a.address == row.bucket.owner && a.can_sign())
}

/// Selects a bucket, or lets go of it.
pub fn toggle(selection: Selection, row: &BucketRow) {
    let id = row.bucket.id;
    if signs(row) {
        selection.update(|chosen| {
            if !chosen.remove(&id) {
                chosen.insert(id);
            }
        });
    }
}

/// The checkbox of a row.
#[component]
pub fn Pick(row: BucketRow, selection: Selection) -> impl IntoView {
    let id = row.bucket.id;
    let able = signs(&row);
    let title = (!able).then_some("The account is watched only: its key is not on this computer.");
    view! {
        <input
            type="checkbox"
            class="pick"
            data-test=format!("bucket-{id}-pick")
            aria-label=format!("Select bucket {id}")
            title=title
            disabled=!able
            prop:checked=move || selection.with(|chosen| chosen.contains(&id))
            on:change=move |_| toggle(selection, &row)
        />
    }
}

/// What the form of the bar asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nothing,
    Days,
    Delegate,
}

/// The bar over the table: what can be done with all that is matured or ready, and with the selection.
#[component]
pub fn BatchBar(rows: Memo<Vec<BucketRow>>, selection: Selection) -> impl IntoView {
    let open = to_review();
    let delegates = app().delegates();
    let asking = RwSignal::new(Asking::Nothing);
    let (days, delegate) = (RwSignal::new("365".to_owned()), RwSignal::new(String::new()));
    let chosen = Memo::new(move |_| {
        let mut chosen = rows.get();
        chosen.retain(|row| selection.with(|s| s.contains(&row.bucket.id)));
        chosen
    });
    let able = Memo::new(move |_| rows.get().into_iter().filter(signs).collect::<Vec<_>>());
    let of_state = move |is: fn(&BucketState) -> bool| {
        able.with(|rows| {
            rows.iter()
                .filter(|r| r.state.as_ref().is_some_and(is))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let matured = Memo::new(move |_| of_state(|s| matches!(s, BucketState::Matured)));
    let ready = Memo::new(move |_| of_state(|s| matches!(s, BucketState::Withdrawable)));
    let go = move |rows: Vec<BucketRow>, doing: Doing| match delegates
        .value
        .with_untracked(|d| wish(&rows, &doing, d.as_ref()))
    {
        Some(wish) => open.run(wish),
        None => app().toasts.say("warn", NOT_MEANT),
    };
    let with_chosen = move |doing: Doing| go(chosen.get_untracked(), doing);
    let act = move |word: &'static str, test: &'static str, doing: Doing| {
        view! { <Button test press=move || with_chosen(doing.clone()) small=true>{word}</Button> }
    };
    let sum = move || chosen.with(|rows| rows.iter().map(|r| r.bucket.amount).sum::<ballast_domain::Amount>());
    let any = Memo::new(move |_| chosen.with(|rows| !rows.is_empty()));
    let all_chosen = move || any.get() && chosen.with(Vec::len) == able.with(Vec::len);
    let select_all = move || {
        let all = match untrack(all_chosen) {
            true => BTreeSet::new(),
            false => able.with_untracked(|rows| rows.iter().map(|r| r.bucket.id).collect()),
        };
        selection.set(all);
    };
    let form = move || match asking.get() {
        Asking::Nothing => ().into_any(),
        Asking::Days => {
            let parsed = move || days.get().trim().parse::<u32>().ok().map(Days);
            let extend = move || {
                if let Some(days) = untrack(parsed) {
                    with_chosen(Doing::Extend(days));
                }
            };
            view! {
                <div class="row tight" data-test="batch-days-form">
                    <label class="sm mid" for="batch-days">"At least"</label>
                    <span class="in days">
                        <input
                            id="batch-days"
                            data-test="batch-days"
                            inputmode="numeric"
                            autocomplete="off"
                            prop:value=days
                            on:input=move |e| days.set(event_target_value(&e))
                        />
                        <span class="dim">"days"</span>
                    </span>
                    <Button test="batch-extend-go" press=extend small=true disabled=Signal::derive(move || parsed().is_none())>
                        "Review"
                    </Button>
                </div>
            }
            .into_any()
        }
        Asking::Delegate => {
            let to = move || with_chosen(Doing::MoveTo(delegate.get_untracked()));
            view! {
                <div class="row tight" data-test="batch-move-form">
                    <DelegateSelect label="The new delegate" test="batch-delegate" value=delegate />
                    <Button
                        test="batch-move-go"
                        press=to
                        small=true
                        disabled=Signal::derive(move || delegate.with(String::is_empty))
                    >
                        "Review"
                    </Button>
                </div>
            }
            .into_any()
        }
    };
    let ask_for =
        move |what: Asking| move || asking.update(|now| *now = if *now == what { Asking::Nothing } else { what });
    let quick = move |rows: Memo<Vec<BucketRow>>, test: &'static str, word: &'static str, doing: Doing| {
        let count = Memo::new(move |_| rows.with(Vec::len));
        move || {
            (count.get() > 0).then(|| {
                let doing = doing.clone();
                let press = move || go(rows.get_untracked(), doing.clone());
                view! { <Button test press small=true>{format!("{word} ({})", grouped(count.get() as u64))}</Button> }
            })
        }
    };
    view! {
        <div class="row batch-bar" data-test="batch-bar">
            <Show when=move || any.get()>
                <span class="sm" data-test="batch-selected" aria-live="polite">
                    {move || counted(chosen.with(Vec::len), "bucket")} ", "
                    {move || view! { <Money of=sum() at_most=2 /> }} " IOTX"
                </span>
                <Button test="batch-extend" press=ask_for(Asking::Days) small=true>"Extend"</Button>
                {act("Lock", "batch-lock", Doing::Lock)}
                {act("Unlock", "batch-unlock", Doing::Unlock)}
                <Button test="batch-move" press=ask_for(Asking::Delegate) small=true>"Move"</Button>
                {act("Migrate", "batch-migrate", Doing::Migrate)}
                {form}
            </Show>
            {quick(matured, "batch-unstake", "Unstake all matured", Doing::Unstake)}
            {quick(ready, "batch-withdraw", "Withdraw all ready", Doing::Withdraw)}
            <Button test="batch-select-all" press=select_all small=true>
                {move || if all_chosen() { "Select none" } else { "Select all" }}
            </Button>
        </div>
    }
}
