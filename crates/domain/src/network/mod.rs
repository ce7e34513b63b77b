//! Networks: their constants, the heights at which their rules changed, their contracts, and those that a person adds.

mod contracts;
mod eras;
mod forks;
mod own;
mod params;
mod voter_rewards;
mod which;

pub use self::{
    contracts::{
        ClaimKind, ClaimSource, ContractForm, Contracts, DeviceBinding, EscrowAddresses, HermesAddresses, IdKind,
        IoidAddresses, MarshallAddresses, MspAddresses, NamedContract, StakingAddresses,
    },
    forks::Fork,
    own::{OwnNetwork, ZanzibarSeen},
    params::{NetworkParams, StakingParams},
    voter_rewards::VoterRewardParams,
    which::Network,
};
