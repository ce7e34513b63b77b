//! What comes next: the dates that a person's buckets bring.

use ballast_api::{BucketRow, NextEvent, Upcoming};
use ballast_domain::{BucketState, Timestamp};

/// The soonest first; what can be done already stands before what is still to come.
pub(crate) fn upcoming(rows: &[BucketRow], now: Timestamp) -> Upcoming {
    let mut soonest: Vec<_> = rows.iter().filter_map(|row| event(row, now)).collect();
    soonest.sort_by_key(|e| (!e.due, e.at));
    let all = soonest.len() as u64;
    soonest.truncate(Upcoming::SHOWN);
    Upcoming { soonest, all }
}

fn event(row: &BucketRow, now: Timestamp) -> Option<NextEvent> {
    let (bucket, amount) = (row.bucket.id.title(), row.bucket.amount.in_brief());
    let delegate = row.delegate.as_deref().unwrap_or("—");
    let (at, title, due) = match row.state? {
        BucketState::Locked => return None,
        BucketState::CountingDown(at) => (at, format!("{bucket} can be unstaked"), false),
        BucketState::Matured => (matured(row, now), format!("{bucket} can be unstaked now"), true),
        BucketState::Unstaking(at) => (at, format!("{bucket} can be withdrawn"), false),
        BucketState::Withdrawable => (now, format!("{bucket} can be withdrawn now"), true),
    };
    Some(NextEvent {
        at,
        title,
        detail: format!("{amount} IOTX with {delegate}"),
        due,
    })
}

/// Since when its days are over; of one that counts in blocks only that they are is known.
fn matured(row: &BucketRow, now: Timestamp) -> Timestamp {
    match row.bucket.blocks {
        None => row.bucket.matures(),
        Some(_) => now,
    }
}
