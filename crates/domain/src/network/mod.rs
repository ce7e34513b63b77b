//! Networks: their constants, the heights at which their rules changed, their contracts, and those that a person adds.

mod contracts;
mod forks;
mod own;
mod params;
mod which;

pub use self::{
    contracts::{
        ClaimKind, ClaimSource, ContractForm, Contracts, DeviceBinding, EscrowAddresses, HermesAddresses, IdKind,
        IoidAddresses, MarshallAddresses, MspAddresses, NamedContract, StakingAddresses,
    },
    forks::Fork,
    own::{OwnNetwork, ZanzibarSeen},
    params::{NetworkParams, StakingParams},
    which::Network,
};
