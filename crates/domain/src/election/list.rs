//! Who stands in an epoch's list, and what a node answers about it.

use serde::{Deserialize, Serialize};

use super::{Elected, Probation, active, ranked};
use crate::{Address, Candidate, Epoch, EpochSchedule, Exit, Fork, Height, NetworkParams, StakingState, Votes};

/// The candidates that can be elected, with their votes, in no particular order.
///
/// Taken from the ledger as it is after the transactions of the epoch's middle block
/// ([`EpochSchedule::cutoff_of`]), for the next epoch; for the first epoch from the genesis. `height` is that
/// block's (it decides which forks are in force). `other_votes` gives what NFT buckets add to a candidate's native
/// votes.
pub fn eligible(
    staking: &StakingState,
    other_votes: impl Fn(Address) -> Votes,
    params: &NetworkParams,
    height: Height,
) -> Vec<Elected> {
    let threshold = params.staking.score_threshold.rau();
    let candidates = staking
        .candidates
        .values()
        .filter(|c| is_active(staking, c, params, height));
    let elected = candidates.map(|c| Elected {
        id: c.id,
        operator: c.operator,
        reward: c.reward,
        bls_key: c.bls_key.clone(),
        votes: c.votes.saturating_add(other_votes(c.id)),
    });
    elected.filter(|e| e.votes.rau() >= threshold).collect()
}

/// Whether a candidate can be elected, votes aside: enough self-stake, in a bucket that still backs it, and no exit
/// scheduled.
fn is_active(staking: &StakingState, candidate: &Candidate, params: &NetworkParams, height: Height) -> bool {
    let least = if params.at(Fork::Xingu, height) {
        params.staking.min_self_stake_active
    } else {
        params.staking.min_self_stake
    };
    let leaving = params.at(Fork::Yap, height) && matches!(candidate.exit, Exit::ScheduledAt(_));
    let bucket = candidate
        .self_stake_bucket
        .and_then(|index| staking.buckets.get(&index));
    candidate.self_stake >= least && !leaving && bucket.is_some_and(|b| staking.is_self_stake(b))
}

/// An epoch's election: its list, and who in it is on probation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Election {
    /// The epoch's first block.
    pub start: Height,
    /// What [`eligible`] gave.
    pub listed: Vec<Elected>,
    /// Who is on probation in this epoch.
    pub probation: Probation,
}

impl Election {
    /// The list with probation applied, most votes first: what `CandidatesByEpoch` answers and epoch rewards are
    /// split by.
    pub fn candidates(&self, params: &NetworkParams) -> Vec<Elected> {
        let cut = |mut e: Elected| {
            e.votes = self.probation.apply(e.key(params, self.start), e.votes);
            e
        };
        ranked(self.listed.iter().cloned().map(cut).collect(), self.start)
    }

    /// The top of the list from whom producers are drawn: what `BlockProducersByEpoch` answers.
    pub fn pool(&self, params: &NetworkParams) -> Vec<Elected> {
        let mut top = self.candidates(params);
        top.truncate(params.pool as usize);
        top.retain(|e| e.votes > Votes::ZERO);
        top
    }

    /// The producers, in the order of their turns: what `ActiveBlockProducersByEpoch` answers.
    pub fn active(&self, params: &NetworkParams) -> Vec<Elected> {
        active(&self.pool(params), self.start, params.active as usize)
    }
}

/// What a node answers from when it is asked about an epoch's lists at a given tip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PollRead {
    /// The lists of this epoch; the answer's height is the epoch's first block.
    Epoch(Epoch),
    /// It knows no such epoch: the current lists, with the tip as the answer's height.
    Current,
    /// Error code 5, "not exist in DB": the lists are made, but the epoch's first block is not.
    Missing,
}

/// How a node at `tip` answers a poll read about `asked` (`None`: without an epoch), as v2.4.4 does
/// (recordings 01 and 09).
pub fn poll_read(schedule: &EpochSchedule, tip: Height, asked: Option<Epoch>) -> PollRead {
    let current = schedule.epoch_of(tip);
    match asked {
        None => PollRead::Epoch(current),
        Some(epoch) if (Epoch(1)..=current).contains(&epoch) => PollRead::Epoch(epoch),
        Some(epoch) if epoch == Epoch(current.0.saturating_add(1)) && tip == schedule.last_of(current) => {
            PollRead::Missing
        }
        Some(_) => PollRead::Current,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Amount, Bucket, BucketId, Days, Endorsement, Timestamp,
        election::samples::{delegates, places, recorded_chain},
    };

    fn ledger() -> StakingState {
        let mut staking = StakingState::default();
        for (i, e) in delegates().iter().enumerate() {
            let amount = Amount::from_iotx(5_000_000 - 400_000 * i as u64);
            let bucket = Bucket {
                id: BucketId::native(0),
                candidate: e.id,
                owner: e.id,
                amount,
                duration: Days(7),
                created: Timestamp::from_seconds(1_767_225_600),
                stake_start: Timestamp::from_seconds(1_767_225_600),
                unstake_start: None,
                locked: true,
                endorsement: Endorsement::None,
                blocks: None,
            };
            let votes = bucket.votes(true);
            let index = staking.add_bucket(bucket);
            let candidate = Candidate {
                id: e.id,
                owner: e.id,
                operator: e.operator,
                reward: e.reward,
                name: format!("delegate{i}"),
                votes,
                self_stake_bucket: Some(index),
                self_stake: amount,
                bls_key: Vec::new(),
                exit: Exit::None,
            };
            staking.candidates.insert(e.id, candidate);
        }
        staking
    }

    fn listed(staking: &StakingState) -> Vec<Elected> {
        eligible(staking, |_| Votes::ZERO, &recorded_chain(), Height(11))
    }

    fn election(listed: Vec<Elected>, probation: Probation) -> Election {
        Election {
            start: Height(81),
            listed,
            probation,
        }
    }

    #[test]
    fn the_recorded_genesis_elects_its_six_delegates_with_their_votes() {
        let first = Election {
            start: Height(1),
            listed: listed(&ledger()),
            probation: Probation::default(),
        };
        assert_eq!(first.candidates(&recorded_chain()), delegates());
        assert_eq!(places(&first.active(&recorded_chain())), [5, 0, 3, 4]);
    }

    #[test]
    fn a_probation_cuts_the_votes_to_the_recorded_digit_and_moves_the_delegate_down() {
        // recording 09, epochs 3 and 5: delegate0 before and after it was slashed
        for (before, after) in [
            (5_723_737_054_471_762_508_711_663, 572_373_705_447_176_282_644_289),
            (5_723_691_264_575_326_734_611_593, 572_369_126_457_532_705_234_028),
        ] {
            let mut list = delegates();
            list[0].votes = Votes::from_rau(before);
            let probation = Probation::new([(list[0].id, 2)]);
            let candidates = election(list, probation).candidates(&recorded_chain());
            assert_eq!(places(&candidates), [1, 2, 3, 4, 5, 0]);
            assert_eq!(candidates[5].votes, Votes::from_rau(after));
        }
    }

    #[test]
    fn before_yap_beta_probation_names_operators() {
        let mut params = recorded_chain();
        params.set_fork(Fork::YapBeta, Height(1000));
        let by_operator = Probation::new([(delegates()[0].operator, 1)]);
        assert_eq!(
            places(&election(delegates(), by_operator.clone()).candidates(&params))[5],
            0
        );
        assert_eq!(
            places(&election(delegates(), by_operator).candidates(&recorded_chain()))[0],
            0
        );
    }

    #[test]
    fn only_the_top_of_the_list_can_be_drawn() {
        let mut params = recorded_chain();
        (params.pool, params.active) = (3, 2);
        let election = election(delegates(), Probation::default());
        assert_eq!(election.candidates(&params).len(), 6);
        assert_eq!(places(&election.pool(&params)), [0, 1, 2]);
        assert_eq!(election.active(&params).len(), 2);
    }

    #[test]
    fn leaving_unstaked_and_weak_candidates_are_not_listed() {
        const NOBODY: [usize; 0] = [];
        let id = |i: usize| delegates()[i].id;
        let without = |change: &dyn Fn(&mut StakingState)| {
            let mut staking = ledger();
            change(&mut staking);
            let gone = (0..6).filter(|i| !listed(&staking).iter().any(|e| e.id == id(*i)));
            gone.collect::<Vec<_>>()
        };
        fn candidate(staking: &mut StakingState, id: Address) -> &mut Candidate {
            staking.candidates.get_mut(&id).unwrap()
        }
        assert_eq!(
            without(&|s| candidate(s, id(1)).exit = Exit::ScheduledAt(Height(9))),
            [1]
        );
        assert_eq!(without(&|s| candidate(s, id(1)).exit = Exit::Requested), NOBODY);
        assert_eq!(
            without(&|s| candidate(s, id(2)).self_stake = Amount::from_iotx(999_999)),
            [2]
        );
        assert_eq!(
            without(&|s| candidate(s, id(2)).self_stake = Amount::from_iotx(1_000_000)),
            NOBODY
        );
        assert_eq!(without(&|s| candidate(s, id(3)).self_stake_bucket = None), [3]);
        assert_eq!(
            without(&|s| candidate(s, id(4)).votes = Votes::from_iotx(1_999_999)),
            [4]
        );
        assert_eq!(
            without(&|s| candidate(s, id(4)).votes = Votes::from_iotx(2_000_000)),
            NOBODY
        );
        let unstake = |s: &mut StakingState| {
            let at = Timestamp::from_seconds(1_767_225_601);
            s.buckets.get_mut(&5).unwrap().unstake_start = Some(at);
        };
        assert_eq!(without(&unstake), [5]);
    }

    #[test]
    fn votes_of_nft_buckets_count() {
        let mut staking = ledger();
        let id = delegates()[5].id;
        staking.candidates.get_mut(&id).unwrap().votes = Votes::from_iotx(1_500_000);
        let more = |of| {
            if of == id {
                Votes::from_iotx(500_000)
            } else {
                Votes::ZERO
            }
        };
        let list = eligible(&staking, more, &recorded_chain(), Height(11));
        assert!(
            list.iter()
                .any(|e| e.id == id && e.votes == Votes::from_iotx(2_000_000))
        );
    }

    #[test]
    fn poll_reads_answer_as_recorded() {
        let schedule = EpochSchedule::uniform(20);
        for (tip, asked, answer) in [
            (27, None, PollRead::Epoch(Epoch(2))),
            (27, Some(1), PollRead::Epoch(Epoch(1))),
            (27, Some(2), PollRead::Epoch(Epoch(2))),
            (27, Some(9), PollRead::Current),
            (27, Some(0), PollRead::Current),
            (99, Some(6), PollRead::Current),
            (100, Some(6), PollRead::Missing),
            (100, Some(7), PollRead::Current),
            (101, Some(6), PollRead::Epoch(Epoch(6))),
        ] {
            assert_eq!(
                poll_read(&schedule, Height(tip), asked.map(Epoch)),
                answer,
                "{asked:?} at {tip}"
            );
        }
    }
}
