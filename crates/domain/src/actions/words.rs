//! Turns of phrase that several actions' sentences share.

use crate::{Days, Ledger, grouped};

/// `91 days`, `1 day`, `1 050 days`.
pub(super) fn days(days: Days) -> String {
    match days.0 {
        1 => "1 day".into(),
        n => format!("{} days", grouped(n.into())),
    }
}

/// `bucket 12 (1 000 IOTX)`, or its number alone when it is not known.
pub(super) fn bucket(index: u64, ledger: &Ledger) -> String {
    let number = grouped(index);
    match ledger.staking.buckets.get(&index) {
        Some(b) => format!("bucket {number} ({} IOTX)", b.amount.for_people()),
        None => format!("bucket {number}"),
    }
}
