//! What differs from one IoTeX network to another, and the constants of each that the wallet knows.

use serde::{Deserialize, Serialize};

use super::{forks, voter_rewards::VoterRewardParams};
use crate::{Address, Amount, ContractVersion, Days, EpochSchedule, Fork, Height, SECONDS_PER_DAY};

/// The constants of native staking.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StakingParams {
    /// The least that can be staked.
    pub min_stake: Amount,
    /// The longest duration.
    pub max_duration: Days,
    /// Paid on top when a delegate registers.
    pub registration_fee: Amount,
    /// The least self-stake to register with or to activate.
    pub min_self_stake: Amount,
    /// The least self-stake to stay in the election.
    pub min_self_stake_active: Amount,
    /// Weighted votes needed to be listed.
    pub score_threshold: Amount,
    /// Seconds from unstake to withdraw.
    pub withdraw_wait: u64,
    /// Blocks from the intent to revoke an endorsement in use to its end.
    pub endorsement_wait: u64,
    /// At most one delegate may leave in this many epochs.
    pub exit_interval: u64,
}

impl Default for StakingParams {
    fn default() -> Self {
        Self {
            min_stake: Amount::from_iotx(100),
            max_duration: Days(1050),
            registration_fee: Amount::from_iotx(100),
            min_self_stake: Amount::from_iotx(1_200_000),
            min_self_stake_active: Amount::from_iotx(1_000_000),
            score_threshold: Amount::from_iotx(2_000_000),
            withdraw_wait: 3 * SECONDS_PER_DAY,
            endorsement_wait: 17_280,
            exit_interval: 24,
        }
    }
}

/// Everything about a network that the rules need.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NetworkParams {
    /// EVM chain id.
    pub chain_id: u64,
    /// Unix seconds of the genesis block (height 0).
    pub genesis_time: u64,
    /// Heights and epochs.
    pub schedule: EpochSchedule,
    /// Milliseconds between blocks today.
    pub block_millis: u64,
    /// Delegates elected an epoch.
    pub pool: u64,
    /// How many of them make blocks.
    pub active: u64,
    /// Native staking's constants.
    pub staking: StakingParams,
    /// Fork heights, in the order of [`Fork::ALL`].
    pub forks: [u64; 24],
    /// The contracts that issue bucket NFTs, the oldest version first, and the zero address in the place of a version that
    /// the network lacks; empty where there are none.
    #[serde(default)]
    pub staking_contracts: Vec<Address>,
    /// The constants of protocol-native voter rewards.
    #[serde(default)]
    pub voter_rewards: VoterRewardParams,
}

impl NetworkParams {
    /// IoTeX mainnet.
    pub fn mainnet() -> Self {
        Self {
            chain_id: 4689,
            genesis_time: 1_553_558_500,
            schedule: EpochSchedule::segmented([(1, 1, 360), (5046, 1_816_201, 720), (53_765, 36_893_881, 1440)]),
            block_millis: 2_500,
            pool: 36,
            active: 24,
            staking: StakingParams::default(),
            forks: forks::MAINNET,
            staking_contracts: contracts([
                "0x68Db92A6a78A39DcAFf1745Da9E89E230eF49D3D",
                "0x8EE521d2179576bcC4bd33a00904E96a11678052",
                "0x65B0C0548ee8D899578513be0CB5305AFBf05292",
            ]),
            voter_rewards: VoterRewardParams::mainnet(),
        }
    }

    /// IoTeX testnet; its withdraw wait is 14 days.
    pub fn testnet() -> Self {
        Self {
            chain_id: 4690,
            genesis_time: 1_571_036_400,
            schedule: EpochSchedule::segmented([(1, 1, 360), (279, 100_081, 720), (44_506, 31_943_521, 1440)]),
            staking: StakingParams {
                withdraw_wait: 14 * SECONDS_PER_DAY,
                ..Default::default()
            },
            forks: forks::TESTNET,
            staking_contracts: contracts([
                "0x52ab0fE2C3a94644dE0888a3Ba9EA1443672E61F",
                "0xfd68c6f94E25866b639fDDEBB2E6Dc6807bfbe5F",
                "0x0ddad4BB92d5D7AaFEcC9108e04b0Ac9d7426322",
            ]),
            voter_rewards: VoterRewardParams::testnet(),
            ..Self::mainnet()
        }
    }

    /// The practice network: every fork from block 1, mainnet's constants, epochs of 1,440 blocks, and a chain
    /// id of its own.
    pub fn practice() -> Self {
        Self {
            chain_id: 468_900,
            genesis_time: 1_767_225_600,
            schedule: EpochSchedule::uniform(1440),
            forks: [1; 24],
            staking_contracts: contracts([
                "0x40A0063B7751fF6103F0d4147A0cDC0af50bBA7f",
                "0x888c1897Afe11CFec7A37341a0F94dD44F87aF5A",
                "0x96d0D7F128E22718795C834A4DfBc1D855819521",
            ]),
            voter_rewards: VoterRewardParams::practice(),
            ..Self::mainnet()
        }
    }

    /// The contract that issues bucket NFTs of this version.
    pub fn staking_contract(&self, version: ContractVersion) -> Option<Address> {
        let there = self.staking_contracts.get(version as usize).copied();
        there.filter(|address| !address.is_zero())
    }

    /// The contracts that issue bucket NFTs, without the versions that the network lacks.
    pub fn bucket_contracts(&self) -> Vec<Address> {
        let each = ContractVersion::ALL.into_iter();
        each.filter_map(|version| self.staking_contract(version)).collect()
    }

    /// Which version of the contracts for bucket NFTs stands at an address.
    pub fn version_of(&self, contract: Address) -> Option<ContractVersion> {
        let stands_there = |version: &ContractVersion| self.staking_contract(*version) == Some(contract);
        ContractVersion::ALL.into_iter().find(stands_there)
    }

    /// Microseconds between blocks today, at least one.
    pub(crate) fn block_micros(&self) -> u64 {
        self.block_millis.saturating_mul(1_000).max(1)
    }

    /// The height from which `fork` is in force.
    pub fn fork_height(&self, fork: Fork) -> Height {
        Height(self.forks[fork as usize])
    }

    /// Puts Zanzibar, its Beta and its Gamma at these heights; one without a height never comes.
    pub fn set_zanzibar(&mut self, heights: [Option<Height>; 3]) {
        for (fork, height) in Fork::OF_ZANZIBAR.into_iter().zip(heights) {
            self.set_fork(fork, height.unwrap_or(Height(forks::NEVER)));
        }
    }

    /// Puts `fork` at another height: for chains with a genesis of their own.
    pub fn set_fork(&mut self, fork: Fork, height: Height) {
        self.forks[fork as usize] = height.0;
    }

    /// Whether `fork` is in force at `height`.
    pub fn at(&self, fork: Fork, height: Height) -> bool {
        height >= self.fork_height(fork)
    }
}

/// Addresses as the reference writes them (iotex-protocol.md §1.3); a test reads them all.
fn contracts(texts: [&str; 3]) -> Vec<Address> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Network;

    #[test]
    fn forks_stand_in_order_and_the_practice_id_is_its_own() {
        for params in Network::ALL.map(Network::params) {
            assert!(params.forks.is_sorted());
            assert_eq!(params.forks.len(), Fork::ALL.len());
        }
        assert!(![4689, 4690].contains(&NetworkParams::practice().chain_id));
    }

    #[test]
    fn every_network_has_three_staking_contracts() {
        for params in Network::ALL.map(Network::params) {
            let all = ContractVersion::ALL.map(|version| params.staking_contract(version));
            assert!(all.iter().all(Option::is_some), "chain {}", params.chain_id);
        }
    }
}
