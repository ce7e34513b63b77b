//! Several buckets at once: which are selected, and what is done with them.

use std::collections::BTreeSet;

use ballast_api::{BucketRow, MAX_BATCH};
use ballast_domain::{
    Address, BucketId, BucketState,
    actions::nft::Term,
    menu::{Answers, BucketAction},
};
use leptos::prelude::*;

use super::{
    allowed::{ActionButton, Allowed, NOT_MEANT},
    pages::Row,
    wishes::{form as kept, wish},
};
use crate::{
    flows::{delegates::DelegateChooser, wish::to_review},
    kit::{
        components::{Button, Money, NO_KEY, Plain, focus_named, plain},
        format::{counted, grouped, typed_days},
        state::app,
    },
};

/// The selected buckets.
pub type Selection = RwSignal<BTreeSet<BucketId>>;

/// The accounts whose keys the wallet has.
pub fn signers() -> BTreeSet<Address> {
    let accounts = app().accounts();
    accounts.iter().filter(|a| a.can_sign()).map(|a| a.address).collect()
}

/// Whether the wallet has the key of a bucket's owner.
pub fn signs(row: &BucketRow) -> bool {
    app().signs_for(row.bucket.owner)
}

fn signed_by(signers: &BTreeSet<Address>, row: &BucketRow) -> bool {
    signers.contains(&row.bucket.owner)
}

fn is_matured(row: &BucketRow) -> bool {
    matches!(row.state, Some(BucketState::Matured))
}

fn is_ready(row: &BucketRow) -> bool {
    matches!(row.state, Some(BucketState::Withdrawable))
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

/// The checkbox of a row; the table hears when it is pressed.
pub fn checkbox(row: &BucketRow, selection: Selection) -> Plain {
    let id = row.bucket.id;
    let able = signs(row);
    plain("input")
        .with("type", "checkbox")
        .with("class", "pick")
        .with("data-test", format!("bucket-{id}-pick"))
        .with("aria-label", format!("Select bucket {id}"))
        .with_some("title", (!able).then_some(NO_KEY))
        .with_some("disabled", (!able).then_some(""))
        .checked(selection.with(|chosen| chosen.contains(&id)))
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
pub fn BatchBar(rows: Memo<Vec<Row>>, selection: Selection) -> impl IntoView {
    let open = to_review();
    let delegates = app().delegates();
    let asking = RwSignal::new(Asking::Nothing);
    let form = kept();
    let (days, delegate) = (form.text("days", "365"), form.text("delegate", ""));
    let chosen = Memo::new(move |_| {
        selection.with(|selection| match selection.is_empty() {
            true => Vec::new(),
            false => rows.with(|rows| {
                let is_chosen = |row: &&Row| selection.contains(&row.bucket.id);
                rows.iter().filter(is_chosen).cloned().collect()
            }),
        })
    });
    // Of thousands of buckets only numbers are kept; the rows themselves are picked out when a button is pressed.
    let signers = Memo::new(move |_| signers());
    let counted_if = move |is: fn(&BucketRow) -> bool| {
        Memo::new(move |_| {
            signers
                .with(|signers| rows.with(|rows| rows.iter().filter(|row| signed_by(signers, row) && is(row)).count()))
        })
    };
    let pick_out = move |is: fn(&BucketRow) -> bool| -> Vec<Row> {
        signers.with_untracked(|signers| {
            let meant = |row: &&Row| signed_by(signers, row) && is(row);
            rows.with_untracked(|rows| rows.iter().filter(meant).cloned().collect())
        })
    };
    let able = counted_if(|_| true);
    let go = move |mut rows: Vec<Row>, wanted: BucketAction, told: Answers| {
        let Some(params) = app().network().map(|network| network.params()) else {
            return;
        };
        let asked = rows.len();
        rows.truncate(MAX_BATCH);
        let Some(wish) = wish(&rows, wanted, &told, &params) else {
            app().toasts.say("warn", NOT_MEANT);
            return;
        };
        let left_out = rows.len() - wish.intents.len();
        if asked > MAX_BATCH {
            app().toasts.say(
                "warn",
                format!("These are the first {MAX_BATCH}: do the others afterwards."),
            );
        } else if left_out > 0 {
            let some = counted(left_out, "bucket");
            app()
                .toasts
                .say("warn", format!("{some} left out: there is nothing to do so with them."));
        }
        open.run(wish);
    };
    let with_chosen = move |wanted: BucketAction, told: Answers| go(chosen.get_untracked(), wanted, told);
    let allowed = Allowed::of(chosen);
    let act = move |word: &'static str, test: &'static str, wanted: BucketAction| {
        let press = move || with_chosen(wanted, Answers::default());
        view! { <ActionButton allowed wanted word test press /> }
    };
    let sum = move || chosen.with(|rows| rows.iter().map(|r| r.bucket.amount).sum::<ballast_domain::Amount>());
    let any = Memo::new(move |_| chosen.with(|rows| !rows.is_empty()));
    let all_chosen = move || any.get() && chosen.with(Vec::len) == able.get();
    let select_all = move || {
        let all = match untrack(all_chosen) {
            true => BTreeSet::new(),
            false => pick_out(|_| true).iter().map(|row| row.bucket.id).collect(),
        };
        selection.set(all);
    };
    let form = move || match asking.get() {
        Asking::Nothing => ().into_any(),
        Asking::Days => {
            let parsed = move || days.with(|text| typed_days(text));
            let extend = move || {
                if let Ok(days) = untrack(parsed) {
                    let term = Some(Term::Days(days));
                    let told = Answers {
                        term,
                        ..Answers::default()
                    };
                    with_chosen(BucketAction::Extend, told);
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
                    <Button test="batch-extend-go" press=extend small=true disabled=Signal::derive(move || parsed().is_err())>
                        "Review"
                    </Button>
                    {move || {
                        let mistake = parsed().err();
                        mistake.map(|it| view! { <span class="xs bad-ink" role="alert" data-test="batch-days-error">{it}</span> })
                    }}
                </div>
            }
            .into_any()
        }
        Asking::Delegate => {
            let to = move || {
                let name = delegate.get_untracked();
                let found = delegates.value.with_untracked(|all| {
                    let row = all.as_ref()?.rows.value.iter().find(|row| row.name == name)?;
                    Some((row.id, row.name.clone()))
                });
                let told = Answers {
                    delegate: found,
                    ..Answers::default()
                };
                with_chosen(BucketAction::ChangeDelegate, told);
            };
            view! {
                <div class="row tight" data-test="batch-move-form">
                    <DelegateChooser label="The new delegate" test="batch-delegate" value=delegate />
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
    // Esc closes the form, and its button has the keyboard again.
    let leave = move |event: web_sys::KeyboardEvent| {
        let opener = match asking.get_untracked() {
            Asking::Nothing => return,
            Asking::Days => "batch-extend",
            Asking::Delegate => "batch-move",
        };
        if event.key() == "Escape" {
            event.stop_propagation();
            asking.set(Asking::Nothing);
            focus_named(opener);
        }
    };
    let ask_for =
        move |what: Asking| move || asking.update(|now| *now = if *now == what { Asking::Nothing } else { what });
    let ask = move |word: &'static str, test: &'static str, wanted: BucketAction, what: Asking| {
        view! { <ActionButton allowed wanted word test press=ask_for(what) /> }
    };
    let quick = move |is: fn(&BucketRow) -> bool, test: &'static str, word: &'static str, wanted: BucketAction| {
        let count = counted_if(is);
        move || {
            // Beside what is done with the selection it would be taken for that.
            (count.get() > 0 && !any.get()).then(|| {
                let press = move || go(pick_out(is), wanted, Answers::default());
                view! { <Button test press small=true>{format!("{word} ({})", grouped(count.get() as u64))}</Button> }
            })
        }
    };
    view! {
        <div class="row batch-bar" class:chosen=any data-test="batch-bar" on:keydown=leave>
            <Show when=move || any.get()>
                <span class="sm" data-test="batch-selected" aria-live="polite">
                    {move || counted(chosen.with(Vec::len), "bucket")} ", "
                    {move || view! { <Money of=sum() at_most=2 /> }} " IOTX"
                </span>
                {ask("Extend", "batch-extend", BucketAction::Extend, Asking::Days)}
                {act("Lock", "batch-lock", BucketAction::Lock)}
                {act("Unlock", "batch-unlock", BucketAction::Unlock)}
                {ask("Move", "batch-move", BucketAction::ChangeDelegate, Asking::Delegate)}
                {act("Migrate", "batch-migrate", BucketAction::Migrate)}
                {act("Unstake", "batch-unstake-chosen", BucketAction::Unstake)}
                {act("Withdraw", "batch-withdraw-chosen", BucketAction::Withdraw)}
                {form}
            </Show>
            {quick(is_matured, "batch-unstake", "Unstake all matured", BucketAction::Unstake)}
            {quick(is_ready, "batch-withdraw", "Withdraw all ready", BucketAction::Withdraw)}
            <Button test="batch-select-all" press=select_all small=true>
                {move || if all_chosen() { "Select none" } else { "Select all" }}
            </Button>
        </div>
    }
}
