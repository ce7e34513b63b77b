//! What is given away is confirmed outside the page, by what the bytes to be signed say and by nothing else: a page that
//! somebody else controls can propose and approve as the person does.
//!
//! Not asked about is what stays the person's own, what a contract that the wallet knows by itself is known to give back, and
//! IOTX for people in the address book within the limit of a day. What no limit can measure, such as tokens, leave to take
//! them, buckets and delegates, is always asked about: a contract that is known is no owner, and what it is given is gone.

mod coming;
mod day;
mod question;
mod rows;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use ballast_chain::{Gift, Given, encode, given};
use ballast_domain::{Address, Amount, Bucket, BucketId, ContractVersion, Intent, Network, Proposal};

pub(super) use self::question::Later;

use self::coming::{Coming, Holds, is_no_more};
use super::second_word::Said;
use crate::{Error, Result, session::Session, tokens::listed_at};

/// How often it is looked at what is under way, until a look finds it as the one before.
const MOST_LOOKS: usize = 5;

/// A transaction as far as its bytes say what it gives.
pub(super) struct ToSign {
    /// Who signs it.
    account: Address,
    to: Address,
    value: Amount,
    data: Vec<u8>,
    max_fee: Amount,
    /// The submission or step that the transaction is, where that is written already.
    kept_as: Option<String>,
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
            kept_as: Some(proposal.id.clone()),
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
            kept_as: None,
        }
    }

    /// The same as the step of a sequence that it is.
    pub(super) fn kept_as(mut self, sequence: &str, step: u32) -> Self {
        self.kept_as = Some(format!("{sequence}/{step}"));
        self
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
    /// What the bucket that is given holds; none where no node says it, and of what is no bucket.
    holds: Option<Holds>,
    /// The IOTX that are known to leave by it, beside those in buckets.
    iotx: Amount,
}

impl Session {
    /// Has the person confirm outside the page what transactions give away, all at once, or what they cost in fees where
    /// that is much for a day; does nothing where there is nothing to be asked about. `later` says that some are signed
    /// later, without another question. The vault has to be open, and whoever calls has the turn to approve
    /// ([`crate::confirm::Asker::turn`]) until they are written.
    ///
    /// # Errors
    /// [`Error::NotConfirmed`], [`Error::AskedAlready`]; [`Error::StaleProposal`] where they give more by now than the
    /// question said; the vault is locked.
    pub(super) async fn confirm_gifts(&self, all: &[ToSign], later: Option<Later>) -> Result<()> {
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
        // A question stands for as long as the person thinks about it.
        match is_no_more(&self.given_away(all).await?, &away) {
            true => Ok(()),
            false => Err(Error::StaleProposal),
        }
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
        let given: Vec<Given> = all.iter().flat_map(|one| self.given_by(one)).collect();
        if given.iter().all(|one| bucket_of(&one.gift).is_none()) {
            return Ok(self.away_of(given, &own, &book, &Coming::default()).await);
        }
        let mut coming = self.coming(all, &own).await?;
        for _ in 0..MOST_LOOKS {
            let away = self.away_of(given.clone(), &own, &book, &coming).await;
            let again = self.coming(all, &own).await?;
            // What a block took meanwhile would count twice, by the node's word too.
            if again == coming {
                return Ok(away);
            }
            coming = again;
        }
        Err(Error::StaleProposal)
    }

    /// What of these does not stay the person's own.
    async fn away_of(
        &self,
        given: Vec<Given>,
        own: &BTreeSet<Address>,
        book: &BTreeMap<Address, String>,
        coming: &Coming,
    ) -> Vec<Away> {
        let funded = given.iter().filter_map(|one| match one.gift {
            Gift::Deposit { bucket, .. } if coming.will_own(bucket).is_none() => Some(bucket),
            _ => None,
        });
        let owners = self.proven_owners(funded.collect()).await;
        let issuers = self.known_issuers();
        let mut away = Vec::new();
        for Given { to, gift } in given {
            let to = match &gift {
                Gift::Deposit { bucket, .. } => coming.will_own(*bucket).or_else(|| owners.get(bucket).copied()),
                _ => to,
            };
            let is_own = to.is_some_and(|to| own.contains(&to));
            let is_safe = match gift {
                // A new delegate costs a fee that nobody gets back, whoever owns it.
                Gift::NewDelegate { .. } => false,
                _ => is_own || to.is_some_and(|to| gives_back(self.network, to, &gift, &issuers)),
            };
            if is_safe {
                continue;
            }
            let holds = match bucket_of(&gift) {
                // What is in another's bucket already is not given.
                Some(bucket) if !matches!(gift, Gift::Deposit { .. }) => self.holds(bucket, coming).await,
                _ => None,
            };
            let iotx = match &gift {
                Gift::NewDelegate { amount, .. } => {
                    let fee = self.params.staking.registration_fee;
                    if is_own { fee } else { amount.saturating_add(fee) }
                }
                gift => iotx_of(gift),
            };
            let name = to.and_then(|to| book.get(&to).cloned());
            away.push(Away {
                to,
                name,
                gift,
                holds,
                iotx,
            });
        }
        away
    }

    /// What a transaction gives by its bytes. That a call gives nothing, or is a delegate's promise, is believed of contracts
    /// that the wallet knows: in another's hands the same letters may mean anything.
    fn given_by(&self, one: &ToSign) -> Vec<Given> {
        let issuers = self.known_issuers();
        let call = || Given {
            to: Some(one.to),
            gift: Gift::Call { bytes: one.data.len() },
        };
        let mut all = given(one.to, one.value, &one.data, &issuers);
        let profile = self.params.voter_rewards.delegate_profile;
        let profile = profile.filter(|at| self.given.delegate_profile != Some(*at));
        for told in &mut all {
            if matches!(told.gift, Gift::Profile { contract, .. } if Some(contract) != profile) {
                *told = call();
            }
        }
        let is_known = matches!(one.to, Address::STAKING | Address::REWARDING)
            || issuers.contains(&one.to)
            || listed_at(self.network, one.to).is_some();
        match all.is_empty() && !one.data.is_empty() && !is_known {
            true => vec![call()],
            false => all,
        }
    }

    /// The network's contracts for bucket NFTs that the wallet knows by itself. One that a person's file names is a stranger's
    /// here: what it is called with may mean anything.
    fn known_issuers(&self) -> Vec<Address> {
        let mut issuers = self.params.bucket_contracts();
        issuers.retain(|at| ContractVersion::known_at(*at).is_some());
        issuers
    }

    /// Whose the native buckets are that get money, each node asked once for all of them; without those of which it is one
    /// node's word, or nodes contradict each other.
    async fn proven_owners(&self, funded: BTreeSet<BucketId>) -> BTreeMap<BucketId, Address> {
        let mut proven = BTreeMap::new();
        if self.is_own_witness() {
            for id in funded {
                if let Some(bucket) = self.bucket_now(id).await {
                    proven.insert(id, bucket.owner);
                }
            }
            return proven;
        }
        let native = funded.iter().filter(|id| id.contract.is_none());
        let native: BTreeSet<u64> = native.map(|id| id.index).collect();
        for (index, said) in self.owners_of(&native).await {
            if let Said::ByTwo(owner) = said {
                proven.insert(BucketId::native(index), owner);
            }
        }
        proven
    }

    /// A bucket as it is now; none where no node says it.
    async fn bucket_now(&self, id: BucketId) -> Option<Bucket> {
        match id.contract {
            None => self.client.buckets(&[id.index]).await.ok()?.value.into_iter().next(),
            Some(_) => self.client.bucket_nft(id).await.ok()?.value,
        }
    }
}

/// Whether a contract that the wallet knows by itself is known to give back what it gets, or can do nothing with it. Every other
/// gift to a contract is gone for good, however well it is known.
fn gives_back(network: Network, to: Address, gift: &Gift, buckets: &[Address]) -> bool {
    match gift {
        // It gives as much of its token for it. Others that are listed keep what is sent to them, or refuse it.
        Gift::Iotx(_) => listed_at(network, to).is_some_and(|token| token.wraps),
        // What a migration needs: the network's own contract takes the bucket by its owner's word alone, and gives another.
        Gift::AllowBucket(_) => buckets.contains(&to),
        _ => false,
    }
}

/// The bucket that a gift is about.
const fn bucket_of(gift: &Gift) -> Option<BucketId> {
    match gift {
        Gift::Deposit { bucket, .. } | Gift::Bucket(bucket) | Gift::AllowBucket(bucket) | Gift::Payout(bucket) => {
            Some(*bucket)
        }
        _ => None,
    }
}

/// The IOTX that a gift says to leave.
const fn iotx_of(gift: &Gift) -> Amount {
    match gift {
        Gift::Iotx(amount)
        | Gift::Deposit { amount, .. }
        | Gift::Donation { amount, .. }
        | Gift::RewardPool(amount) => *amount,
        _ => Amount::ZERO,
    }
}

#[cfg(test)]
mod tests;
