//! How the protocol pays voters: pools, snapshots, payouts and destinations (zanzibar.md §12).
//!
//! Delegates are named by their identifiers, which stay when one is handed over. A node older than the fork's release knows
//! none of these calls: then the value is `None`. One that knows them answers before the fork, too, and says that there is
//! nothing: an answer does not prove that the fork is in force.

use ballast_abi::{
    AbiEncode,
    auto_deposit::BucketCall,
    rewarding::{
        DelegatePayoutAddressCall, DelegateRewardSnapshotCall, PendingVoterRewardCall, PendingVoterRewardDelegatesCall,
        VoterRewardDestinationCall, VoterRewardDistributionCall,
    },
};
use ballast_domain::{Address, Amount, Destination, Distribution, PayoutAddress, RewardSnapshot, Snapshot};
use serde_json::Value;

use super::{call, data, said, try_map};
use crate::{
    Client, Error, RpcError,
    decode::{Words, compound_bucket, destination, distribution, ids, payout_address, snapshot},
    writes::to_ethers,
};

impl Client {
    /// The pools of delegates: voters' money that is not paid yet, in Rau, with what a payout left over.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn pending_voter_rewards(&self, delegates: &[Address]) -> Result<Snapshot<Option<Vec<Amount>>>, Error> {
        let calls = each(delegates, |id| PendingVoterRewardCall { id: to_ethers(id) }.encode());
        self.voter_rewards(calls, |answer| Words::new(&answer?).amount(0)).await
    }

    /// The delegates that have a pool, by their identifiers, ascending.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn delegates_with_pools(&self) -> Result<Snapshot<Option<Vec<Address>>>, Error> {
        let calls = vec![PendingVoterRewardDelegatesCall.encode()];
        let read = self.voter_rewards(calls, |answer| ids(&answer?)).await?;
        Ok(read.map(|lists| lists.map(|lists| lists.into_iter().flatten().collect())))
    }

    /// Where the income of delegates goes, and whether the protocol pays their voters; none in the place of one that is no
    /// delegate.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn payout_addresses(
        &self,
        delegates: &[Address],
    ) -> Result<Snapshot<Option<Vec<Option<PayoutAddress>>>>, Error> {
        let calls = each(delegates, |id| DelegatePayoutAddressCall { id: to_ethers(id) }.encode());
        self.voter_rewards(calls, |answer| {
            there(answer)?.map(|data| payout_address(&data)).transpose()
        })
        .await
    }

    /// What was written down of delegates at their last freeze; none in the place of one that was never frozen, which the
    /// protocol does not pay for.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn reward_snapshots(
        &self,
        delegates: &[Address],
    ) -> Result<Snapshot<Option<Vec<Option<RewardSnapshot>>>>, Error> {
        let calls = each(delegates, |id| {
            DelegateRewardSnapshotCall { id: to_ethers(id) }.encode()
        });
        self.voter_rewards(calls, |answer| there(answer)?.map(|data| snapshot(&data)).transpose())
            .await
    }

    /// The payout that runs, or the last one until the next era is planned, with what each delegate's voters get by it;
    /// within it `None` where there is none.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn reward_distribution(&self) -> Result<Snapshot<Option<Option<Distribution>>>, Error> {
        let calls = vec![VoterRewardDistributionCall.encode()];
        let read = self.voter_rewards(calls, |answer| distribution(&answer?)).await?;
        Ok(read.map(|found| found.map(|found| found.into_iter().next().flatten())))
    }

    /// Where voters have their rewards sent; none in the place of one that set nothing and is paid itself.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn reward_destinations(
        &self,
        voters: &[Address],
    ) -> Result<Snapshot<Option<Vec<Option<Destination>>>>, Error> {
        let calls = each(voters, |voter| {
            VoterRewardDestinationCall {
                voter: to_ethers(voter),
            }
            .encode()
        });
        self.voter_rewards(calls, |answer| destination(&answer?)).await
    }

    /// The native buckets to which accounts have their rewards added, as the network's contract says; none in the place of
    /// an account that registered none. The whole value is `None` where no such contract answers.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn compound_buckets(
        &self,
        auto_deposit: Address,
        accounts: &[Address],
    ) -> Result<Snapshot<Option<Vec<Option<u64>>>>, Error> {
        let calls = each(accounts, |account| {
            BucketCall {
                registrant: to_ethers(account),
            }
            .encode()
        });
        let requests = calls.iter().map(|calldata| call(auto_deposit, calldata)).collect();
        let snapshot = self.snapshot(requests).await?;
        try_map(snapshot, |node, answers| {
            let mut all = Vec::with_capacity(accounts.len());
            for answer in answers.0 {
                match said(node, answer)?.filter(|said| !said.is_empty()) {
                    Some(said) => all.push(compound_bucket(&said)?),
                    None => return Ok(None),
                }
            }
            Ok(Some(all))
        })
    }

    /// Asks the rewarding protocol; `None` where the node does not know one of the calls.
    async fn voter_rewards<T>(
        &self,
        calls: Vec<Vec<u8>>,
        read: impl Fn(Result<Vec<u8>, RpcError>) -> Result<T, Error>,
    ) -> Result<Snapshot<Option<Vec<T>>>, Error> {
        let requests = calls
            .iter()
            .map(|calldata| call(Address::REWARDING, calldata))
            .collect();
        let snapshot = self.snapshot(requests).await?;
        try_map(snapshot, |node, answers| {
            let mut all = Vec::with_capacity(calls.len());
            for answer in answers.0 {
                match known(node, answer)? {
                    Some(answer) => all.push(read(answer)?),
                    None => return Ok(None),
                }
            }
            Ok(Some(all))
        })
    }
}

fn each(whom: &[Address], call: impl Fn(Address) -> Vec<u8>) -> Vec<Vec<u8>> {
    whom.iter().copied().map(call).collect()
}

/// What a node that knows the call answered; a node too old for it says so, or answers with nothing.
fn known(node: &str, answer: Result<Value, RpcError>) -> Result<Option<Result<Vec<u8>, RpcError>>, Error> {
    match answer {
        Err(error) if error.is_unknown_call() => Ok(None),
        Err(error) => Ok(Some(Err(error))),
        Ok(answer) => Ok(Some(data(node, &answer)?).filter(|data| !data.is_empty()).map(Ok)),
    }
}

/// An answer; none where the state holds nothing under what was asked for.
fn there(answer: Result<Vec<u8>, RpcError>) -> Result<Option<Vec<u8>>, Error> {
    match answer {
        Err(error) if error.is_no_state() => Ok(None),
        answer => Ok(Some(answer?)),
    }
}
