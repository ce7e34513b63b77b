//! The first screen: what is held, what is due.

use std::collections::HashMap;

use ballast_api::Home;
use ballast_domain::{Address, Amount};

use super::{buckets::row, next::next_events, portfolio_of};
use crate::{Result, session::Session};

/// Own submissions on the first screen.
const LAST: usize = 5;

impl Session {
    pub(crate) async fn home(&self, account: Option<Address>) -> Result<Home> {
        let accounts = self.asked_accounts(account).await?;
        let (balances, buckets, candidates, now) = tokio::try_join!(
            async { Ok(self.client.accounts(&accounts).await?) },
            self.buckets_of(&accounts),
            self.ranked_candidates(),
            self.chain_time()
        )?;
        let candidates: HashMap<_, _> = candidates.value.into_iter().map(|c| (c.id, c)).collect();
        let rows: Vec<_> = buckets
            .value
            .into_iter()
            .map(|b| row(b, &candidates, now, &self.params))
            .collect();
        let own = |b: &ballast_domain::Bucket| rows.iter().any(|r| r.bucket.id == b.id && r.self_stake);
        let sum = portfolio_of(rows.iter().map(|r| &r.bucket), own);
        let mut submissions = self.submissions(account).await?;
        submissions.truncate(LAST);
        Ok(Home {
            account,
            liquid: Some(balances.map(|all| all.into_iter().map(|(balance, _)| balance).sum::<Amount>())),
            staked: Some(sum.staked),
            staked_in: Some(sum.staked_in),
            unlocking: Some(sum.unlocking),
            unlocking_in: Some(sum.unlocking_in),
            votes: sum.votes,
            next: next_events(&rows, now),
            submissions,
        })
    }
}
