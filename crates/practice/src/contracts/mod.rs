//! The contracts that stand from the genesis: bucket NFTs in three versions, two tokens to try wallets with, and those
//! that voter rewards go by.
//!
//! Their source is in `crates/practice/contracts`; `cargo xtask contracts` compiles it anew into `contracts/built`,
//! which is what is run. Nothing else here knows what they do: the protocol follows their events, as the node does.

mod events;
mod site;
mod voters;

use ballast_domain::{Address, ContractVersion, Height, Ledger, Moment, StakingContract, Timestamp};
use ethers_core::{abi::Token, types::U256, utils::get_contract_address};

use self::site::{Site, word};
pub(crate) use self::{events::event, voters::deploy_for_voters};
use crate::{Genesis, PracticeError, world::Accounts};

const NFT_V1: &str = include_str!("../../contracts/built/NftV1.hex");
const NFT_V2: &str = include_str!("../../contracts/built/NftV2.hex");
const NFT_V3: &str = include_str!("../../contracts/built/NftV3.hex");
const TEST_BADGE: &str = include_str!("../../contracts/built/TestBadge.hex");
const TEST_COIN: &str = include_str!("../../contracts/built/TestCoin.hex");

/// Who deploys where no account of the genesis can have.
const NOBODY: Address = Address::from_bytes([0xba; 20]);

/// Puts the contracts where the genesis says that they stand, in the name of the account whose first creations have
/// those addresses; the tokens are its next two creations, and what voter rewards go by comes after them.
///
/// # Errors
/// There are some addresses, but not three; or a constructor fails, which it does not.
pub(crate) fn deploy(genesis: &Genesis, accounts: &mut Accounts, ledger: &mut Ledger) -> Result<(), PracticeError> {
    match genesis.system_staking_contracts[..] {
        [] => {}
        [v1, v2, v3] => deploy_staking(genesis, [v1, v2, v3], accounts, ledger)?,
        _ => {
            return Err(PracticeError::Genesis(
                "there are three staking contracts, or none".to_owned(),
            ));
        }
    }
    deploy_for_voters(genesis, accounts)
}

fn deploy_staking(
    genesis: &Genesis,
    stands: [Address; 3],
    accounts: &mut Accounts,
    ledger: &mut Ledger,
) -> Result<(), PracticeError> {
    let [v1, v2, v3] = stands;
    let least = Token::Uint(U256::from(genesis.min_stake.rau()));
    let mut site = Site::new(genesis, accounts);
    site.create(NFT_V1, &[], Some(v1))?;
    site.create(NFT_V2, &[least.clone(), word(Address::ZERO)], Some(v2))?;
    site.create(NFT_V3, &[least, word(v2)], Some(v3))?;
    site.create(TEST_BADGE, &[], None)?;
    site.create(TEST_COIN, &[], None)?;
    for (at, version) in stands.into_iter().zip(ContractVersion::ALL) {
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

/// Who deploys: the account of the genesis whose first creations are the staking contracts.
fn deployer(genesis: &Genesis) -> Address {
    let stands = &genesis.system_staking_contracts;
    let creates =
        |who: &Address| !stands.is_empty() && (0..).zip(stands).all(|(nonce, at)| created(*who, nonce) == *at);
    let found = genesis.balances.iter().map(|account| account.address).find(creates);
    found.unwrap_or(NOBODY)
}

/// The address of what an account creates with this nonce.
pub(crate) fn created(by: Address, nonce: u64) -> Address {
    Address::from_bytes(get_contract_address(ethers_core::types::H160(*by.as_bytes()), nonce).0)
}
