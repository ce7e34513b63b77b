//! Whether Zanzibar (IIP-59) is in force on a chain whose heights nobody knows, by what its node shows (zanzibar.md §1). That a
//! node answers the reads that came with it is no sign: it answers them before it, too.

use ballast_abi::{
    AbiEncode,
    rewarding::{
        DelegatePayoutAddressCall, PendingVoterRewardDelegatesCall, VoterRewardDestinationCall,
        VoterRewardDistributionCall,
    },
    staking::{DelegateRewardFrozenFilter, VoterRewardOptInSetFilter},
    topic,
};
use ballast_domain::{Address, Hash, Height, Snapshot, ZanzibarSeen};
use serde_json::Value;

use super::{LogFilter, call, data, said};
use crate::{Client, Error, RpcError, decode::Words, writes::to_ethers};

/// Delegates that are asked how they pay, at most: one that the protocol pays for is enough.
const MOST_DELEGATES: usize = 100;
/// Blocks whose logs are looked through, at most: nodes give no more at once (zanzibar.md §13).
const BLOCKS: u64 = 2_000;

/// What the first reads show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum First {
    /// The node knows nothing of Zanzibar.
    Older,
    /// Zanzibar is in force.
    InForce,
    /// Neither shows.
    Open,
}

impl Client {
    /// What the node shows of Zanzibar, as far as it can be asked: what proves it is looked for until it is found. A read that
    /// the node does not answer shows nothing.
    ///
    /// # Errors
    /// See [`Error`]; a node that has no time shows nothing at all.
    pub async fn zanzibar(&self) -> Result<Snapshot<ZanzibarSeen>, Error> {
        let voter = to_ethers(Address::REWARDING);
        let reads = [
            VoterRewardDestinationCall { voter }.encode(),
            VoterRewardDistributionCall.encode(),
            PendingVoterRewardDelegatesCall.encode(),
        ];
        let requests = reads.iter().map(|read| call(Address::REWARDING, read)).collect();
        let snapshot = self.snapshot(requests).await?;
        let (origin, node, height) = (snapshot.origin(), snapshot.node, snapshot.height);
        let in_force = match first(&node, snapshot.value.0)? {
            First::Older => return Ok(origin.map(|()| ZanzibarSeen::NotYet)),
            First::InForce => true,
            First::Open => self.pays_by_protocol().await? || self.logs_of_zanzibar(height).await?,
        };
        Ok(origin.map(|()| match in_force {
            true => ZanzibarSeen::InForce(height),
            false => ZanzibarSeen::Nothing,
        }))
    }

    /// Whether the protocol pays the voters of a delegate.
    async fn pays_by_protocol(&self) -> Result<bool, Error> {
        let delegates = self.delegates().await?.value;
        let asked = delegates.iter().take(MOST_DELEGATES).map(|delegate| {
            let id = to_ethers(delegate.id);
            call(Address::REWARDING, &DelegatePayoutAddressCall { id }.encode())
        });
        let answers = self.snapshot(asked.collect()).await?;
        let mut any = false;
        for answer in answers.value.0 {
            let said = said(&answers.node, answer)?;
            any |= said.is_some_and(|data| Words::new(&data).bool(1).unwrap_or(false));
        }
        Ok(any)
    }

    /// Whether a delegate chose the protocol, or votes were written down for it, in the last blocks up to this height.
    async fn logs_of_zanzibar(&self, height: Height) -> Result<bool, Error> {
        let either = [
            topic::<DelegateRewardFrozenFilter>(),
            topic::<VoterRewardOptInSetFilter>(),
        ];
        let filter = LogFilter::all(Address::STAKING).of(either.map(Hash));
        let first = Height(height.0.saturating_sub(BLOCKS - 1).max(1));
        let mut scan = self.scan_logs(filter, first, height);
        loop {
            match scan.step().await {
                Ok(Some(found)) if !found.logs.is_empty() => return Ok(true),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(false),
                Err(Error::Rpc(busy)) if busy.is_busy() => return Err(busy.into()),
                // A node that gives no logs shows none.
                Err(Error::Rpc(_)) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
    }
}

/// What the answers to the first reads show: of a voter's destination, which an older node does not know; of the distribution;
/// and of the delegates with money for voters.
fn first(node: &str, answers: Vec<Result<Value, RpcError>>) -> Result<First, Error> {
    let mut answers = answers.into_iter();
    match answers.next() {
        Some(Err(error)) if error.is_unknown_call() => return Ok(First::Older),
        // A node that is too old for a whole protocol answers its calls with nothing.
        Some(Ok(answer)) if data(node, &answer)?.is_empty() => return Ok(First::Older),
        Some(Err(busy)) if busy.is_busy() => return Err(busy.into()),
        // Why it refuses is not known: nothing follows.
        Some(Err(_)) | None => return Ok(First::Open),
        Some(Ok(_)) => {}
    }
    let mut shown = false;
    if let Some(distribution) = answers.next() {
        // The era that is paid, or was.
        shown |= said(node, distribution)?.is_some_and(|data| Words::new(&data).u64(0).unwrap_or(0) > 0);
    }
    if let Some(pending) = answers.next() {
        let count = |data: Vec<u8>| Words::new(&data).list(0, 1).map_or(0, |(count, _)| count);
        shown |= said(node, pending)?.is_some_and(|data| count(data) > 0);
    }
    Ok(if shown { First::InForce } else { First::Open })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The answer of so many words, each this number.
    fn words<const N: usize>(numbers: [u64; N]) -> Result<Value, RpcError> {
        let each = numbers.map(|number| format!("{number:064x}"));
        Ok(json!(format!("0x{}", each.concat())))
    }

    fn refused(message: &str) -> Result<Value, RpcError> {
        Err(RpcError {
            code: -32603,
            message: message.into(),
            data: None,
        })
    }

    /// That nobody set a destination.
    fn unset() -> Result<Value, RpcError> {
        words([7, 0, 0])
    }

    /// A distribution of this era, with empty lists.
    fn distribution(era: u64) -> Result<Value, RpcError> {
        words([era, 0, 0, 0, 0, 0, 416, 0, 448, 480, 512, 544, 576, 0, 0, 0, 0, 0, 0])
    }

    fn shown(answers: [Result<Value, RpcError>; 3]) -> First {
        first("node", answers.into()).unwrap()
    }

    #[test]
    fn a_node_that_knows_nothing_of_it_is_older() {
        let unknown = || refused("invalid call sig");
        assert_eq!(shown([unknown(), unknown(), unknown()]), First::Older);
        assert_eq!(shown([Ok(json!("0x")), Ok(json!("0x")), Ok(json!("0x"))]), First::Older);
    }

    #[test]
    fn that_the_reads_are_answered_shows_nothing_and_an_era_or_a_pool_does() {
        let none = || words([32, 0]);
        assert_eq!(shown([unset(), distribution(0), none()]), First::Open);
        assert_eq!(shown([unset(), distribution(65_328), none()]), First::InForce);
        assert_eq!(shown([unset(), distribution(0), words([32, 1, 9])]), First::InForce);
        assert_eq!(
            shown([unset(), refused("no such state"), words([32, 1, 9])]),
            First::InForce
        );
        assert_eq!(shown([refused("no such state"), distribution(3), none()]), First::Open);
        // A list longer than its data is none.
        assert_eq!(shown([unset(), distribution(0), words([32, 5])]), First::Open);
    }

    #[test]
    fn a_node_that_has_no_time_says_nothing() {
        for place in 0..3 {
            let mut answers = [unset(), distribution(65_328), words([32, 0])];
            answers[place] = refused("too many requests");
            assert!(first("node", answers.into()).is_err(), "{place}");
        }
    }
}
