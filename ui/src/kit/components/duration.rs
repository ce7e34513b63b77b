//! The duration slider: 0 to 1050 days, its marks evenly apart, so that weeks and years are equally easy to reach.

use leptos::prelude::*;

use crate::kit::format::grouped;

/// Days that stand under the slider.
pub const MARKS: [u32; 6] = [0, 30, 91, 182, 365, 1050];
/// Positions between two marks.
const STRETCH: u32 = 1000;
const END: u32 = STRETCH * (MARKS.len() as u32 - 1);

/// Chooses a duration.
#[component]
pub fn DurationSlider(
    /// The chosen days; more than 1050 shows as the end.
    #[prop(into)]
    days: Signal<u32>,
    /// Told newly chosen days.
    choose: Callback<u32>,
    /// Its name for tests; marks are `{test}-{days}`.
    test: &'static str,
) -> impl IntoView {
    let filled = move || format!("{:.2}%", f64::from(position_of(days.get())) / f64::from(END) * 100.0);
    let key = move |event: web_sys::KeyboardEvent| {
        let now = days.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => now.saturating_add(1).min(MARKS[5]),
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            "PageUp" => MARKS.into_iter().find(|m| *m > now).unwrap_or(MARKS[5]),
            "PageDown" => MARKS.into_iter().rev().find(|m| *m < now).unwrap_or(0),
            _ => return,
        };
        event.prevent_default();
        choose.run(to);
    };
    view! {
        <div class="slider">
            <svg aria-hidden="true">
                <rect class="track" width="100%" height="4" rx="2" />
                <rect class="fill" width=filled height="4" rx="2" />
                {(0..MARKS.len())
                    .map(|i| {
                        let at = format!("{}%", 100 * i / (MARKS.len() - 1));
                        view! { <circle class="stop" cx=at cy="2" r="2" /> }
                    })
                    .collect_view()}
            </svg>
            <input
                type="range"
                data-test=test
                min="0"
                max=END
                aria-label="Duration"
                aria-valuetext=move || format!("{} days", grouped(days.get().into()))
                prop:value=move || position_of(days.get()).to_string()
                on:input=move |event| choose.run(days_at(event_target_value(&event).parse().unwrap_or(0)))
                on:keydown=key
            />
            <div class="marks">
                {MARKS
                    .map(|mark| {
                        view! {
                            <button type="button" data-test=format!("{test}-{mark}") on:click=move |_| choose.run(mark)>
                                {grouped(u64::from(mark))}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// Days at a position of 0 to [`END`].
fn days_at(position: u32) -> u32 {
    let (stretch, within) = ((position / STRETCH) as usize, position % STRETCH);
    match (MARKS.get(stretch), MARKS.get(stretch + 1)) {
        (Some(from), Some(to)) => from + (within * (to - from) + STRETCH / 2) / STRETCH,
        _ => MARKS[5],
    }
}

/// The position of some days.
fn position_of(days: u32) -> u32 {
    let Some(stretch) = MARKS.windows(2).position(|pair| days < pair[1]) else {
        return END;
    };
    let (from, to) = (MARKS[stretch], MARKS[stretch + 1]);
    stretch as u32 * STRETCH + ((days - from) * STRETCH + (to - from) / 2) / (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_can_be_reached_and_stays_where_it_was_put() {
        for days in 0..=1050 {
            assert_eq!(days_at(position_of(days)), days);
        }
        assert_eq!(position_of(2000), END);
    }
}
