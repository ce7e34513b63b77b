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
    #[prop(optional, into)]
    help: String,
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
/// each other. That the field's own digits stand in groups once it is left neither shows nor hides it: a line that came or
/// went under a press on the form's button would have the press miss it.
#[component]
pub fn Understood(
    /// What is typed.
    #[prop(into)]
    text: Signal<String>,
    /// Its name for tests.
    test: String,
) -> impl IntoView {
    let read = Memo::new(move |before: Option<&Read>| text.with(|text| Read::of(text, before)));
    move || {
        let read = read.get().as_told?;
        Some(view! { <span class="sm mid n" data-test=test.clone()>{format!("Read as {read}")}</span> })
    }
}

/// How a text was read.
#[derive(Clone, PartialEq, Eq)]
struct Read {
    amount: Option<Amount>,
    /// As it is told; none where only digits were typed.
    as_told: Option<String>,
}

impl Read {
    fn of(text: &str, before: Option<&Self>) -> Self {
        let amount = text.parse::<Amount>().ok();
        let regrouped = amount.is_some_and(|amount| in_groups(amount) == text);
        match before {
            Some(before) if regrouped && before.amount == amount => before.clone(),
            _ => Self {
                amount,
                as_told: ballast_domain::understood(text),
            },
        }
    }
}

/// Shows what was typed as an amount is shown everywhere: digits in groups.
fn group_digits(text: RwSignal<String>) {
    if let Ok(amount) = text.get_untracked().parse::<Amount>() {
        text.set(in_groups(amount));
    }
}

fn in_groups(amount: Amount) -> String {
    let (whole, rest) = amount.parts(0, 18);
    match rest.is_empty() {
        true => whole,
        false => format!("{whole}.{rest}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_told_of_what_a_person_typed_and_stays_when_the_field_groups_its_digits() {
        let typed = |text: &str| Read::of(text, None);
        let left = |text: &str| {
            let before = typed(text);
            let grouped = in_groups(before.amount.unwrap());
            Read::of(&grouped, Some(&before)).as_told
        };
        assert_eq!(left("1000"), None);
        assert_eq!(left("1,234.50"), typed("1,234.50").as_told);
        assert!(left("12 000").is_some());
        // Another amount is another reading.
        let other = Read::of("2\u{202f}000", Some(&typed("1000")));
        assert!(other.as_told.is_some());
    }
}
