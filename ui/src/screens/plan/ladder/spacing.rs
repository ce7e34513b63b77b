//! How far apart the rungs of a ladder are: a choice that fills in the dates.

use ballast_domain::{Days, Timestamp};
use leptos::prelude::*;

use crate::kit::{components::FilterChip, state::app};

/// Days that people think in.
const EVERY: [(u32, &str); 5] = [
    (7, "7 days"),
    (14, "14 days"),
    (30, "30 days"),
    (91, "91 days"),
    (182, "182 days"),
];

/// The choice. While one stands, the last date follows the number of buckets and the first date.
#[component]
pub fn Spacing(
    /// How many buckets, where that is a number.
    #[prop(into)]
    rungs: Signal<Option<u32>>,
    /// The first date, as typed.
    first: RwSignal<String>,
    /// The last one.
    last: RwSignal<String>,
) -> impl IntoView {
    let app = app();
    let every = RwSignal::new(None::<u32>);
    let wanted = move || last_of(&first.get(), rungs.get()?, every.get()?);
    Effect::new(move |_| {
        if let Some(wanted) = wanted() {
            last.set(wanted);
        }
    });
    // A date of the person's own is not written over.
    Effect::new(move |_| {
        let typed = last.get();
        if untrack(|| every.get().is_some() && wanted().is_some_and(|wanted| wanted != typed)) {
            every.set(None);
        }
    });
    let choose = move |days: u32| {
        let begins = first.with_untracked(|text| text.parse::<Timestamp>().is_ok());
        if !begins && let Some(now) = untrack(|| app.now()) {
            first.set(first_of(now, days));
        }
        every.set(Some(days));
    };
    let chips = EVERY.map(|(days, word)| {
        view! {
            <FilterChip
                test=format!("ladder-every-{days}")
                on=Signal::derive(move || every.get() == Some(days))
                press=move || choose(days)
            >
                {word}
            </FilterChip>
        }
    });
    view! {
        <div class="field span2" role="group" aria-label="One bucket every">
            <span class="field-name">"One every"</span>
            <div class="row tight wraps chips">{chips.into_iter().collect_view()}</div>
            <span class="sm dim">"Fills in the dates, evenly apart"</span>
        </div>
    }
}

/// One step from now; today is not over, so that the day after it has the whole step.
fn first_of(now: Timestamp, days: u32) -> String {
    day(now.plus_days(Days(days + 1)))
}

fn last_of(first: &str, rungs: u32, days: u32) -> Option<String> {
    let first: Timestamp = first.parse().ok()?;
    let steps = rungs.checked_sub(1)?.checked_mul(days)?;
    Some(day(first.plus_days(Days(steps))))
}

/// As the fields write it: in UTC.
fn day(at: Timestamp) -> String {
    at.iso_date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_date_is_so_many_steps_after_the_first() {
        assert_eq!(last_of("2026-03-02", 4, 30).as_deref(), Some("2026-05-31"));
        assert_eq!(last_of("2 Mar 2026", 4, 30).as_deref(), Some("2026-05-31"));
        assert_eq!(last_of("2026-03-02", 1, 30).as_deref(), Some("2026-03-02"));
        assert_eq!(last_of("soon", 4, 30), None);
        assert_eq!(last_of("2026-03-02", 0, 30), None);
    }

    #[test]
    fn the_first_date_is_a_step_away() {
        let now: Timestamp = "2026-01-01".parse().unwrap();
        assert_eq!(first_of(now, 30), "2026-02-01");
    }
}
