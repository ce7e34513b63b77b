//! Moments as programs write them: RFC 3339 in UTC, and back.

use std::str::FromStr;

use super::{
    calendar::{civil, since_1970},
    date::Date,
    written::DateError,
};
use crate::{SECONDS_PER_DAY, Timestamp};

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

/// From a day as people write it ([`Date`]), which means its start, or from a day and time in UTC.
impl FromStr for Timestamp {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let as_day = text.parse::<Date>().map(Date::begins);
        as_day.or_else(|mistake| day_and_time(text.trim()).map_err(|_| mistake))
    }
}

/// `2027-02-23T14:05:09Z`.
fn day_and_time(text: &str) -> Result<Timestamp, DateError> {
    let (date, time) = text.split_once(['T', 't']).ok_or(DateError::Form)?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let days = since_1970(year, month, day).ok_or(DateError::Form)?;
    Ok(Timestamp::from_seconds(days * SECONDS_PER_DAY + second(time)?))
}

fn second(time: &str) -> Result<u64, DateError> {
    let time = time.strip_suffix(['Z', 'z']).ok_or(DateError::Form)?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    match (hour, minute, second) {
        (0..24, 0..60, 0..60) => Ok(hour * 3_600 + minute * 60 + second),
        _ => Err(DateError::Form),
    }
}

/// Three numbers of so many digits.
fn numbers(text: &str, between: char, digits: [usize; 3]) -> Result<[u64; 3], DateError> {
    let mut parts = text.split(between);
    let mut found = [0; 3];
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next().filter(|p| p.len() == digits).ok_or(DateError::Form)?;
        if !part.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DateError::Form);
        }
        *number = part.parse().map_err(|_| DateError::Form)?;
    }
    match parts.next() {
        None => Ok(found),
        Some(_) => Err(DateError::Form),
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
            ("23 October 2027", 1_824_249_600),
            ("23.2.2027", 1_803_340_800),
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
            "2027-13-01",
            "2027-04-31",
            "1969-12-31",
            "2027-02-23T24:00:00Z",
            "2027-02-23T12:00:00",
            "2027-02-23T12:00Z",
            "2027-02-23-01",
            "+027-02-23",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
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
