//! How delegates pay their voters. All are asked about together and seldom: a snapshot changes at a freeze alone, a portion
//! when its delegate sets it, and neither with each block. What was opted in since the last freeze its event tells alone.

use std::collections::BTreeSet;

use ballast_api::{EraIncome, OwnPayout};
use ballast_domain::{Address, Amount, Candidate, Era, Eras, Height, Portions, VoterPayout, rehearsal::Clock};
use ballast_store::{EraDelegate, Pool};

use super::{
    asked::{Asked, LastAsked, Told},
    opt_ins::first_block,
};
use crate::{Result, session::Session};

/// Blocks for which an answer stands: five minutes of them.
const STANDS: u64 = 120;
/// Blocks after which it is asked again where the node did not answer, or not all of what it tells was heard yet.
const AGAIN: u64 = 8;
/// Blocks behind a freeze until every node that is asked has come to it.
const SETTLES: u64 = 60;
/// How many eras an operator is shown.
const ERAS: u64 = 5;

impl Session {
    /// How each of these delegates pays, in their order; none where the node is too old to say, or did not. They are as of
    /// the block at `height`.
    pub(super) async fn payouts(&self, candidates: &[Candidate], height: Height) -> Vec<Option<VoterPayout>> {
        // In one order, whatever their votes.
        let mut ids: Vec<Address> = candidates.iter().map(|candidate| candidate.id).collect();
        ids.sort_unstable();
        let ask = || async {
            let (told, is_all) = tokio::join!(self.ask_payouts(&ids), self.look_for_opt_ins(height));
            // A node that has not come to the freeze yet does not tell what was written down at it.
            let settled =
                first_block(&self.params, height).is_none_or(|first| height.0 >= first.0.saturating_add(SETTLES));
            let blocks = match &told {
                Ok(_) if is_all && settled => STANDS,
                _ => AGAIN,
            };
            let until = height.0.saturating_add(blocks).min(self.next_change(height));
            Asked {
                stands: height.0..until,
                told: told.ok().flatten(),
                ids: ids.clone(),
            }
        };
        let asked = self.own::<LastAsked>().or_ask(&ids, height, ask).await;
        let opted_in = self.opted_in(height);
        let of = |candidate: &Candidate| {
            let told = asked.of(candidate.id)?;
            Some(self.payout_of(candidate, told, &opted_in))
        };
        candidates.iter().map(of).collect()
    }

    /// The block of the next freeze: in it snapshots are written anew.
    fn next_change(&self, height: Height) -> u64 {
        let next = Height(height.0.saturating_add(1));
        self.params.next_freeze(next).map_or(u64::MAX, |(_, freeze)| freeze.0)
    }

    fn payout_of(&self, candidate: &Candidate, told: &Told, opted_in: &BTreeSet<Address>) -> VoterPayout {
        let vaults = &self.params.voter_rewards.hermes_vaults;
        let opted_in = opted_in.contains(&candidate.id);
        VoterPayout::of(candidate, vaults, told.written.as_ref(), opted_in, told.portions)
    }

    /// What the node tells of these delegates; none where it is too old to know.
    async fn ask_payouts(&self, ids: &[Address]) -> Result<Option<Vec<Told>>> {
        let (written, portions) = tokio::join!(self.client.reward_snapshots(ids), self.portions_of(ids));
        let Some(written) = written?.value else {
            return Ok(None);
        };
        let portions = portions.into_iter().map(Some).chain(std::iter::repeat(None));
        let told = written.into_iter().zip(portions);
        Ok(Some(
            told.map(|(written, portions)| Told { written, portions }).collect(),
        ))
    }

    /// What the profiles of these delegates say, in their order; nothing where no contract for it is known or the node did not
    /// answer.
    async fn portions_of(&self, ids: &[Address]) -> Vec<Portions> {
        let Some(profile) = self.params.voter_rewards.delegate_profile else {
            return Vec::new();
        };
        let read = self.client.portions(profile, ids).await;
        read.map_or_else(|_| Vec::new(), |read| read.value)
    }

    /// How a delegate of one's own pays, and what comes of it, as of now; none where the node is too old to say, or did not.
    pub(super) async fn own_payout(&self, candidate: &Candidate, clock: &Clock<'_>) -> Result<Option<OwnPayout>> {
        let ids = [candidate.id];
        let (told, pools, _) = tokio::join!(
            self.ask_payouts(&ids),
            self.client.pending_voter_rewards(&ids),
            self.look_for_opt_ins(clock.height)
        );
        let Some(told) = told.ok().flatten().and_then(|all| all.into_iter().next()) else {
            return Ok(None);
        };
        let pool = pools.ok().and_then(|pools| pools.value?.into_iter().next());
        Ok(Some(OwnPayout {
            payout: self.payout_of(candidate, &told, &self.opted_in(clock.height)),
            pool,
            freeze: self.freeze_by(clock),
            eras: self.last_eras(candidate.id, clock.height).await?,
        }))
    }

    /// The last eras of a delegate that this wallet saw, the newest first.
    async fn last_eras(&self, delegate: Address, height: Height) -> Result<Vec<EraIncome>> {
        let eras = self.params.eras();
        let last = eras.accruing_at(height);
        let length = self.params.voter_rewards.epochs_per_era;
        let first = Era(last.0.saturating_sub(ERAS.saturating_mul(length)));
        // The one before them says what was kept up to the first one's freeze.
        let before = Era(first.0.saturating_sub(length));
        let chain_id = self.params.chain_id;
        let seen = self.with_store(move |store| store.eras(chain_id, before, last)).await?;
        let begins = self.params.first_era();
        let mut told = incomes(&seen, delegate, &eras, begins);
        told.retain(|income| income.era >= first);
        Ok(told)
    }
}

/// What eras brought a delegate, the newest first; `begins` is the first era that the chain froze votes for.
///
/// Most of an era's rewards come in before its freeze, by what was written down at the freeze before it (zanzibar.md §7). So what
/// the owner got lies between both, and where the earlier one was not seen it cannot be told.
fn incomes(seen: &[EraDelegate], delegate: Address, eras: &Eras<'_>, begins: Era) -> Vec<EraIncome> {
    let kept =
        |part: &EraDelegate, voters: Amount| part.commission.and_then(|commission| commission.kept_beside(voters));
    let owner = |part: &EraDelegate, voters: Amount| {
        let now = kept(part, voters)?;
        let Some(before) = eras.before(part.era).filter(|era| *era >= begins) else {
            return Some(now);
        };
        let mut earlier = seen.iter().filter(|other| other.era == before).peekable();
        // Of an era of which others were seen, it is known that the protocol did not pay this one yet.
        let is_seen = earlier.peek().is_some();
        match earlier.find(|other| other.delegate == delegate) {
            Some(other) => {
                let then = kept(other, voters)?;
                Some((now.0.min(then.0), now.1.max(then.1)))
            }
            None => is_seen.then_some(now),
        }
    };
    let income = |part: &EraDelegate| {
        let (voters, at_least) = match part.pool? {
            Pool::Planned(amount) => (amount, false),
            Pool::AtLeast(amount) => (amount, true),
        };
        Some(EraIncome {
            era: part.era,
            voters,
            at_least,
            owner: owner(part, voters),
        })
    };
    let own = seen.iter().rev().filter(|part| part.delegate == delegate);
    own.filter_map(income).collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Commission, EpochSchedule, Votes};

    use super::*;

    fn seen(era: u64, delegate: u8, pool: Option<Pool>) -> EraDelegate {
        EraDelegate {
            era: Era(era),
            delegate: Address::from_bytes([delegate; 20]),
            freeze: Height(1),
            commission: Some(Commission {
                block_bps: 1_500,
                epoch_bps: 0,
                configured: true,
            }),
            total_weight: Votes::ZERO,
            self_stake_bucket: None,
            pool,
            distributed: None,
            completed: None,
        }
    }

    #[test]
    fn an_operator_is_told_of_its_own_eras_that_were_planned_the_newest_first() {
        let (pool, sum) = (Amount::from_iotx(85), Amount::from_iotx(1));
        let all = [
            seen(3, 1, Some(Pool::AtLeast(sum))),
            seen(3, 2, Some(Pool::Planned(sum))),
            seen(6, 1, Some(Pool::Planned(pool))),
            seen(9, 1, None),
        ];
        let schedule = EpochSchedule::uniform(20);
        let told = incomes(&all, Address::from_bytes([1; 20]), &schedule.eras(3), Era(3));
        let eras: Vec<_> = told.iter().map(|era| (era.era.0, era.voters, era.at_least)).collect();
        assert_eq!(eras, [(6, pool, false), (3, sum, true)]);
        assert_eq!(told[0].owner, Some((Amount::ZERO, Amount::from_iotx(15))));
    }

    #[test]
    fn what_an_owner_got_lies_between_what_was_kept_before_the_freeze_and_since_or_is_not_known() {
        let schedule = EpochSchedule::uniform(20);
        let iotx = Amount::from_iotx;
        let kept = |era: u64, delegate: u8, bps: u64| EraDelegate {
            commission: Some(Commission {
                block_bps: bps,
                epoch_bps: bps,
                configured: true,
            }),
            ..seen(era, delegate, Some(Pool::Planned(iotx(50))))
        };
        let owner = |all: &[EraDelegate]| {
            let told = incomes(all, Address::from_bytes([1; 20]), &schedule.eras(3), Era(3));
            told[0].owner
        };
        let half = kept(6, 1, 5_000);
        assert_eq!(owner(&[kept(3, 1, 0), half.clone()]), Some((iotx(0), iotx(50))));
        assert_eq!(
            owner(std::slice::from_ref(&half)),
            None,
            "nobody saw what it kept before"
        );
        let others = [kept(3, 2, 0), half];
        assert_eq!(
            owner(&others),
            Some((iotx(50), iotx(50))),
            "the protocol did not pay it before"
        );
        assert_eq!(
            owner(&[kept(3, 1, 5_000)]),
            Some((iotx(50), iotx(50))),
            "the first of all"
        );
        assert_eq!(
            owner(&[kept(3, 1, 10_000), kept(6, 1, 5_000)]),
            None,
            "it kept all before"
        );
    }
}
