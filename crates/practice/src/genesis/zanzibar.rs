//! What a genesis says of Zanzibar: its forks, its eras, and which delegates have opted in (zanzibar.md §18).

use ballast_domain::{Fork, Height, Ledger, NetworkParams, VoterRewardParams};

use super::Genesis;
use crate::PracticeError;

/// The fewest epochs that make an era.
const LEAST_EPOCHS: u64 = 2;

impl Genesis {
    /// Whether the chain is that of a node of release 2.5, which reads what Zanzibar brings before its fork too.
    pub(crate) fn knows_zanzibar(&self) -> bool {
        self.zanzibar_height.is_some()
    }

    /// The forks and the constants of voter rewards; a fork that is not named never comes.
    pub(super) fn put_zanzibar(&self, params: &mut NetworkParams) {
        let heights = [
            self.zanzibar_height,
            self.zanzibar_beta_height,
            self.zanzibar_gamma_height,
        ];
        params.set_zanzibar(heights.map(|height| height.map(Height)));
        let usual = VoterRewardParams::default();
        let told = VoterRewardParams {
            epochs_per_era: self.epochs_per_reward_era.unwrap_or(usual.epochs_per_era),
            budget: self.voter_budget_per_block.unwrap_or(usual.budget),
            delegate_profile: self.delegate_profile_contract,
            auto_deposit: self.auto_deposit_contract,
            hermes_vaults: self.hermes_vaults.clone().unwrap_or_default(),
        };
        params.voter_rewards = VoterRewardParams {
            budget: told.voters_a_block(),
            ..told
        };
    }

    /// What a node of release 2.5 refuses to start with.
    ///
    /// # Errors
    /// Forks in another order than theirs, or an era of fewer than two epochs.
    pub(super) fn check_zanzibar(&self, params: &NetworkParams) -> Result<(), PracticeError> {
        let wrong = |what: &str| Err(PracticeError::Genesis(what.to_owned()));
        let order = [Fork::Xingu, Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma];
        if !order.map(|fork| params.fork_height(fork)).is_sorted() {
            return wrong("Xingu, Zanzibar, its Beta and its Gamma come in this order");
        }
        if params.voter_rewards.epochs_per_era < LEAST_EPOCHS {
            return wrong("a reward era has two epochs at least");
        }
        Ok(())
    }

    /// Lets those delegates be paid by the protocol that are so from the start.
    pub(crate) fn opt_in(&self, ledger: &mut Ledger) {
        let paid = self.delegates.iter().filter(|d| d.voters.is_some_and(|v| v.opted_in));
        for delegate in paid {
            ledger.opt_in(delegate.owner);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::default_genesis;

    /// The built-in genesis with other fields.
    fn with(fields: &Value) -> Genesis {
        let mut genesis = serde_json::to_value(default_genesis()).unwrap();
        for (name, value) in fields.as_object().unwrap() {
            genesis[name] = value.clone();
        }
        serde_json::from_value(genesis).unwrap()
    }

    /// A genesis as it was written before Zanzibar was known.
    fn before() -> Genesis {
        let mut genesis = serde_json::to_value(default_genesis()).unwrap();
        let fields = genesis.as_object_mut().unwrap();
        let new = [
            "zanzibar",
            "epochsPer",
            "voterBudget",
            "delegateProfile",
            "autoDeposit",
            "hermes",
        ];
        fields.retain(|name, _| !new.iter().any(|start| name.starts_with(start)));
        serde_json::from_value(genesis).unwrap()
    }

    #[test]
    fn a_genesis_that_names_no_zanzibar_never_comes_to_it() {
        let genesis = before();
        let params = genesis.params().unwrap();
        assert!(!genesis.knows_zanzibar());
        for fork in [Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma] {
            assert!(!params.at(fork, Height(1_000_000_000)), "{fork:?}");
        }
        let written = serde_json::to_string(&genesis).unwrap();
        assert!(
            !written.contains("zanzibar") && !written.contains("hermes"),
            "its hash stays what it was"
        );
    }

    #[test]
    fn the_fields_of_the_recordings_are_read_and_written_again() {
        let fields = json!({
            "zanzibarHeight": 61, "zanzibarBetaHeight": 62, "zanzibarGammaHeight": 63, "epochsPerRewardEra": 3,
            "voterBudgetPerBlock": 5, "delegateProfileContract": "0x993F00eb9C73e3E4eAe3d6Afb4Ba65A6b8B5E597",
            "autoDepositContract": "0xd771D7C0e1EBE89C9E9F663824851BB89b926d1a", "hermesVaults": [],
        });
        let genesis = with(&fields);
        let params = genesis.params().unwrap();
        let heights = [Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma].map(|fork| params.fork_height(fork).0);
        assert_eq!(heights, [61, 62, 63]);
        let rewards = &params.voter_rewards;
        assert_eq!((rewards.epochs_per_era, rewards.budget), (3, 5));
        assert_eq!(rewards.auto_deposit, genesis.auto_deposit_contract);
        assert!(genesis.knows_zanzibar() && rewards.delegate_profile.is_some() && rewards.hermes_vaults.is_empty());
        let written = serde_json::to_value(&genesis).unwrap();
        for name in fields.as_object().unwrap().keys() {
            assert!(written.get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn no_budget_and_one_above_256_are_256() {
        for budget in [json!(0), json!(257)] {
            let params = with(&json!({ "voterBudgetPerBlock": budget })).params().unwrap();
            assert_eq!(params.voter_rewards.budget, 256);
        }
    }

    #[test]
    fn forks_out_of_their_order_and_an_era_of_one_epoch_are_refused() {
        for fields in [
            json!({ "zanzibarHeight": 3, "zanzibarBetaHeight": 2, "zanzibarGammaHeight": 3 }),
            json!({ "zanzibarHeight": 2, "zanzibarBetaHeight": 3, "zanzibarGammaHeight": 2 }),
            json!({ "zanzibarHeight": 2, "zanzibarBetaHeight": 2, "zanzibarGammaHeight": 2, "forkHeights": { "xingu": 3 } }),
            json!({ "epochsPerRewardEra": 1 }),
        ] {
            assert!(with(&fields).params().is_err(), "{fields}");
        }
    }
}
