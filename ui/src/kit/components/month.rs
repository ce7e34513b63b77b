//! A month as a sheet of days, one of which is chosen: by a press, or by the arrows, Home, End, PageUp and PageDown.

use ballast_domain::Date;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The days of a week, in short and in full.
const WEEK: [(&str, &str); 7] = [
    ("Mo", "Monday"),
    ("Tu", "Tuesday"),
    ("We", "Wednesday"),
    ("Th", "Thursday"),
    ("Fr", "Friday"),
    ("Sa", "Saturday"),
    ("Su", "Sunday"),
];

/// The days that can be chosen, both ends among them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub from: Date,
    /// The last.
    pub until: Date,
}

impl Range {
    fn admits(self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// The day of the range that is nearest.
    pub fn nearest(self, day: Date) -> Date {
        day.min(self.until).max(self.from)
    }
}

/// The sheet. It shows the month of the day that has the keyboard.
#[component]
pub fn MonthSheet(
    /// The day that has the keyboard.
    at: RwSignal<Date>,
    /// The day that stands in the field.
    #[prop(into)]
    chosen: Signal<Option<Date>>,
    /// The days that can be chosen; the others are shown and cannot be pressed.
    #[prop(into)]
    range: Signal<Range>,
    /// Told the day that is chosen.
    take: Callback<Date>,
    /// Its name for tests: a day is `{test}-2040-06-13`, and the months beside are `{test}-before` and `{test}-after`.
    test: String,
) -> impl IntoView {
    let names = StoredValue::new(test.clone());
    let month = Memo::new(move |_| at.get().month_begins());
    let turn = move |months: i64| at.update(|at| *at = range.get_untracked().nearest(at.plus_months(months)));
    let press = move |event: web_sys::KeyboardEvent| {
        let Some(day) = moved(at.get_untracked(), &event.key(), event.shift_key()) else {
            return;
        };
        event.prevent_default();
        let day = range.get_untracked().nearest(day);
        at.set(day);
        focus_day(day);
    };
    let day = move |day: Date| {
        let test = names.with_value(|test| format!("{test}-{}", day.iso()));
        let able = move || range.get().admits(day);
        let press = move |_| {
            if untrack(able) {
                take.run(day);
            }
        };
        view! {
            <td aria-selected=move || (chosen.get() == Some(day)).to_string()>
                <button
                    type="button"
                    data-test=test
                    data-day=day.iso()
                    aria-label=day.in_words()
                    aria-disabled=move || (!able()).to_string()
                    tabindex=move || if at.get() == day { "0" } else { "-1" }
                    on:click=press
                >
                    {day.parts().2}
                </button>
            </td>
        }
    };
    let rows = move || {
        let week = move |week: [Option<Date>; 7]| {
            let days = week.map(|found| match found {
                Some(found) => day(found).into_any(),
                None => view! { <td></td> }.into_any(),
            });
            view! { <tr>{days.into_iter().collect_view()}</tr> }
        };
        weeks(month.get()).into_iter().map(week).collect_view()
    };
    let heads = WEEK.map(|(short, full)| view! { <th scope="col" abbr=full>{short}</th> });
    let title = move || {
        let month = month.get();
        format!("{} {}", month.month_name(), month.parts().0)
    };
    view! {
        <div class="month stack-s">
            <div class="row tight">
                <button
                    type="button"
                    class="clear"
                    data-test=format!("{test}-before")
                    aria-label="The month before"
                    on:click=move |_| turn(-1)
                >
                    "‹"
                </button>
                <b class="grow" aria-live="polite" data-test=format!("{test}-month")>{title}</b>
                <button
                    type="button"
                    class="clear"
                    data-test=format!("{test}-after")
                    aria-label="The month after"
                    on:click=move |_| turn(1)
                >
                    "›"
                </button>
            </div>
            <table role="grid" aria-label=title on:keydown=press>
                <thead>
                    <tr>{heads.into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Gives a day of the sheet the keyboard, once it is drawn.
pub fn focus_day(day: Date) {
    request_animation_frame(move || {
        let found = document().query_selector(&format!("dialog[open] [data-day='{}']", day.iso()));
        if let Some(button) = found
            .ok()
            .flatten()
            .and_then(|b| b.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // A sheet that was closed meanwhile needs no keyboard.
            let _ = button.focus();
        }
    });
}

/// The day to which a key moves; none for a key that moves to no other.
fn moved(at: Date, key: &str, shift: bool) -> Option<Date> {
    let months = if shift { 12 } else { 1 };
    let weekday = at.weekday() as i64;
    Some(match key {
        "ArrowLeft" => at.plus_days(-1),
        "ArrowRight" => at.plus_days(1),
        "ArrowUp" => at.plus_days(-7),
        "ArrowDown" => at.plus_days(7),
        "Home" => at.plus_days(-weekday),
        "End" => at.plus_days(6 - weekday),
        "PageUp" => at.plus_months(-months),
        "PageDown" => at.plus_months(months),
        _ => return None,
    })
}

/// The weeks of the month that begins with this day, each from Monday on.
fn weeks(first: Date) -> Vec<[Option<Date>; 7]> {
    let mut weeks = Vec::new();
    let mut day = Some(first);
    while day.is_some() {
        let mut week = [None; 7];
        for place in &mut week[day.map_or(0, Date::weekday) as usize..] {
            *place = day;
            day = day
                .map(|day| day.plus_days(1))
                .filter(|next| *next <= first.month_ends() && Some(*next) != *place);
        }
        weeks.push(week);
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_sheet_has_every_day_of_its_month_in_its_place() {
        for (month, rows) in [
            ("2040-06-01", 5),
            ("2027-02-01", 4),
            ("2040-09-01", 5),
            ("2040-12-01", 6),
            ("9999-12-01", 5),
        ] {
            let first = date(month);
            let weeks = weeks(first);
            assert_eq!(weeks.len(), rows, "{month}");
            let mut days = Vec::new();
            for week in &weeks {
                for (place, day) in week.iter().enumerate() {
                    if let Some(day) = day {
                        assert_eq!(day.weekday() as usize, place);
                        days.push(*day);
                    }
                }
            }
            let all: Vec<_> = (0..days.len() as i64).map(|i| first.plus_days(i)).collect();
            assert_eq!(days, all);
            assert_eq!(days.last(), Some(&first.month_ends()));
        }
    }

    #[test]
    fn keys_move_by_days_weeks_months_and_years() {
        for (key, shift, to) in [
            ("ArrowLeft", false, "12 Jun 2040"),
            ("ArrowRight", false, "14 Jun 2040"),
            ("ArrowUp", false, "6 Jun 2040"),
            ("ArrowDown", false, "20 Jun 2040"),
            ("Home", false, "11 Jun 2040"),
            ("End", false, "17 Jun 2040"),
            ("PageUp", false, "13 May 2040"),
            ("PageDown", false, "13 Jul 2040"),
            ("PageUp", true, "13 Jun 2039"),
            ("PageDown", true, "13 Jun 2041"),
        ] {
            assert_eq!(moved(date("13.6.2040"), key, shift), Some(date(to)), "{key}");
        }
        assert_eq!(moved(date("13.6.2040"), "a", false), None);
    }

    #[test]
    fn a_day_beyond_the_range_is_its_end() {
        let range = Range {
            from: date("2040-06-10"),
            until: date("2040-06-20"),
        };
        assert_eq!(range.nearest(date("2040-05-01")), range.from);
        assert_eq!(range.nearest(date("2041-05-01")), range.until);
        assert!(range.admits(range.from) && range.admits(range.until) && !range.admits(date("2040-06-21")));
    }
}
