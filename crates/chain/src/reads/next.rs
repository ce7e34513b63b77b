//! Reads for plans and histories: which number the next bucket gets, and when blocks were made.

use ballast_abi::{AbiEncode, staking::BucketsCountCall};
use ballast_domain::{Address, Height, Snapshot};
use serde_json::json;

use super::try_map;
use crate::{Client, Error, Head, Request, decode::Words, transport::malformed};

impl Client {
    /// The index that the next native bucket gets: the number of all there ever were, for indexes are never given
    /// twice.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn next_bucket(&self) -> Result<Snapshot<u64>, Error> {
        let form = [((), BucketsCountCall.encode())];
        let answer = self.newest_of(Address::STAKING, "the number of buckets", &form).await?;
        try_map(answer, |_, answer| match answer {
            Some(((), counts)) => Words::new(&counts).u64(0),
            None => Err(Error::Unsupported("the number of buckets")),
        })
    }

    /// The heads of these blocks, in this order: when each was made.
    ///
    /// # Errors
    /// See [`Error`]; a block that the node does not have is [`Error::Malformed`].
    pub async fn heads_of(&self, heights: &[Height]) -> Result<Snapshot<Vec<Head>>, Error> {
        let request =
            |height: &Height| Request::new("eth_getBlockByNumber", json!([format!("{:#x}", height.0), false]));
        let snapshot = self.snapshot(heights.iter().map(request).collect()).await?;
        try_map(snapshot, |node, answers| {
            let heads = answers.0.into_iter().zip(heights).map(|(answer, height)| {
                let head: Head = serde_json::from_value(answer?).map_err(|e| malformed(node, e.to_string()))?;
                match head.height == *height {
                    true => Ok(head),
                    false => Err(malformed(node, "another block than was asked for")),
                }
            });
            heads.collect()
        })
    }
}
