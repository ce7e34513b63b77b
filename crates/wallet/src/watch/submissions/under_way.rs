//! What is under way: looked for at the nodes, sent again where they forgot it, and ended by what they say.

use std::time::{Duration, Instant};

use ballast_chain::Word;
use ballast_domain::Height;
use ballast_store::{Event, State, Submission};

use super::watch::Watch;
use crate::{
    Result,
    clock::now,
    failures,
    road::{
        held::is_young,
        witness::{NotMined, Verdict},
    },
    session::Session,
};

/// How long, and through how many new blocks, a transaction has to be nowhere before it counts as vanished. Nodes show
/// what waits in their pool, so this is to be sure of the node, not of the chain.
const NOWHERE_FOR: Duration = Duration::from_secs(10);
const NOWHERE_BLOCKS: u64 = 2;
/// Seconds after which somebody wonders why a transaction waits.
const LONG: u64 = 20;
/// How often all nodes are heard about what waits, and are handed it anew.
const HEAR_AGAIN: Duration = Duration::from_secs(10);
/// As many blocks after the review are looked through for a transaction that has no receipt and whose nonce is used.
const LOOKED_THROUGH: u64 = 600;
/// How often a transaction that nodes forgot is sent again, while the wish behind it is young, before it counts as
/// vanished. One that breaks a rule is taken and forgotten each time (node-behaviour.md §3), so there has to be an end.
const AGAIN: u8 = 2;

impl Session {
    /// Looks what became of one that is under way.
    pub(super) async fn look_at_open(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        if submission.state == State::Mined || self.may_be_mined(submission, watch).await? {
            match self.hear_of(submission, watch).await? {
                None => return Ok(()),
                // Written by one node's word, before its end was: the others may say otherwise.
                Some(heard) if submission.state == State::Mined => {
                    return self.unsay(submission, watch, &heard).await;
                }
                Some(_) => {}
            }
        }
        // What has made way for another waits for that one's fate.
        if submission.replaced_by.is_some() {
            return Ok(());
        }
        if submission.state == State::Signed {
            self.push(submission).await?;
        }
        if self.client.transaction(submission.hash).await?.is_some() {
            watch.nowhere = None;
            // A crash may have come between a node's word and its being written.
            return match submission.state {
                State::Signed => self.advance(&submission.id, Event::Sent).await,
                _ => self.look_at_waiting(submission, watch).await,
            };
        }
        let height = self.client.height().await?.height;
        let (since, mut at) = *watch.nowhere.get_or_insert((Instant::now(), height));
        if height < at {
            // A head may go down: it was false, or another node is asked.
            at = height;
            watch.nowhere = Some((since, at));
        }
        if since.elapsed() < NOWHERE_FOR || height.0 < at.0.saturating_add(NOWHERE_BLOCKS) {
            return Ok(());
        }
        watch.nowhere = None;
        match self.hear_of(submission, watch).await? {
            Some(heard) => self.end_unmined(submission, watch, &heard).await,
            None => Ok(()),
        }
    }

    /// Whether it is worth it to hear all nodes: one shows a receipt, or fails at it while there are others.
    async fn may_be_mined(&self, submission: &Submission, watch: &Watch) -> Result<bool> {
        match self.shows_receipt(submission.hash).await {
            Err(_) if self.client.nodes().len() > 1 => {
                Ok(watch.heard.is_none_or(|heard| heard.elapsed() >= HEAR_AGAIN))
            }
            shown => shown,
        }
    }

    /// Hears all nodes about a submission, and ends it where they say that it stands in a block. Else what they say, unless
    /// that is too little to go by.
    async fn hear_of(&self, submission: &Submission, watch: &mut Watch) -> Result<Option<NotMined>> {
        watch.heard = Some(Instant::now());
        match self.hear(submission, &mut watch.waited).await? {
            Verdict::Mined { proven, alone } => {
                self.settle(submission, &proven, alone).await?;
                Ok(None)
            }
            Verdict::Open { why, unknown, .. } => {
                self.wait_because(submission, why);
                if unknown {
                    self.hand_round_again(submission, watch).await?;
                }
                Ok(None)
            }
            Verdict::NotMined(heard) => Ok(Some(heard)),
        }
    }

    /// Hands the nodes what one of them claims to have in a block and another knows nothing of, now and then while the wish
    /// is young: who is asked first must not keep it to itself.
    async fn hand_round_again(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        let lately = watch.handed.is_some_and(|at| at.elapsed() < HEAR_AGAIN);
        if lately || !is_young(submission.wished, now()) {
            return Ok(());
        }
        watch.handed = Some(Instant::now());
        match submission.state {
            State::Signed => self.push(submission).await,
            _ => self.send_again(submission).await,
        }
    }

    /// A node has it, and shows no receipt: another may show one, or may have to be handed the transaction.
    async fn look_at_waiting(&self, submission: &Submission, watch: &mut Watch) -> Result<()> {
        let long = submission.updated.seconds_until(now()) >= LONG;
        let again = watch.heard.is_none_or(|heard| heard.elapsed() >= HEAR_AGAIN);
        if long && again && self.client.nodes().len() > 1 {
            let Some(heard) = self.hear_of(submission, watch).await? else {
                return Ok(());
            };
            let unknown = heard.said.iter().any(|(_, testimony)| testimony.word == Word::Nothing);
            if unknown && is_young(submission.wished, now()) {
                self.send_again(submission).await?;
            }
        }
        // Each look asks several questions, and many may wait at once.
        if watch.wondered.is_some_and(|at| at.elapsed() < HEAR_AGAIN) {
            return Ok(());
        }
        if long {
            watch.wondered = Some(Instant::now());
        }
        self.look_why_it_waits(submission).await
    }

    /// No node that answers has it, in a block or waiting: what that comes to.
    async fn end_unmined(&self, submission: &Submission, watch: &mut Watch, heard: &NotMined) -> Result<()> {
        let said = heard.said.as_slice();
        if said.iter().any(|(_, testimony)| testimony.word == Word::Waits) {
            return Ok(());
        }
        let used = said
            .iter()
            .filter(|(_, testimony)| testimony.pending > submission.nonce)
            .count();
        if used > 0 && used < said.len() {
            self.wait_because(submission, failures::counts_differ());
            return Ok(());
        }
        let alone = match said {
            [(node, _)] => self.alone(node),
            _ => None,
        };
        match (used > 0, submission.state) {
            // Never taken by a node: it is sent again while it is young, and then the person is asked.
            (false, State::Signed) => Ok(()),
            (false, State::Sent) if watch.again < AGAIN && is_young(submission.wished, now()) => {
                watch.again += 1;
                self.send_again(submission).await
            }
            // Who did not answer just now may have it.
            _ if heard.silent => {
                self.wait_because(submission, failures::not_all_heard());
                Ok(())
            }
            (true, _) => {
                // A block that lists it says more than a receipt that is not shown.
                if let Some(block) = self.listed(submission).await? {
                    self.wait_because(submission, failures::hidden(block));
                    return Ok(());
                }
                let replaced = Event::Replaced { by: None };
                self.advance_by(&submission.id, replaced, alone).await
            }
            (false, _) => {
                let vanished = Event::Vanished(ballast_chain::vanished());
                self.advance_by(&submission.id, vanished, alone).await
            }
        }
    }

    /// The block that lists a submission, among those since it was reviewed.
    async fn listed(&self, submission: &Submission) -> Result<Option<Height>> {
        let Ok(approved) = submission.proposal() else {
            return Ok(None);
        };
        let first = approved.basis.height.0.saturating_add(1);
        let newest = self.client.height().await?.height.0;
        let last = newest.min(first.saturating_add(LOOKED_THROUGH - 1));
        let found = self.client.find_listed(submission.hash, Height(first), Height(last));
        Ok(found.await?)
    }
}
