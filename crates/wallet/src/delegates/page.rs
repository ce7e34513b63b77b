//! A delegate by itself: where it stands, one's own votes for it, its blocks of epochs that are over.

use std::collections::BTreeMap;

use ballast_api::{BlocksMade, DelegateView};
use ballast_domain::{Address, Epoch, Height};
use serde::{Deserialize, Serialize};

use crate::{Error, Result, clock::now, session::Session};

/// What was seen of an epoch that is over: it does not change any more, and nodes need not be asked again.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seen {
    /// Blocks by the operator that signed them.
    made: BTreeMap<Address, u64>,
}

/// One epoch is read at a time.
#[derive(Default)]
struct Turn(tokio::sync::Mutex<()>);

impl Session {
    /// A delegate with one's own votes for it.
    pub(crate) async fn delegate_page(&self, name: &str) -> Result<Option<DelegateView>> {
        let (delegates, buckets) = tokio::try_join!(self.delegates(), self.buckets(None))?;
        let total_votes = delegates.total_votes;
        let origin = delegates.rows.origin();
        let row = delegates.rows.value.into_iter().find(|row| row.name == name);
        Ok(row.map(|row| {
            let mut own = buckets.rows.value;
            own.retain(|bucket| bucket.bucket.candidate == row.id && !bucket.bucket.is_unstaked());
            DelegateView {
                row: origin.map(|()| row),
                total_votes,
                own,
            }
        }))
    }

    /// The blocks that an operator signed in an epoch that is over.
    ///
    /// # Errors
    /// [`Error::RunningEpoch`] for one that is not; the node's.
    pub(crate) async fn blocks_made(&self, operator: Address, epoch: Epoch) -> Result<BlocksMade> {
        let schedule = &self.params.schedule;
        let head = self.newest_head().await?;
        if epoch >= schedule.epoch_of(head.height) {
            return Err(Error::RunningEpoch);
        }
        let turn = self.own::<Turn>();
        // One after another: who asks for a second delegate has the epoch from the first.
        let _turn = turn.0.lock().await;
        let chain_id = self.params.chain_id;
        let known = self
            .with_store(move |store| store.epochs::<Seen>(chain_id, epoch, epoch))
            .await?;
        let seen = match known.into_iter().next() {
            Some((_, seen)) => seen,
            None => self.see(epoch).await?,
        };
        Ok(BlocksMade {
            epoch,
            made: seen.made.get(&operator).copied().unwrap_or(0),
            of: schedule.blocks_in(epoch),
        })
    }

    /// Reads who signed an epoch's blocks, and keeps it.
    async fn see(&self, epoch: Epoch) -> Result<Seen> {
        let schedule = &self.params.schedule;
        let (first, last) = (schedule.start_of(epoch).0.max(1), schedule.last_of(epoch));
        let mut seen = Seen::default();
        self.read_heads(Height(first), last, |heads| {
            for head in heads {
                *seen.made.entry(head.producer).or_default() += 1;
            }
            true
        })
        .await?;
        let (chain_id, made) = (self.params.chain_id, seen.made.clone());
        self.with_store(move |store| store.saw_epoch(chain_id, epoch, &Seen { made }, now()))
            .await?;
        Ok(seen)
    }
}
