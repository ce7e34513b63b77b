//! What is given away is confirmed outside the page, by what the bytes to be signed say and by nothing else: a page that
//! somebody else controls can propose and approve as the person does.
//!
//! Not asked about is what stays the person's own, what goes to contracts that the wallet knows by itself, and IOTX for people
//! in the address book within the limit of a day. What no limit can measure, such as tokens, leave to take them, buckets and
//! delegates, is always asked about.

mod day;
mod question;

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::{Gift, Given, encode, given};
use ballast_domain::{Address, Amount, Bucket, BucketId, Intent, Proposal};

use crate::{Result, session::Session, tokens::listed_at};

/// A transaction as far as its bytes say what it gives.
pub(super) struct ToSign {
    /// Who signs it.
    account: Address,
    to: Address,
    value: Amount,
    data: Vec<u8>,
    max_fee: Amount,
}

impl ToSign {
    /// The transaction that a proposal would sign; none where nothing may be signed.
    pub(super) fn of(proposal: &Proposal) -> Option<Self> {
        let transaction = proposal.transactions.first()?;
        Some(Self {
            account: proposal.intent.account,
            to: transaction.to,
            value: transaction.value,
            data: transaction.data.0.clone(),
            max_fee: proposal.max_fee,
        })
    }

    /// The transaction that a step of a sequence will sign: its bytes are those of its intent, whenever its turn comes.
    pub(super) fn of_step(intent: &Intent, max_fee: Amount) -> Self {
        let call = encode(&intent.action);
        Self {
            account: intent.account,
            to: call.to,
            value: call.value,
            data: call.data,
            max_fee,
        }
    }

    /// Whether another gives the very same to the very same.
    pub(super) fn gives_as(&self, other: &Self) -> bool {
        let gives = |one: &Self| (one.account, one.to, one.value, one.data.clone());
        gives(self) == gives(other)
    }
}

/// Something that leaves the person's accounts.
struct Away {
    to: Option<Address>,
    /// What the address book calls them; none where it does not know them.
    name: Option<String>,
    gift: Gift,
    /// What the bucket that is given holds, by a node's word; none where none says it, and of what is no bucket.
    holds: Option<Amount>,
}

impl Session {
    /// Has the person confirm outside the page what transactions give away, all at once, or what they cost in fees where
    /// that is much for a day; does nothing where there is nothing to be asked about. `later` says that some are signed
    /// later, by themselves. The vault has to be open.
    ///
    /// # Errors
    /// [`crate::Error::NotConfirmed`], [`crate::Error::AskedAlready`]; the vault is locked.
    pub(super) async fn confirm_gifts(&self, all: &[ToSign], later: bool) -> Result<()> {
        if !self.asker.asks() {
            return Ok(());
        }
        let away = self.given_away(all).await?;
        if away.is_empty() || self.goes_unasked(&away).await? {
            return self.confirm_fees(all).await;
        }
        for question in self.gift_questions(all, &away, later).await? {
            self.asker.ask(question).await?;
        }
        Ok(())
    }

    /// The same of fees alone, where what is given was confirmed before.
    ///
    /// # Errors
    /// As [`Session::confirm_gifts`].
    pub(super) async fn confirm_fees(&self, all: &[ToSign]) -> Result<()> {
        if !self.asker.asks() || self.fees_go_unasked(all).await? {
            return Ok(());
        }
        let asked = self.fee_question(all).await?;
        self.asker.ask(asked).await
    }

    async fn given_away(&self, all: &[ToSign]) -> Result<Vec<Away>> {
        // Of the vault itself: an account is the person's own whose key is there.
        let own: BTreeSet<Address> = self.vault().accounts()?.iter().map(|account| account.address).collect();
        let contacts = self.contacts().await?;
        let book: BTreeMap<Address, String> = contacts.into_iter().map(|c| (c.address, c.name)).collect();
        let buckets = &self.params.staking_contracts;
        let is_listed = |to: Address| listed_at(self.network, to).is_some();
        let mut away = Vec::new();
        for one in all {
            for Given { to, gift } in self.given_by(one) {
                let bucket = match gift {
                    Gift::Deposit { bucket, .. }
                    | Gift::Bucket(bucket)
                    | Gift::AllowBucket(bucket)
                    | Gift::Payout(bucket) => self.bucket_now(bucket).await,
                    _ => None,
                };
                let to = match &gift {
                    Gift::Deposit { .. } => bucket.as_ref().map(|bucket| bucket.owner),
                    _ => to,
                };
                // A new delegate costs a fee that nobody gets back, whoever owns it.
                let stays = !matches!(gift, Gift::NewDelegate { .. });
                let is_own = stays && to.is_some_and(|to| own.contains(&to));
                let is_known = to.is_some_and(|to| match gift {
                    // What a call says that is not read, nobody knows, whoever is called.
                    Gift::Call { .. } => false,
                    // A contract of buckets takes money with calls that are read, which give nothing.
                    Gift::Iotx(_) => is_listed(to),
                    _ => buckets.contains(&to) || is_listed(to),
                });
                if !is_own && !is_known {
                    let name = to.and_then(|to| book.get(&to).cloned());
                    let holds = bucket.map(|bucket| bucket.amount);
                    away.push(Away { to, name, gift, holds });
                }
            }
        }
        Ok(away)
    }

    /// What a transaction gives by its bytes. That a call gives nothing is believed of contracts that the wallet knows: in
    /// another's hands the same letters may mean anything.
    fn given_by(&self, one: &ToSign) -> Vec<Given> {
        let buckets = &self.params.staking_contracts;
        let all = given(one.to, one.value, &one.data, buckets);
        let is_known = matches!(one.to, Address::STAKING | Address::REWARDING)
            || buckets.contains(&one.to)
            || listed_at(self.network, one.to).is_some();
        match all.is_empty() && !one.data.is_empty() && !is_known {
            true => {
                let gift = Gift::Call { bytes: one.data.len() };
                vec![Given { to: Some(one.to), gift }]
            }
            false => all,
        }
    }

    /// A bucket as it is now; none where no node says it.
    async fn bucket_now(&self, id: BucketId) -> Option<Bucket> {
        match id.contract {
            None => self.client.buckets(&[id.index]).await.ok()?.value.into_iter().next(),
            Some(_) => self.client.bucket_nft(id).await.ok()?.value,
        }
    }
}
