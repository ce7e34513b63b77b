//! Those who take rewards or are given something: what they can claim, and whether they are contracts.

use std::collections::BTreeSet;

use ballast_domain::{Address, Amount, Touch};
use futures_util::future::try_join_all;

use crate::{Error, Result, session::Session};

impl Session {
    /// What each address that takes rewards can claim.
    pub(super) async fn rewards_of(&self, touches: &BTreeSet<Touch>) -> Result<Vec<(Address, Amount)>> {
        let owners = touches.iter().filter_map(|touch| match touch {
            Touch::Rewards(owner) => Some(*owner),
            _ => None,
        });
        let read = |owner| async move { Ok::<_, Error>((owner, self.client.unclaimed_rewards(owner).await?.value)) };
        try_join_all(owners.map(read)).await
    }

    /// The contracts among those who are given something.
    pub(super) async fn contracts_among(&self, touches: &BTreeSet<Touch>) -> Result<BTreeSet<Address>> {
        let given: BTreeSet<Address> = touches.iter().filter_map(Touch::code).collect();
        let read = |to| async move { Ok::<_, Error>((to, self.client.code(to).await?.value.is_empty())) };
        let read = try_join_all(given.into_iter().map(read)).await?;
        Ok(read.into_iter().filter(|(_, empty)| !empty).map(|(to, _)| to).collect())
    }
}
