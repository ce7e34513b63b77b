//! What is granted at the end of a block and of an epoch.

use std::collections::BTreeSet;

use num_bigint::BigUint;
use num_traits::{CheckedDiv, ToPrimitive};
use serde::{Deserialize, Serialize};

use super::{FundExhausted, Grants, Payee, RewardFund, RewardKind, RewardLog};
use crate::{
    Address, Amount, Epoch, Votes,
    elected::{Elected, Slash},
};

/// How much is granted to whom (iotex-protocol.md §5.2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RewardPolicy {
    /// For every block.
    pub block_reward: Amount,
    /// For every epoch, in all.
    pub epoch_reward: Amount,
    /// How many of the top candidates share the epoch reward.
    pub epoch_recipients: u64,
    /// Paid on top to each of the top candidates, every epoch.
    pub foundation_bonus: Amount,
    /// How many get the bonus.
    pub foundation_recipients: u64,
    /// The last epoch with the bonus.
    pub foundation_last_epoch: Epoch,
    /// Operators that get no epoch reward and no bonus: the foundation's own.
    pub exempt: BTreeSet<Address>,
}

impl Default for RewardPolicy {
    /// Mainnet today: the bonus has ended (its last epoch was 30,473).
    fn default() -> Self {
        Self {
            block_reward: Amount::from_iotx(4),
            epoch_reward: Amount::from_iotx(18_750),
            epoch_recipients: 100,
            foundation_bonus: Amount::ZERO,
            foundation_recipients: 36,
            foundation_last_epoch: Epoch(0),
            exempt: BTreeSet::new(),
        }
    }
}

impl RewardFund {
    /// The grant at the end of every block: the block reward and the block's `tips`, to the reward address that
    /// `producer` (operator) has in the epoch's `candidates`. A producer that is not listed gets nothing.
    ///
    /// The logs go into one receipt log by [`super::encode_logs`]; none, no log.
    ///
    /// # Errors
    /// The pool is too small; nothing is changed then.
    pub fn grant_block(
        &mut self,
        candidates: &[Elected],
        producer: Address,
        tips: Amount,
        policy: &RewardPolicy,
    ) -> Result<Vec<RewardLog>, FundExhausted> {
        let Some(elected) = candidates.iter().find(|e| e.operator == producer) else {
            return Ok(Vec::new());
        };
        let grants = self.grant_block_to(&Payee::Unclaimed(elected.reward), tips, policy)?;
        Ok(grants.logs)
    }

    /// The grant of a block's reward and its `tips` to whoever gets them. The logs go into one, as those of
    /// [`Self::grant_block`] do.
    ///
    /// # Errors
    /// The pool is too small; nothing is changed then.
    pub fn grant_block_to(
        &mut self,
        payee: &Payee,
        tips: Amount,
        policy: &RewardPolicy,
    ) -> Result<Grants, FundExhausted> {
        let mut grants = Grants::default();
        grants.add(payee, RewardKind::Block, policy.block_reward);
        if !tips.is_zero() {
            grants.add(payee, RewardKind::PriorityBonus, tips);
        }
        self.make(&grants, Amount::ZERO)?;
        Ok(grants)
    }

    /// The grant at the end of an epoch's last block, after the block grant: takes in what was slashed, splits the
    /// epoch reward among the top of `candidates` ([`crate::election::Election::candidates`]) by their votes, and pays
    /// the bonus while there is one.
    ///
    /// `slashes` are those that were carried out. Each log goes into a receipt log of its own by [`RewardLog::encode`],
    /// in this order. Parts of a Rau stay in the pool.
    ///
    /// # Errors
    /// The pool is too small; nothing is changed then.
    pub fn grant_epoch(
        &mut self,
        epoch: Epoch,
        candidates: &[Elected],
        slashes: &[Slash],
        policy: &RewardPolicy,
    ) -> Result<Vec<RewardLog>, FundExhausted> {
        let paid_as_listed = |elected: &Elected| Payee::Unclaimed(elected.reward);
        let grants = self.grant_epoch_to(epoch, candidates, slashes, policy, paid_as_listed)?;
        Ok(grants.logs)
    }

    /// The grant of [`Self::grant_epoch`] where `payee` says to whom a candidate's rewards go.
    ///
    /// # Errors
    /// The pool is too small; nothing is changed then.
    pub fn grant_epoch_to(
        &mut self,
        epoch: Epoch,
        candidates: &[Elected],
        slashes: &[Slash],
        policy: &RewardPolicy,
        payee: impl Fn(&Elected) -> Payee,
    ) -> Result<Grants, FundExhausted> {
        let slash = |s: &Slash| RewardLog {
            kind: RewardKind::UnproductiveSlash,
            address: s.logged,
            amount: s.amount,
        };
        let mut grants = Grants::default();
        grants.logs.extend(slashes.iter().map(slash));
        for (elected, amount) in split(candidates, policy) {
            grants.add(&payee(elected), RewardKind::Epoch, amount);
        }
        if epoch <= policy.foundation_last_epoch {
            for elected in favoured(candidates, policy) {
                grants.add(&payee(elected), RewardKind::FoundationBonus, policy.foundation_bonus);
            }
        }
        let slashed = slashes.iter().map(|s| s.amount).sum();
        self.make(&grants, slashed)?;
        Ok(grants)
    }
}

fn eligible<'a>(candidates: &'a [Elected], policy: &'a RewardPolicy) -> impl Iterator<Item = &'a Elected> {
    candidates.iter().filter(|e| !policy.exempt.contains(&e.operator))
}

/// Who shares the epoch reward, and how much each gets.
fn split<'a>(candidates: &'a [Elected], policy: &'a RewardPolicy) -> Vec<(&'a Elected, Amount)> {
    let top: Vec<_> = eligible(candidates, policy)
        .take(policy.epoch_recipients as usize)
        .collect();
    let all: BigUint = top.iter().map(|e| BigUint::from(e.votes.rau())).sum();
    let share = |votes: Votes| {
        let product = BigUint::from(policy.epoch_reward.rau()) * BigUint::from(votes.rau());
        // No share is larger than the whole, which fits.
        Amount::from_rau(
            CheckedDiv::checked_div(&product, &all)
                .and_then(|share| share.to_u128())
                .unwrap_or(0),
        )
    };
    let shares = top.into_iter().map(|e| (e, share(e.votes)));
    shares.filter(|(_, amount)| !amount.is_zero()).collect()
}

/// Who gets the bonus.
fn favoured<'a>(candidates: &'a [Elected], policy: &'a RewardPolicy) -> impl Iterator<Item = &'a Elected> {
    let top = eligible(candidates, policy).filter(|e| e.votes > Votes::ZERO);
    top.take(policy.foundation_recipients as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::election::samples::delegates;

    fn fund() -> RewardFund {
        RewardFund::new(Amount::from_iotx(200_000_000))
    }

    fn unclaimed(fund: &RewardFund) -> Vec<u128> {
        delegates().iter().map(|e| fund.unclaimed(e.reward).rau()).collect()
    }

    #[test]
    fn the_first_epoch_of_the_recorded_chain_pays_to_the_last_rau() {
        // recording 05: blocks 1 to 20, five each by delegates 0, 3, 4 and 5
        let (mut fund, policy, all) = (fund(), RewardPolicy::default(), delegates());
        for height in 1..=20 {
            let producer = all[[5, 0, 3, 4][height % 4]].operator;
            let logs = fund.grant_block(&all, producer, Amount::ZERO, &policy).unwrap();
            assert_eq!(logs.len(), 1);
        }
        let logs = fund.grant_epoch(Epoch(1), &all, &[], &policy).unwrap();
        let expected = [
            3_926_249_999_999_999_999_999,
            3_593_749_999_999_999_999_999,
            3_281_249_999_999_999_999_999,
            2_988_750_000_000_000_000_000,
            2_676_250_000_000_000_000_000,
            2_363_750_000_000_000_000_000,
        ];
        assert_eq!(unclaimed(&fund), expected);
        assert_eq!(fund.total(), Amount::from_iotx(200_000_000));
        assert_eq!(fund.available(), Amount::from_rau(199_981_170_000_000_000_000_000_003));
        assert!(logs.iter().all(|log| log.kind == RewardKind::Epoch));
        assert_eq!(
            logs.iter().map(|log| log.address).collect::<Vec<_>>(),
            all.iter().map(|e| e.reward).collect::<Vec<_>>()
        );
    }

    #[test]
    fn tips_go_to_the_producer_beside_the_reward() {
        let (mut fund, policy, all) = (fund(), RewardPolicy::default(), delegates());
        let tips = Amount::from_rau(10_000);
        fund.deposit(Amount::from_rau(10_000_000_000_000_000));
        fund.deposit(tips);
        let logs = fund.grant_block(&all, all[2].operator, tips, &policy).unwrap();
        assert_eq!(
            logs.iter().map(|log| log.kind).collect::<Vec<_>>(),
            [RewardKind::Block, RewardKind::PriorityBonus]
        );
        assert_eq!(
            fund.unclaimed(all[2].reward),
            Amount::from_rau(4_000_000_000_000_010_000)
        );
        assert_eq!(fund.available(), Amount::from_rau(199_999_996_010_000_000_000_000_000));
    }

    #[test]
    fn an_unlisted_producer_gets_nothing_and_no_log() {
        let (mut fund, all) = (fund(), delegates());
        let logs = fund
            .grant_block(&all[1..], all[0].operator, Amount::ZERO, &RewardPolicy::default())
            .unwrap();
        assert!(logs.is_empty());
        assert_eq!(fund, self::fund());
    }

    #[test]
    fn slashes_come_first_in_the_logs_and_can_be_granted_again() {
        let (mut fund, all) = (fund(), delegates());
        let slash = Slash {
            candidate: all[0].id,
            logged: all[0].id,
            amount: Amount::from_iotx(20),
        };
        let logs = fund
            .grant_epoch(Epoch(2), &all, &[slash], &RewardPolicy::default())
            .unwrap();
        assert_eq!(logs[0].kind, RewardKind::UnproductiveSlash);
        assert_eq!((logs[0].address, logs.len()), (all[0].id, 7));
        assert_eq!(fund.unclaimed(all[0].id), Amount::ZERO);
        assert_eq!(fund.total(), Amount::from_iotx(200_000_000));
        assert_eq!(fund.available(), Amount::from_rau(199_981_270_000_000_000_000_000_003));
    }

    #[test]
    fn only_the_top_share_and_exempt_operators_do_not() {
        let (mut fund, all) = (fund(), delegates());
        let policy = RewardPolicy {
            epoch_recipients: 2,
            exempt: BTreeSet::from([all[0].operator]),
            ..RewardPolicy::default()
        };
        let logs = fund.grant_epoch(Epoch(1), &all, &[], &policy).unwrap();
        assert_eq!(
            logs.iter().map(|log| log.address).collect::<Vec<_>>(),
            [all[1].reward, all[2].reward]
        );
    }

    #[test]
    fn the_foundation_bonus_is_paid_until_its_last_epoch() {
        let all = delegates();
        let policy = RewardPolicy {
            foundation_bonus: Amount::from_iotx(80),
            foundation_recipients: 3,
            foundation_last_epoch: Epoch(8760),
            ..RewardPolicy::default()
        };
        let bonuses = |epoch| {
            let logs = fund().grant_epoch(epoch, &all, &[], &policy).unwrap();
            logs.iter()
                .filter(|log| log.kind == RewardKind::FoundationBonus)
                .count()
        };
        assert_eq!((bonuses(Epoch(8760)), bonuses(Epoch(8761))), (3, 0));
    }

    #[test]
    fn a_pool_that_is_too_small_grants_nothing() {
        let (mut fund, all) = (RewardFund::new(Amount::from_iotx(3)), delegates());
        let before = fund.clone();
        let policy = RewardPolicy::default();
        assert_eq!(
            fund.grant_block(&all, all[0].operator, Amount::ZERO, &policy),
            Err(FundExhausted)
        );
        assert_eq!(fund.grant_epoch(Epoch(1), &all, &[], &policy), Err(FundExhausted));
        assert_eq!(fund, before);
        assert_eq!(fund.grant_epoch(Epoch(1), &[], &[], &policy), Ok(Vec::new()));
    }
}
