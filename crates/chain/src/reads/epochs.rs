//! Epochs and elections: the poll and roll-DPoS protocols.
//!
//! `None` in the place of a list means that the node cannot say: it is older than v2.3.3, or has no record of
//! that epoch. What is unknown is not empty.

use ballast_abi::{
    AbiEncode, U256,
    poll::{
        ActiveBlockProducersByEpochCall, ActiveBlockProducersNowCall, BlockProducersByEpochCall, BlockProducersNowCall,
        CandidatesByEpochCall, CandidatesNowCall, ProbationListByEpochCall, ProbationListNowCall,
    },
    roll_dpos::{EpochHeightCall, EpochLastHeightCall, EpochNumberCall},
};
use ballast_domain::{Address, Epoch, Height, Snapshot};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{call, data, try_map};
use crate::{
    Client, Elected, Error, Probation, RpcError,
    decode::{Words, elected, probation},
};

/// An epoch and its blocks, as the node counts them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EpochInfo {
    /// Its number.
    pub epoch: Epoch,
    /// Its first block.
    pub first: Height,
    /// Its last block.
    pub last: Height,
}

impl Client {
    /// All delegates that stood for election in an epoch; the running one by default.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn poll_candidates(&self, epoch: Option<Epoch>) -> Result<Snapshot<Option<Vec<Elected>>>, Error> {
        let calldata = match epoch {
            Some(epoch) => CandidatesByEpochCall { epoch: word(epoch.0) }.encode(),
            None => CandidatesNowCall.encode(),
        };
        self.elected(&calldata).await
    }

    /// The pool of an epoch, 36 on mainnet; the running one by default.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn block_producers(&self, epoch: Option<Epoch>) -> Result<Snapshot<Option<Vec<Elected>>>, Error> {
        let calldata = match epoch {
            Some(epoch) => BlockProducersByEpochCall { epoch: word(epoch.0) }.encode(),
            None => BlockProducersNowCall.encode(),
        };
        self.elected(&calldata).await
    }

    /// Those of the pool that make an epoch's blocks, 24 on mainnet; the running one by default.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn active_producers(&self, epoch: Option<Epoch>) -> Result<Snapshot<Option<Vec<Elected>>>, Error> {
        let calldata = match epoch {
            Some(epoch) => ActiveBlockProducersByEpochCall { epoch: word(epoch.0) }.encode(),
            None => ActiveBlockProducersNowCall.encode(),
        };
        self.elected(&calldata).await
    }

    /// The probation list of an epoch; the running one by default.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn probation(&self, epoch: Option<Epoch>) -> Result<Snapshot<Option<Probation>>, Error> {
        let calldata = match epoch {
            Some(epoch) => ProbationListByEpochCall { epoch: word(epoch.0) }.encode(),
            None => ProbationListNowCall.encode(),
        };
        let answer = self.snapshot_of(call(Address::POLL, &calldata)).await?;
        try_map(answer, |node, answer| {
            known(node, answer)?.map(|data| Ok(probation(&data)?.0)).transpose()
        })
    }

    /// The epoch that holds `height`, with its first and last block; `None` on nodes without the roll-DPoS
    /// protocol. Heights that are not there yet are answered all the same: this proves nothing about the tip.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn epoch_of(&self, height: Height) -> Result<Snapshot<Option<EpochInfo>>, Error> {
        let number = self
            .rolldpos([EpochNumberCall {
                block_height: word(height.0),
            }
            .encode()])
            .await?;
        let Some([epoch]) = number.value else {
            return Ok(number.map(|_| None));
        };
        let bounds = [
            EpochHeightCall { epoch: word(epoch) }.encode(),
            EpochLastHeightCall { epoch: word(epoch) }.encode(),
        ];
        let bounds = self.rolldpos(bounds).await?;
        Ok(bounds.map(|bounds| {
            bounds.map(|[first, last]| EpochInfo {
                epoch: Epoch(epoch),
                first: Height(first),
                last: Height(last),
            })
        }))
    }

    async fn elected(&self, calldata: &[u8]) -> Result<Snapshot<Option<Vec<Elected>>>, Error> {
        let answer = self.snapshot_of(call(Address::POLL, calldata)).await?;
        try_map(answer, |node, answer| {
            known(node, answer)?.map(|data| Ok(elected(&data)?.0)).transpose()
        })
    }

    /// The first word of each answer; the second is always the tip.
    pub(super) async fn rolldpos<const N: usize>(
        &self,
        calls: [Vec<u8>; N],
    ) -> Result<Snapshot<Option<[u64; N]>>, Error> {
        let requests = calls.iter().map(|calldata| call(Address::ROLLDPOS, calldata)).collect();
        let answers = self.snapshot(requests).await?;
        try_map(answers, |node, answers| {
            let mut words = [0; N];
            for (word, answer) in words.iter_mut().zip(answers.0) {
                let Some(data) = known(node, answer)? else {
                    return Ok(None);
                };
                *word = Words::new(&data).u64(0)?;
            }
            Ok(Some(words))
        })
    }
}

fn word(number: u64) -> U256 {
    U256::from(number)
}

/// The data of an answer; `None` where the node does not know.
fn known(node: &str, answer: Result<Value, RpcError>) -> Result<Option<Vec<u8>>, Error> {
    match answer {
        Err(error) if error.is_not_found() || error.is_unknown_call() => Ok(None),
        answer => Ok(Some(data(node, &answer?)?).filter(|data| !data.is_empty())),
    }
}
