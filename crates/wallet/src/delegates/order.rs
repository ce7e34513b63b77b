//! The seed of the fair order: it is the same for an epoch, so that a node is asked for it once.

use ballast_api::OrderSeed;
use ballast_domain::{Height, Snapshot};

use crate::{Result, session::Session};

/// The seed of the last epoch that was asked about.
#[derive(Default)]
struct Seeds(tokio::sync::Mutex<Option<Snapshot<OrderSeed>>>);

impl Session {
    /// The hash of the running epoch's first block; none where that block is not made yet.
    ///
    /// # Errors
    /// The node's; one that does not have the block, as one that is behind, is malformed.
    pub(crate) async fn order_seed(&self) -> Result<Option<Snapshot<OrderSeed>>> {
        let head = self.newest_head().await?;
        let schedule = &self.params.schedule;
        let epoch = schedule.epoch_of(head.height);
        let block = Height(schedule.start_of(epoch).0.max(1));
        if head.height < block {
            return Ok(None);
        }
        let kept = self.own::<Seeds>();
        // One at a time: who comes second has it from the first.
        let mut kept = kept.0.lock().await;
        if let Some(known) = kept.as_ref().filter(|known| known.value.epoch == epoch) {
            return Ok(Some(known.clone()));
        }
        let heads = self.client.heads_of(&[block]).await?;
        let origin = heads.origin();
        let seed = heads.value.first().map(|head| head.hash);
        *kept = seed.map(|seed| origin.map(|()| OrderSeed { epoch, block, seed }));
        Ok(kept.clone())
    }
}
