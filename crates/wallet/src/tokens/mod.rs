//! Tokens: those that the wallet knows and those that the person added, and what is held of them.

mod list;

use std::collections::BTreeMap;

use ballast_api::TokenView;
use ballast_chain::TokenRead;
use ballast_domain::{Address, Token, TokenAmount, TokenForm, Units};
use futures_util::future::join_all;

pub(crate) use list::{Listed, by_symbol, listed, listed_at};

use crate::{Error, Result, clock::now, session::Session};

/// How many single tokens of a contract are listed by number.
const MOST_IDS: u64 = 30;

impl Session {
    /// Tokens that are held by the asked accounts, and those that the person added.
    pub(crate) async fn tokens(&self, account: Option<Address>) -> Result<Vec<TokenView>> {
        let accounts = self.asked_accounts(account).await?;
        let added = self.with_store(|store| store.tokens()).await?;
        let known = listed(self.network).into_iter().map(|token| token.contract);
        let mut contracts: Vec<Address> = known.collect();
        contracts.extend(
            added
                .iter()
                .filter(|contract| listed_at(self.network, **contract).is_none()),
        );
        let read = join_all(contracts.iter().map(|contract| self.token_view(*contract, &accounts))).await;
        // A node that answers for none is away; a contract that is not answered for is that contract's own affair.
        let away = !read.is_empty() && read.iter().all(Result::is_err);
        let mut views = Vec::new();
        for (contract, view) in contracts.into_iter().zip(read) {
            match view {
                Err(error) if away => return Err(error),
                Err(_) => views.push(unread(contract, listed_at(self.network, contract))),
                Ok(view) => views.extend(view),
            }
        }
        let wanted = |view: &TokenView| {
            let holds = view.amount.as_ref().is_none_or(|amount| !amount.units.is_zero());
            holds || added.contains(&view.contract)
        };
        views.retain(wanted);
        Ok(views)
    }

    /// A token as its contract answers now; none where none does.
    async fn token_view(&self, contract: Address, accounts: &[Address]) -> Result<Option<TokenView>> {
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
        let token = book_of(read, listed.as_ref(), kept);
        Ok(Some(TokenView {
            contract,
            form: token.form,
            amount: sum.map(|units| TokenAmount::new(units, token.counted_with())),
            name: token.name,
            symbol: token.symbol,
            decimals: token.decimals,
            listed: token.listed,
            ids,
        }))
    }

    /// Adds a token by its contract, once that has answered as one.
    pub(crate) async fn add_token(&self, contract: Address) -> Result<TokenView> {
        if self.params.version_of(contract).is_some() {
            return Err(Error::Entry {
                code: "token.bucket",
                sentence: "These are bucket NFTs; you find them under Buckets.",
            });
        }
        let accounts = self.asked_accounts(None).await?;
        let view = self.token_view(contract, &accounts).await?.ok_or(Error::Entry {
            code: "token.unknown",
            sentence: "No token answers at this address on this network.",
        })?;
        let form = view.form;
        // What is counted without decimals is kept as such, too.
        let counted = view.decimals.unwrap_or(0);
        let decimals = (form == TokenForm::Erc20).then_some(counted);
        self.with_store(move |store| store.add_token(contract, form, decimals, now()))
            .await?;
        Ok(view)
    }

    /// Takes out a token that the person added.
    pub(crate) async fn remove_token(&self, contract: Address) -> Result<bool> {
        self.with_store(move |store| store.remove_token(contract)).await
    }
}

/// A token of which nothing could be read now: what the list says of it, and how much is held is unknown.
fn unread(contract: Address, listed: Option<Listed>) -> TokenView {
    TokenView {
        contract,
        form: listed.as_ref().map_or(TokenForm::Erc20, |token| token.form),
        name: listed.as_ref().map(|token| token.name.clone()),
        decimals: listed.as_ref().and_then(|token| token.decimals),
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
