//! What a practice network goes by: asked of it, since its genesis may be another than the built-in one, and since a chain that
//! a person has stored comes to Zanzibar later than that.

use std::time::Duration;

use ballast_chain::{Client, Request};
use ballast_domain::{Address, EpochSchedule, Height, Network, NetworkParams, VoterRewardParams};
use serde::Deserialize;
use serde_json::json;

/// How long it is waited for: it is asked on this machine.
const PATIENCE: Duration = Duration::from_secs(2);

/// What it says of itself; a fork without a height never comes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    zanzibar_height: Option<Height>,
    zanzibar_beta_height: Option<Height>,
    zanzibar_gamma_height: Option<Height>,
    #[serde(default)]
    blocks_per_epoch: Option<u64>,
    epochs_per_reward_era: u64,
    #[serde(default)]
    voter_budget_per_block: Option<u64>,
    delegate_profile_contract: Option<Address>,
    auto_deposit_contract: Option<Address>,
    hermes_vaults: Vec<Address>,
}

impl Told {
    fn put_into(self, params: &mut NetworkParams) {
        params.set_zanzibar([
            self.zanzibar_height,
            self.zanzibar_beta_height,
            self.zanzibar_gamma_height,
        ]);
        if let Some(blocks) = self.blocks_per_epoch.filter(|blocks| *blocks > 0) {
            params.schedule = EpochSchedule::uniform(blocks);
        }
        let usual = VoterRewardParams::default();
        params.voter_rewards = VoterRewardParams {
            epochs_per_era: self.epochs_per_reward_era,
            budget: self.voter_budget_per_block.unwrap_or(usual.budget),
            delegate_profile: self.delegate_profile_contract,
            auto_deposit: self.auto_deposit_contract,
            hermes_vaults: self.hermes_vaults,
        };
    }
}

/// What the rules need of a network, as far as it is known: of a practice network as it says it of itself. One that does not
/// answer is taken for the built-in one, and one that knows no such question for one of before Zanzibar.
pub(crate) async fn params_of(network: Network, client: &Client) -> NetworkParams {
    let mut params = network.params();
    if network != Network::Practice {
        return params;
    }
    match told(client).await {
        Some(Some(told)) => told.put_into(&mut params),
        Some(None) => before_zanzibar(&mut params),
        None => tracing::debug!("the practice network does not answer yet"),
    }
    params
}

/// It was built before Zanzibar.
fn before_zanzibar(params: &mut NetworkParams) {
    params.set_zanzibar([None; 3]);
    params.voter_rewards = VoterRewardParams::default();
}

/// What the network says of itself, asked once; none where it does not answer, and nothing in it where it says nothing of that.
async fn told(client: &Client) -> Option<Option<Told>> {
    let node = client.nodes().into_iter().next()?;
    let question = [Request::new("practice_forks", json!([]))];
    let asked = tokio::time::timeout(PATIENCE, client.ask_one(&node, &question));
    let answer = asked.await.ok()?.ok()?.into_iter().next()?;
    Some(answer.ok().and_then(|told| serde_json::from_value(told).ok()))
}

#[cfg(test)]
mod tests {
    use ballast_domain::Fork;

    use super::*;

    #[test]
    fn a_practice_network_says_its_forks_its_eras_and_its_epochs() {
        let told = json!({
            "zanzibarHeight": 61, "zanzibarBetaHeight": 61, "zanzibarGammaHeight": null, "blocksPerEpoch": 24,
            "epochsPerRewardEra": 2, "voterBudgetPerBlock": 5, "delegateProfileContract": Address::STAKING,
            "autoDepositContract": null, "hermesVaults": [],
        });
        let told: Told = serde_json::from_value(told).unwrap();
        let mut params = NetworkParams::practice();
        told.put_into(&mut params);
        assert!(params.at(Fork::Zanzibar, Height(61)) && !params.at(Fork::Zanzibar, Height(60)));
        assert!(!params.at(Fork::ZanzibarGamma, Height(1_000_000)));
        assert_eq!(params.schedule, EpochSchedule::uniform(24));
        let rewards = &params.voter_rewards;
        assert_eq!((rewards.epochs_per_era, rewards.budget), (2, 5));
        assert_eq!(rewards.delegate_profile, Some(Address::STAKING));
        assert_eq!(params.eras().freeze_of(ballast_domain::Era(2)), Height(13));
    }
}
