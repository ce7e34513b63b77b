//! Choices: a switch, one of several, a filter.

use ballast_domain::Date;
use leptos::prelude::*;

use super::section::{Section, State};
use crate::kit::components::{FilterChip, MonthSheet, Range, Segmented, Toggle};

/// Each on, off and chosen; they can be pressed.
#[component]
pub fn Choices() -> impl IntoView {
    let toggle = |test: &'static str, on: bool, help: &'static str| {
        let on = RwSignal::new(on);
        view! { <Toggle label="Stake-lock" help=help.to_owned() test on change=Callback::new(move |now| on.set(now)) /> }
    };
    let theme = RwSignal::new("light".to_owned());
    let options = [("system", "System"), ("light", "Light"), ("dark", "Dark")];
    let options = options
        .map(|(value, word)| (value.to_owned(), word.to_owned()))
        .to_vec();
    let chip = |test: &'static str, on: bool, word: &'static str, count: &'static str| {
        let on = RwSignal::new(on);
        view! {
            <FilterChip test on press=move || on.update(|on| *on = !*on)>
                {word}
                <span class="n">{count}</span>
            </FilterChip>
        }
    };
    let chosen = RwSignal::new(Some(day("2040-06-13")));
    let at = RwSignal::new(day("2040-06-13"));
    let range = Signal::stored(Range {
        from: day("2040-06-05"),
        until: day("2040-07-20"),
    });
    let take = Callback::new(move |day: Date| chosen.set(Some(day)));
    view! {
        <Section name="choices" title="Choices">
            <div class="grid2">
                <State name="off">
                    {toggle("gallery-off", false, "The days start at once. Fewer votes.")}
                </State>
                <State name="on">
                    {toggle("gallery-on", true, "The days start only when you unlock. More votes.")}
                </State>
            </div>
            <State name="one of a few">
                <Segmented
                    label="Theme"
                    test="gallery-segmented"
                    options
                    value=theme
                    choose=Callback::new(move |chosen| theme.set(chosen))
                />
            </State>
            <State name="a day, of those that can be chosen">
                <MonthSheet at chosen range take test="gallery-month".to_owned() />
            </State>
            <State name="filters, the first of them on">
                <div class="row tight wraps">
                    {chip("gallery-chip-on", true, "All", " 36")}
                    {chip("gallery-chip-off", false, "In the pool", " 24")}
                    {chip("gallery-chip-uncounted", false, "On probation", "")}
                </div>
            </State>
        </Section>
    }
}

/// A day of the year 2040.
fn day(text: &str) -> Date {
    text.parse().unwrap_or(Date::FIRST)
}
