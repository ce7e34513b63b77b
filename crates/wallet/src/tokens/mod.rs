//! Tokens: those that the wallet knows and those that the person added, and what is held of them.

mod list;

use std::collections::BTreeMap;

use ballast_api::TokenView;
use ballast_chain::TokenRead;
use ballast_domain::{Address, Token, TokenAmount, TokenForm, Units};
use ballast_store::AddedToken;
use futures_util::future::join_all;

pub(crate) use list::{Listed, by_symbol, listed, listed_at};

use crate::{Error, Result, clock::now, confirm::Question, session::Session};

/// How many single tokens of a contract are listed by number.
const MOST_IDS: u64 = 30;

impl Session {
    /// Tokens that are held by the asked accounts, and those that the person added.
    pub(crate) async fn tokens(&self, account: Option<Address>) -> Result<Vec<TokenView>> {
        let accounts = self.asked_accounts(account).await?;
        let added = self.with_store(|store| store.tokens()).await?;
        let known = listed(self.network).into_iter().map(|token| token.contract);
        let mut contracts: Vec<Address> = known.collect();
        let unlisted = |token: &&AddedToken| listed_at(self.network, token.contract).is_none();
        contracts.extend(added.iter().filter(unlisted).map(|token| token.contract));
        let read = join_all(contracts.iter().map(|contract| self.token_view(*contract, &accounts))).await;
        // A node that answers for none is away; a contract that is not answered for is that contract's own affair.
        let away = !read.is_empty() && read.iter().all(Result::is_err);
        let mut views = Vec::new();
        for (contract, view) in contracts.into_iter().zip(read) {
            match view {
                Err(error) if away => return Err(error),
                Err(_) => {
                    let kept = added.iter().find(|token| token.contract == contract);
                    views.push(unread(contract, listed_at(self.network, contract), kept));
                }
                Ok(read) => views.extend(read.map(|(view, _)| view)),
            }
        }
        self.learn_decimals(&added, &views).await;
        let wanted = |view: &TokenView| {
            let holds = view.amount.as_ref().is_none_or(|amount| !amount.units.is_zero());
            holds || added.iter().any(|token| token.contract == view.contract)
        };
        views.retain(wanted);
        Ok(views)
    }

    /// Keeps the decimals that a contract says for the first time since its token was added.
    async fn learn_decimals(&self, added: &[AddedToken], views: &[TokenView]) {
        for token in added.iter().filter(|token| token.decimals.is_none()) {
            let said = views
                .iter()
                .find(|view| view.contract == token.contract && !view.listed);
            let Some(decimals) = said.and_then(|view| view.decimals) else {
                continue;
            };
            let contract = token.contract;
            let kept = self
                .with_store(move |store| store.learn_decimals(contract, decimals))
                .await;
            if let Err(error) = kept {
                // They show all the same, and are kept the next time.
                tracing::warn!(%error, "a token's decimals are not kept");
            }
        }
    }

    /// A token as its contract answers now, counted with the decimals that were kept of it, and those that its contract says;
    /// nothing where none answers.
    async fn token_view(&self, contract: Address, accounts: &[Address]) -> Result<Option<(TokenView, Option<u8>)>> {
        let Some(read) = self.client.token(contract, accounts).await?.value else {
            return Ok(None);
        };
        let listed = listed_at(self.network, contract);
        let sum = read
            .balances
            .iter()
            .try_fold(Units::default(), |sum, held| sum.checked_add(held.as_ref()?));
        let (mut ids, mut room) = (Vec::new(), MOST_IDS);
        for (account, held) in accounts.iter().zip(&read.balances).filter(|_| read.lists) {
            let count = held.as_ref().and_then(|held| held.to_string().parse::<u64>().ok());
            let count = count.unwrap_or(0).min(room);
            if count > 0 {
                ids.extend(self.client.token_ids(contract, *account, count).await?);
                room -= count;
            }
        }
        let kept = self.with_store(move |store| store.token_decimals(contract)).await?;
        let said = read.decimals;
        let token = book_of(read, listed.as_ref(), kept);
        let view = TokenView {
            contract,
            form: token.form,
            amount: sum.map(|units| TokenAmount::new(units, token.counted_with())),
            name: token.name,
            symbol: token.symbol,
            decimals: token.decimals,
            listed: token.listed,
            ids,
        };
        Ok(Some((view, said)))
    }

    /// Adds a token by its contract, once that has answered as one. Where it was counted with other decimals before, the
    /// person is asked outside the page, since every amount means another one then; where nobody asks it is refused.
    pub(crate) async fn add_token(&self, contract: Address) -> Result<TokenView> {
        if self.params.version_of(contract).is_some() {
            return Err(Error::Entry {
                code: "token.bucket",
                sentence: "These are bucket NFTs; you find them under Buckets.",
            });
        }
        let accounts = self.asked_accounts(None).await?;
        let (mut view, said) = self.token_view(contract, &accounts).await?.ok_or(Error::Entry {
            code: "token.unknown",
            sentence: "No token answers at this address on this network.",
        })?;
        let counts_anew = view.form == TokenForm::Erc20 && !view.listed;
        let other = said.filter(|said| counts_anew && view.decimals != Some(*said));
        if let Some(decimals) = other {
            if !self.asker.asks() {
                return Err(Error::Entry {
                    code: "token.recounts",
                    sentence: "The token's contract says other decimals than it was counted with, so every amount would \
                               mean another one. Ask another node first. With other decimals it is counted by a yes in \
                               Ballast's window alone.",
                });
            }
            self.asker.ask(recount_question(&view, decimals)).await?;
            view.decimals = other;
            view.amount = view.amount.map(|held| TokenAmount::new(held.units, decimals));
        }
        // A contract that answers as one that is counted and says no decimals has none: others are another count.
        let (form, none) = (view.form, counts_anew.then_some(0));
        let decimals = view.decimals.or(none);
        self.with_store(move |store| {
            store.add_token(contract, form, decimals, now())?;
            match other {
                Some(decimals) => store.recount_token(contract, decimals),
                None => Ok(()),
            }
        })
        .await?;
        Ok(view)
    }

    /// Takes out a token that the person added.
    pub(crate) async fn remove_token(&self, contract: Address) -> Result<bool> {
        self.with_store(move |store| store.remove_token(contract)).await
    }
}

/// Whether a token is to be counted with other decimals than before.
fn recount_question(view: &TokenView, decimals: u8) -> Question {
    let before = view
        .decimals
        .map_or_else(|| "none".to_owned(), |before| before.to_string());
    let lines = vec![
        format!("Token: {}", view.word()),
        format!("Contract: {}", view.contract),
        format!("Decimals: {decimals} (until now {before})"),
        String::new(),
        "A token's decimals do not change. Where a node says others than before, an amount that you type would mean another \
         one. Ask another node, or look the contract up, before you say yes."
            .to_owned(),
    ];
    Question::new("Count this token with other decimals from now on?", lines)
}

/// A token of which nothing could be read now: what the list says of it, or was kept when the person added it; how much is
/// held is unknown.
fn unread(contract: Address, listed: Option<Listed>, kept: Option<&AddedToken>) -> TokenView {
    let kept_form = kept.map_or(TokenForm::Erc20, |kept| kept.form);
    TokenView {
        contract,
        form: listed.as_ref().map_or(kept_form, |token| token.form),
        name: listed.as_ref().map(|token| token.name.clone()),
        decimals: match &listed {
            Some(token) => token.decimals,
            None => kept.and_then(|kept| kept.decimals),
        },
        listed: listed.is_some(),
        symbol: listed.map(|token| token.symbol),
        amount: None,
        ids: Vec::new(),
    }
}

/// A token without who holds it. The list's own words stand before the contract's; its decimals too, for no contract of
/// the list may change them. Of one that the person added those stand that were kept then.
pub(crate) fn book_of(read: TokenRead, listed: Option<&Listed>, kept: Option<u8>) -> Token {
    let form = listed.map_or(read.form, |listed| listed.form);
    // What is on the list was never learnt from a node.
    let kept = kept.filter(|_| listed.is_none());
    let said = listed.map_or(read.decimals, |listed| listed.decimals);
    let decimals = kept.or(said).filter(|_| form == TokenForm::Erc20);
    Token {
        form,
        name: listed.map(|listed| listed.name.clone()).or(read.name),
        symbol: listed.map(|listed| listed.symbol.clone()).or(read.symbol),
        decimals,
        changed: kept.is_some_and(|kept| said.is_some_and(|said| said != kept)),
        listed: listed.is_some(),
        balances: BTreeMap::new(),
        holders: BTreeMap::new(),
        allowances: BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_what_was_kept_of_it() {
        let contract = Address::from_bytes([7; 20]);
        let kept = |form, decimals| AddedToken {
            contract,
            form,
            decimals,
        };
        let coin = unread(contract, None, Some(&kept(TokenForm::Erc20, Some(6))));
        assert_eq!(
            (coin.form, coin.decimals, coin.counted_with()),
            (TokenForm::Erc20, Some(6), Some(6))
        );
        let badge = unread(contract, None, Some(&kept(TokenForm::Erc721, None)));
        assert_eq!(badge.form, TokenForm::Erc721);
        let silent = unread(contract, None, Some(&kept(TokenForm::Erc20, None)));
        assert_eq!(silent.counted_with(), None, "not 0");
    }
}
