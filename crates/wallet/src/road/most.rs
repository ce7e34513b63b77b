//! All that an account can send at once.

use ballast_chain::INTRINSIC_GAS;
use ballast_domain::{Action, Address, Amount, actions::Send};

use super::gas::{self, with_margin};
use crate::{Result, session::Session};

impl Session {
    /// The account's balance less what its transactions under way take and the most that the fee can be, at today's price. What is left of the fee's limit stays in
    /// the account.
    pub(crate) async fn most_to_send(&self, account: Address, to: Option<Address>) -> Result<Amount> {
        let accounts = [account];
        let (head, state) = tokio::join!(self.client.head(), self.client.accounts(&accounts));
        let balance = state?.value.first().map_or(Amount::ZERO, |(balance, _)| *balance);
        let balance = balance.saturating_sub(self.under_way(account).await?);
        let send = |to, amount| -> Action {
            let payload = Vec::new();
            Send { to, amount, payload }.into()
        };
        let fees = gas::fees(&head?.value, &send(account, Amount::ZERO));
        let gas = match to {
            Some(to) if !self.client.code(to).await?.value.is_empty() => {
                let amount = balance.saturating_sub(fees.max_cost(INTRINSIC_GAS));
                match self.run_gas(account, &send(to, amount), true).await? {
                    Some(Ok(gas)) => with_margin(gas),
                    // The contract takes no IOTX: the review says so.
                    Some(Err(_)) | None => INTRINSIC_GAS,
                }
            }
            _ => INTRINSIC_GAS,
        };
        Ok(balance.saturating_sub(fees.max_cost(gas)))
    }
}
