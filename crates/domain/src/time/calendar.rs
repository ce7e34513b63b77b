//! Moments as dates of the calendar, in UTC: on a chain there is no other place.

use crate::{SECONDS_PER_DAY, Timestamp};

/// The months' names.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Timestamp {
    /// Its day: `23 February 2027`.
    pub fn date(self) -> String {
        let (year, month, day) = civil(self.seconds() / SECONDS_PER_DAY);
        format!("{day} {} {year}", MONTHS[month - 1])
    }

    /// Its day and time, rounded down to the second: `23 February 2027, 14:05:09 UTC`.
    pub fn date_and_time(self) -> String {
        let second = self.seconds() % SECONDS_PER_DAY;
        let (hour, minute) = (second / 3_600, second / 60 % 60);
        format!("{}, {hour:02}:{minute:02}:{:02} UTC", self.date(), second % 60)
    }
}

/// The proleptic Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's `civil_from_days`).
pub(crate) fn civil(day: u64) -> (u64, usize, u64) {
    let shifted = day + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + u64::from(month <= 2), month as usize, day)
}

/// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`); none for what is no day of the calendar from 1970 to 9999.
pub(crate) fn since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (shifted_year / 400, shifted_year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    let since = era * 146_097 + of_era - 719_468;
    // A 31st of a month of thirty days comes out as another day.
    (civil(since) == (year, month as usize, day)).then_some(since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, text) in [
            (0, "1 January 1970"),
            (951_782_400, "29 February 2000"),
            (1_767_225_600, "1 January 2026"),
            (1_803_340_800, "23 February 2027"),
        ] {
            assert_eq!(Timestamp::from_seconds(seconds).date(), text);
        }
    }

    #[test]
    fn the_time_of_day_stands_beside_the_date() {
        for (seconds, text) in [
            (0, "1 January 1970, 00:00:00 UTC"),
            (1_776_297_602, "16 April 2026, 00:00:02 UTC"),
            (1_767_311_999, "1 January 2026, 23:59:59 UTC"),
        ] {
            assert_eq!(Timestamp::from_seconds(seconds).date_and_time(), text);
        }
    }
}
