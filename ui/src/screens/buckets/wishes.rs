//! From selected buckets and a word to intents: a native bucket and a bucket NFT say the same thing by other actions.

use ballast_api::{BucketRow, Delegates};
use ballast_domain::{
    Amount, Bucket, Days, Intent, NativeAction, Step,
    actions::{
        ChangeCandidate, MigrateStake, NftChangeDelegate, NftExpand, NftLock, NftUnlock, NftUnstake, NftWithdraw,
        Restake, nft::Term,
    },
};

use crate::{format::counted, screens::batch::Wish};

/// Blocks that the contracts take for a day.
const DAY_OF_BLOCKS: u64 = 17_280;

/// What is done with several buckets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doing {
    /// Longer, if it is shorter than that.
    Extend(Days),
    /// Stake-lock on.
    Lock,
    /// Stake-lock off.
    Unlock,
    /// To another delegate, by name.
    MoveTo(String),
    /// Into a bucket NFT.
    Migrate,
    /// Begin to leave.
    Unstake,
    /// Take the money back.
    Withdraw,
}

impl Doing {
    fn words(&self, count: usize) -> String {
        let buckets = counted(count, "bucket");
        match self {
            Self::Extend(days) => format!("Extend {buckets} to {} days", days.0),
            Self::Lock => format!("Lock {buckets}"),
            Self::Unlock => format!("Unlock {buckets}"),
            Self::MoveTo(name) => format!("Move {buckets} to {name}"),
            Self::Migrate => format!("Make {buckets} NFTs"),
            Self::Unstake => format!("Unstake {buckets}"),
            Self::Withdraw => format!("Withdraw {buckets}"),
        }
    }
}

/// What is wanted of the rows, one after another; none where no row can be meant.
pub fn wish(rows: &[BucketRow], doing: &Doing, delegates: Option<&Delegates>) -> Option<Wish> {
    let intents: Vec<Intent> = rows
        .iter()
        .filter_map(|row| {
            Some(Intent {
                account: row.bucket.owner,
                action: action(&row.bucket, doing, delegates)?,
            })
        })
        .collect();
    (!intents.is_empty()).then(|| Wish {
        title: doing.words(intents.len()),
        intents,
        from: "/buckets",
    })
}

/// The action that does it with one bucket; none where nothing is to be done with it. What rules forbid is left to the
/// review, which names them.
fn action(bucket: &Bucket, doing: &Doing, delegates: Option<&Delegates>) -> Option<NativeAction> {
    match bucket.id.contract {
        None => native(bucket, doing),
        Some(_) => nft(bucket, doing, delegates),
    }
}

fn native(bucket: &Bucket, doing: &Doing) -> Option<NativeAction> {
    let (index, payload) = (bucket.id.index, Vec::new());
    let restake = |duration, locked| {
        let payload = Vec::new();
        Restake {
            bucket: index,
            duration,
            locked,
            payload,
        }
    };
    Some(match doing {
        Doing::Extend(days) => restake(bucket.duration.max(*days), bucket.locked).into(),
        Doing::Lock => restake(bucket.duration, true).into(),
        Doing::Unlock => restake(bucket.duration, false).into(),
        Doing::MoveTo(name) => ChangeCandidate {
            bucket: index,
            candidate: name.clone(),
            payload,
        }
        .into(),
        Doing::Migrate => MigrateStake { bucket: index }.into(),
        Doing::Unstake => Step::Unstake.action(bucket),
        Doing::Withdraw => Step::Withdraw.action(bucket),
    })
}

fn nft(bucket: &Bucket, doing: &Doing, delegates: Option<&Delegates>) -> Option<NativeAction> {
    let id = bucket.id;
    let term = |least: Days| match &bucket.blocks {
        None => Term::Days(bucket.duration.max(least)),
        Some(clock) => Term::Blocks(clock.duration.max(u64::from(least.0) * DAY_OF_BLOCKS)),
    };
    Some(match doing {
        Doing::Extend(days) => NftExpand {
            bucket: id,
            amount: Amount::ZERO,
            // Version 1 alone asks for the sum. The other that counts in blocks, version 2, is refused before its call.
            total: bucket.blocks.is_some().then_some(bucket.amount),
            duration: term(*days),
        }
        .into(),
        Doing::Lock => NftLock {
            bucket: id,
            duration: term(Days(0)),
        }
        .into(),
        Doing::Unlock => NftUnlock { bucket: id }.into(),
        Doing::MoveTo(name) => {
            let found = delegates?.rows.value.iter().find(|row| row.name == *name);
            NftChangeDelegate {
                bucket: id,
                delegate: found?.id,
            }
            .into()
        }
        // From version 2 to 3 it takes an approval first: the bucket's own page leads through both.
        Doing::Migrate => return None,
        Doing::Unstake => NftUnstake { bucket: id }.into(),
        Doing::Withdraw => NftWithdraw {
            bucket: id,
            to: bucket.owner,
        }
        .into(),
    })
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, BucketId, Endorsement, Timestamp};

    use super::*;

    fn bucket(contract: Option<Address>) -> Bucket {
        Bucket {
            id: BucketId { contract, index: 7 },
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

    #[test]
    fn extending_never_makes_shorter_and_keeps_the_lock() {
        let restake = |days| match native(&bucket(None), &Doing::Extend(Days(days))) {
            Some(NativeAction::Restake(restake)) => (restake.duration.0, restake.locked),
            other => panic!("{other:?}"),
        };
        assert_eq!(restake(365), (365, true));
        assert_eq!(restake(14), (91, true));
    }

    #[test]
    fn an_nft_says_the_same_by_its_contracts_actions_and_migrates_on_its_own_page() {
        let nft = bucket(Some(Address::from_bytes([9; 20])));
        let tag = |doing| action(&nft, &doing, None).map(|action| action.tag());
        assert_eq!(tag(Doing::Unlock), Some("nftUnlock"));
        assert_eq!(tag(Doing::Unstake), Some("nftUnstake"));
        match action(&nft, &Doing::Extend(Days(365)), None) {
            Some(NativeAction::NftExpand(expand)) => {
                assert_eq!(expand.total, None, "version 3 has no call that takes a sum");
                assert_eq!(expand.duration, Term::Days(Days(365)));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(tag(Doing::Migrate), None);
        assert_eq!(tag(Doing::MoveTo("nobody".into())), None, "a contract takes any id");
    }
}
