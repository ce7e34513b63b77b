//! The field that asks for a day: typed as people write one, or chosen from a calendar.

use ballast_domain::{Date, DateError};
use leptos::prelude::*;

use super::{
    Dialog, Glyph, Icon, Mistake,
    month::{MonthSheet, Range, focus_day},
};
use crate::kit::{format::sentence, state::app};

/// Asks for a day, in UTC: `2040-06-13`, `13 Jun 2040` or `13.6.2040`, or chosen from a month's sheet that its button opens.
#[component]
pub fn DateField(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id. Its button is `{test}-open`, and the calendar's names begin with `{test}-day`.
    #[prop(into)]
    test: String,
    /// What is typed; a day that is chosen is written as `2040-06-13`.
    value: RwSignal<String>,
    /// What is wrong with the day.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The first day that the calendar lets be chosen.
    #[prop(optional, into)]
    from: Signal<Option<Date>>,
    /// The last one.
    #[prop(optional, into)]
    until: Signal<Option<Date>>,
    /// The one word before it, in place of the label above it, for a line of small fields.
    #[prop(optional)]
    word: Option<&'static str>,
    /// A word of help below.
    #[prop(optional, into)]
    help: Option<String>,
) -> impl IntoView {
    let (left, open) = (RwSignal::new(false), RwSignal::new(false));
    let at = RwSignal::new(Date::FIRST);
    let day = Memo::new(move |_| value.with(|text| text.parse::<Date>()));
    let chosen = Signal::derive(move || day.get().ok());
    let range = Signal::derive(move || Range {
        from: from.get().unwrap_or(Date::FIRST),
        until: until.get().unwrap_or(Date::LAST),
    });
    // What is typed on is not finished yet.
    Effect::new(move |_| {
        value.track();
        left.set(false);
    });
    let mistake = Signal::derive(move || match day.get() {
        Ok(_) => error.get(),
        Err(wrong) => value
            .with(|text| is_judged(text, wrong, left.get()))
            .then(|| sentence(&wrong.to_string())),
    });
    let read = move || {
        let day = day.get().ok()?;
        value
            .with(|text| text.trim() != day.iso())
            .then(|| format!("Read as {}", day.in_words()))
    };
    let unfold = move |_| {
        let today = untrack(|| app().now()).map(Date::of);
        let day = chosen.get_untracked().or(today).unwrap_or(Date::FIRST);
        let day = range.get_untracked().nearest(day);
        at.set(day);
        open.set(true);
        focus_day(day);
    };
    let take = Callback::new(move |day: Date| {
        value.set(day.iso());
        open.set(false);
    });
    let (understood, wrong) = (format!("{test}-understood"), format!("{test}-error"));
    let (sheet, title) = (format!("{test}-day"), label.clone());
    let above = word
        .is_none()
        .then(|| view! { <label for=test.clone()>{label.clone()}</label> });
    let before = word.map(|word| view! { <span class="sm" aria-hidden="true">{word}</span> });
    view! {
        <div class="field">
            {above}
            <span class="in" class:small=word.is_some() class:day=word.is_some() class:wrong=move || mistake.with(Option::is_some)>
                {before}
                <input
                    id=test.clone()
                    data-test=test.clone()
                    aria-label=label.clone()
                    title=word.map(|_| label.clone())
                    aria-describedby=wrong.clone()
                    aria-invalid=move || mistake.with(Option::is_some).to_string()
                    autocomplete="off"
                    placeholder="13 Jun 2040"
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                    on:blur=move |_| left.set(true)
                />
                <button
                    type="button"
                    class="clear"
                    data-test=format!("{test}-open")
                    aria-label=format!("{label}: choose from a calendar")
                    aria-haspopup="dialog"
                    on:click=unfold
                >
                    <Icon glyph=Glyph::Calendar small=true />
                </button>
            </span>
            {move || read().map(|read| view! { <span class="sm mid n" data-test=understood.clone()>{read}</span> })}
            {help.map(|help| view! { <span class="sm dim">{help}</span> })}
            <Mistake of=mistake id=wrong />
            <Dialog open title test=format!("{test}-calendar")>
                <MonthSheet at chosen range take test=sheet.clone() />
            </Dialog>
        </div>
    }
}

/// Whether what is no date is told of: once the field is left, or at once where more letters do not help.
fn is_judged(text: &str, wrong: DateError, left: bool) -> bool {
    let whole = matches!(wrong, DateError::Ambiguous(..) | DateError::NoSuchDay { .. });
    !text.trim().is_empty() && (left || whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_not_finished_is_not_wrong_yet() {
        let judged = |text: &str, left| is_judged(text, text.parse::<Date>().unwrap_err(), left);
        assert!(!judged("13.6.", false) && judged("13.6.", true));
        assert!(judged("3/4/2040", false));
        assert!(judged("2040-06-31", false));
        assert!(!judged("13 June 204", false));
        assert!(!judged(" ", true));
    }
}
