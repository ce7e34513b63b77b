//! What a review stands on: the chain as far as the intents touch it, and what the wallet itself knows of those who act
//! and of those who are given something.

use std::collections::BTreeMap;

use ballast_chain::encode;
use ballast_domain::{Address, Amount, Intent, Touch, Warning};

use super::{
    basis::Basis,
    count::Count,
    gas,
    price::Bearings,
    recipient::{People, receiver},
};
use crate::{Result, ground::Ground, session::Session};

/// What an account that acts holds.
#[derive(Clone, Copy)]
pub(super) struct Holding {
    pub(super) balance: Amount,
    /// What nodes let it spend: not what its transactions under way take, and money that only an earlier transaction
    /// brings is not there before that is mined.
    pub(super) spendable: Amount,
    /// What its transactions under way take.
    pub(super) under_way: Amount,
    /// Its next nonce.
    pub(super) nonce: u64,
}

/// What a review of some intents stands on; a batch goes on from it, action by action.
pub(super) struct Footing {
    pub(super) ground: Ground,
    pub(super) holdings: BTreeMap<Address, Holding>,
    /// What of the accounts' nonces is not certain.
    counts: BTreeMap<Address, Count>,
    /// Whom the wallet knows, among whom the intents give something to.
    people: People,
    /// What to mind about what the intents touch, by the words of all endpoints.
    doubts: BTreeMap<Touch, Warning>,
    /// By what prices and fees are judged.
    pub(super) bearings: Bearings,
}

impl Footing {
    /// What to mind about whom an intent gives something to.
    pub(super) fn warns_of(&self, intent: &Intent) -> Option<Warning> {
        self.people.warning(intent)
    }

    /// What to mind about what an intent touches: endpoints say it otherwise than it is shown, or one alone says it.
    pub(super) fn doubt(&self, intent: &Intent) -> Option<Warning> {
        intent
            .touches()
            .iter()
            .find_map(|touch| self.doubts.get(touch).cloned())
    }

    pub(super) fn holding(&self, account: Address) -> Holding {
        let nothing = Holding {
            balance: Amount::ZERO,
            spendable: Amount::ZERO,
            under_way: Amount::ZERO,
            nonce: 0,
        };
        self.holdings.get(&account).copied().unwrap_or(nothing)
    }
}

impl Session {
    /// Reads what a review of intents stands on.
    pub(super) async fn footing(&self, intents: &[&Intent]) -> Result<Footing> {
        let ground = self.ground(intents).await?;
        let people = match intents.iter().any(|intent| receiver(intent).is_some()) {
            true => self.people().await?,
            false => People::default(),
        };
        let doubts = self.doubts(intents, &ground.books.ledger).await;
        let (mut holdings, mut counts) = (BTreeMap::new(), BTreeMap::new());
        for (account, (balance, _)) in &ground.accounts {
            // Never more than there is: without it the account could spend what it has, and no more.
            let under_way = self.under_way(*account).await?.min(*balance);
            let count = self.count_of(*account).await?;
            let holding = Holding {
                balance: *balance,
                spendable: balance.saturating_sub(under_way),
                under_way,
                nonce: count.next,
            };
            holdings.insert(*account, holding);
            counts.insert(*account, count);
        }
        Ok(Footing {
            ground,
            holdings,
            counts,
            people,
            doubts,
            bearings: self.bearings().await?,
        })
    }

    /// What a proposal of one of the intents is computed from, as the footing stands.
    pub(super) async fn basis_on(&self, footing: &Footing, intent: &Intent) -> Result<Basis> {
        let (ground, books) = (&footing.ground, &footing.ground.books);
        // What is sent to a contract runs it, too.
        let to_contract = books.ledger.codes.contains(&encode(&intent.action).to);
        let contract_gas = self.run_gas(intent.account, &intent.action, to_contract).await?;
        let Holding {
            balance,
            spendable,
            under_way,
            nonce,
        } = footing.holding(intent.account);
        Ok(Basis {
            origin: ground.origin.clone(),
            head: ground.head,
            ahead: ground.ahead,
            balance,
            spendable,
            under_way,
            nonce,
            count: footing.counts.get(&intent.account).cloned().unwrap_or_default(),
            ledger: books.ledger.clone(),
            others: books.others.clone(),
            recipient: footing.warns_of(intent),
            doubt: footing.doubt(intent),
            contract_gas: contract_gas.map(|run| run.map(|said| gas::limit(&intent.action, said))),
            bearings: footing.bearings,
        })
    }
}
