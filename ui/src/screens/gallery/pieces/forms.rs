//! The figures that forms ask for, and the form whose answer is a review.

use ballast_domain::{Refusal, Rule};
use leptos::prelude::*;

use super::{
    sample::{in_days, nothing},
    section::{Section, State},
};
use crate::kit::components::{
    AmountInput, Button, ButtonLink, DaysInput, DurationSlider, Field, IntentForm, Refused, ReviewButton, WatchedNote,
};

const WRONG: &str = "A bucket holds at least 100 IOTX.";
const TOO_LONG: &str = "A bucket runs for at most 1\u{202f}050 days.";

/// How much, and for how long.
#[component]
pub fn Amounts() -> impl IntoView {
    let amount = |test: &'static str, typed: &str, error: Option<&str>| {
        let have = Signal::stored("You have 55\u{202f}500 IOTX; 1 IOTX is kept back for fees.".to_owned());
        let (text, touched) = (RwSignal::new(typed.to_owned()), RwSignal::new(error.is_some()));
        view! {
            <AmountInput test text touched error=error.map(ToOwned::to_owned) unit="IOTX" have=(have, "gallery-have")>
                <Button test="gallery-most" press=nothing() small=true>"All"</Button>
            </AmountInput>
        }
    };
    let days = |test: &'static str, slider: &'static str, typed: u32, error: Option<&str>| {
        let text = RwSignal::new(typed.to_string());
        let stands = Signal::derive(move || text.get().parse().unwrap_or(0));
        view! { <DaysInput test slider text error=error.map(ToOwned::to_owned) days=stands /> }
    };
    let slid = RwSignal::new(365);
    view! {
        <Section name="amounts" title="Amounts and days">
            <div class="grid2">
                {amount("gallery-amount", "", None)}
                {days("gallery-days", "gallery-days-slider", 91, None)}
                {amount("gallery-amount-filled", "12 000", None)}
                {days("gallery-days-wrong", "gallery-days-wrong-slider", 2_000, Some(TOO_LONG))}
                {amount("gallery-amount-wrong", "7", Some(WRONG))}
                <State name="the slider by itself">
                    <DurationSlider days=slid choose=Callback::new(move |days| slid.set(days)) test="gallery-slider" />
                </State>
            </div>
        </Section>
    }
}

/// A form, its button, and what forbids it.
#[component]
pub fn Forms() -> impl IntoView {
    let refusal = |rule: Refusal| Signal::stored(Some(rule));
    let late = Refusal::until(Rule::UnstakeEarly, in_days(14));
    view! {
        <Section name="forms" title="Forms">
            <IntentForm
                test="gallery-review"
                ready=true
                busy=RwSignal::new(false)
                propose=nothing()
                beside=|| view! { <ButtonLink href="/gallery" test="gallery-back">"Back"</ButtonLink> }
            >
                <Field label="Name" test="gallery-name" value=RwSignal::new("fathom".to_owned()) />
            </IntentForm>
            <div class="row wraps top-aligned">
                <State name="ready"><ReviewButton test="gallery-ready" ready=true busy=RwSignal::new(false) /></State>
                <State name="not complete">
                    <ReviewButton test="gallery-unready" ready=false busy=RwSignal::new(false) />
                </State>
                <State name="the answer is computed">
                    <ReviewButton test="gallery-busy" ready=true busy=RwSignal::new(true) />
                </State>
            </div>
            <State name="forbidden until a date"><Refused refusal=refusal(late) test="gallery-refused-until" /></State>
            <State name="forbidden"><Refused refusal=refusal(Rule::MaxDuration.into()) test="gallery-refused" /></State>
            <State name="watched only">
                <WatchedNote test="gallery-watched" when=true purpose="To stake with it" />
            </State>
        </Section>
    }
}
