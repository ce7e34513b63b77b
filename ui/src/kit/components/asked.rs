//! The two figures that forms ask for most: how much, and for how long.

use ballast_domain::Amount;
use leptos::{html, prelude::*};

use super::{DurationSlider, Field, Mistake, focus_when_shown};

/// How much, in the largest type of the form.
#[component]
pub fn AmountInput(
    /// Its name for tests, and its id.
    test: &'static str,
    /// What is typed.
    text: RwSignal<String>,
    /// Whether anything was typed yet: before that nothing is wrong.
    touched: RwSignal<bool>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What it counts.
    #[prop(into)]
    unit: Signal<String>,
    /// What there is to take from, as a sentence, and that sentence's name for tests.
    have: (Signal<String>, &'static str),
    /// Has the keyboard when it appears.
    #[prop(optional)]
    first: bool,
    /// The button that fills it.
    children: Children,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    if first {
        focus_when_shown(input);
    }
    let mistake = format!("{test}-error");
    view! {
        <div class="field">
            <label for=test>"Amount"</label>
            <span class="in amount" class:wrong=move || error.get().is_some()>
                <input
                    node_ref=input
                    id=test
                    data-test=test
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder="0"
                    aria-describedby=mistake.clone()
                    aria-invalid=move || error.get().is_some().to_string()
                    prop:value=text
                    on:input=move |event| {
                        touched.set(true);
                        text.set(event_target_value(&event));
                    }
                    on:blur=move |_| group_digits(text)
                />
                <span class="dim">{unit}</span>
                {children()}
            </span>
            <Understood text test=format!("{test}-understood") />
            <span class="sm dim" data-test=have.1>{have.0}</span>
            <Mistake of=error id=mistake />
        </div>
    }
}

/// An amount in one line: its digits stand in groups once it is left. Apart from [`Field`], so that what begins the window
/// reads no amounts.
#[component]
pub fn MoneyField(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id.
    #[prop(into)]
    test: String,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A word of help below.
    #[prop(default = "")]
    help: &'static str,
    /// Has the keyboard when it appears.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let help = (!help.is_empty()).then_some(help);
    let understood = format!("{test}-understood");
    view! {
        <Field label test value error first left=Callback::new(move |()| group_digits(value))>
            <Understood text=value test=understood />
            {help.map(|help| view! { <span class="sm dim">{help}</span> })}
        </Field>
    }
}

/// How an amount was read, where more than digits were typed: what parts its thousands and its decimals can be taken for
/// each other.
#[component]
pub fn Understood(
    /// What is typed.
    #[prop(into)]
    text: Signal<String>,
    /// Its name for tests.
    test: String,
) -> impl IntoView {
    move || {
        let read = text.with(|text| ballast_domain::understood(text))?;
        Some(view! { <span class="sm mid n" data-test=test.clone()>{format!("Read as {read}")}</span> })
    }
}

/// Shows what was typed as an amount is shown everywhere: digits in groups.
fn group_digits(text: RwSignal<String>) {
    if let Ok(amount) = text.get_untracked().parse::<Amount>() {
        let (whole, rest) = amount.parts(0, 18);
        text.set(if rest.is_empty() {
            whole
        } else {
            format!("{whole}.{rest}")
        });
    }
}

/// How many days: typed, or by a slider.
#[component]
pub fn DaysInput(
    /// Its name for tests, and its id.
    test: &'static str,
    /// The slider's name for tests.
    slider: &'static str,
    /// What is typed.
    text: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Where the slider stands.
    #[prop(into)]
    days: Signal<u32>,
) -> impl IntoView {
    let mistake = format!("{test}-error");
    view! {
        <div class="field">
            <div class="row">
                <label class="field-name" for=test>"Time"</label>
                <span class="sp"></span>
                <span class="in days" class:wrong=move || error.get().is_some()>
                    <input
                        id=test
                        data-test=test
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby=mistake.clone()
                        aria-invalid=move || error.get().is_some().to_string()
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                    <span class="dim">"days"</span>
                </span>
            </div>
            <DurationSlider days choose=Callback::new(move |days: u32| text.set(days.to_string())) test=slider />
            <Mistake of=error id=mistake />
        </div>
    }
}
