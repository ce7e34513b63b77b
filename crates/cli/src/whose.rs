//! Whose account is meant on the command line: by its address, or by a name that the wallet knows.

use ballast_api::{AccountView, Failure, FailureKind, NobodyMeant, calls, whom};
use ballast_domain::Address;
use ballast_wallet::Wallet;

use crate::wrong_usage;

/// The wallet's accounts.
pub(crate) async fn accounts(wallet: &Wallet) -> Result<Vec<AccountView>, Failure> {
    Ok(wallet.call(&calls::GetStatus {}).await?.accounts)
}

/// An account by its address, or one of the wallet's own by its name.
pub(crate) async fn account(wallet: &Wallet, text: &str) -> Result<Address, Failure> {
    own(text, &accounts(wallet).await?)
}

/// The account that signs: the one that is named, or the wallet's first one with a key.
pub(crate) async fn payer(wallet: &Wallet, from: Option<&str>) -> Result<Address, Failure> {
    if let Some(from) = from {
        return account(wallet, from).await;
    }
    let accounts = accounts(wallet).await?;
    let first = accounts.iter().find(|account| AccountView::can_sign(account));
    first
        .map(|account| account.address)
        .ok_or_else(|| wrong_usage("No account of this wallet can sign."))
}

/// Anybody by their address, or by the name that the address book or an own account has.
pub(crate) async fn anybody(wallet: &Wallet, text: &str) -> Result<Address, Failure> {
    let book = wallet.call(&calls::GetContacts {}).await?;
    whom(text, &book, &accounts(wallet).await?).map_err(|nobody| nobody.failure())
}

/// The address that a text is; none where it can be a name alone, for which a wallet has to be asked.
pub(crate) fn address(text: &str) -> Result<Option<Address>, Failure> {
    match whom(text, &[], &[]) {
        Ok(address) => Ok(Some(address)),
        Err(NobodyMeant::Unknown(_)) => Ok(None),
        Err(nobody) => Err(nobody.failure()),
    }
}

fn own(text: &str, accounts: &[AccountView]) -> Result<Address, Failure> {
    whom(text, &[], accounts).map_err(|nobody| match nobody {
        NobodyMeant::Unknown(name) => Failure::new(
            FailureKind::Input,
            "wallet.unknown-account",
            format!("No account of this wallet is called {name}."),
        ),
        nobody => nobody.failure(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use ballast_api::Origin;

    use super::*;

    #[test]
    fn an_account_is_meant_by_its_name_and_nobody_is_by_anothers() {
        let at = Address::from_bytes([7; 20]);
        let accounts = [AccountView {
            address: at,
            label: "Savings".to_owned(),
            origin: Origin::Key,
        }];
        assert_eq!(own("savings", &accounts), Ok(at));
        assert_eq!(own(&at.to_io1(), &[]), Ok(at));
        assert_eq!(own("Ada", &accounts).unwrap_err().code, "wallet.unknown-account");
        assert_eq!(address(&at.to_hex()), Ok(Some(at)));
        assert_eq!(address("Savings"), Ok(None));
        assert_eq!(
            address("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92267").unwrap_err().code,
            "address.form"
        );
    }
}
