//! The addresses of the contracts that a network has beside its protocols: data, whether the wallet knows them by itself or
//! a person gives them in a file.

mod named;

use serde::{Deserialize, Serialize};

pub use self::named::{ContractForm, NamedContract};
use crate::{Address, ContractVersion};

/// The contracts of a network, as `assets/contracts.json` and a person's file name them. Every field may be missing, and of
/// what is missing nothing is known.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contracts {
    /// EVM chain id of the network on which they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain_id: Option<u64>,
    /// Those that issue bucket NFTs (iotex-protocol.md §3.1).
    pub staking: StakingAddresses,
    /// DelegateProfile, where delegates say which part of their rewards is their voters' (zanzibar.md §6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegate_profile: Option<Address>,
    /// AutoDepositRegister, where voters say into which bucket their rewards go (zanzibar.md §10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_deposit: Option<Address>,
    /// The service that pays voters of delegates whom the protocol does not pay (zanzibar.md §16).
    pub hermes: HermesAddresses,
    /// The identities of devices (devices-and-restaking.md §1).
    pub ioid: IoidAddresses,
    /// Older contracts that keep whose a device is, one a project (devices-and-restaking.md §2).
    pub device_bindings: Vec<DeviceBinding>,
    /// W3bstream's list of a project's devices (devices-and-restaking.md §2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_device: Option<Address>,
    /// Re-staking (devices-and-restaking.md §4).
    pub msp: MspAddresses,
    /// The votes on gauges that go with re-staking (devices-and-restaking.md §4).
    pub marshall: MarshallAddresses,
    /// The first generation of re-staking and its votes (devices-and-restaking.md §4.7).
    pub gen1: EscrowAddresses,
    /// The Governor of proposals (devices-and-restaking.md §4.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governor: Option<Address>,
    /// Where something can be claimed (devices-and-restaking.md §3).
    pub claims: Vec<ClaimSource>,
}

/// The contracts that issue bucket NFTs, by their versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StakingAddresses {
    /// Of IIP-13.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub v1: Option<Address>,
    /// Of IIP-32.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub v2: Option<Address>,
    /// Of IIP-42.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub v3: Option<Address>,
}

/// The contracts and accounts of Hermes (iotex-protocol.md §1.3, §5.4).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HermesAddresses {
    /// What logs who was paid for which epochs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distributor: Option<Address>,
    /// Where voters said to whom their rewards go instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forward: Option<Address>,
    /// What pays the voters.
    pub multisend: Vec<Address>,
    /// The reward accounts of delegates who use it; those may be plain accounts.
    pub vaults: Vec<Address>,
}

/// The contracts of ioID (devices-and-restaking.md §1.1, §1.11).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct IoidAddresses {
    /// ioIDRegistry, which keeps devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registry: Option<Address>,
    /// The token of a device's identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ioid: Option<Address>,
    /// ioIDStore, which keeps what identities cost and whose project a device's contract is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<Address>,
    /// The tokens of projects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<Address>,
    /// Where projects are registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_registry: Option<Address>,
    /// The proxies of projects whose own cloud binds devices.
    pub verifying_proxies: Vec<Address>,
    /// The registry of ioID's second version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub v2registry: Option<Address>,
    /// The registry of the accounts that tokens have (ERC-6551).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erc6551registry: Option<Address>,
    /// The code of such an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_implementation: Option<Address>,
}

/// A project's contract that keeps whose a device is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceBinding {
    /// The contract.
    pub address: Address,
    /// How it names a device.
    pub id_kind: IdKind,
}

/// How a contract names a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IdKind {
    /// By an address.
    Address,
    /// By 32 bytes.
    Bytes32,
}

/// The contracts of re-staking, of the second generation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MspAddresses {
    /// StrategyManager, which keeps everybody's shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<Address>,
    /// The strategy that takes bucket NFTs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_strategy: Option<Address>,
    /// The strategies that take tokens, one a token.
    pub erc20: Vec<Address>,
    /// BucketRewardPool, which hands back what re-staked buckets earn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reward_pool: Option<Address>,
}

/// The contracts of the votes on gauges, of the second generation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MarshallAddresses {
    /// Where votes are cast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voter: Option<Address>,
    /// Where the rewards of a week come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vault: Option<Address>,
}

/// The contracts of re-staking and its votes, of the first generation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EscrowAddresses {
    /// VotingEscrow, which keeps locks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escrow: Option<Address>,
    /// Where votes are cast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voter: Option<Address>,
    /// RewardsDistributor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distributor: Option<Address>,
}

/// A contract at which something can be claimed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClaimSource {
    /// How it is claimed there.
    pub kind: ClaimKind,
    /// The contract.
    pub address: Address,
    /// The token that it pays; none where it pays IOTX, or says itself what it pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Address>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// How something is claimed (devices-and-restaking.md §3.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ClaimKind {
    /// Of a FixedRewardPool, in which devices' tokens are staked.
    Pool,
    /// Of a W3bstreamCountRewardPool.
    W3b,
    /// Of a gauge of Marshall.
    Gauge,
    /// Of what others add to a gauge.
    Incentives,
    /// Of a MerkleDistributor, by a proof from a file.
    Merkle,
    /// Of a BucketRewardPool, by a proof from a file.
    BucketBatch,
    /// Of a contract that pays for steps, by a request and its answer.
    Steps,
    /// Of a VestingMaster.
    Vesting,
}

impl StakingAddresses {
    /// Those of a list that stands as [`crate::NetworkParams::staking_contracts`] does.
    pub fn of(contracts: &[Address]) -> Self {
        let [v1, v2, v3] = ContractVersion::ALL.map(|version| {
            let there = contracts.get(version as usize).copied();
            there.filter(|address| !address.is_zero())
        });
        Self { v1, v2, v3 }
    }

    /// The oldest version first.
    pub const fn versions(self) -> [Option<Address>; 3] {
        [self.v1, self.v2, self.v3]
    }
}

impl Contracts {
    /// These, and of what they say nothing of, what others say: a list that is given takes the place of the other one.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        let Self { hermes, ioid, msp, .. } = self;
        Self {
            chain_id: self.chain_id.or(other.chain_id),
            staking: StakingAddresses {
                v1: self.staking.v1.or(other.staking.v1),
                v2: self.staking.v2.or(other.staking.v2),
                v3: self.staking.v3.or(other.staking.v3),
            },
            delegate_profile: self.delegate_profile.or(other.delegate_profile),
            auto_deposit: self.auto_deposit.or(other.auto_deposit),
            hermes: HermesAddresses {
                distributor: hermes.distributor.or(other.hermes.distributor),
                forward: hermes.forward.or(other.hermes.forward),
                multisend: given(hermes.multisend, other.hermes.multisend),
                vaults: given(hermes.vaults, other.hermes.vaults),
            },
            ioid: IoidAddresses {
                registry: ioid.registry.or(other.ioid.registry),
                ioid: ioid.ioid.or(other.ioid.ioid),
                store: ioid.store.or(other.ioid.store),
                project: ioid.project.or(other.ioid.project),
                project_registry: ioid.project_registry.or(other.ioid.project_registry),
                verifying_proxies: given(ioid.verifying_proxies, other.ioid.verifying_proxies),
                v2registry: ioid.v2registry.or(other.ioid.v2registry),
                erc6551registry: ioid.erc6551registry.or(other.ioid.erc6551registry),
                account_implementation: ioid.account_implementation.or(other.ioid.account_implementation),
            },
            device_bindings: given(self.device_bindings, other.device_bindings),
            project_device: self.project_device.or(other.project_device),
            msp: MspAddresses {
                manager: msp.manager.or(other.msp.manager),
                bucket_strategy: msp.bucket_strategy.or(other.msp.bucket_strategy),
                erc20: given(msp.erc20, other.msp.erc20),
                reward_pool: msp.reward_pool.or(other.msp.reward_pool),
            },
            marshall: MarshallAddresses {
                voter: self.marshall.voter.or(other.marshall.voter),
                vault: self.marshall.vault.or(other.marshall.vault),
            },
            gen1: EscrowAddresses {
                escrow: self.gen1.escrow.or(other.gen1.escrow),
                voter: self.gen1.voter.or(other.gen1.voter),
                distributor: self.gen1.distributor.or(other.gen1.distributor),
            },
            governor: self.governor.or(other.governor),
            claims: given(self.claims, other.claims),
        }
    }
}

/// A list, or another one where it is empty.
fn given<T>(list: Vec<T>, other: Vec<T>) -> Vec<T> {
    match list.is_empty() {
        true => other,
        false => list,
    }
}

#[cfg(test)]
mod tests;
