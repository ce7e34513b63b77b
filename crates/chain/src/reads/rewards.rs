//! The rewarding protocol: what accounts can claim, and the pool it comes from.

use ballast_abi::{
    AbiEncode,
    rewarding::{AvailableBalanceCall, TotalBalanceCall, UnclaimedBalanceCall},
};
use ballast_domain::{Address, Amount, Snapshot};

use super::{call, data, try_map};
use crate::{Client, Error, decode::Words, writes::to_ethers};

impl Client {
    /// What `account` can claim.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn unclaimed_rewards(&self, account: Address) -> Result<Snapshot<Amount>, Error> {
        self.reward_amount(
            UnclaimedBalanceCall {
                account: to_ethers(account),
            }
            .encode(),
        )
        .await
    }

    /// What is in the pool and not granted yet.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn reward_pool_available(&self) -> Result<Snapshot<Amount>, Error> {
        self.reward_amount(AvailableBalanceCall.encode()).await
    }

    /// The whole pool, what is granted and unclaimed included.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn reward_pool_total(&self) -> Result<Snapshot<Amount>, Error> {
        self.reward_amount(TotalBalanceCall.encode()).await
    }

    async fn reward_amount(&self, calldata: Vec<u8>) -> Result<Snapshot<Amount>, Error> {
        let answer = self.snapshot_of(call(Address::REWARDING, &calldata)).await?;
        try_map(answer, |node, answer| Words::new(&data(node, &answer?)?).amount(0))
    }
}
