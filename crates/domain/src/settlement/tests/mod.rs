//! Payout by the protocol, held to a recorded run of a node, and to money that never gets lost.

mod chance;
mod ends;
mod epochs;
mod forfeit;
mod recorded;
mod run;

use std::collections::BTreeMap;

use crate::{
    Address, Amount, BlockEnd, Bucket, BucketId, Candidate, Commission, Days, Endorsement, EpochSchedule, Exit, Fork,
    Hash, Height, Ledger, NetworkParams, RewardFund, RewardPolicy, Timestamp, Votes, election::Elected,
};

/// A network with every fork from block 1 on, whose eras have two epochs of this many blocks.
fn network(blocks: u64, budget: u64) -> NetworkParams {
    let mut params = NetworkParams::practice();
    params.schedule = EpochSchedule::uniform(blocks);
    params.voter_rewards.epochs_per_era = 2;
    params.voter_rewards.budget = budget;
    for fork in [Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma] {
        params.set_fork(fork, Height(1));
    }
    params
}

fn end(params: &NetworkParams, height: u64, parent: Hash) -> BlockEnd<'_> {
    BlockEnd {
        params,
        height: Height(height),
        parent,
    }
}

fn policy() -> RewardPolicy {
    RewardPolicy::default()
}

/// A bucket with votes from the start.
fn bucket(owner: Address, candidate: Address, iotx: u64, days: u32, locked: bool) -> Bucket {
    let start = Timestamp::from_seconds(1_767_225_600);
    Bucket {
        id: BucketId::native(0),
        candidate,
        owner,
        amount: Amount::from_iotx(iotx),
        duration: Days(days),
        created: start,
        stake_start: start,
        unstake_start: None,
        locked,
        endorsement: Endorsement::None,
        blocks: None,
    }
}

/// Adds a bucket and its votes.
fn stake(ledger: &mut Ledger, bucket: Bucket) -> u64 {
    let (candidate, votes) = (bucket.candidate, bucket.votes(false));
    let index = ledger.staking.add_bucket(bucket);
    ledger.staking.revote(candidate, Votes::ZERO, votes);
    index
}

/// Adds a delegate whose owner, operator and id are one, with a self-stake bucket of 7 days.
fn delegate(ledger: &mut Ledger, id: Address, reward: Address, iotx: u64) {
    let own = bucket(id, id, iotx, 7, true);
    let votes = own.votes(true);
    let index = ledger.staking.add_bucket(own);
    ledger.staking.add_candidate(Candidate {
        id,
        owner: id,
        operator: id,
        reward,
        name: format!("delegate{index}"),
        votes,
        self_stake_bucket: Some(index),
        self_stake: Amount::from_iotx(iotx),
        bls_key: Vec::new(),
        exit: Exit::None,
    });
}

/// Everybody registered, with the votes that they have now.
fn listed(ledger: &Ledger) -> Vec<Elected> {
    let elected = |c: &Candidate| Elected {
        id: c.id,
        operator: c.operator,
        reward: c.reward,
        bls_key: Vec::new(),
        votes: c.votes,
    };
    ledger.staking.candidates.values().map(elected).collect()
}

/// What a delegate keeps in basis points of its blocks' and its epochs' rewards.
fn kept(block: u64, epoch: u64) -> Commission {
    Commission {
        block_bps: block,
        epoch_bps: epoch,
        configured: true,
    }
}

fn commissions(all: &[(Address, Commission)]) -> BTreeMap<Address, Commission> {
    all.iter().copied().collect()
}

/// The pool owes just what it holds and may not grant.
fn assert_balanced(fund: &RewardFund) {
    let (unclaimed, pending) = fund.owed();
    assert_eq!(
        fund.total().saturating_sub(fund.available()),
        unclaimed.saturating_add(pending)
    );
}
