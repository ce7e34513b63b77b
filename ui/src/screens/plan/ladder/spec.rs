//! What kind of ladder is wanted: amount, number of rungs, the first and the last date, or how far apart they are.

use ballast_api::calls;
use ballast_domain::{
    Address, Amount, Date,
    plan::{Ladder, LadderSpec, MAX_RUNGS},
};
use leptos::prelude::*;

use super::spacing::Spacing;
use crate::{
    flows::delegates::DelegateChooser,
    kit::{
        backend::{Failure, ask},
        components::{AccountSelect, Button, DateField, ErrorPanel, Field, Look, MoneyField, Toggle},
        format::sentence,
        state::{KeptForm, app},
    },
};

/// The form; tells the ladder that comes of it, if any.
#[component]
pub fn Spec(
    form: KeptForm,
    payer: RwSignal<Option<Address>>,
    take: Callback<Option<Ladder>>,
    stands: Memo<bool>,
) -> impl IntoView {
    let text = |name: &str| form.text(name, "");
    let (amount_text, first_text, last_text) = (text("amount"), text("first"), text("last"));
    let rungs_text = form.text("rungs", "4");
    let delegate = text("delegate");
    let locked = form.keep("locked", false);
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    let amount = move || {
        amount_text
            .get()
            .trim()
            .parse::<Amount>()
            .map_err(|e| sentence(&e.to_string()))
    };
    let day = |text: RwSignal<String>| text.with(|text| text.parse::<Date>().ok().map(Date::begins));
    let tomorrow = Signal::derive(move || app().now().map(|now| Date::of(now).plus_days(1)));
    let first = Signal::derive(move || day(first_text).map(Date::of).or(tomorrow.get()));
    let rungs = move || {
        let count = rungs_text.get().trim().parse::<u32>().ok();
        count
            .filter(|n| (1..=MAX_RUNGS).contains(n))
            .ok_or_else(|| format!("A ladder has 1 to {MAX_RUNGS} rungs."))
    };
    let wrong = |text: RwSignal<String>, error: Option<String>| error.filter(|_| !text.with(String::is_empty));
    let spec = move || {
        Some(LadderSpec {
            candidate: Some(delegate.get()).filter(|name| !name.is_empty())?,
            amount: amount().ok()?,
            rungs: rungs().ok()?,
            first: day(first_text)?,
            last: day(last_text)?,
            locked: locked.get(),
        })
    };
    let split = move || {
        let Some(spec) = untrack(spec) else { return };
        busy.set(true);
        leptos::task::spawn_local(async move {
            let (ladder, error) = match ask(&calls::SplitLadder { spec }).await {
                Ok(ladder) => (Some(ladder), None),
                Err(error) => (None, Some(error)),
            };
            // The page may be gone.
            if busy.try_set(false).is_none() {
                failure.set(error);
                // A ladder of other wishes is not left to be signed.
                take.run(ladder);
            }
        });
    };
    // Once there is a ladder, its review is the next step.
    let look = Signal::derive(move || if stands.get() { Look::Plain } else { Look::Primary });
    let incomplete = Signal::derive(move || busy.get() || spec().is_none());
    view! {
        <section class="card stack-m">
            <div class="grid4">
                <MoneyField
                    label="Amount, IOTX"
                    test="ladder-amount"
                    value=amount_text
                    error=Signal::derive(move || wrong(amount_text, amount().err()))
                    first=true
                />
                <Field
                    label="Buckets"
                    test="ladder-count"
                    value=rungs_text
                    error=Signal::derive(move || wrong(rungs_text, rungs().err()))
                />
                <div class="field">
                    <label for="ladder-from">"From"</label>
                    <AccountSelect test="ladder-from" value=payer />
                </div>
                <div class="field">
                    <label for="ladder-delegate">"With"</label>
                    <DelegateChooser label="With delegate" test="ladder-delegate" value=delegate />
                </div>
                <DateField label="First money available" test="ladder-first" value=first_text from=tomorrow help="In UTC" />
                <DateField label="Last money available" test="ladder-last" value=last_text from=first help="In UTC" />
                <Spacing rungs=Signal::derive(move || rungs().ok()) first=first_text last=last_text />
            </div>
            <div class="row">
                <Toggle
                    label="Stake-lock"
                    help=Signal::stored("More votes; each bucket's days begin when you unlock it.".to_owned())
                    test="ladder-lock"
                    on=locked
                    change=Callback::new(move |on| locked.set(on))
                />
                <span class="sp"></span>
                <Button test="ladder-split" press=split look disabled=incomplete>"Split"</Button>
            </div>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="ladder-split-error" /> })}
        </section>
    }
}
