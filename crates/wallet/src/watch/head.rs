//! The watch of the chain's head, which keeps what screens ask for most: the epoch, who is elected, who made blocks.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use ballast_api::{ChainView, EndpointHealth, EpochView, Event, FailoverView, FreezeView, SyncState};
use ballast_chain::Head;
use ballast_domain::{Epoch, Fork, Height, Timestamp, rehearsal::Clock};
use futures_util::StreamExt;

use crate::{
    Result,
    clock::now,
    failures::as_sentence,
    session::{Election, Known, NEAR, Session},
};

/// Silence after which the head is asked for again and the window told how things stand.
const QUIET: Duration = Duration::from_secs(5);
/// How often all endpoints are asked while no block comes: one that stands still is told by another that goes on.
const LOOK_AROUND: Duration = Duration::from_secs(15);
/// How long after its end the heads are followed anew.
const AGAIN: Duration = Duration::from_secs(1);
/// Blocks without which the chain counts as behind. One misses its turn now and then, and a delegate its turns of a round.
const BEHIND_BLOCKS: u32 = 8;

impl Session {
    /// Starts following the head.
    pub(crate) fn watch_chain(self: &Arc<Self>) {
        self.keep_up("the watch of the head", watch);
    }

    /// Reads the head now. Who is asked first decides, also where it tells of less than is known; but not of less than the
    /// chain surely had.
    pub(crate) async fn refresh_head(&self) -> Result<Head> {
        let head = self.client.head().await?.value;
        if self.known().is_far_above(head.height) && self.is_behind(head.height) {
            // All of them may have changed their word: the chain was begun anew.
            self.client.measure().await;
            if self.is_behind(head.height) {
                return Ok(head);
            }
        }
        self.take_head(head).await;
        Ok(head)
    }

    /// Whether the chain surely had a block far above this one.
    fn is_behind(&self, height: Height) -> bool {
        let had = self.client.surely_had();
        had.is_some_and(|had| had.0 > height.0.saturating_add(NEAR))
    }

    /// Takes in a head that came by itself. A far lower one may come from a node that is behind, or what is known may be
    /// false: the head is asked for.
    async fn hear_head(&self, head: Head) {
        let lower = self.known().is_far_above(head.height);
        if lower {
            // What goes wrong stands in the endpoints' health, and the next head is heard again.
            let _ = self.refresh_head().await;
        } else {
            self.take_head(head).await;
        }
    }

    async fn take_head(&self, head: Head) {
        let epoch = self.params.schedule.epoch_of(head.height);
        let (next_known, from) = {
            let mut known = self.known_mut();
            known.hear(head, Instant::now());
            if known.epoch != Some(epoch) {
                let start = self.params.schedule.start_of(epoch);
                let (made, counted_to) = (HashMap::new(), Height(start.0.saturating_sub(1)));
                *known = Known {
                    head: known.head,
                    heard: known.heard,
                    epoch: Some(epoch),
                    made,
                    counted_to,
                    ..Known::default()
                };
            }
            (known.next_pool.is_some(), known.counted_to)
        };
        self.know_election().await;
        if !next_known && head.height >= self.params.schedule.cutoff_of(epoch) {
            self.read_next_pool(epoch).await;
        }
        self.count_producers(from, head.height).await;
    }

    /// Reads who is elected in this epoch, unless that is known. One at a time: who comes second has it from the first.
    pub(crate) async fn know_election(&self) {
        let _turn = self.chain.electing.lock().await;
        let missing = {
            let known = self.known();
            known.epoch.filter(|_| !known.election.heard)
        };
        if let Some(epoch) = missing {
            self.read_election(epoch).await;
        }
    }

    async fn read_election(&self, epoch: Epoch) {
        let operators = |list: Vec<ballast_chain::Elected>| list.into_iter().map(|e| e.operator).collect();
        let pool = self.client.block_producers(Some(epoch)).await;
        let active = self.client.active_producers(Some(epoch)).await;
        let mut known = self.known_mut();
        if known.epoch == Some(epoch) {
            known.election = Election {
                heard: pool.is_ok() && active.is_ok(),
                pool: pool.ok().and_then(|s| s.value).map(operators),
                active: active.ok().and_then(|s| s.value).map(operators),
            };
        }
    }

    async fn read_next_pool(&self, epoch: Epoch) {
        let next = self
            .client
            .block_producers(Some(Epoch(epoch.0.saturating_add(1))))
            .await;
        let next: Option<Vec<_>> = next
            .ok()
            .and_then(|s| s.value)
            .map(|l| l.into_iter().map(|e| e.operator).collect());
        let mut known = self.known_mut();
        if known.epoch == Some(epoch) {
            known.next_pool = next.filter(|pool| !pool.is_empty());
        }
    }

    async fn count_producers(&self, from: Height, to: Height) {
        // What no node says now is counted when the next head comes.
        let first = Height(from.0.saturating_add(1));
        let _ = self.read_heads(first, to, |heads| self.count(heads)).await;
    }

    /// Counts who made these blocks, if those before them are counted; says whether it did.
    fn count(&self, heads: &[Head]) -> bool {
        let mut known = self.known_mut();
        for head in heads {
            if Some(head.height.0) != known.counted_to.0.checked_add(1) {
                return false;
            }
            *known.made.entry(head.producer).or_default() += 1;
            known.counted_to = head.height;
        }
        true
    }

    fn patience(&self) -> Duration {
        Duration::from_millis(self.params.block_millis) * BEHIND_BLOCKS
    }

    /// Whether no new block was seen for the time of several.
    pub(crate) fn stands_still(&self) -> bool {
        self.known().stands_still(self.patience(), Instant::now())
    }

    /// The chain as the window shows it.
    pub(crate) fn chain_view(&self) -> ChainView {
        let (fixed, chosen, own) = {
            let sources = self.sources();
            let own: Vec<_> = sources.choice.own.iter().map(|e| e.url.clone()).collect();
            (sources.fixed, sources.may_be_reset(), own)
        };
        let known = self.known();
        let endpoints: Vec<_> = self
            .client
            .endpoints()
            .into_iter()
            .map(|e| EndpointHealth {
                healthy: e.failures == 0 && e.chain_id.is_some() && !e.lagging && !e.ahead,
                ahead: e.ahead,
                own: own.contains(&e.url),
                url: e.url,
                latency_ms: e.latency_millis,
                height: e.height,
                error: e.last_error.as_deref().map(as_sentence),
                ws: e.ws,
                socket: e.socket,
                in_use: e.in_use,
                behind: e.behind,
            })
            .collect();
        let sync = match known.head {
            _ if endpoints.iter().all(|e| e.error.is_some()) => SyncState::Offline,
            None => SyncState::Connecting,
            Some(_) if known.stands_still(self.patience(), Instant::now()) => SyncState::Behind,
            Some(_) => SyncState::InStep,
        };
        ChainView {
            network: self.network,
            chain_id: self.params.chain_id,
            sync,
            height: known.head.map(|h| h.height),
            heard: known.heard.map(|heard| {
                let ago = heard.elapsed().as_secs();
                Timestamp::from_seconds(now().seconds().saturating_sub(ago))
            }),
            time: known.head.map(|h| h.timestamp),
            epoch: known.head.map(|head| self.epoch_view(head, &known)),
            freeze: known.head.and_then(|head| self.freeze_view(&head)),
            zanzibar: known.head.map(|h| self.params.at(Fork::Zanzibar, h.height)),
            base_fee: known.head.and_then(|h| h.base_fee_per_gas),
            endpoints,
            failover: self.client.last_failover().map(|f| FailoverView {
                why: as_sentence(&f.why),
                at: Timestamp::from_seconds(now().seconds().saturating_sub(f.ago.as_secs())),
                from: f.from,
                to: f.to,
            }),
            fixed: fixed.map(str::to_owned),
            chosen,
        }
    }

    /// The next freeze that a change in the block after `head` counts for.
    pub(crate) fn freeze_view(&self, head: &Head) -> Option<FreezeView> {
        self.freeze_by(&self.clock(head))
    }

    /// The same, by a clock that may be ahead of the head that was heard last.
    pub(crate) fn freeze_by(&self, clock: &Clock<'_>) -> Option<FreezeView> {
        let next = Height(clock.height.0.saturating_add(1));
        let (era, height) = self.params.next_freeze(next)?;
        Some(FreezeView {
            era,
            height,
            at: clock.time_of(height),
        })
    }

    fn epoch_view(&self, head: Head, known: &Known) -> EpochView {
        let schedule = &self.params.schedule;
        let epoch = schedule.epoch_of(head.height);
        let last = schedule.last_of(epoch);
        EpochView {
            epoch,
            start: schedule.start_of(epoch),
            last,
            cutoff: schedule.cutoff_of(epoch),
            next_fixed: known.next_pool.is_some(),
            seconds_left: last
                .0
                .saturating_sub(head.height.0)
                .saturating_mul(self.params.block_millis)
                / 1000,
            pool: known.election.pool.clone(),
            active: known.election.active.clone(),
            next_pool: known.next_pool.clone(),
        }
    }
}

async fn watch(session: Weak<Session>) {
    let mut looked = Instant::now();
    loop {
        let Some(mut heads) = session.upgrade().map(|session| session.client.heads()) else {
            return;
        };
        loop {
            let head = tokio::time::timeout(QUIET, heads.next()).await;
            let Some(session) = session.upgrade() else { return };
            match head {
                Ok(Some(head)) => session.hear_head(head).await,
                // What followed them died: they are followed anew.
                Ok(None) => break,
                // Silence: ask, so that the endpoints' health is known.
                Err(_) => {
                    let _ = session.refresh_head().await;
                }
            }
            if session.stands_still() && looked.elapsed() >= LOOK_AROUND {
                looked = Instant::now();
                // Who does not answer by then is not waited for.
                let _ = tokio::time::timeout(QUIET, session.client.measure()).await;
            }
            session.tell(Event::Chain(Box::new(session.chain_view())));
        }
        tokio::time::sleep(AGAIN).await;
    }
}
