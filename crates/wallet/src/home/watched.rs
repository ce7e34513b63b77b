//! What is watched beside one's own accounts: shown apart, and no part of what is held.

use ballast_api::Watched;
use ballast_domain::{Address, Amount};

use crate::{Result, session::Session};

impl Session {
    /// What these accounts hold, buckets too.
    pub(super) async fn watched_total(&self, accounts: &[Address]) -> Result<Amount> {
        let (balances, buckets) = tokio::try_join!(
            async { Ok(self.client.accounts(accounts).await?) },
            self.buckets_of(accounts)
        )?;
        let liquid = balances.value.into_iter().map(|(balance, _)| balance);
        let staked = buckets.value.into_iter().map(|bucket| bucket.amount);
        Ok(liquid.chain(staked).sum())
    }
}

/// The figure, where anything is watched beside one's own.
pub(super) fn beside(accounts: &[Address], total: Option<Amount>) -> Option<Watched> {
    (!accounts.is_empty()).then_some(Watched {
        accounts: accounts.len() as u64,
        total,
    })
}
