//! A new password by a recovery phrase, where the old one is forgotten.

use std::collections::HashMap;

use ballast_api::{AccountView, Event, Origin, PasswordReset, ResetView, calls};
use ballast_domain::Address;
use ballast_vault::{Mnemonic, NewAccount, Root, Scheme};

use super::{
    accounts::watched,
    address_of,
    scan::{GAP, SearchTurn},
    secret,
};
use crate::{Error, Result, session::Session};

impl Session {
    /// What a phrase of this wallet brings back, and what it does not.
    ///
    /// # Errors
    /// [`Error::ForeignPhrase`] where it derives no account that the wallet knows to have had the key of.
    pub(crate) async fn look_at_reset(&self, req: calls::LookAtReset) -> Result<ResetView> {
        let mnemonic = Mnemonic::parse(&req.phrase)?;
        self.reset_view(&mnemonic).await
    }

    async fn reset_view(&self, mnemonic: &Mnemonic) -> Result<ResetView> {
        let keyed = self.accounts().await?.into_iter().filter(AccountView::can_sign);
        let first = first_of_all_paths(mnemonic)?;
        let (kept, lost): (Vec<_>, Vec<_>) = keyed.partition(|account| place_in(mnemonic, &first, account).is_some());
        match kept.is_empty() {
            true => Err(Error::ForeignPhrase),
            false => Ok(ResetView { kept, lost }),
        }
    }

    /// Puts a vault with the new password and the phrase's accounts in the place of the old one, which is kept beside it.
    pub(crate) async fn reset_password(&self, mut req: calls::ResetPassword) -> Result<PasswordReset> {
        let mnemonic = Mnemonic::parse(&req.phrase)?;
        // A search that goes on ends first: the vault is locked, so it soon does.
        let turn = self.own::<SearchTurn>();
        let _turn = turn.0.lock().await;
        let accounts = self.reset_view(&mnemonic).await?;
        let first = first_of_all_paths(&mnemonic)?;
        let new = |account: &AccountView| {
            let (scheme, index) = place_in(&mnemonic, &first, account)?;
            let label = account.label.clone();
            Some(NewAccount { scheme, index, label })
        };
        let chosen: Vec<_> = accounts.kept.iter().filter_map(new).collect();
        let password = secret(&mut req.password);
        // First what must not be missing afterwards: one whose key is here does not show as watched before it is gone, and
        // a phrase that is searched once more takes no harm.
        self.forget_searched().await?;
        let lost = accounts.lost.clone();
        self.with_store(move |store| {
            let watch = |account: AccountView| store.watch(&watched(account.address, account.label));
            lost.into_iter().try_for_each(watch)
        })
        .await?;
        let (aside, _) = self
            .with_vault(move |vault| vault.replace_forgotten(&password, &mnemonic, &chosen))
            .await?;
        // The password is the new one by now, whatever else goes wrong.
        if let Err(error) = self.mirror_accounts().await {
            tracing::warn!(%error, "the list of accounts is as before; the next unlocking writes it anew");
        }
        self.tell(Event::Vault(self.vault_state()));
        let aside = aside.display().to_string();
        Ok(PasswordReset { accounts, aside })
    }
}

/// Where a phrase derives an account: where it is said to stand, or, for a key that came by itself, among the first of a
/// path. None where it does not.
fn place_in(
    mnemonic: &Mnemonic,
    first: &HashMap<Address, (Scheme, u32)>,
    account: &AccountView,
) -> Option<(Scheme, u32)> {
    match &account.origin {
        Origin::Phrase { path, .. } => {
            let (scheme, index) = Scheme::read(path)?;
            let derived = address_of(mnemonic, scheme, index).ok()?;
            (derived == account.address).then_some((scheme, index))
        }
        Origin::Key => first.get(&account.address).copied(),
        Origin::Watch => None,
    }
}

/// The first accounts of each path of a phrase.
fn first_of_all_paths(mnemonic: &Mnemonic) -> Result<HashMap<Address, (Scheme, u32)>> {
    let root = Root::new(mnemonic)?;
    let mut first = HashMap::new();
    for scheme in Scheme::ALL {
        let branch = root.branch(scheme)?;
        for index in 0..GAP {
            first.entry(branch.address(index)?).or_insert((scheme, index));
        }
    }
    Ok(first)
}
