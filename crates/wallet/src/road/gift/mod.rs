//! What is given away is confirmed outside the page, by what the bytes to be signed say and by nothing else: a page that
//! somebody else controls can propose and approve as the person does.
//!
//! Not asked about is what stays the person's own, what goes to contracts that the wallet knows by itself, and IOTX for people
//! in the address book within the limit of a day. What no limit can measure, such as tokens, leave to take them, buckets and
//! delegates, is always asked about.

mod question;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use ballast_chain::{Gift, Given, encode, given};
use ballast_domain::{Address, Amount, BucketId, Intent, Proposal, Timestamp, Touch};

use crate::{
    Result,
    clock::now,
    session::{Session, lock},
    tokens::listed_at,
};

/// Seconds over which gifts that were not asked about are added up.
const DAY: u64 = 86_400;
/// Under which name they stand among the store's settings.
const UNASKED: &str = "unasked-gifts";

/// What is kept of gifts for as long as the network is open.
#[derive(Default)]
struct Gifts {
    /// As much may go to people in the address book in a day without a question; nothing before it is said.
    limit: Mutex<Amount>,
    /// Held while it is added up, so that no two gifts fit into the same room.
    counting: tokio::sync::Mutex<()>,
}

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
}

impl Session {
    /// Sets how much may go to people in the address book in a day without a question.
    pub(crate) fn set_gift_limit(&self, limit: Amount) {
        *lock(&self.own::<Gifts>().limit) = limit;
    }

    /// Has the person confirm outside the page what transactions give away, all at once; does nothing where they give
    /// nothing that is to be asked about. The vault has to be open.
    ///
    /// # Errors
    /// [`crate::Error::NotConfirmed`], [`crate::Error::AskedAlready`]; the vault is locked.
    pub(super) async fn confirm_gifts(&self, all: &[ToSign]) -> Result<()> {
        if !self.asker.asks() {
            return Ok(());
        }
        let away = self.given_away(all).await?;
        if away.is_empty() || self.goes_unasked(&away).await? {
            return Ok(());
        }
        let asked = self.gift_question(all, &away).await?;
        self.asker.ask(asked).await
    }

    async fn given_away(&self, all: &[ToSign]) -> Result<Vec<Away>> {
        // Of the vault itself: an account is the person's own whose key is there.
        let own: BTreeSet<Address> = self.vault().accounts()?.iter().map(|account| account.address).collect();
        let contacts = self.contacts().await?;
        let book: BTreeMap<Address, String> = contacts.into_iter().map(|c| (c.address, c.name)).collect();
        let contracts = &self.params.staking_contracts;
        let mut away = Vec::new();
        for one in all {
            for Given { to, gift } in given(one.to, one.value, &one.data, contracts) {
                let to = match &gift {
                    Gift::Deposit { bucket, .. } => self.owner_of(*bucket).await,
                    _ => to,
                };
                let is_own = to.is_some_and(|to| own.contains(&to));
                // What a call says that is not read, nobody knows, whoever is called.
                let is_ours = |to: Address| contracts.contains(&to) || listed_at(self.network, to).is_some();
                let is_known = !matches!(gift, Gift::Call { .. }) && to.is_some_and(is_ours);
                if !is_own && !is_known {
                    let name = to.and_then(|to| book.get(&to).cloned());
                    away.push(Away { to, name, gift });
                }
            }
        }
        Ok(away)
    }

    /// Whose a native bucket is; none where no node says it.
    async fn owner_of(&self, bucket: BucketId) -> Option<Address> {
        let touches = BTreeSet::from([Touch::Bucket(bucket.index)]);
        let books = self.books(&touches).await.ok()?;
        books.ledger.staking.buckets.get(&bucket.index).map(|found| found.owner)
    }

    /// Whether all of it is IOTX for people in the address book, within what is left of the day's limit; it is counted then.
    /// Many small gifts are no way around the limit.
    async fn goes_unasked(&self, away: &[Away]) -> Result<bool> {
        let mut sum = Amount::ZERO;
        for one in away {
            match (&one.gift, &one.name) {
                (Gift::Iotx(amount), Some(_)) => sum = sum.saturating_add(*amount),
                _ => return Ok(false),
            }
        }
        let gifts = self.own::<Gifts>();
        let limit = *lock(&gifts.limit);
        let _counting = gifts.counting.lock().await;
        let written: Option<Vec<(Timestamp, Amount)>> = self.with_store(|store| store.setting(UNASKED)).await?;
        let mut gone = written.unwrap_or_default();
        let now = now();
        // One that a clock that was set back leaves in the future counts on.
        gone.retain(|(at, _)| at.seconds_until(now) < DAY);
        let before = gone
            .iter()
            .fold(Amount::ZERO, |sum, (_, amount)| sum.saturating_add(*amount));
        if before.saturating_add(sum) > limit {
            return Ok(false);
        }
        gone.push((now, sum));
        self.with_store(move |store| store.set_setting(UNASKED, &gone)).await?;
        Ok(true)
    }
}
