//! Which rule, if any, forbids a step of a bucket's life now.

use super::{Clock, alone::alone};
use crate::{Bucket, Candidate, Refusal, Step, carry_out};

impl Step {
    /// Whether its owner may take it in the next block: the action itself, rehearsed on this bucket and on the
    /// candidates that have to do with it. Whether the owner can pay the fee is the review's business.
    ///
    /// # Errors
    /// The rule that forbids it, and when it no longer does where waiting is all it takes.
    pub fn check<'a>(
        self,
        bucket: &Bucket,
        candidates: impl IntoIterator<Item = &'a Candidate>,
        clock: &Clock,
    ) -> Result<(), Refusal> {
        let mut ledger = alone(bucket, candidates, clock.params);
        carry_out(&self.action(bucket), &mut ledger, &clock.context(bucket.owner)).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, Amount, BucketId, Days, Endorsement, Exit, Height, Network, Remedy, Rule, Timestamp, Votes};

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn bucket(locked: bool) -> Bucket {
        Bucket {
            id: BucketId::native(7),
            candidate: Address::from_bytes([1; 20]),
            owner: Address::from_bytes([2; 20]),
            amount: Amount::from_iotx(1000),
            duration: Days(91),
            created: START,
            stake_start: START,
            unstake_start: None,
            locked,
            endorsement: Endorsement::None,
            blocks: None,
        }
    }

    fn candidate() -> Candidate {
        let own = Address::from_bytes([1; 20]);
        Candidate {
            id: own,
            owner: own,
            operator: own,
            reward: own,
            name: "fathom".into(),
            votes: Votes::from_iotx(2_000_000),
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        }
    }

    fn check(step: Step, bucket: &Bucket, days: u32) -> Result<(), Refusal> {
        let params = Network::Practice.params();
        let clock = Clock {
            params: &params,
            height: Height(999_999),
            now: START.plus_days(Days(days)),
        };
        step.check(bucket, [&candidate()], &clock)
    }

    #[test]
    fn a_locked_bucket_has_all_three_steps_ahead_and_only_the_first_is_legal() {
        let bucket = bucket(true);
        assert_eq!(Step::ahead(&bucket), Step::ALL);
        assert_eq!(check(Step::Unlock, &bucket, 200), Ok(()));
        assert_eq!(check(Step::Unstake, &bucket, 200), Err(Rule::Locked.into()));
        assert_eq!(
            check(Step::Withdraw, &bucket, 200),
            Err(Rule::WithdrawNotUnstaked.into())
        );
    }

    #[test]
    fn what_only_has_to_wait_says_until_when() {
        let running = bucket(false);
        assert_eq!(Step::ahead(&running), [Step::Unstake, Step::Withdraw]);
        let refusal = check(Step::Unstake, &running, 90).unwrap_err();
        assert_eq!(refusal, Refusal::until(Rule::UnstakeEarly, START.plus_days(Days(91))));
        assert_eq!(check(Step::Unstake, &running, 91), Ok(()));

        let unstaked = Bucket {
            unstake_start: Some(START.plus_days(Days(91))),
            ..running
        };
        assert_eq!(Step::ahead(&unstaked), [Step::Withdraw]);
        let refusal = check(Step::Withdraw, &unstaked, 92).unwrap_err();
        assert_eq!(
            (refusal.rule, refusal.remedy),
            (Rule::WithdrawEarly, Remedy::At(START.plus_days(Days(94))))
        );
        assert_eq!(check(Step::Withdraw, &unstaked, 94), Ok(()));
    }

    #[test]
    fn a_bucket_that_endorses_is_not_unstaked() {
        let bucket = Bucket {
            endorsement: Endorsement::Endorsed,
            ..bucket(false)
        };
        assert_eq!(check(Step::Unstake, &bucket, 91), Err(Rule::Endorsing.into()));
    }

    #[test]
    fn the_steps_of_a_bucket_nft_are_its_contracts_actions() {
        let params = Network::Practice.params();
        let contract = params.staking_contract(crate::ContractVersion::V3);
        let nft = |contract, locked| Bucket {
            id: BucketId { contract, index: 7 },
            ..bucket(locked)
        };
        let running = nft(contract, false);
        assert_eq!(Step::ahead(&running), [Step::Unstake, Step::Withdraw]);
        assert_eq!(Step::Unstake.action(&running).tag(), "nftUnstake");
        let refusal = check(Step::Unstake, &running, 90).unwrap_err();
        assert_eq!(
            refusal,
            Refusal::until(Rule::NftUnstakeEarly, START.plus_days(Days(91)))
        );
        assert_eq!(check(Step::Unstake, &running, 91), Ok(()));
        assert_eq!(
            check(Step::Unstake, &nft(contract, true), 200),
            Err(Rule::NftLocked.into())
        );
        let strange = nft(Some(Address::from_bytes([9; 20])), false);
        assert_eq!(check(Step::Unstake, &strange, 91), Err(Rule::NftContract.into()));
    }
}
