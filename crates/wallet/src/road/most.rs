//! All that an account can send at once.

use ballast_chain::{Fees, INTRINSIC_GAS, encode};
use ballast_domain::{Address, Amount, actions::Send};

use super::basis::{FLOOR_PRICE, with_margin};
use crate::{Result, session::Session};

impl Session {
    /// The account's balance less the most that the fee can be, at today's price. What is left of the fee's limit stays in
    /// the account.
    pub(crate) async fn most_to_send(&self, account: Address, to: Option<Address>) -> Result<Amount> {
        let accounts = [account];
        let (head, state) = tokio::join!(self.client.head(), self.client.accounts(&accounts));
        let fees = Fees::at(head?.value.base_fee_per_gas.unwrap_or(FLOOR_PRICE));
        let balance = state?.value.first().map_or(Amount::ZERO, |(balance, _)| *balance);
        let plain = fees.max_cost(INTRINSIC_GAS);
        let gas = match to {
            Some(to) if !self.client.code(to).await?.value.is_empty() => {
                let amount = balance.saturating_sub(plain);
                let payload = Vec::new();
                let call = encode(&Send { to, amount, payload }.into());
                match self.client.estimate_gas(account, &call).await {
                    Ok(gas) => with_margin(gas.value),
                    // The contract takes no IOTX: the review says so.
                    Err(ballast_chain::Error::Rpc(_)) => INTRINSIC_GAS,
                    Err(error) => return Err(error.into()),
                }
            }
            _ => INTRINSIC_GAS,
        };
        Ok(balance.saturating_sub(fees.max_cost(gas)))
    }
}
