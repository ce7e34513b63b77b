//! Turns of phrase that several actions' sentences share.

use crate::{Days, Ledger, Timestamp, grouped};

/// `91 days`, `1 day`, `1 050 days`.
pub(super) fn days(days: Days) -> String {
    match days.0 {
        1 => "1 day".into(),
        n => format!("{} days", grouped(n.into())),
    }
}

/// `23 February 2027`, in UTC.
pub(super) fn date(at: Timestamp) -> String {
    const MONTHS: [&str; 12] = [
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
    let (year, month, day) = civil(at.seconds() / crate::SECONDS_PER_DAY);
    format!("{day} {} {year}", MONTHS[month - 1])
}

/// The proleptic Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's `civil_from_days`).
fn civil(day: u64) -> (u64, usize, u64) {
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

/// `bucket 12 (1 000 IOTX)`, or its number alone when it is not known.
pub(super) fn bucket(index: u64, ledger: &Ledger) -> String {
    let number = grouped(index);
    match ledger.staking.buckets.get(&index) {
        Some(b) => format!("bucket {number} ({} IOTX)", b.amount.for_people()),
        None => format!("bucket {number}"),
    }
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
            assert_eq!(date(Timestamp::from_seconds(seconds)), text);
        }
    }
}
