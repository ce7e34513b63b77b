//! How to stake an amount for the most votes until it is needed.

mod best;
mod curve;

use ballast_api::{AccountView, calls};
use ballast_domain::{Amount, Date, Intent, Timestamp, actions::CreateStake, plan::StakeOption};
use leptos::prelude::*;

use self::{best::Best, curve::Curve};
use crate::{
    flows::{
        delegates::DelegateChooser,
        wish::{Wish, to_review},
    },
    kit::{
        components::{AccountSelect, ButtonLink, DateField, FilterChip, MoneyField, Reading, Skeleton},
        format::sentence,
        state::{KeptForm, app, read},
    },
};

/// Spans that people plan for: a word, and days.
const SPANS: [(&str, u64); 4] = [("3 months", 91), ("6 months", 182), ("1 year", 365), ("2 years", 730)];

/// The optimiser.
#[component]
pub fn Plan() -> impl IntoView {
    let app = app();
    let form = KeptForm::of("plan");
    let (amount_text, date_text) = (form.text("amount", ""), form.text("date", ""));
    let (payer, delegate) = (form.payer(AccountView::can_sign), form.text("delegate", ""));
    let amount = Memo::new(move |_| {
        amount_text
            .get()
            .trim()
            .parse::<Amount>()
            .map_err(|e| sentence(&e.to_string()))
    });
    let needed = Memo::new(move |_| date_text.with(|text| text.parse::<Date>().ok().map(Date::begins)));
    let tomorrow = Signal::derive(move || app.now().map(|now| Date::of(now).plus_days(1)));
    let wrong = |text: RwSignal<String>, error: Option<String>| error.filter(|_| !text.with(String::is_empty));
    let plan = read(move || {
        app.network()?;
        Some(calls::PlanStake {
            amount: amount.get().ok()?,
            needed: needed.get()?,
        })
    });
    let asked = move || amount.get().is_ok() && needed.get().is_some();
    let in_days = move |days: u64| {
        let day = app
            .now()
            .map(|now| now.plus_seconds(days * ballast_domain::SECONDS_PER_DAY));
        // As a date is typed: the money is wanted when that day begins.
        date_text.set(day.map(Timestamp::iso_date).unwrap_or_default());
    };
    let chips = SPANS.map(|(word, days)| {
        view! { <FilterChip test=format!("plan-{days}") on=false press=move || untrack(|| in_days(days))>{word}</FilterChip> }
    }).collect_view();
    let open = to_review();
    let take = Callback::new(move |option: StakeOption| {
        let (Some(account), Ok(amount)) = (payer.get_untracked(), amount.get_untracked()) else {
            return;
        };
        let action = CreateStake {
            candidate: delegate.get_untracked(),
            amount,
            duration: option.duration,
            locked: option.locked,
            payload: Vec::new(),
        };
        open.run(Wish {
            title: "Stake as planned".into(),
            intents: vec![Intent {
                account,
                action: action.into(),
            }],
            from: "/plan".to_owned(),
            form: Some(form.clone()),
        });
    });
    let ready = Signal::derive(move || payer.with(Option::is_some) && !delegate.with(String::is_empty));
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Plan a stake"</h1>
                <span class="sm dim">"the most votes until the money is needed"</span>
                <span class="sp"></span>
                <ButtonLink href="/ladder" test="plan-ladder">"Ladder instead"</ButtonLink>
                <ButtonLink href="/buckets" test="plan-buckets">"Buckets"</ButtonLink>
            </div>
            <section class="card stack-m">
                <div class="grid4">
                    <MoneyField
                        label="Amount, IOTX"
                        test="plan-amount"
                        value=amount_text
                        error=Signal::derive(move || wrong(amount_text, amount.get().err()))
                        first=true
                    />
                    <DateField label="Needed on" test="plan-date" value=date_text from=tomorrow help="In UTC" />
                    <div class="field">
                        <label for="plan-from">"From"</label>
                        <AccountSelect test="plan-from" value=payer />
                    </div>
                    <div class="field">
                        <label for="plan-delegate">"With"</label>
                        <DelegateChooser label="With delegate" test="plan-delegate" value=delegate />
                    </div>
                </div>
                <div class="row">{chips}</div>
            </section>
            <Show when=asked>
                <Reading of=plan test="plan-error" waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
                    {move || {
                        plan.value
                            .get()
                            .map(|optimum| {
                                view! {
                                    <Best optimum=optimum.clone() take ready />
                                    <Curve optimum />
                                }
                            })
                    }}
                </Reading>
            </Show>
        </div>
    }
}
