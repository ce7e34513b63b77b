//! A new password by a recovery phrase, where the old one is forgotten.

use ballast_api::{AccountView, Event, Origin, PasswordReset, ResetView, calls};
use ballast_vault::{Mnemonic, NewAccount, Scheme};

use super::{accounts::watched, address_of, secret};
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
        let (kept, lost): (Vec<_>, Vec<_>) = keyed.partition(|account| derives(mnemonic, account));
        match kept.is_empty() {
            true => Err(Error::ForeignPhrase),
            false => Ok(ResetView { kept, lost }),
        }
    }

    /// Puts a vault with the new password and the phrase's accounts in the place of the old one, which is kept beside it.
    pub(crate) async fn reset_password(&self, mut req: calls::ResetPassword) -> Result<PasswordReset> {
        let mnemonic = Mnemonic::parse(&req.phrase)?;
        let accounts = self.reset_view(&mnemonic).await?;
        let new = |account: &AccountView| {
            let (scheme, index) = path_of(account)?;
            let label = account.label.clone();
            Some(NewAccount { scheme, index, label })
        };
        let chosen: Vec<_> = accounts.kept.iter().filter_map(new).collect();
        let password = secret(&mut req.password);
        let (aside, _) = self
            .with_vault(move |vault| vault.replace_forgotten(&password, &mnemonic, &chosen))
            .await?;
        // The names of phrases are the new vault's own. Its search goes on by itself.
        self.forget_searched().await?;
        let lost = accounts.lost.clone();
        self.with_store(move |store| {
            let watch = |account: AccountView| store.watch(&watched(account.address, account.label));
            lost.into_iter().try_for_each(watch)
        })
        .await?;
        self.mirror_accounts().await?;
        self.tell(Event::Vault(self.vault_state()));
        let aside = aside.display().to_string();
        Ok(PasswordReset { accounts, aside })
    }
}

/// Whether a phrase derives the account where it is said to stand.
fn derives(mnemonic: &Mnemonic, account: &AccountView) -> bool {
    let derived = path_of(account).map(|(scheme, index)| address_of(mnemonic, scheme, index));
    matches!(derived, Some(Ok(address)) if address == account.address)
}

fn path_of(account: &AccountView) -> Option<(Scheme, u32)> {
    match &account.origin {
        Origin::Phrase { path, .. } => Scheme::read(path),
        Origin::Key | Origin::Watch => None,
    }
}
