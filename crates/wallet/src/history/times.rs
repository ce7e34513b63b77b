//! When blocks were made: asked of a node once for each block, then remembered under the block's hash.

use std::{collections::HashMap, time::Duration};

use ballast_domain::{Hash, Height, Snapshot, Timestamp};
use ballast_store::Submission;

use crate::{Result, receipt::receipt, session::Session};

/// A history is shown without a node's help, too: it does not wait longer for one.
const PATIENCE: Duration = Duration::from_secs(5);
/// Names the store's snapshots of blocks' times.
const KEY: &str = "block-time:";

/// By the block's hash.
pub(super) type Times = HashMap<Hash, Timestamp>;

impl Session {
    /// The times of the blocks in which these stand, as far as they are known or a node says them in time.
    pub(super) async fn block_times(&self, submissions: impl Iterator<Item = &Submission>) -> Times {
        let blocks: Vec<(Hash, Height)> = submissions
            .filter_map(receipt)
            .map(|r| (r.block_hash, r.block))
            .collect();
        let mut times = self.known_times(&blocks).await.unwrap_or_default();
        let missing: Vec<_> = blocks
            .into_iter()
            .filter(|(hash, _)| !times.contains_key(hash))
            .collect();
        if missing.is_empty() {
            return times;
        }
        match tokio::time::timeout(PATIENCE, self.read_times(&missing)).await {
            Ok(Ok(read)) => times.extend(read),
            Ok(Err(error)) => tracing::warn!(%error, "the times of blocks are not known"),
            Err(_) => tracing::warn!("no node said the times of blocks in time"),
        }
        times
    }

    async fn known_times(&self, blocks: &[(Hash, Height)]) -> Result<Times> {
        let hashes: Vec<Hash> = blocks.iter().map(|(hash, _)| *hash).collect();
        self.with_store(move |store| {
            let mut times = Times::new();
            for hash in hashes {
                if let Some(known) = store.recall::<Timestamp>(&format!("{KEY}{hash}"))? {
                    times.insert(hash, known.value);
                }
            }
            Ok(times)
        })
        .await
    }

    async fn read_times(&self, blocks: &[(Hash, Height)]) -> Result<Times> {
        let heights: Vec<Height> = blocks.iter().map(|(_, height)| *height).collect();
        let heads = self.client.heads_of(&heights).await?;
        let origin = heads.origin();
        // A node on another branch says nothing of these blocks; IoTeX has none, but a practice chain may begin anew.
        let same = heads
            .value
            .into_iter()
            .zip(blocks)
            .filter(|(head, (hash, _))| head.hash == *hash);
        let read: Times = same.map(|(head, _)| (head.hash, head.timestamp)).collect();
        let remembered: Vec<(Hash, Snapshot<Timestamp>)> = read
            .iter()
            .map(|(hash, at)| (*hash, origin.clone().map(|()| *at)))
            .collect();
        self.with_store(move |store| {
            remembered
                .iter()
                .try_for_each(|(hash, at)| store.remember(&format!("{KEY}{hash}"), at))
        })
        .await?;
        Ok(read)
    }
}
