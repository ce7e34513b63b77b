//! Tokens, as their contracts keep them.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{Address, Token, TokenTouch, Touch};

use futures_util::{StreamExt, TryStreamExt, stream};

use crate::{
    Error, Result,
    session::Session,
    tokens::{book_of, listed_at},
};

/// Tokens about which a node is asked at once.
const ASKED_AT_ONCE: usize = 16;

impl Session {
    /// The tokens that move, all that is to be known of each together.
    pub(super) async fn tokens_of(&self, touches: &BTreeSet<Touch>) -> Result<BTreeMap<Address, Token>> {
        let mut reads = Vec::new();
        for touch in touches {
            if let Touch::Token(touch) = touch.clone() {
                reads.push(async move { Ok::<_, Error>((touch.contract, self.token_of(&touch).await?)) });
            }
        }
        let read: Vec<(Address, Option<Token>)> = stream::iter(reads).buffered(ASKED_AT_ONCE).try_collect().await?;
        let mut all = BTreeMap::<Address, Token>::new();
        for (contract, token) in read {
            let Some(token) = token else { continue };
            match all.get_mut(&contract) {
                Some(known) => known.learn(token),
                None => drop(all.insert(contract, token)),
            }
        }
        for touch in touches {
            if let Touch::Allowance { token, owner, spender } = touch
                && let Some(known) = all.get_mut(token)
                && let Some(allowed) = self.client.allowance(*token, *owner, *spender).await?.value
            {
                known.allowances.entry(*owner).or_default().insert(*spender, allowed);
            }
        }
        Ok(all)
    }

    /// A token with the balances that change and who holds the one that moves; nothing where no contract answers as one.
    async fn token_of(&self, touch: &TokenTouch) -> Result<Option<Token>> {
        let TokenTouch {
            contract, id, holders, ..
        } = touch;
        let Some(read) = self.client.token(*contract, holders).await?.value else {
            return Ok(None);
        };
        let held = holders.iter().copied().zip(read.balances.clone());
        let balances = held.filter_map(|(account, units)| Some((account, units?))).collect();
        let at = *contract;
        let kept = self.with_store(move |store| store.token_decimals(at)).await?;
        let mut token = book_of(read, listed_at(self.network, at).as_ref(), kept);
        token.balances = balances;
        if let Some(id) = id
            && let Some(holder) = self.client.token_holder(*contract, id).await?.value
        {
            token.holders.insert(id.clone(), holder);
        }
        Ok(Some(token))
    }
}
