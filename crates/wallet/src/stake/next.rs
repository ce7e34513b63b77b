//! What comes next: the dates that a person's buckets bring.

use ballast_api::{BucketRow, NextEvent, Upcoming};
use ballast_domain::{BucketState, Phrase, Timestamp, phrase};

/// The soonest first; what can be done already stands before what is still to come.
pub(crate) fn upcoming(rows: &[BucketRow], now: Timestamp) -> Upcoming {
    let mut soonest: Vec<_> = rows.iter().filter_map(|row| event(row, now)).collect();
    soonest.sort_by_key(|e| (!e.due, e.at));
    let all = soonest.len() as u64;
    soonest.truncate(Upcoming::SHOWN);
    Upcoming { soonest, all }
}

fn event(row: &BucketRow, now: Timestamp) -> Option<NextEvent> {
    let bucket = Phrase::title(row.bucket.id);
    let delegate = row.delegate.as_deref().map_or_else(|| "—".into(), Phrase::delegate);
    let about = phrase!("{} IOTX with {}", row.bucket.amount.in_brief(), delegate);
    let (at, says, due) = match row.state? {
        BucketState::Locked => return None,
        BucketState::CountingDown(at) => (at, phrase!("{} can be unstaked", bucket), false),
        BucketState::Matured => (matured(row, now), phrase!("{} can be unstaked now", bucket), true),
        BucketState::Unstaking(at) => (at, phrase!("{} can be withdrawn", bucket), false),
        BucketState::Withdrawable => (now, phrase!("{} can be withdrawn now", bucket), true),
    };
    Some(NextEvent {
        at,
        title: says.to_string(),
        says,
        detail: about.to_string(),
        about,
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
