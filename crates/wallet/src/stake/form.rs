//! What a form needs to answer each key by itself.

use std::collections::BTreeSet;

use ballast_api::GroundView;
use ballast_chain::INTRINSIC_GAS;
use ballast_domain::{Address, Amount, Snapshot, Touch};

use crate::{Result, road::gas, session::Session};

impl Session {
    /// What decides on what an account may wish: what is touched, and its money.
    pub(crate) async fn ground_view(&self, account: Address, touches: Vec<Touch>) -> Result<Snapshot<GroundView>> {
        let (touches, accounts): (BTreeSet<Touch>, _) = (touches.into_iter().collect(), [account]);
        let (head, states, books) = tokio::join!(
            self.client.head(),
            self.client.accounts(&accounts),
            self.books(&touches)
        );
        let (head, states) = (head?, states?.value);
        let balance = states.first().map_or(Amount::ZERO, |(balance, _)| *balance);
        let view = GroundView {
            now: self.held_to_clock(head.value).timestamp,
            spendable: balance.saturating_sub(self.under_way(account).await?),
            fee: gas::offer(&head.value).max_cost(INTRINSIC_GAS),
            ledger: books?.ledger,
            params: self.params.clone(),
        };
        Ok(head.map(|_| view))
    }
}
