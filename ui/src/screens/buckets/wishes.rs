//! From selected buckets and a word to intents: a native bucket and a bucket NFT say the same thing by other actions.

use std::borrow::Borrow;

use ballast_api::{BucketRow, Delegates};
use ballast_domain::{
    Action, Address, Amount, Bucket, ContractVersion, Days, Intent, NetworkParams, Step,
    actions::{
        ChangeCandidate, MigrateStake, NftChangeDelegate, NftExpand, NftLock, NftUnlock, NftUnstake, NftWithdraw,
        Restake, nft::Term,
    },
};

use crate::{format::counted, screens::batch::Wish};

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
pub fn wish(
    rows: &[impl Borrow<BucketRow>],
    doing: &Doing,
    delegates: Option<&Delegates>,
    params: &NetworkParams,
) -> Option<Wish> {
    let intents: Vec<Intent> = rows
        .iter()
        .map(Borrow::borrow)
        .filter_map(|row| {
            Some(Intent {
                account: row.bucket.owner,
                action: action(&row.bucket, doing, delegates, params)?,
            })
        })
        .collect();
    (!intents.is_empty()).then(|| Wish {
        title: doing.words(intents.len()),
        intents,
        from: "/buckets",
    })
}

/// The action that does it with one bucket; none where nothing is to be done with it, as with one that is locked and is
/// to be locked: to do it all the same costs a fee, or starts its days anew. What rules forbid is left to the review,
/// which names them.
fn action(bucket: &Bucket, doing: &Doing, delegates: Option<&Delegates>, params: &NetworkParams) -> Option<Action> {
    let is_so = match doing {
        Doing::Extend(days) => bucket.blocks.is_none() && bucket.duration >= *days,
        Doing::Lock => bucket.locked,
        Doing::Unlock => !bucket.locked,
        _ => false,
    };
    match bucket.id.contract {
        _ if is_so => None,
        None => native(bucket, doing),
        Some(contract) => nft(bucket, contract, doing, delegates, params),
    }
}

fn native(bucket: &Bucket, doing: &Doing) -> Option<Action> {
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

fn nft(
    bucket: &Bucket,
    contract: Address,
    doing: &Doing,
    delegates: Option<&Delegates>,
    params: &NetworkParams,
) -> Option<Action> {
    let id = bucket.id;
    let term = |least: Days| match &bucket.blocks {
        None => Term::Days(bucket.duration.max(least)),
        Some(clock) => Term::Blocks(clock.duration.max(blocks_of(least, params.block_millis))),
    };
    Some(match doing {
        Doing::Extend(days) => {
            let duration = term(*days);
            if let (Term::Blocks(blocks), Some(clock)) = (duration, &bucket.blocks)
                && blocks <= clock.duration
            {
                return None;
            }
            // Version 1 wants to be told what the bucket holds afterwards, and the others do not.
            let first = params.version_of(contract) == Some(ContractVersion::V1);
            NftExpand {
                bucket: id,
                amount: Amount::ZERO,
                total: first.then_some(bucket.amount),
                duration,
            }
            .into()
        }
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

/// How many blocks those days take at today's pace. The contracts call 17,280 blocks a day, which half a day makes now.
fn blocks_of(days: Days, block_millis: u64) -> u64 {
    let millis = days.seconds().saturating_mul(1_000);
    millis.div_ceil(block_millis.max(1))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{BlockClock, BucketId, Height};

    use super::{super::testing, *};

    fn bucket(contract: Option<Address>) -> Bucket {
        testing::bucket(BucketId { contract, index: 7 })
    }

    fn tag(bucket: &Bucket, doing: &Doing) -> Option<&'static str> {
        action(bucket, doing, None, &NetworkParams::practice()).map(|action| action.tag())
    }

    #[test]
    fn extending_keeps_the_lock_and_leaves_out_what_is_long_enough() {
        let restake = |days| match action(
            &bucket(None),
            &Doing::Extend(Days(days)),
            None,
            &NetworkParams::practice(),
        ) {
            Some(Action::Restake(restake)) => Some((restake.duration.0, restake.locked)),
            None => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(restake(365), Some((365, true)));
        assert_eq!(restake(91), None);
        assert_eq!(restake(14), None);
    }

    #[test]
    fn what_is_so_already_is_left_as_it_is() {
        let open = Bucket {
            locked: false,
            ..bucket(None)
        };
        for (bucket, doing, expected) in [
            (&open, Doing::Unlock, None),
            (&open, Doing::Lock, Some("restake")),
            (&bucket(None), Doing::Lock, None),
            (&bucket(None), Doing::Unlock, Some("restake")),
        ] {
            assert_eq!(tag(bucket, &doing), expected, "{doing:?}");
        }
    }

    #[test]
    fn an_nft_says_the_same_by_its_contracts_actions_and_migrates_on_its_own_page() {
        let params = NetworkParams::practice();
        let third = params.staking_contract(ContractVersion::V3).unwrap();
        let nft = bucket(Some(third));
        assert_eq!(tag(&nft, &Doing::Unlock), Some("nftUnlock"));
        assert_eq!(tag(&nft, &Doing::Unstake), Some("nftUnstake"));
        assert_eq!(tag(&nft, &Doing::Migrate), None);
        assert_eq!(
            tag(&nft, &Doing::MoveTo("nobody".into())),
            None,
            "a contract takes any id"
        );
    }

    #[test]
    fn days_are_the_calendars_also_where_a_bucket_counts_in_blocks() {
        let params = NetworkParams::practice();
        // The contract's 91 days, which take 45.5 by now.
        let counts = Bucket {
            duration: Days(0),
            blocks: Some(BlockClock {
                duration: 1_572_480,
                created: Height(1),
                stake_start: Height(1),
                unstake_start: None,
            }),
            ..bucket(params.staking_contract(ContractVersion::V1))
        };
        let extended = |days| match action(&counts, &Doing::Extend(Days(days)), None, &params) {
            Some(Action::NftExpand(expand)) => Some(expand.duration),
            None => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(extended(91), Some(Term::Blocks(3_144_960)));
        assert_eq!(extended(45), None, "it runs for that long already");
    }

    #[test]
    fn only_version_1_is_told_what_a_bucket_holds_afterwards() {
        let params = NetworkParams::practice();
        let total = |version| {
            let nft = bucket(params.staking_contract(version));
            match action(&nft, &Doing::Extend(Days(365)), None, &params) {
                Some(Action::NftExpand(expand)) => expand.total,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(total(ContractVersion::V1), Some(Amount::from_iotx(100)));
        assert_eq!(total(ContractVersion::V2), None);
        assert_eq!(total(ContractVersion::V3), None);
    }
}
