//! Whether contracts stand where somebody says that they do: code there, and an answer to what their interface lets everybody
//! ask. What stands there may still be something else that answers alike.

use ballast_abi::{
    AbiEncode, H160, U256, auto_deposit, bucket_nft_v1, bucket_nft_v2, bucket_nft_v3, bucket_reward_pool,
    bucket_strategy, count_reward_pool, delegate_profile, device_binding, erc20, erc20_strategy, erc6551_account,
    erc6551_registry, fixed_reward_pool, forward_registration, gauge, governor, hermes, incentives, ioid, ioid_project,
    ioid_proxy, ioid_registry, ioid_store, ioid_v2_registry, merkle_distributor, multi_send, project_device,
    rewards_distributor, step_rewards, strategy_manager, vault, vesting_master, voter, voting_escrow,
};
use ballast_domain::{
    Address, ClaimKind, ContractForm as Form, ContractVersion, IdKind, Snapshot, actions::PortionField,
};
use serde_json::json;

use super::{call, data, said, try_map};
use crate::{Client, Error, Request, transport::malformed, writes::to_ethers};

/// What an address looks like that is said to be a contract's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// As it is said: where there has to be code there is, and what its interface lets everybody ask is answered.
    AsSaid,
    /// No code stands there.
    NoCode,
    /// Code stands there, and something that its interface lets everybody ask is not answered.
    NoAnswer,
}

impl Client {
    /// What stands at addresses that are said to be contracts of these forms, in their order, all from one node.
    ///
    /// # Errors
    /// See [`Error`]; a node that has no time says nothing of what stands there.
    pub async fn contracts_stand(&self, said_to_be: &[(Address, Form)]) -> Result<Snapshot<Vec<Stands>>, Error> {
        let views: Vec<Vec<Vec<u8>>> = said_to_be.iter().map(|(at, form)| views(*at, *form)).collect();
        let mut requests = Vec::new();
        for ((at, _), views) in said_to_be.iter().zip(&views) {
            requests.push(Request::new("eth_getCode", json!([at, "latest"])));
            requests.extend(views.iter().map(|view| call(*at, view)));
        }
        let snapshot = self.snapshot(requests).await?;
        try_map(snapshot, |node, answers| {
            let mut answers = answers.0.into_iter();
            let mut all = Vec::with_capacity(said_to_be.len());
            for ((_, form), views) in said_to_be.iter().zip(&views) {
                let code = answers.next().ok_or_else(|| malformed(node, "an answer is missing"))?;
                let has_code = !data(node, &code?)?.is_empty();
                let mut answered = true;
                for answer in answers.by_ref().take(views.len()) {
                    answered &= said(node, answer)?.is_some_and(|data| is_answer(&data));
                }
                all.push(match (has_code, answered) {
                    (false, _) if !form.may_be_account() => Stands::NoCode,
                    (_, false) => Stands::NoAnswer,
                    _ => Stands::AsSaid,
                });
            }
            Ok(all)
        })
    }
}

/// Whether this is what a view answers: words, one at least.
fn is_answer(data: &[u8]) -> bool {
    !data.is_empty() && data.len().is_multiple_of(32)
}

/// What a contract of this form answers to everybody, as far as a source names it; nothing where none does
/// (iotex-protocol.md §3.1, §4.7, §5.4; devices-and-restaking.md §1 to §4).
fn views(at: Address, form: Form) -> Vec<Vec<u8>> {
    let (nobody, zero) = (H160::zero(), U256::zero());
    let view = match form {
        Form::BucketNft(ContractVersion::V1) => bucket_nft_v1::NumOfBucketTypesCall.encode(),
        // Of the second version; the third counts in time, and has a beneficiary too.
        Form::BucketNft(ContractVersion::V2) => {
            let counts_blocks = bucket_nft_v1::UnstakeFreezeBlocksCall.encode();
            return vec![counts_blocks, bucket_nft_v2::BeneficiaryCall.encode()];
        }
        Form::BucketNft(ContractVersion::V3) => bucket_nft_v3::UnstakeFreezeTimeCall.encode(),
        // What the chain itself asks it for.
        Form::DelegateProfile => delegate_profile::GetProfileByFieldCall {
            delegate: nobody,
            field: PortionField::Block.key().to_owned(),
        }
        .encode(),
        Form::AutoDeposit => auto_deposit::BucketCall { registrant: nobody }.encode(),
        Form::HermesDistributor => hermes::GetEndEpochCountCall.encode(),
        Form::HermesForward => forward_registration::GetForwardAddressCall {
            owner: nobody,
            end_epoch: zero,
        }
        .encode(),
        Form::MultiSend => multi_send::MinTipsCall.encode(),
        Form::IoidRegistry => ioid_registry::DomainSeparatorCall.encode(),
        Form::Ioid => ioid::WalletRegistryCall.encode(),
        Form::IoidStore => ioid_store::PriceCall.encode(),
        Form::IoidProject => ioid_project::CountCall.encode(),
        Form::VerifyingProxy => ioid_proxy::VerifierCall.encode(),
        Form::IoidV2Registry => ioid_v2_registry::TotalDevicesCall.encode(),
        Form::AccountRegistry => erc6551_registry::AccountCall {
            implementation: nobody,
            salt: [0; 32],
            chain_id: zero,
            token_contract: nobody,
            token_id: zero,
        }
        .encode(),
        Form::AccountImplementation => erc6551_account::StateCall.encode(),
        Form::DeviceBinding(IdKind::Address) => device_binding::GetDeviceOwnerCall { device: nobody }.encode(),
        Form::DeviceBinding(IdKind::Bytes32) => device_binding::GetDeviceOwnerOfBytesCall { device: [0; 32] }.encode(),
        Form::ProjectDevice => project_device::ApprovedCall {
            project_id: zero,
            device: nobody,
        }
        .encode(),
        Form::StrategyManager => strategy_manager::TotalSharesCall.encode(),
        Form::BucketStrategy => bucket_strategy::StakerBucketsCall { staker: nobody }.encode(),
        Form::TokenStrategy => erc20_strategy::CapCall.encode(),
        Form::BucketRewardPool | Form::Claim(ClaimKind::BucketBatch) => {
            bucket_reward_pool::ApprovedBatchCall { batch: zero }.encode()
        }
        Form::Voter => voter::LengthCall.encode(),
        Form::Vault => vault::WeeklyCall.encode(),
        Form::VotingEscrow => voting_escrow::VotedCall(zero).encode(),
        Form::RewardsDistributor => rewards_distributor::ClaimableCall(zero).encode(),
        Form::Governor => governor::VotingPeriodCall.encode(),
        Form::Claim(ClaimKind::Pool) => fixed_reward_pool::PendingRewardCall { user: nobody }.encode(),
        Form::Claim(ClaimKind::W3b) => count_reward_pool::PendingRewardsCall { user: nobody }.encode(),
        Form::Claim(ClaimKind::Gauge) => gauge::EarnedCall { account: nobody }.encode(),
        Form::Claim(ClaimKind::Incentives) => incentives::RewardAllTokensCall.encode(),
        Form::Claim(ClaimKind::Merkle) => merkle_distributor::MerkleRootCall.encode(),
        Form::Claim(ClaimKind::Steps) => step_rewards::GetUserStepsCall { user: nobody }.encode(),
        Form::Claim(ClaimKind::Vesting) => vesting_master::GetVestingAmountCall { user: nobody }.encode(),
        // Tokens that are counted and those that are numbered answer this alike; of nobody the latter refuse to say it.
        Form::Token => erc20::BalanceOfCall { account: to_ethers(at) }.encode(),
        Form::HermesVault | Form::IoidProjectRegistry | Form::EscrowVoter => return Vec::new(),
    };
    vec![view]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_an_answer_and_nothing_or_a_part_of_one_is_none() {
        assert!(is_answer(&[0; 32]) && is_answer(&[0xff; 96]));
        for none in [0, 1, 31, 33, 100] {
            assert!(!is_answer(&vec![0; none]), "{none}");
        }
    }

    #[test]
    fn what_is_asked_is_known_by_its_selector() {
        let selector = |form| views(Address::ZERO, form).first().map(|view| hex(&view[..4]));
        let hex_of = |form, number: &str| assert_eq!(selector(form).as_deref(), Some(number), "{form:?}");
        hex_of(Form::DelegateProfile, "cdcb1d52");
        hex_of(Form::AutoDeposit, "a9ff86a1");
        hex_of(Form::DeviceBinding(IdKind::Address), "459b23a4");
        hex_of(Form::DeviceBinding(IdKind::Bytes32), "16f936c5");
        hex_of(Form::Claim(ClaimKind::Steps), "ac66c353");
        assert_eq!(selector(Form::HermesVault), None);
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
