//! The network as a whole: what is staked, how votes are spread, and how few hold how much of it.

mod figures;

use ballast_api::Overview;

use crate::{Result, session::Session};

impl Session {
    /// The network in figures. What a node does not tell makes a figure unknown; without the list of delegates there is none.
    pub(crate) async fn overview(&self) -> Result<Overview> {
        let head = self.newest_head().await?;
        let epoch = self.params.schedule.epoch_of(head.height);
        let (candidates, elected, staked) = tokio::join!(
            self.ranked_candidates(),
            self.client.block_producers(Some(epoch)),
            self.client.staking_totals()
        );
        let candidates = candidates?;
        let elected = elected.ok().and_then(|read| {
            let origin = read.origin();
            read.value.map(|list| origin.map(|()| list))
        });
        let controlled = self.controlled(&candidates.value).await;
        let figures = figures::Read {
            candidates: &candidates,
            elected: elected.as_ref(),
            staked: staked.ok(),
            controlled: &controlled,
        };
        Ok(Overview {
            epoch,
            figures: figures.all(),
        })
    }
}
