//! Moments as programs write them: RFC 3339 in UTC, and back.

use std::str::FromStr;

use thiserror::Error;

use super::calendar::civil;
use crate::{SECONDS_PER_DAY, Timestamp};

/// A text is not `2027-02-23` or `2027-02-23T14:05:09Z`, or names no day of the calendar from 1970 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a date is written 2027-02-23, with a time of day 2027-02-23T14:05:09Z, in UTC")]
pub struct DateError;

impl Timestamp {
    /// Its day and time, rounded down to the second: `2027-02-23T14:05:09Z`.
    pub fn rfc3339(self) -> String {
        let second = self.seconds() % SECONDS_PER_DAY;
        let (hour, minute) = (second / 3_600, second / 60 % 60);
        format!("{}T{hour:02}:{minute:02}:{:02}Z", self.iso_date(), second % 60)
    }

    /// Its day: `2027-02-23`.
    pub fn iso_date(self) -> String {
        let (year, month, day) = civil(self.seconds() / SECONDS_PER_DAY);
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// From a day, which means its start, or from a day and time in UTC.
impl FromStr for Timestamp {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(d, t)| (d, Some(t)));
        let day = day(date)?;
        let second = time.map_or(Ok(0), second)?;
        Ok(Self::from_seconds(day * SECONDS_PER_DAY + second))
    }
}

/// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`).
fn day(date: &str) -> Result<u64, DateError> {
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(DateError);
    }
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (shifted_year / 400, shifted_year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    let since = era * 146_097 + of_era - 719_468;
    // A 31st of a month of thirty days comes out as another day.
    match civil(since) == (year, month as usize, day) {
        true => Ok(since),
        false => Err(DateError),
    }
}

fn second(time: &str) -> Result<u64, DateError> {
    let time = time.strip_suffix(['Z', 'z']).ok_or(DateError)?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    match (hour, minute, second) {
        (0..24, 0..60, 0..60) => Ok(hour * 3_600 + minute * 60 + second),
        _ => Err(DateError),
    }
}

/// Three numbers of so many digits.
fn numbers(text: &str, between: char, digits: [usize; 3]) -> Result<[u64; 3], DateError> {
    let mut parts = text.split(between);
    let mut found = [0; 3];
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next().filter(|p| p.len() == digits).ok_or(DateError)?;
        if !part.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DateError);
        }
        *number = part.parse().map_err(|_| DateError)?;
    }
    match parts.next() {
        None => Ok(found),
        Some(_) => Err(DateError),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_its_start_and_a_time_is_to_the_second() {
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("2000-02-29", 951_782_400),
            ("2027-02-23", 1_803_340_800),
            ("2026-04-16T00:00:02Z", 1_776_297_602),
        ] {
            assert_eq!(text.parse(), Ok(Timestamp::from_seconds(seconds)), "{text}");
        }
        assert_eq!(Timestamp::from_seconds(1_776_297_602).rfc3339(), "2026-04-16T00:00:02Z");
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_refused() {
        for text in [
            "",
            "2027-02-29",
            "2027-2-3",
            "2027-13-01",
            "2027-04-31",
            "1969-12-31",
            "2027-02-23T24:00:00Z",
            "2027-02-23T12:00:00",
            "2027-02-23T12:00Z",
            "23.02.2027",
            "2027-02-23-01",
            "+027-02-23",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(DateError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in 0u64..253_402_300_800) {
            let at = Timestamp::from_seconds(seconds);
            prop_assert_eq!(at.rfc3339().parse(), Ok(at));
            prop_assert_eq!(at.iso_date().parse(), Ok(Timestamp::from_seconds(seconds / SECONDS_PER_DAY * SECONDS_PER_DAY)));
        }
    }
}
