//! Amount, time and stake-lock, each with its broken rule under it.

use ballast_domain::{Days, Timestamp};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{
    payer::Penniless,
    terms::{KEPT_BACK, Terms},
};
use crate::kit::{
    components::{AmountInput, Button, DaysInput, Glyph, Icon, IntentForm, PayerField, Refused, Toggle, WatchedNote},
    format::{UNKNOWN, date, grouped, money, span},
    state::{KeptForm, app, staking},
};

/// The left card.
#[component]
pub fn StakeForm(terms: Terms, busy: RwSignal<bool>, propose: Callback<()>, kept: KeptForm) -> impl IntoView {
    let navigate = use_navigate();
    let cancel = Callback::new(move |()| {
        kept.forget();
        navigate("/delegates", Default::default());
    });
    let ready = move || terms.is_legal() && terms.account().is_some_and(|a| a.can_sign());
    let watched = move || terms.account().is_some_and(|a| !a.can_sign());
    view! {
        <IntentForm
            test="stake-review"
            ready=Signal::derive(ready)
            busy
            propose
            beside=move || view! { <Button test="stake-cancel" press=cancel>"Cancel"</Button> }
        >
            <PayerField payer=terms.payer test="stake-from" />
            <Penniless terms />
            <AmountField terms />
            <TimeField terms />
            <Toggle
                label="Stake-lock"
                help=Signal::derive(move || lock_help(terms.locked.get(), terms.days().ok()))
                test="stake-lock"
                on=terms.locked
                change=Callback::new(move |on| terms.lock(on))
            />
            <Toggle
                label="As a bucket NFT"
                help=Signal::derive(move || nft_help(terms.nft.get()))
                test="stake-nft"
                on=terms.nft
                change=Callback::new(move |on| terms.as_nft(on))
            />
            <FreeNote terms />
            <Refused refusal=Signal::derive(move || terms.refused_otherwise()) test="stake-refused" />
            <WatchedNote test="stake-watched" when=Signal::derive(watched) purpose="To stake with it" />
        </IntentForm>
    }
}

fn lock_help(locked: bool, days: Option<Days>) -> String {
    if locked {
        let days = days.map_or_else(|| "days".to_owned(), |days| format!("{} days", grouped(days.0.into())));
        format!("The {days} start only when you unlock. More votes, and the bucket keeps voting by itself.")
    } else {
        "The days start at once. Fewer votes; when they are over, the bucket votes on until you unstake it.".to_owned()
    }
}

fn nft_help(nft: bool) -> String {
    if nft {
        "A contract issues the bucket as a token that can be given away and merged. It cannot back a delegate, and \
         its rewards are paid out, never added to it."
            .to_owned()
    } else {
        "A native bucket, kept by the staking protocol itself. It can become a bucket NFT later, and never back."
            .to_owned()
    }
}

#[component]
fn AmountField(terms: Terms) -> impl IntoView {
    let touched = RwSignal::new(false);
    let error = Signal::derive(move || terms.amount().err().filter(|_| touched.get()));
    let have = move || match terms.liquid() {
        Some(liquid) => format!(
            "You have {}; {} IOTX is kept back for fees.",
            money(liquid),
            KEPT_BACK.for_people()
        ),
        None => "What you have is not known yet.".to_owned(),
    };
    let most = move || {
        terms
            .liquid()
            .map(|l| l.saturating_sub(KEPT_BACK))
            .filter(|m| staking().is_some_and(|staking| *m >= staking.min_stake))
    };
    let take_all = move || {
        if let Some(most) = untrack(most) {
            touched.set(true);
            terms.amount_text.set(most.to_iotx());
        }
    };
    view! {
        <AmountInput
            test="stake-amount"
            text=terms.amount_text
            touched
            error
            unit="IOTX"
            have=(Signal::derive(have), "stake-liquid")
            first=true
        >
            <Button test="stake-max" press=take_all small=true disabled=Signal::derive(move || most().is_none())>
                "Max"
            </Button>
        </AmountInput>
    }
}

#[component]
fn TimeField(terms: Terms) -> impl IntoView {
    let error = Signal::derive(move || terms.days().err());
    view! {
        <div class="stack-s">
            <DaysInput
                test="stake-days"
                slider="stake-slider"
                text=terms.days_text
                error
                days=Signal::derive(move || terms.days_shown())
            />
            <span class="sm dim">
                "Needed on a date? "
                <a class="link" href="/plan" data-test="stake-plan">"Find the best time"</a>
                ", or "
                <a class="link" href="/ladder" data-test="stake-ladder">"split it into a ladder"</a>
                "."
            </span>
        </div>
    }
}

/// When the money could be in hand.
#[component]
fn FreeNote(terms: Terms) -> impl IntoView {
    let app = app();
    // By the minute is often enough for a date.
    let now = Memo::new(move |_| app.now().map(|now| Timestamp::from_seconds(now.seconds() / 60 * 60)));
    let free = move || Some(date(terms.free_at(now.get()?)?));
    let waits = move || {
        let days = terms.days_shown();
        format!(
            ": {} days, then {} to withdraw.",
            grouped(u64::from(days)),
            terms.wait().map_or_else(|| UNKNOWN.to_owned(), span)
        )
    };
    view! {
        <Show when=move || terms.days().is_ok()>
            <div class="note">
                <Icon glyph=Glyph::Info />
                <span data-test="stake-free">
                    {move || if terms.locked.get() { "If you unlock today, the money is free on " } else { "The money is free on " }}
                    <b>{move || free().unwrap_or_else(|| UNKNOWN.to_owned())}</b>
                    {waits}
                </span>
            </div>
        </Show>
    }
}
