//! The constants of protocol-native voter rewards (IIP-59).

use serde::{Deserialize, Serialize};

use crate::Address;

/// The most voters that a block pays.
const MOST_VOTERS: u64 = 256;

/// The constants of protocol-native voter rewards (zanzibar.md §6, §10, §18).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VoterRewardParams {
    /// Epochs in a reward era, at least 2.
    pub epochs_per_era: u64,
    /// The most voters that a block pays, 1 to 256; anything else counts as 256.
    pub budget: u64,
    /// DelegateProfile, in which delegates say what part of their rewards is their voters'; none where it is not known.
    pub delegate_profile: Option<Address>,
    /// AutoDepositRegister, in which voters name the bucket that their rewards go into; none where it is not known, and
    /// then nobody's rewards are compounded.
    pub auto_deposit: Option<Address>,
    /// Reward addresses whose delegates are moved over to payout by the protocol when Zanzibar comes into force: the
    /// vaults of Hermes.
    pub hermes_vaults: Vec<Address>,
}

impl Default for VoterRewardParams {
    /// The numbers of mainnet, and no contracts.
    fn default() -> Self {
        Self {
            epochs_per_era: 24,
            budget: MOST_VOTERS,
            delegate_profile: None,
            auto_deposit: None,
            hermes_vaults: Vec::new(),
        }
    }
}

impl VoterRewardParams {
    /// The constants of mainnet.
    pub fn mainnet() -> Self {
        Self {
            delegate_profile: "0xfA7f50866Ac45D84ADF54bc767C885f92750E258".parse().ok(),
            auto_deposit: "0x79f1670BE20daecEfB134E33D97f9E77340fd2C0".parse().ok(),
            hermes_vaults: [
                "0x56d0B5eD3D525332F00C9BC938f93598ab16AAA7",
                "0x2e9F5EBe905063bcE3BB5085e6aBD7c0F53691C7",
            ]
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect(),
            ..Self::default()
        }
    }

    /// The constants of testnet; its genesis names the vaults of mainnet.
    pub fn testnet() -> Self {
        Self {
            delegate_profile: "0x2fcE00d9E71B9f21D58e4709c4B3A57557ae83D4".parse().ok(),
            auto_deposit: "0x0b3e1C3d464AD4CED5313f72A9b10047f065A48B".parse().ok(),
            ..Self::mainnet()
        }
    }

    /// The constants of the practice network: its contracts are creations 5 and 6 of the account that made its bucket NFTs.
    pub fn practice() -> Self {
        Self {
            delegate_profile: "0xb66Bba4A16130cA0381629B8dd94CB7E3Acea4b6".parse().ok(),
            auto_deposit: "0x534819Be52199535D9C0fB08988bF8dAF3cc6695".parse().ok(),
            hermes_vaults: "0x8f3B2AC5Fc1089454e5ffe156400f205AE11ee9a"
                .parse()
                .into_iter()
                .collect(),
            ..Self::default()
        }
    }

    /// How many voters a block pays at most: [`Self::budget`] where that is 1 to 256, else 256 (zanzibar.md §18).
    pub const fn voters_a_block(&self) -> u64 {
        match self.budget {
            1..=MOST_VOTERS => self.budget,
            _ => MOST_VOTERS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetworkParams;

    #[test]
    fn every_network_has_both_contracts_and_the_vaults_of_its_own() {
        for params in [NetworkParams::mainnet(), NetworkParams::testnet()] {
            let rewards = params.voter_rewards;
            assert!(rewards.delegate_profile.is_some() && rewards.auto_deposit.is_some());
            assert_eq!(rewards.hermes_vaults.len(), 2, "chain {}", params.chain_id);
        }
        assert_ne!(VoterRewardParams::mainnet(), VoterRewardParams::testnet());
        let practice = NetworkParams::practice().voter_rewards;
        assert!(practice.delegate_profile.is_some() && practice.auto_deposit.is_some());
        assert_eq!(practice.hermes_vaults.len(), 1);
    }

    #[test]
    fn a_budget_out_of_range_is_the_largest() {
        let voters = |budget| {
            let params = VoterRewardParams {
                budget,
                ..VoterRewardParams::default()
            };
            params.voters_a_block()
        };
        assert_eq!([0, 1, 3, 256, 257, u64::MAX].map(voters), [256, 1, 3, 256, 256, 256]);
    }

    #[test]
    fn params_written_before_voter_rewards_are_read_with_the_usual_numbers() {
        let mut written = serde_json::to_value(NetworkParams::mainnet()).unwrap();
        written.as_object_mut().unwrap().remove("voter_rewards");
        let read: NetworkParams = serde_json::from_value(written).unwrap();
        assert_eq!(read.voter_rewards, VoterRewardParams::default());
    }
}
