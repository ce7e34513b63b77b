//! The methods that no real node has: making blocks, how far that has come, and stopping producers.
//!
//! Many blocks take their time, so they are made in slices, between which everybody else is answered; one request after
//! another, of which few may wait. Who has gone away, and the network's end, stop them between two slices.

use std::{
    sync::{MutexGuard, PoisonError, TryLockError, atomic::Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    Answer, Node,
    errand::{Errand, MOST_BLOCKS},
    params::at,
};
use crate::error::RpcError;

/// The longest step: a hundred years.
const MOST_SECONDS: f64 = 3_155_760_000.0;
/// The most requests that wait while another one makes its blocks.
const MOST_WAITING: usize = 4;
/// How long the chain is held at a time.
const SLICE: Duration = Duration::from_millis(20);
/// How long it is then left to others.
const PAUSE: Duration = Duration::from_millis(1);

/// Makes one block as the clock asks for it; none while somebody moves time on.
pub(super) fn tick(node: &Node) -> Answer {
    let _turn = match node.mining.try_lock() {
        Ok(turn) => turn,
        Err(TryLockError::Poisoned(error)) => error.into_inner(),
        Err(TryLockError::WouldBlock) => return Ok(Value::Null),
    };
    make(node, 1, node.step, &Errand::default())
}

/// The turn to make blocks, once those before have theirs.
///
/// # Errors
/// Too many wait already.
fn turn(node: &Node) -> Result<MutexGuard<'_, ()>, RpcError> {
    let before = node.waiting.fetch_add(1, Ordering::SeqCst);
    let turn = (before < MOST_WAITING).then(|| node.mining.lock().unwrap_or_else(PoisonError::into_inner));
    node.waiting.fetch_sub(1, Ordering::SeqCst);
    turn.ok_or_else(|| RpcError::plain("too many requests wait for blocks"))
}

/// How far the blocks have come, for as long as they are made.
struct Telling<'a>(&'a Node);

impl Telling<'_> {
    fn tell(&self, done: u64, total: u64) {
        *self.0.progress() = Some((done, total));
    }
}

impl Drop for Telling<'_> {
    fn drop(&mut self) {
        *self.0.progress() = None;
    }
}

/// Makes `blocks` blocks, each `micros` microseconds after the one before; gives the last. It is the caller's turn.
fn make(node: &Node, blocks: u64, micros: u64, errand: &Errand) -> Answer {
    let telling = Telling(node);
    let before = node.chain().tip();
    let (mut made, mut failed) = (0, None);
    while made < blocks && failed.is_none() {
        telling.tell(made, blocks);
        if errand.is_given_up() || *node.stopped.borrow() {
            failed = Some(RpcError::plain("nobody waits for these blocks any more"));
            break;
        }
        let (mut chain, begun) = (node.chain(), Instant::now());
        while made < blocks && begun.elapsed() < SLICE {
            if let Err(error) = chain.mine(micros) {
                failed = Some(error);
                break;
            }
            made += 1;
        }
        drop(chain);
        if made < blocks {
            thread::sleep(PAUSE);
        }
    }
    let chain = node.chain();
    if let Some(store) = &node.store {
        store.save(&chain);
    }
    for height in before + 1..=chain.tip() {
        // Nobody may be listening.
        let _ = node.heads.send(height);
    }
    if let Some(error) = failed {
        return Err(error);
    }
    let last = chain.blocks().last().ok_or_else(RpcError::format)?;
    Ok(json!({ "height": last.height, "timestamp": last.time.seconds(), "miner": last.producer.to_hex() }))
}

/// `practice_mine [{blocks, stepSeconds}]`.
pub(super) fn practice_mine(node: &Node, params: &Value, errand: &Errand) -> Answer {
    let options = at(params, 0).unwrap_or(&Value::Null);
    let blocks = match options.get("blocks") {
        None | Some(Value::Null) => 1,
        Some(blocks) => blocks.as_u64().filter(|n| *n > 0).ok_or_else(RpcError::format)?,
    };
    let micros = match options.get("stepSeconds") {
        None | Some(Value::Null) => node.step,
        Some(step) => {
            let seconds = step
                .as_f64()
                .filter(|s| (0.0..=MOST_SECONDS).contains(s))
                .ok_or_else(RpcError::format)?;
            (seconds * 1e6).round() as u64
        }
    };
    if !errand.may_make(blocks) {
        let message = format!("one request may ask for {MOST_BLOCKS} blocks at the most");
        return Err(RpcError::plain(message));
    }
    let _turn = turn(node)?;
    make(node, blocks, micros, errand)
}

/// `practice_progress []`: how many of the blocks that are being made stand; null while none are.
pub(super) fn practice_progress(node: &Node) -> Answer {
    let progress = *node.progress();
    Ok(progress.map_or(Value::Null, |(done, total)| json!({ "done": done, "total": total })))
}

/// `practice_forks []`: the blocks from which on the forks of Zanzibar are in force, null for never; blocks in an epoch, epochs
/// in a reward era and voters that a block visits; and where the contracts stand that voter rewards go by.
pub(super) fn practice_forks(node: &Node) -> Value {
    let chain = node.chain();
    let (genesis, rewards) = (&chain.genesis, &chain.params.voter_rewards);
    json!({
        "zanzibarHeight": genesis.zanzibar_height,
        "zanzibarBetaHeight": genesis.zanzibar_beta_height,
        "zanzibarGammaHeight": genesis.zanzibar_gamma_height,
        "blocksPerEpoch": genesis.blocks_per_epoch,
        "epochsPerRewardEra": rewards.epochs_per_era,
        "voterBudgetPerBlock": rewards.budget,
        "delegateProfileContract": rewards.delegate_profile,
        "autoDepositContract": rewards.auto_deposit,
        "hermesVaults": rewards.hermes_vaults,
    })
}

/// `practice_producer [{delegate, running}]`.
pub(super) fn practice_producer(node: &Node, params: &Value) -> Answer {
    let options = at(params, 0).ok_or_else(RpcError::format)?;
    let place = options
        .get("delegate")
        .and_then(Value::as_u64)
        .ok_or_else(RpcError::format)?;
    let running = options
        .get("running")
        .and_then(Value::as_bool)
        .ok_or_else(RpcError::format)?;
    let mut chain = node.chain();
    let delegate = usize::try_from(place)
        .ok()
        .and_then(|place| chain.genesis.delegates.get(place));
    let operator = delegate
        .map(|d| d.operator)
        .ok_or_else(|| RpcError::plain("there is no such delegate"))?;
    if running {
        chain.world.stopped.remove(&operator);
    } else {
        chain.world.stopped.insert(operator);
    }
    if let Some(store) = &node.store {
        store.save(&chain);
    }
    Ok(json!({ "delegate": place, "running": running }))
}
