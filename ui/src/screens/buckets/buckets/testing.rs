//! A bucket for tests, and its row: 100 IOTX for 91 days, locked.

use ballast_api::BucketRow;
use ballast_domain::{Address, Amount, Bucket, BucketId, Days, Endorsement, Timestamp};

/// The bucket.
pub fn bucket(id: BucketId) -> Bucket {
    Bucket {
        id,
        candidate: Address::from_bytes([1; 20]),
        owner: Address::from_bytes([2; 20]),
        amount: Amount::from_iotx(100),
        duration: Days(91),
        created: Timestamp::from_seconds(0),
        stake_start: Timestamp::from_seconds(0),
        unstake_start: None,
        locked: true,
        endorsement: Endorsement::None,
        blocks: None,
    }
}

/// Its row, of which nothing else is known.
pub fn row(id: BucketId) -> BucketRow {
    BucketRow {
        bucket: bucket(id),
        delegate: None,
        self_stake: false,
        state: None,
        votes: None,
        free: None,
        steps: Vec::new(),
        label: String::new(),
        note: String::new(),
        group: String::new(),
    }
}
