//! Moments, in the computer's own time zone, and spans of time.

use ballast_domain::{SECONDS_PER_DAY, Timestamp, grouped};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day of the calendar, in the computer's own time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Of the Gregorian calendar.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
}

impl Day {
    /// The day on which a moment lies.
    pub fn of(at: Timestamp) -> Self {
        Self::from_epoch(local_seconds(at).div_euclid(SECONDS_PER_DAY as i64))
    }

    /// Its beginning.
    pub fn begins(self) -> Timestamp {
        let wall = (self.to_epoch() * SECONDS_PER_DAY as i64).max(0);
        let seconds = wall + zone_minutes_west(wall) * 60;
        Timestamp::from_seconds(u64::try_from(seconds).unwrap_or(0))
    }

    /// The same day of the month that many months later; `day` must be one that every month has.
    pub fn plus_months(self, months: i64) -> Self {
        let month = self.year * 12 + self.month - 1 + months;
        Self {
            year: month.div_euclid(12),
            month: month.rem_euclid(12) + 1,
            day: self.day,
        }
    }

    /// `23 Feb`.
    pub fn with_month(self) -> String {
        format!("{} {}", self.day, self.month_name())
    }

    /// `Feb`.
    pub fn month_name(self) -> &'static str {
        MONTHS[(self.month - 1).rem_euclid(12) as usize]
    }

    /// The day `days` after 1 January 1970 (Howard Hinnant's civil_from_days).
    fn from_epoch(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * shifted_month + 2) / 5 + 1,
        }
    }

    /// Days since 1 January 1970 (Howard Hinnant's days_from_civil).
    fn to_epoch(self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let shifted_month = (self.month + 9) % 12;
        let of_year = (153 * shifted_month + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    fn text(self) -> String {
        format!("{} {}", self.with_month(), self.year)
    }
}

/// Seconds since 1970 on the wall, here and at that moment.
fn local_seconds(at: Timestamp) -> i64 {
    let seconds = at.seconds() as i64;
    seconds - zone_minutes_west(seconds) * 60
}

#[cfg(target_arch = "wasm32")]
fn zone_minutes_west(seconds: i64) -> i64 {
    js_sys::Date::new(&(seconds as f64 * 1000.0).into()).get_timezone_offset() as i64
}

#[cfg(not(target_arch = "wasm32"))]
fn zone_minutes_west(_seconds: i64) -> i64 {
    0
}

/// `23 Feb 2027`.
pub fn date(at: Timestamp) -> String {
    Day::of(at).text()
}

/// `23 Feb 2027 14:05`.
pub fn date_time(at: Timestamp) -> String {
    format!("{} {}", date(at), clock(at))
}

/// `14:05`.
fn clock(at: Timestamp) -> String {
    let of_day = local_seconds(at).rem_euclid(SECONDS_PER_DAY as i64);
    format!("{:02}:{:02}", of_day / 3600, of_day / 60 % 60)
}

/// A span in its two largest units: `3 d 4 h`, `23 min`, `8 s`.
pub fn span(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / SECONDS_PER_DAY, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, m) => format!("{m} min"),
        (0, h, 0) => format!("{h} h"),
        (0, h, m) => format!("{h} h {m} min"),
        (d @ 0..=13, h, _) if h > 0 => format!("{d} d {h} h"),
        (1, ..) => "1 day".to_owned(),
        (d, ..) => format!("{} days", grouped(d)),
    }
}

/// `in 3 d 4 h`, or `now`. Of days the nearest: a bucket of 30 days that began a moment ago is not 29 days away.
pub fn in_time(seconds: u64) -> String {
    match seconds {
        0 => "now".to_owned(),
        1..SECONDS_PER_DAY => format!("in {}", span(seconds)),
        _ => format!("in {}", span(seconds + 1_800)),
    }
}

/// `8 s ago`, or `now`.
pub fn ago(seconds: u64) -> String {
    if seconds == 0 {
        "now".to_owned()
    } else {
        format!("{} ago", span(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_the_calendar() {
        assert_eq!(date(Timestamp::from_seconds(0)), "1 Jan 1970");
        assert_eq!(date(Timestamp::from_seconds(951_782_400)), "29 Feb 2000");
        assert_eq!(date_time(Timestamp::from_seconds(1_803_391_500)), "23 Feb 2027 14:05");
        assert_eq!(
            Day::from_epoch(-1),
            Day {
                year: 1969,
                month: 12,
                day: 31
            }
        );
    }

    #[test]
    fn days_and_moments_go_back_and_forth() {
        for days in (-800..40_000).step_by(13) {
            assert_eq!(Day::from_epoch(days).to_epoch(), days);
        }
        let day = Day::of(Timestamp::from_seconds(1_803_391_500));
        assert_eq!(date_time(day.begins()), "23 Feb 2027 00:00");
        let first = Day { day: 1, ..day };
        assert_eq!(date(first.plus_months(11).begins()), "1 Jan 2028");
    }

    #[test]
    fn spans_show_two_units_at_most() {
        let day = SECONDS_PER_DAY;
        assert_eq!(span(8), "8 s");
        assert_eq!(span(1_380), "23 min");
        assert_eq!(span(4_980), "1 h 23 min");
        assert_eq!(span(7_200), "2 h");
        assert_eq!(span(3 * day + 4 * 3600), "3 d 4 h");
        assert_eq!(span(day), "1 day");
        assert_eq!(span(94 * day + 3600), "94 days");
        assert_eq!(span(1_053 * day), "1\u{202f}053 days");
        assert_eq!(in_time(0), "now");
        assert_eq!(in_time(30 * day - 20), "in 30 days");
        assert_eq!(in_time(2 * day + 3 * 3600), "in 2 d 3 h");
        assert_eq!(ago(2), "2 s ago");
    }
}
