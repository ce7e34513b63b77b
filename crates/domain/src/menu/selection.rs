//! The same thing wanted of several buckets at once: a native bucket and a bucket NFT say it by other actions, and what is
//! so already is left as it is.

use super::{Answers, BucketAction};
use crate::{Action, Amount, Bucket, Days, NetworkParams, actions::nft::Term};

impl BucketAction {
    /// The entry of a bucket's own menu that says the same of a bucket NFT, or of a native bucket; none where none does.
    pub(crate) const fn for_one_of_several(self, nft: bool) -> Option<Self> {
        match (self, nft) {
            (Self::Extend, true) => Some(Self::Expand),
            // From version 2 to 3 it takes an approval first: the bucket's own page leads through both.
            (Self::Migrate, true) => None,
            (action, _) => Some(action),
        }
    }

    /// The action that does it with one bucket of a selection, for all of which `told` is the same; none where nothing is
    /// to be done with it, as with one that is locked and is to be locked: to do it all the same costs a fee, or starts
    /// its days anew. What rules forbid is left to the review, which names them.
    pub fn of_selected(self, bucket: &Bucket, params: &NetworkParams, told: &Answers) -> Option<Action> {
        let nft = bucket.id.contract.is_some();
        let (action, term) = match (self, nft) {
            (Self::Lock, _) if bucket.locked => return None,
            (Self::Unlock, _) if !bucket.locked => return None,
            (Self::Extend, _) => {
                let term = longer(bucket, told.term?, params)?;
                (self.for_one_of_several(nft)?, Some(term))
            }
            (Self::Lock, true) => (Self::Lock, Some(Term::of(bucket))),
            _ => (self.for_one_of_several(nft)?, told.term),
        };
        let told = Answers {
            term,
            amount: told.amount.or((action == Self::Expand).then_some(Amount::ZERO)),
            ..told.clone()
        };
        action.action(bucket, params, &told)
    }
}

/// The wanted days on the bucket's own clock; none where it runs for that long already.
fn longer(bucket: &Bucket, wanted: Term, params: &NetworkParams) -> Option<Term> {
    let own = Term::of(bucket);
    let wanted = match (own, wanted) {
        (Term::Blocks(_), Term::Days(days)) => Term::Blocks(blocks_of(days, params.block_millis)),
        _ => wanted,
    };
    let term = own.longer(wanted);
    (term != own).then_some(term)
}

/// How many blocks those days take at today's pace. The contracts call 17,280 blocks a day, which half a day makes now.
fn blocks_of(days: Days, block_millis: u64) -> u64 {
    let millis = days.seconds().saturating_mul(1_000);
    millis.div_ceil(block_millis.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, BlockClock, BucketId, ContractVersion, Endorsement, Height, Timestamp};

    fn bucket(contract: Option<Address>) -> Bucket {
        Bucket {
            id: BucketId { contract, index: 7 },
            candidate: Address::from_bytes([1; 20]),
            owner: Address::from_bytes([2; 20]),
            amount: Amount::from_iotx(100),
            duration: Days(91),
            created: Timestamp::default(),
            stake_start: Timestamp::default(),
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        }
    }

    fn to(days: u32) -> Answers {
        Answers {
            term: Some(Term::Days(Days(days))),
            ..Answers::default()
        }
    }

    fn tag(bucket: &Bucket, wanted: BucketAction) -> Option<&'static str> {
        let action = wanted.of_selected(bucket, &NetworkParams::practice(), &Answers::default());
        action.map(|action| action.tag())
    }

    #[test]
    fn extending_keeps_the_lock_and_leaves_out_what_is_long_enough() {
        let restake = |days| {
            let params = NetworkParams::practice();
            match BucketAction::Extend.of_selected(&bucket(None), &params, &to(days)) {
                Some(Action::Restake(restake)) => Some((restake.duration.0, restake.locked)),
                None => None,
                other => panic!("{other:?}"),
            }
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
        for (bucket, wanted, expected) in [
            (&open, BucketAction::Unlock, None),
            (&open, BucketAction::Lock, Some("restake")),
            (&bucket(None), BucketAction::Lock, None),
            (&bucket(None), BucketAction::Unlock, Some("restake")),
        ] {
            assert_eq!(tag(bucket, wanted), expected, "{wanted:?}");
        }
    }

    #[test]
    fn an_nft_says_the_same_by_its_contracts_actions_and_migrates_on_its_own_page() {
        let params = NetworkParams::practice();
        let third = params.staking_contract(ContractVersion::V3).unwrap();
        let nft = bucket(Some(third));
        assert_eq!(tag(&nft, BucketAction::Unlock), Some("nftUnlock"));
        assert_eq!(tag(&nft, BucketAction::Unstake), Some("nftUnstake"));
        assert_eq!(tag(&nft, BucketAction::Migrate), None);
        assert_eq!(tag(&nft, BucketAction::ChangeDelegate), None, "nobody was named");
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
        let extended = |days| match BucketAction::Extend.of_selected(&counts, &params, &to(days)) {
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
            match BucketAction::Extend.of_selected(&nft, &params, &to(365)) {
                Some(Action::NftExpand(expand)) => expand.total,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(total(ContractVersion::V1), Some(Amount::from_iotx(100)));
        assert_eq!(total(ContractVersion::V2), None);
        assert_eq!(total(ContractVersion::V3), None);
    }
}
