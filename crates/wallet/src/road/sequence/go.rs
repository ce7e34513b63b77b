//! The steps whose turn has come: proposed anew, held to their bounds, signed and sent.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{Address, Proposal, Timestamp, sequence::Agreement};
use ballast_store::{PartOf, Sequence};

use super::{
    Ask, Known, Sequences,
    fate::{Fate, Fates},
};
use crate::{
    Result,
    clock::now,
    confirm::Turn,
    session::{Session, lock},
};

/// The most steps of a sequence that are on their way at once.
const MOST_UNDER_WAY: usize = 16;
/// Why a step that is within its bounds asks.
const ITS_TURN: &str = "Its turn has come.";

/// Who lets steps be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// The person, now; with the mark of what they saw it ask.
    Given(Option<u64>),
    /// Nobody now; the sequence may go on by itself or not.
    NotNow,
}

impl Session {
    /// Signs and sends what can be of a sequence, and notes what has to wait or be asked about. True where something
    /// changed. `turn` is the person's to approve, where they do; it ends when the steps are written.
    pub(crate) async fn go_on(&self, id: &str, word: Word, turn: Turn) -> Result<bool> {
        let kept = self.own::<Sequences>();
        let going = kept.going.lock().await;
        let name = id.to_owned();
        let Some(sequence) = self.with_store(move |store| store.sequence(&name)).await? else {
            return Err(crate::Error::NoSequence);
        };
        if sequence.stopped.is_some() {
            return Ok(false);
        }
        let agreement = sequence.agreement()?;
        let fates = self.fates(id, &agreement).await?;
        for step in fates.newly_lost.clone() {
            let name = id.to_owned();
            self.with_store(move |store| store.lose_step(&name, step, now()))
                .await?;
        }
        let head = self.held_to_clock(self.newest_head().await?);
        let before = lock(&kept.known).get(id).cloned().unwrap_or_default();
        let ready = ready(&agreement, &fates, &before, head.timestamp);
        let asked = word != Word::NotNow;
        // What asks otherwise than the person saw it is asked about again.
        let shown = match word {
            Word::Given(Some(seen)) => seen == before.mark(),
            _ => false,
        };
        let looked = Some((head.height, fates.done()));
        if fates.nothing_goes_on(&agreement) {
            lock(&kept.known).entry(id.to_owned()).or_default().over = true;
        }
        if ready.is_empty() || (!asked && (before.looked == looked || self.is_reviewing(&agreement, &ready))) {
            return Ok(false);
        }
        let mut known = Known {
            looked,
            asks: BTreeMap::new(),
            ..before.clone()
        };
        let (may, locked) = (asked || sequence.by_itself, self.vault().is_locked());
        let mut signed = Vec::new();
        match (may, locked) {
            (true, false) => {
                signed = self
                    .take_turns(&sequence, &agreement, &ready, &mut known, (&before.asks, shown))
                    .await?;
            }
            // Once it is open, they are looked at at once.
            (true, true) => known.looked = None,
            (false, _) => {
                let ask = |step: &u32| (*step, before.asks.get(step).cloned().unwrap_or_else(its_turn));
                known.asks = ready.iter().map(ask).collect();
            }
        }
        if !signed.is_empty() {
            // What comes next is looked at at once.
            known.looked = None;
        }
        let changed = !signed.is_empty() || known.asks != before.asks || known.until != before.until;
        lock(&kept.known).insert(id.to_owned(), known);
        // A node that holds its answer back holds up nobody who wants to stop.
        drop((going, turn));
        self.send(&signed).await;
        Ok(changed)
    }

    /// Sends what was written. What fails here is the watch's to do again.
    async fn send(&self, ids: &[String]) {
        for id in ids {
            if let Ok(written) = self.stored(id).await {
                self.push_or_leave(&written).await;
            }
        }
        if !ids.is_empty() {
            self.road.sent.notify_one();
        }
    }

    /// Whether the person looks at a review of an account that the steps act for: its place in the row is not taken
    /// while it can be signed.
    fn is_reviewing(&self, agreement: &Agreement, ready: &[u32]) -> bool {
        let of = |step: &u32| {
            agreement
                .steps
                .get(*step as usize)
                .map(|agreed| agreed.step.intent.account)
        };
        let accounts: BTreeSet<Address> = ready.iter().filter_map(of).collect();
        let proposals = lock(&self.road.proposals);
        proposals.values().any(|proposal| {
            let fresh = proposal.basis.at.seconds_until(now()) <= proposal.fresh_for;
            fresh && !proposal.transactions.is_empty() && accounts.contains(&proposal.intent.account)
        })
    }

    /// Whether no step of a sequence can go on any more.
    pub(crate) fn is_over(&self, id: &str) -> bool {
        lock(&self.own::<Sequences>().known)
            .get(id)
            .is_some_and(|known| known.over)
    }

    /// Proposes the steps, signs those that may be signed, and says which submissions those became. `asked` is what the
    /// person was asked before, and whether they said yes to it now.
    async fn take_turns(
        &self,
        sequence: &Sequence,
        agreement: &Agreement,
        ready: &[u32],
        known: &mut Known,
        asked: (&BTreeMap<u32, Ask>, bool),
    ) -> Result<Vec<String>> {
        let mut steps = ready.to_vec();
        // One that is left out takes its nonce with it, so the others are proposed anew.
        loop {
            let turns = self.turns(&sequence.id, agreement, &steps).await?;
            if turns.is_empty() {
                return Ok(Vec::new());
            }
            let before = steps.len();
            let mut fit = Vec::with_capacity(before);
            for turn in turns {
                let ask = asked.0.get(&turn.step);
                if let Some(proposal) = self.judge(agreement, &turn, (ask, asked.1), known).await? {
                    fit.push((turn.step, proposal));
                }
            }
            if fit.len() == before {
                return self.sign_turns(&sequence.id, fit).await;
            }
            steps = fit.iter().map(|(step, _)| *step).collect();
        }
    }

    /// Signs the steps, and writes all of them down together with which step each is. They are still to be sent.
    async fn sign_turns(&self, id: &str, turns: Vec<(u32, Proposal)>) -> Result<Vec<String>> {
        let proposals: Vec<Proposal> = turns.iter().map(|(_, proposal)| proposal.clone()).collect();
        let accounts: BTreeSet<Address> = proposals.iter().map(|p| p.intent.account).collect();
        accounts.iter().try_for_each(|account| self.require_signer(*account))?;
        let _one_at_a_time = self.road.signing.lock().await;
        for account in accounts {
            self.require_nonces(account, &proposals).await?;
        }
        let sign = |(step, proposal)| {
            let part_of = PartOf {
                sequence: id.to_owned(),
                step,
            };
            self.sign(proposal, None, Some(part_of))
        };
        let signed = turns.into_iter().map(sign).collect::<Result<Vec<_>>>()?;
        let ids: Vec<String> = signed.iter().map(|new| new.id.clone()).collect();
        lock(&self.road.unsent).extend(ids.iter().cloned());
        self.with_store(move |store| store.submit_together(&signed)).await?;
        Ok(ids)
    }
}

fn its_turn() -> Ask {
    Ask {
        sentence: ITS_TURN.into(),
        agrees: None,
    }
}

/// The steps that can be proposed: never signed, everything before them done, their date come; as many as may be on
/// their way.
fn ready(agreement: &Agreement, fates: &Fates, known: &Known, now: Timestamp) -> Vec<u32> {
    let room = MOST_UNDER_WAY.saturating_sub(fates.under_way());
    let steps = (0u32..).zip(&agreement.steps).zip(&fates.all);
    let is_ready = |step: u32, earliest: Option<Timestamp>| {
        let until = known.until.get(&step).copied().max(earliest);
        fates.is_due(agreement, step) && until.is_none_or(|until| until <= now)
    };
    let mut all: Vec<u32> = steps
        .filter(|((step, agreed), fate)| matches!(fate, Fate::Unsigned) && is_ready(*step, agreed.earliest))
        .map(|((step, _), _)| step)
        .collect();
    // Those that ask hold up no others.
    all.sort_by_key(|step| known.asks.contains_key(step));
    all.truncate(room);
    all
}
