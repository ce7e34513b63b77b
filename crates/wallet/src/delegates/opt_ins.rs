//! The delegates that were opted in since the last freeze. Until the next one no read tells of it, their events alone do
//! (zanzibar.md §5.1); of an own delegate also what was signed here.

use std::{collections::BTreeSet, sync::Mutex, time::Duration};

use ballast_chain::{Log, LogFilter, VoterRewardEvent, voter_reward_event};
use ballast_domain::{Address, Fork, Height, NetworkParams};
use ballast_store::{Filter, State};

use crate::{
    Result,
    receipt::receipt,
    session::{Session, lock},
};

/// Questions for logs in one look at the most, each of 2,000 blocks where the node allows it: an era has some 35,000, and the
/// list of delegates does not wait for all of them.
const STEPS: usize = 6;
/// How long one look takes at the most: whoever asks for the list of delegates waits for it.
const PATIENCE: Duration = Duration::from_secs(2);
/// Own transactions that are looked through at the most, the newest first.
const OWN: u32 = 50;

/// What was seen of opt-ins; one looks at a time.
#[derive(Default)]
struct OptIns {
    seen: Mutex<Seen>,
    turn: tokio::sync::Mutex<()>,
}

/// The opt-ins since a freeze, as far as they were seen.
#[derive(Default)]
struct Seen {
    /// The first block behind the freeze.
    first: Height,
    /// The next block to be looked at.
    next: Height,
    /// The delegates, by their permanent ids.
    ids: BTreeSet<Address>,
}

impl Seen {
    /// Begins anew where there was another freeze since; gives the next block to be looked at.
    fn since(&mut self, first: Height) -> Height {
        if self.first != first {
            *self = Self {
                first,
                next: first,
                ids: BTreeSet::new(),
            };
        }
        self.next
    }
}

impl Session {
    /// The delegates that are known to have been opted in between the last freeze and the block at `height`.
    pub(super) fn opted_in(&self, height: Height) -> BTreeSet<Address> {
        let kept = self.own::<OptIns>();
        let seen = lock(&kept.seen);
        match first_block(&self.params, height) {
            Some(first) if first == seen.first => seen.ids.clone(),
            _ => BTreeSet::new(),
        }
    }

    /// Looks on for opt-ins up to the block at `height`; whether there is no more to be seen by looking again at once. What a
    /// node does not tell stays unknown. While somebody else looks nobody waits.
    pub(super) async fn look_for_opt_ins(&self, height: Height) -> bool {
        let Some(first) = first_block(&self.params, height) else {
            return true;
        };
        let kept = self.own::<OptIns>();
        let Ok(_turn) = kept.turn.try_lock() else {
            return false;
        };
        let next = lock(&kept.seen).since(first);
        match self.own_opt_ins(first).await {
            Ok(own) => lock(&kept.seen).ids.extend(own),
            Err(error) => tracing::warn!(%error, "own opt-ins cannot be read"),
        }
        // What was seen by then stands.
        let look = self.scan_opt_ins(next, height);
        tokio::time::timeout(PATIENCE, look).await.unwrap_or(false)
    }

    /// Looks on for opt-ins from a block on; whether there is no more to be seen by looking again at once.
    async fn scan_opt_ins(&self, next: Height, height: Height) -> bool {
        let kept = self.own::<OptIns>();
        let mut scan = self.client.scan_logs(LogFilter::opt_ins(), next, height);
        for _ in 0..STEPS {
            match scan.step().await {
                Ok(Some(found)) => {
                    let mut seen = lock(&kept.seen);
                    seen.ids.extend(delegates(found.logs.iter().map(|log| &log.log)));
                    seen.next = Height(found.last.0.saturating_add(1));
                }
                Ok(None) => return true,
                Err(error) => {
                    tracing::debug!(%error, "the node does not tell of opt-ins");
                    return true;
                }
            }
        }
        scan.is_done()
    }

    /// The delegates that were opted in by what was signed here and is final, from a block on.
    async fn own_opt_ins(&self, first: Height) -> Result<BTreeSet<Address>> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            states: vec![State::Final],
            limit: OWN,
            ..Filter::default()
        };
        let last = self.with_store(move |store| store.history(&filter)).await?;
        let since = last.iter().filter(|own| own.block.is_some_and(|block| block >= first));
        let receipts: Vec<_> = since.filter_map(receipt).collect();
        Ok(delegates(receipts.iter().flat_map(|receipt| &receipt.logs)).collect())
    }
}

/// The delegates of which the staking protocol logged that they were opted in: what other contracts log under that name is
/// none.
fn delegates<'a>(logs: impl Iterator<Item = &'a Log>) -> impl Iterator<Item = Address> {
    logs.filter_map(|log| match voter_reward_event(log) {
        Ok(Some(VoterRewardEvent::OptedIn { delegate })) => Some(delegate),
        _ => None,
    })
}

/// The first block behind the last freeze up to the block at `height`, and not before Zanzibar, by the calendar; none where
/// there is no opt-in yet.
pub(super) fn first_block(params: &NetworkParams, height: Height) -> Option<Height> {
    if !params.at(Fork::Zanzibar, height) {
        return None;
    }
    let eras = params.eras();
    let (next, _) = params.next_freeze(Height(height.0.saturating_add(1)))?;
    let last = eras.before(next).map(|era| eras.freeze_of(era).0.saturating_add(1));
    let first = Height(last.unwrap_or(1)).max(params.fork_height(Fork::Zanzibar));
    Some(first.max(Height(1)))
}

#[cfg(test)]
mod tests {
    use ballast_abi::{staking::VoterRewardOptInSetFilter, topic};
    use ballast_domain::{Hash, word};

    use super::*;
    use crate::testing::short_eras;

    #[test]
    fn opt_ins_are_looked_for_behind_the_last_freeze_and_not_before_the_fork() {
        let first = |fork: u64, height: u64| first_block(&short_eras(fork), Height(height)).map(|first| first.0);
        // Frozen in blocks 31 and 91: what stands in those counts already.
        assert_eq!([1, 30, 31, 91].map(|height| first(1, height)), [1, 1, 32, 92].map(Some));
        assert_eq!([40, 45, 95].map(|height| first(41, height)), [None, Some(41), Some(92)]);
        assert_eq!(first(u64::MAX, 95), None);
        let mainnet = NetworkParams::mainnet();
        let fork = mainnet.fork_height(Fork::Zanzibar);
        assert_eq!(first_block(&mainnet, Height(53_540_000)), Some(fork));
        assert_eq!(first_block(&mainnet, Height(53_543_881)), Some(Height(53_543_882)));
    }

    #[test]
    fn a_freeze_takes_up_what_was_opted_in_before_it() {
        let mut seen = Seen::default();
        assert_eq!(seen.since(Height(1)), Height(1));
        seen.ids.insert(Address::ZERO);
        seen.next = Height(20);
        assert_eq!(seen.since(Height(1)), Height(20), "no block is looked at twice");
        assert_eq!(seen.since(Height(32)), Height(32));
        assert!(seen.ids.is_empty());
    }

    #[test]
    fn an_opt_in_is_the_staking_protocols_word_alone() {
        let [one, two] = [1, 2].map(|number| Address::from_bytes([number; 20]));
        let log = |address, id| Log {
            address,
            topics: vec![Hash(topic::<VoterRewardOptInSetFilter>()), Hash(word::address(id))],
            data: Vec::new(),
        };
        let logs = [log(Address::STAKING, one), log(Address::REWARDING, two), log(two, two)];
        assert_eq!(delegates(logs.iter()).collect::<Vec<_>>(), [one]);
    }
}
