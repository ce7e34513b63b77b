//! What tests within several files start from.

use ballast_domain::{
    Address, Amount, Candidate, EpochSchedule, Exit, Fork, Height, NetworkParams, VoterRewardParams, Votes,
};

/// The address that consists of this number.
pub(crate) const fn address(number: u8) -> Address {
    Address::from_bytes([number; 20])
}

/// A delegate with this number, without votes; all its addresses are its id.
pub(crate) fn candidate(number: u8) -> Candidate {
    Candidate {
        id: address(number),
        owner: address(number),
        operator: address(number),
        reward: address(number),
        name: format!("delegate{number}"),
        votes: Votes::ZERO,
        self_stake_bucket: None,
        self_stake: Amount::ZERO,
        bls_key: Vec::new(),
        exit: Exit::None,
    }
}

/// The chain of recordings 16, epochs of 20 blocks and eras of 3 epochs, with Zanzibar from this block on.
pub(crate) fn short_eras(fork: u64) -> NetworkParams {
    let mut params = NetworkParams::practice();
    params.schedule = EpochSchedule::uniform(20);
    params.voter_rewards = VoterRewardParams {
        epochs_per_era: 3,
        ..VoterRewardParams::default()
    };
    params.set_fork(Fork::Zanzibar, Height(fork));
    params
}
