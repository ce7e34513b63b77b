//! The first screen's figures: what is held, what is due. Each is read by itself, so that one that fails leaves the
//! others standing.

mod start;
mod watched;

use std::collections::HashMap;

use ballast_api::Home;
use ballast_domain::{Address, Amount};

use crate::{
    Error, Result,
    portfolio::portfolio_of,
    session::Session,
    stake::{next::upcoming, table::row},
};

impl Session {
    pub(crate) async fn home(&self, account: Option<Address>) -> Result<Home> {
        let accounts = self.asked_accounts(account).await?;
        let beside = self.watched_beside(account).await?;
        let (balances, buckets, candidates, head, watched) = tokio::join!(
            self.client.accounts(&accounts),
            self.buckets_of(&accounts),
            self.ranked_candidates(),
            self.newest_head(),
            async {
                match beside.is_empty() {
                    true => Ok(Amount::ZERO),
                    false => self.watched_total(&beside).await,
                }
            }
        );
        let mut failure = None;
        let balances = or_note(balances, &mut failure);
        let buckets = or_note(buckets, &mut failure);
        let candidates = or_note(candidates, &mut failure);
        let head = or_note(head, &mut failure).map(|head| self.held_to_clock(head));
        let watched = or_note(watched, &mut failure);

        let sum = buckets.as_ref().map(|buckets| {
            let self_stakes = candidates.as_ref().map(|c| &c.value);
            let is_self_stake = |bucket: &ballast_domain::Bucket| {
                let index = bucket.id.contract.is_none().then_some(bucket.id.index);
                let named = |c: &ballast_domain::Candidate| c.id == bucket.candidate && c.self_stake_bucket == index;
                index.is_some() && self_stakes.is_some_and(|all| all.iter().any(named))
            };
            portfolio_of(buckets.value.iter(), is_self_stake, &self.params)
        });
        // Without the delegates nobody can say which buckets carry the bonus of a self-stake.
        let votes = sum.map(|sum| sum.votes).filter(|_| candidates.is_some());
        let next = match (buckets, candidates, head) {
            (Some(buckets), Some(candidates), Some(head)) => {
                let candidates: HashMap<_, _> = candidates.value.into_iter().map(|c| (c.id, c)).collect();
                let row = |b| row(b, &candidates, &head, &self.params);
                let rows: Vec<_> = buckets.value.into_iter().map(row).collect();
                Some(upcoming(&rows, head.timestamp))
            }
            _ => None,
        };
        Ok(Home {
            account,
            liquid: balances.map(|b| b.map(|all| all.into_iter().map(|(balance, _)| balance).sum::<Amount>())),
            staked: sum.map(|sum| sum.staked),
            staked_in: sum.map(|sum| sum.staked_in),
            unstaking: sum.map(|sum| sum.unstaking),
            unstaking_in: sum.map(|sum| sum.unstaking_in),
            votes,
            next,
            watched: watched::beside(&beside, watched),
            failure: failure.map(Into::into),
        })
    }
}

/// The value; its error is kept if it is the first.
fn or_note<T, E: Into<Error>>(read: Result<T, E>, first: &mut Option<Error>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(error) => {
            first.get_or_insert(error.into());
            None
        }
    }
}
