//! Networks: their constants, the heights at which their rules changed, and those that a person adds.

mod eras;
mod forks;
mod own;
mod params;
mod voter_rewards;
mod which;

pub use self::{
    forks::Fork,
    own::OwnNetwork,
    params::{NetworkParams, StakingParams},
    voter_rewards::VoterRewardParams,
    which::Network,
};
