//! The contracts that stand from the genesis: bucket NFTs in three versions, and two tokens to try wallets with.
//!
//! Their source is in `crates/practice/contracts`; `cargo xtask contracts` compiles it anew into `contracts/built`,
//! which is what is run. Nothing else here knows what they do: the protocol follows their events, as the node does.

mod events;

use ballast_domain::{Address, ContractVersion, Height, Ledger, Moment, StakingContract, Timestamp, keccak256};
use ethers_core::{
    abi::{self, Token},
    types::U256,
    utils::get_contract_address,
};

pub(crate) use self::events::event;
use crate::{
    Genesis, PracticeError,
    evm::{self, Env, Message},
    world::{Accounts, Log},
};

const NFT_V1: &str = include_str!("../../contracts/built/NftV1.hex");
const NFT_V2: &str = include_str!("../../contracts/built/NftV2.hex");
const NFT_V3: &str = include_str!("../../contracts/built/NftV3.hex");
const TEST_BADGE: &str = include_str!("../../contracts/built/TestBadge.hex");
const TEST_COIN: &str = include_str!("../../contracts/built/TestCoin.hex");

/// Who deploys where no account of the genesis can have.
const NOBODY: Address = Address::from_bytes([0xba; 20]);

/// Puts the contracts where the genesis says that they stand, in the name of the account whose first creations have
/// those addresses; the tokens are its next two creations.
///
/// # Errors
/// There are some addresses, but not three; or a constructor fails, which it does not.
pub(crate) fn deploy(genesis: &Genesis, accounts: &mut Accounts, ledger: &mut Ledger) -> Result<(), PracticeError> {
    let stands = &genesis.system_staking_contracts;
    if stands.is_empty() {
        return Ok(());
    }
    let [v1, v2, v3] = stands[..] else {
        return Err(PracticeError::Genesis(
            "there are three staking contracts, or none".to_owned(),
        ));
    };
    let creates = |who: &Address| (0..).zip([v1, v2, v3]).all(|(nonce, at)| created(*who, nonce) == at);
    let deployer = genesis.balances.iter().map(|account| account.address).find(creates);
    let deployer = deployer.unwrap_or(NOBODY);
    let word = |address: Address| Token::Address((*address.as_bytes()).into());
    let least = Token::Uint(U256::from(genesis.min_stake.rau()));
    let mut site = Site {
        genesis,
        deployer,
        accounts,
    };
    site.create(NFT_V1, &[], Some(v1))?;
    site.create(NFT_V2, &[least.clone(), word(Address::ZERO)], Some(v2))?;
    site.create(NFT_V3, &[least, word(v2)], Some(v3))?;
    site.create(TEST_BADGE, &[], None)?;
    site.create(TEST_COIN, &[], None)?;
    for (at, version) in [v1, v2, v3].into_iter().zip(ContractVersion::ALL) {
        ledger.contracts.insert(at, StakingContract::new(version));
    }
    let params = genesis.params()?;
    let at = Moment {
        params: &params,
        height: Height(0),
        now: Timestamp::from_seconds(genesis.genesis_timestamp),
    };
    for kind in &genesis.bucket_types {
        let arguments = [Token::Uint(kind.amount.rau().into()), Token::Uint(kind.blocks.into())];
        let logs = site.call(v1, "addBucketType(uint256,uint256)", &arguments)?;
        let events: Vec<_> = logs.iter().filter_map(event).collect();
        ledger.follow(v1, &events, &at);
    }
    Ok(())
}

/// The address of what an account creates with this nonce.
pub(crate) fn created(by: Address, nonce: u64) -> Address {
    Address::from_bytes(get_contract_address(ethers_core::types::H160(*by.as_bytes()), nonce).0)
}

/// Where contracts are deployed.
struct Site<'a> {
    genesis: &'a Genesis,
    deployer: Address,
    accounts: &'a mut Accounts,
}

impl Site<'_> {
    fn create(&mut self, code: &str, arguments: &[Token], at: Option<Address>) -> Result<(), PracticeError> {
        let mut data = hex::decode(code.trim()).map_err(|_| failed("its code is not hexadecimal"))?;
        data.extend(abi::encode(arguments));
        let created = self.run(None, data)?.created;
        let created = created.ok_or_else(|| failed("nothing was created"))?;
        if let Some(at) = at.filter(|at| *at != created) {
            let account = self.accounts.get(created).cloned().unwrap_or_default();
            self.accounts.remove(created);
            *self.accounts.entry(at) = account;
        }
        Ok(())
    }

    fn call(&mut self, to: Address, method: &str, arguments: &[Token]) -> Result<Vec<Log>, PracticeError> {
        let data = [&keccak256(method.as_bytes())[..4], &abi::encode(arguments)].concat();
        Ok(self.run(Some(to), data)?.logs)
    }

    fn run(&mut self, to: Option<Address>, data: Vec<u8>) -> Result<Ran, PracticeError> {
        let message = Message {
            from: self.deployer,
            to,
            gas: self.genesis.block_gas_limit,
            data,
            ..Message::default()
        };
        let env = Env {
            chain_id: self.genesis.evm_chain_id,
            height: 0,
            seconds: self.genesis.genesis_timestamp,
            gas_limit: self.genesis.block_gas_limit,
            coinbase: Address::ZERO,
            base_fee: 0,
            // Nobody pays for it.
            floor: false,
        };
        let outcome = evm::execute(self.accounts, &|_| None, &env, &message).map_err(|error| failed(&error.0))?;
        if !outcome.status.is_success() {
            return Err(failed("it does not run"));
        }
        outcome.changes.apply(self.accounts);
        Ok(Ran {
            created: outcome.created,
            logs: outcome.logs,
        })
    }
}

/// What a deployment made.
struct Ran {
    created: Option<Address>,
    logs: Vec<Log>,
}

fn failed(why: &str) -> PracticeError {
    PracticeError::Genesis(format!("a contract cannot be deployed: {why}"))
}
