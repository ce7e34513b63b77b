//! Where a time axis has its ticks: at the beginnings of months, over short times on the 1st, 11th and 21st.

use ballast_domain::{SECONDS_PER_DAY, Timestamp};

use crate::kit::format::Day;

/// Longer than this, single days are too close together.
const SHORT: u64 = 75 * SECONDS_PER_DAY;
/// The days of a month that a short axis marks.
const TENS: [i64; 3] = [1, 11, 21];
/// At most so many ticks.
const MOST: u64 = 8;
/// Months between ticks; each divides the year or is a multiple of it, so that ticks keep their months.
const STEPS: [i64; 7] = [1, 2, 3, 6, 12, 24, 60];

/// A moment and its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The beginning of a day, here.
    pub at: Timestamp,
    /// `11 Apr`, `May`, or with a new year `Jan 2027`.
    pub word: String,
}

/// The ticks from `now` over `span` seconds.
pub fn ticks(now: Timestamp, span: u64) -> Vec<Tick> {
    let end = now.plus_seconds(span);
    let month = Day { day: 1, ..Day::of(now) };
    let candidates: Vec<Day> = if span <= SHORT {
        let tens = |months| {
            TENS.map(|day| Day {
                day,
                ..month.plus_months(months)
            })
        };
        (0..4).flat_map(tens).collect()
    } else {
        let months = span / (30 * SECONDS_PER_DAY) + 1;
        let step = STEPS
            .into_iter()
            .find(|step| months / step.unsigned_abs() <= MOST)
            .unwrap_or(60);
        let first = month.plus_months(-(month.year * 12 + month.month - 1).rem_euclid(step));
        (0..=MOST as i64 + 2).map(|i| first.plus_months(i * step)).collect()
    };
    let mut year = None;
    let shown = candidates.into_iter().map(|day| (day, day.begins()));
    shown
        .filter(|(_, at)| *at > now && *at <= end)
        .map(|(day, at)| {
            let new_year = year.replace(day.year) != Some(day.year);
            let word = match day {
                day if span <= SHORT => day.with_month(),
                day if new_year || day.month == 1 => format!("{} {}", day.month_name(), day.year),
                day => day.month_name().to_owned(),
            };
            Tick { at, word }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5 April 2026, 00:12.
    const NOW: Timestamp = Timestamp::from_seconds(1_775_347_920);

    fn words(days: u64) -> Vec<String> {
        let ticks = ticks(NOW, days * SECONDS_PER_DAY);
        assert!(ticks.iter().all(|t| t.at.seconds().is_multiple_of(SECONDS_PER_DAY)));
        ticks.into_iter().map(|t| t.word).collect()
    }

    #[test]
    fn short_times_are_marked_on_round_days() {
        assert_eq!(words(33), ["11 Apr", "21 Apr", "1 May"]);
        assert_eq!(words(75).last().map(String::as_str), Some("11 Jun"));
    }

    #[test]
    fn longer_times_are_marked_at_beginnings_of_months() {
        assert_eq!(words(205), ["May 2026", "Jun", "Jul", "Aug", "Sep", "Oct"]);
        assert_eq!(words(300), ["May 2026", "Jul", "Sep", "Nov", "Jan 2027"]);
        assert_eq!(
            words(1170),
            ["Jul 2026", "Jan 2027", "Jul", "Jan 2028", "Jul", "Jan 2029"]
        );
    }

    #[test]
    fn there_are_never_too_many() {
        for days in (30..4000).step_by(17) {
            let count = words(days).len();
            assert!((2..=9).contains(&count), "{count} ticks in {days} days");
        }
    }
}
