//! A day of the calendar, in UTC: what a plan is made for and a calendar shows.

use super::calendar::{MONTHS, civil, since_1970};
use crate::{SECONDS_PER_DAY, Timestamp};

/// A day of the Gregorian calendar from 1970 to 9999, in UTC.
///
/// It is read from what people write ([`str::parse`]): `2040-06-13`, `13 Jun 2040`, `13.6.2040`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Date(u64);

impl Date {
    /// 1 January 1970.
    pub const FIRST: Self = Self(0);
    /// 31 December 9999.
    pub const LAST: Self = Self(2_932_896);

    /// The day of a year, a month from 1 and a day from 1; none where the calendar has no such day.
    pub fn new(year: u64, month: u64, day: u64) -> Option<Self> {
        since_1970(year, month, day).map(Self)
    }

    /// The day on which a moment lies.
    pub const fn of(at: Timestamp) -> Self {
        Self(at.seconds() / SECONDS_PER_DAY)
    }

    /// Its first second.
    pub const fn begins(self) -> Timestamp {
        Timestamp::from_seconds(self.0 * SECONDS_PER_DAY)
    }

    /// Its year, its month from 1 and its day from 1.
    pub fn parts(self) -> (u64, u64, u64) {
        let (year, month, day) = civil(self.0);
        (year, month as u64, day)
    }

    /// The day's place in its week: 0 for Monday to 6 for Sunday.
    pub const fn weekday(self) -> u64 {
        // 1970 began on a Thursday.
        (self.0 + 3) % 7
    }

    /// Its month's name.
    pub fn month_name(self) -> &'static str {
        MONTHS[civil(self.0).1 - 1]
    }

    /// The first day of its month.
    pub fn month_begins(self) -> Self {
        Self(self.0 + 1 - self.parts().2)
    }

    /// The last day of its month.
    pub fn month_ends(self) -> Self {
        let days = (28..=31)
            .rev()
            .find_map(|day| Self::new(self.parts().0, self.parts().1, day));
        days.unwrap_or(self)
    }

    /// So many days later, or earlier; never before [`Self::FIRST`] or after [`Self::LAST`].
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add_signed(days)).min(Self::LAST)
    }

    /// The same day so many months later, or earlier; the month's last where it has no such day.
    pub fn plus_months(self, months: i64) -> Self {
        let (year, month, day) = self.parts();
        let months = (year * 12 + month - 1).saturating_add_signed(months);
        let (year, month) = (months / 12, months % 12 + 1);
        match Self::new(year, month, 1) {
            Some(first) => first.plus_days(day as i64 - 1).min(first.month_ends()),
            None if year < 1970 => Self::FIRST,
            None => Self::LAST,
        }
    }

    /// For programs: `2040-06-13`.
    pub fn iso(self) -> String {
        self.begins().iso_date()
    }

    /// For people: `13 June 2040`.
    pub fn in_words(self) -> String {
        self.begins().date()
    }

    /// For people, in short: `13 Jun 2040`.
    pub fn in_brief(self) -> String {
        let (year, _, day) = self.parts();
        format!("{day} {} {year}", &self.month_name()[..3])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(year: u64, month: u64, day: u64) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn a_day_knows_its_week_and_its_month() {
        let day = date(2040, 6, 13);
        assert_eq!(day.weekday(), 2, "a Wednesday");
        assert_eq!(
            (day.month_begins(), day.month_ends()),
            (date(2040, 6, 1), date(2040, 6, 30))
        );
        assert_eq!(date(2028, 2, 3).month_ends(), date(2028, 2, 29));
        assert_eq!(day.in_brief(), "13 Jun 2040");
        assert_eq!(day.in_words(), "13 June 2040");
        assert_eq!(day.iso(), "2040-06-13");
        assert_eq!(Date::new(2027, 2, 29), None);
        assert_eq!(Date::of(day.begins().plus_seconds(SECONDS_PER_DAY - 1)), day);
    }

    #[test]
    fn a_month_on_is_the_same_day_or_the_months_last() {
        assert_eq!(date(2027, 1, 31).plus_months(1), date(2027, 2, 28));
        assert_eq!(date(2027, 3, 31).plus_months(-1), date(2027, 2, 28));
        assert_eq!(date(2027, 6, 13).plus_months(12), date(2028, 6, 13));
        assert_eq!(date(2027, 12, 13).plus_months(1), date(2028, 1, 13));
        assert_eq!(Date::FIRST.plus_months(-1), Date::FIRST);
        assert_eq!(Date::LAST.plus_months(1), Date::LAST);
        assert_eq!(
            (Date::FIRST.plus_days(-1), Date::LAST.plus_days(1)),
            (Date::FIRST, Date::LAST)
        );
        assert_eq!(Date::LAST, date(9999, 12, 31));
    }

    proptest! {
        #[test]
        fn a_date_is_what_it_is_made_of(days in 0u64..=2_932_896) {
            let day = Date(days);
            let (year, month, of_month) = day.parts();
            prop_assert_eq!(Date::new(year, month, of_month), Some(day));
            for text in [day.iso(), day.in_words(), day.in_brief()] {
                prop_assert_eq!(text.parse(), Ok(day));
            }
        }
    }
}
