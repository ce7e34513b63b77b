//! Networks: their constants, the heights at which their rules changed, and those that a person adds.

mod forks;
mod own;
mod params;
mod which;

pub use self::{
    forks::Fork,
    own::{OwnNetwork, ZanzibarSeen},
    params::{NetworkParams, StakingParams},
    which::Network,
};
