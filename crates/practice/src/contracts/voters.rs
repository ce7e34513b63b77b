//! What voter rewards go by: where delegates write the voters' portions, where voters register a bucket for what they are
//! paid, and a contract that takes no transfers.

use ballast_domain::Address;
use ethers_core::abi::Token;

use super::site::{Site, word};
use crate::{Genesis, GenesisDelegate, PracticeError, world::Accounts};

const DELEGATE_PROFILE: &str = include_str!("../../contracts/built/DelegateProfile.hex");
const AUTO_DEPOSIT: &str = include_str!("../../contracts/built/AutoDeposit.hex");
const SILENT: &str = include_str!("../../contracts/built/Silent.hex");

/// Puts the contracts of voter rewards where the genesis says that they stand, with the portions that its delegates have
/// from the start; the contract that takes no transfers is the deployer's next creation. Nothing where none is named.
///
/// # Errors
/// A constructor or a call fails, which it does not.
pub(crate) fn deploy_for_voters(genesis: &Genesis, accounts: &mut Accounts) -> Result<(), PracticeError> {
    let (profile, register) = (genesis.delegate_profile_contract, genesis.auto_deposit_contract);
    if profile.is_none() && register.is_none() {
        return Ok(());
    }
    let mut site = Site::new(genesis, accounts);
    if profile.is_some() {
        site.create(DELEGATE_PROFILE, &[], profile)?;
    }
    if register.is_some() {
        site.create(AUTO_DEPOSIT, &[], register)?;
    }
    site.create(SILENT, &[], None)?;
    if let Some(profile) = profile {
        for delegate in &genesis.delegates {
            write_portions(&mut site, profile, delegate)?;
        }
    }
    Ok(())
}

fn write_portions(site: &mut Site, profile: Address, delegate: &GenesisDelegate) -> Result<(), PracticeError> {
    let payout = delegate.voters.unwrap_or_default();
    let fields = [
        ("blockRewardPortion", payout.block_portion),
        ("epochRewardPortion", payout.epoch_portion),
    ];
    for (name, portion) in fields {
        if let Some(portion) = portion {
            let value = Token::Bytes(portion.to_be_bytes().to_vec());
            let arguments = [word(delegate.owner), Token::String(name.to_owned()), value];
            site.call(profile, "updateProfileForDelegate(address,string,bytes)", &arguments)?;
        }
    }
    Ok(())
}
