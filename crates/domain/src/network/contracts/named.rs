//! The addresses of a set of contracts, one by one: each with its place in a file, and with what has to stand there.

use super::{ClaimKind, Contracts, IdKind};
use crate::{Address, ContractVersion};

/// An address of a set of contracts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedContract {
    /// Its place in a file, by the names of the fields: `staking.v1`, `claims[0].token`.
    pub field: String,
    /// The address.
    pub address: Address,
    /// What has to stand there.
    pub form: ContractForm,
}

/// What a contract is, so that it can be asked whether it is that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContractForm {
    /// It issues bucket NFTs.
    BucketNft(ContractVersion),
    /// DelegateProfile.
    DelegateProfile,
    /// AutoDepositRegister.
    AutoDeposit,
    /// Hermes' distributor.
    HermesDistributor,
    /// Hermes' ForwardRegistration.
    HermesForward,
    /// The MultiSend of Hermes.
    MultiSend,
    /// A reward account of Hermes, which may be a plain account.
    HermesVault,
    /// ioIDRegistry.
    IoidRegistry,
    /// The token of ioID.
    Ioid,
    /// ioIDStore.
    IoidStore,
    /// The tokens of ioID's projects.
    IoidProject,
    /// ioID's ProjectRegistry.
    IoidProjectRegistry,
    /// A project's VerifyingProxy.
    VerifyingProxy,
    /// The registry of ioID's second version.
    IoidV2Registry,
    /// The registry of ERC-6551.
    AccountRegistry,
    /// The code of an account of ERC-6551.
    AccountImplementation,
    /// A DeviceBinding.
    DeviceBinding(IdKind),
    /// W3bstream's ProjectDevice.
    ProjectDevice,
    /// StrategyManager.
    StrategyManager,
    /// BucketStrategy.
    BucketStrategy,
    /// ERC20Strategy.
    TokenStrategy,
    /// BucketRewardPool.
    BucketRewardPool,
    /// The Voter of the second generation.
    Voter,
    /// Vault.
    Vault,
    /// VotingEscrow.
    VotingEscrow,
    /// The Voter of the first generation.
    EscrowVoter,
    /// RewardsDistributor.
    RewardsDistributor,
    /// A Governor.
    Governor,
    /// Where something can be claimed.
    Claim(ClaimKind),
    /// A token.
    Token,
}

impl ContractForm {
    /// What people call it, with its article.
    pub const fn words(self) -> &'static str {
        match self {
            Self::BucketNft(ContractVersion::V1) => "the contract for bucket NFTs of version 1",
            Self::BucketNft(ContractVersion::V2) => "the contract for bucket NFTs of version 2",
            Self::BucketNft(ContractVersion::V3) => "the contract for bucket NFTs of version 3",
            Self::DelegateProfile => "a DelegateProfile",
            Self::AutoDeposit => "an AutoDepositRegister",
            Self::HermesDistributor => "a distributor of Hermes",
            Self::HermesForward => "a ForwardRegistration of Hermes",
            Self::MultiSend => "a MultiSend",
            Self::HermesVault => "a reward account of Hermes",
            Self::IoidRegistry => "an ioIDRegistry",
            Self::Ioid => "the token of ioID",
            Self::IoidStore => "an ioIDStore",
            Self::IoidProject => "the tokens of ioID's projects",
            Self::IoidProjectRegistry => "a ProjectRegistry of ioID",
            Self::VerifyingProxy => "a VerifyingProxy of ioID",
            Self::IoidV2Registry => "a registry of ioID's second version",
            Self::AccountRegistry => "a registry of ERC-6551",
            Self::AccountImplementation => "the code of an account of ERC-6551",
            Self::DeviceBinding(IdKind::Address) => "a DeviceBinding that names devices by addresses",
            Self::DeviceBinding(IdKind::Bytes32) => "a DeviceBinding that names devices by 32 bytes",
            Self::ProjectDevice => "a ProjectDevice",
            Self::StrategyManager => "a StrategyManager",
            Self::BucketStrategy => "a BucketStrategy",
            Self::TokenStrategy => "an ERC20Strategy",
            Self::BucketRewardPool => "a BucketRewardPool",
            Self::Voter => "a Voter",
            Self::Vault => "a Vault",
            Self::VotingEscrow => "a VotingEscrow",
            Self::EscrowVoter => "a Voter of the first generation",
            Self::RewardsDistributor => "a RewardsDistributor",
            Self::Governor => "a Governor",
            Self::Claim(ClaimKind::Pool) => "a FixedRewardPool",
            Self::Claim(ClaimKind::W3b) => "a W3bstreamCountRewardPool",
            Self::Claim(ClaimKind::Gauge) => "a gauge",
            Self::Claim(ClaimKind::Incentives) => "the incentives of a gauge",
            Self::Claim(ClaimKind::Merkle) => "a MerkleDistributor",
            Self::Claim(ClaimKind::BucketBatch) => "a BucketRewardPool",
            Self::Claim(ClaimKind::Steps) => "a contract that pays for steps",
            Self::Claim(ClaimKind::Vesting) => "a VestingMaster",
            Self::Token => "a token",
        }
    }

    /// Whether a plain account may stand in its place.
    pub const fn may_be_account(self) -> bool {
        matches!(self, Self::HermesVault)
    }
}

/// The addresses that were found so far.
#[derive(Default)]
struct Found(Vec<NamedContract>);

impl Found {
    /// One of a field, if it is there.
    fn one(&mut self, path: &[&str], address: Option<Address>, form: ContractForm) {
        let named = |address| NamedContract {
            field: path.join("."),
            address,
            form,
        };
        self.0.extend(address.map(named));
    }

    /// Those of a list.
    fn each(&mut self, path: &[&str], addresses: &[Address], form: ContractForm) {
        for (place, address) in addresses.iter().enumerate() {
            self.0.push(NamedContract {
                field: format!("{}[{place}]", path.join(".")),
                address: *address,
                form,
            });
        }
    }
}

impl Contracts {
    /// Every address, in the order of the fields.
    pub fn all(&self) -> Vec<NamedContract> {
        use ContractForm as Form;

        let mut all = Found::default();
        for version in ContractVersion::ALL {
            let address = self.staking.versions()[version as usize];
            let name = format!("v{}", version.number());
            all.one(&["staking", &name], address, Form::BucketNft(version));
        }
        all.one(&["delegateProfile"], self.delegate_profile, Form::DelegateProfile);
        all.one(&["autoDeposit"], self.auto_deposit, Form::AutoDeposit);
        let hermes = &self.hermes;
        all.one(&["hermes", "distributor"], hermes.distributor, Form::HermesDistributor);
        all.one(&["hermes", "forward"], hermes.forward, Form::HermesForward);
        all.each(&["hermes", "multisend"], &hermes.multisend, Form::MultiSend);
        all.each(&["hermes", "vaults"], &hermes.vaults, Form::HermesVault);
        let ioid = &self.ioid;
        all.one(&["ioid", "registry"], ioid.registry, Form::IoidRegistry);
        all.one(&["ioid", "ioid"], ioid.ioid, Form::Ioid);
        all.one(&["ioid", "store"], ioid.store, Form::IoidStore);
        all.one(&["ioid", "project"], ioid.project, Form::IoidProject);
        all.one(
            &["ioid", "projectRegistry"],
            ioid.project_registry,
            Form::IoidProjectRegistry,
        );
        all.each(
            &["ioid", "verifyingProxies"],
            &ioid.verifying_proxies,
            Form::VerifyingProxy,
        );
        all.one(&["ioid", "v2registry"], ioid.v2registry, Form::IoidV2Registry);
        all.one(
            &["ioid", "erc6551registry"],
            ioid.erc6551registry,
            Form::AccountRegistry,
        );
        all.one(
            &["ioid", "accountImplementation"],
            ioid.account_implementation,
            Form::AccountImplementation,
        );
        for (place, binding) in self.device_bindings.iter().enumerate() {
            let list = format!("deviceBindings[{place}]");
            let form = Form::DeviceBinding(binding.id_kind);
            all.one(&[&list, "address"], Some(binding.address), form);
        }
        all.one(&["projectDevice"], self.project_device, Form::ProjectDevice);
        let msp = &self.msp;
        all.one(&["msp", "manager"], msp.manager, Form::StrategyManager);
        all.one(&["msp", "bucketStrategy"], msp.bucket_strategy, Form::BucketStrategy);
        all.each(&["msp", "erc20"], &msp.erc20, Form::TokenStrategy);
        all.one(&["msp", "rewardPool"], msp.reward_pool, Form::BucketRewardPool);
        all.one(&["marshall", "voter"], self.marshall.voter, Form::Voter);
        all.one(&["marshall", "vault"], self.marshall.vault, Form::Vault);
        all.one(&["gen1", "escrow"], self.gen1.escrow, Form::VotingEscrow);
        all.one(&["gen1", "voter"], self.gen1.voter, Form::EscrowVoter);
        all.one(
            &["gen1", "distributor"],
            self.gen1.distributor,
            Form::RewardsDistributor,
        );
        all.one(&["governor"], self.governor, Form::Governor);
        for (place, claim) in self.claims.iter().enumerate() {
            let list = format!("claims[{place}]");
            all.one(&[&list, "address"], Some(claim.address), Form::Claim(claim.kind));
            all.one(&[&list, "token"], claim.token, Form::Token);
        }
        all.0
    }
}
