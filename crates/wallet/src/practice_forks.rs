//! From which block on a practice network has the forks of Zanzibar: one that was begun before them comes to them with an
//! epoch of its own.

use std::time::Duration;

use ballast_chain::{Client, Error, Request};
use ballast_domain::{Address, Fork, Height, Network, NetworkParams};
use serde::Deserialize;
use serde_json::json;

/// How long the network is waited for, which mostly runs in this process.
const PATIENCE: Duration = Duration::from_secs(3);
/// The height of a fork that never comes.
const NEVER: Height = Height(u64::MAX);

/// What a practice network says of its forks and of how it pays voters; nothing for never, and for what is not there.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct PracticeForks {
    zanzibar_height: Option<Height>,
    zanzibar_beta_height: Option<Height>,
    zanzibar_gamma_height: Option<Height>,
    epochs_per_reward_era: Option<u64>,
    delegate_profile_contract: Option<Address>,
    auto_deposit_contract: Option<Address>,
    hermes_vaults: Vec<Address>,
}

impl PracticeForks {
    /// Asks the network; nothing where it is no practice network, or does not answer in time. One that does not know the
    /// question was built before Zanzibar.
    pub(crate) async fn ask(network: Network, client: &Client) -> Option<Self> {
        if network != Network::Practice {
            return None;
        }
        let asked = client.request(Request::new("practice_forks", json!([])));
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(forks)) => Some(forks),
            Ok(Err(Error::Rpc(_))) => Some(Self::default()),
            Ok(Err(_)) | Err(_) => None,
        }
    }

    /// Has the rules go by what the network said.
    pub(crate) fn rule(self, params: &mut NetworkParams) {
        for (fork, height) in [
            (Fork::Zanzibar, self.zanzibar_height),
            (Fork::ZanzibarBeta, self.zanzibar_beta_height),
            (Fork::ZanzibarGamma, self.zanzibar_gamma_height),
        ] {
            params.set_fork(fork, height.unwrap_or(NEVER));
        }
        let rewards = &mut params.voter_rewards;
        rewards.epochs_per_era = self.epochs_per_reward_era.unwrap_or(rewards.epochs_per_era).max(2);
        rewards.delegate_profile = self.delegate_profile_contract;
        rewards.auto_deposit = self.auto_deposit_contract;
        rewards.hermes_vaults = self.hermes_vaults;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_before_the_fork_never_comes_to_it_and_another_at_its_own_height() {
        let mut params = NetworkParams::practice();
        PracticeForks::default().rule(&mut params);
        assert_eq!(params.fork_height(Fork::Zanzibar), NEVER);
        assert_eq!(params.voter_rewards.delegate_profile, None);

        let said = json!({ "zanzibarHeight": 2881, "zanzibarBetaHeight": 2881, "zanzibarGammaHeight": null,
                           "epochsPerRewardEra": 2, "hermesVaults": [] });
        let forks: PracticeForks = serde_json::from_value(said).unwrap();
        forks.rule(&mut params);
        assert_eq!(params.fork_height(Fork::Zanzibar), Height(2881));
        assert_eq!(params.fork_height(Fork::ZanzibarGamma), NEVER);
        assert_eq!(params.voter_rewards.epochs_per_era, 2);
    }
}
