//! The steps whose turn has come: proposed anew, held to their bounds, signed and sent.

use std::collections::BTreeMap;

use ballast_domain::{
    Height, Intent, Proposal, Remedy, Severity, Timestamp,
    sequence::{Agreement, Bounds},
};
use ballast_store::{PartOf, Sequence};

use super::{Ask, Known, Sequences, fate::Fate, fate::Fates, review::bounds};
use crate::{
    Result,
    road::{batch::Run, gas},
    session::{Session, lock},
};

/// The most steps of a sequence that are on their way at once.
const MOST_UNDER_WAY: usize = 16;
/// The rules by which a batch lets something wait for what is before it.
const LATER: &str = "batch.";
/// Why a step that is within its bounds asks.
const ITS_TURN: &str = "Its turn has come.";

/// Who lets steps be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// The person, now.
    Given,
    /// Nobody now; the sequence may go on by itself or not.
    NotNow,
}

/// A step whose turn has come, as it would be done now.
struct Turn {
    step: u32,
    proposal: Proposal,
}

impl Session {
    /// Signs and sends what can be of a sequence, and notes what has to wait or be asked about. True where something
    /// changed.
    pub(crate) async fn go_on(&self, id: &str, word: Word) -> Result<bool> {
        let kept = self.own::<Sequences>();
        let _one_at_a_time = kept.going.lock().await;
        let name = id.to_owned();
        let Some(sequence) = self.with_store(move |store| store.sequence(&name)).await? else {
            return Err(crate::Error::NoSequence);
        };
        if sequence.stopped.is_some() {
            return Ok(false);
        }
        let agreement = sequence.agreement()?;
        let fates = self.fates(id, &agreement).await?;
        let head = self.newest_head().await?;
        let before = lock(&kept.known).get(id).cloned().unwrap_or_default();
        let ready = ready(&agreement, &fates, &before, head.timestamp);
        let asked = word == Word::Given;
        let looked = Some((head.height, fates.done()));
        if fates.done() == agreement.steps.len() {
            lock(&kept.known).entry(id.to_owned()).or_default().over = true;
        }
        if ready.is_empty() || (!asked && before.looked == looked) {
            return Ok(false);
        }
        let mut known = Known {
            looked,
            asks: BTreeMap::new(),
            ..before.clone()
        };
        let (may, locked) = (asked || sequence.by_itself, self.vault().is_locked());
        let signed = match (may, locked) {
            (true, false) => {
                self.take_turns(&sequence, &agreement, &ready, &mut known, asked.then_some(&before.asks))
                    .await?
            }
            (true, true) => 0,
            (false, _) => {
                let ask = |step: &u32| (*step, before.asks.get(step).cloned().unwrap_or_else(its_turn));
                known.asks = ready.iter().map(ask).collect();
                0
            }
        };
        if signed > 0 {
            // What comes next is looked at at once.
            known.looked = None;
        }
        let changed = signed > 0 || known.asks != before.asks || known.until != before.until;
        lock(&kept.known).insert(id.to_owned(), known);
        Ok(changed)
    }

    /// Whether all of a sequence is known to be done.
    pub(crate) fn is_over(&self, id: &str) -> bool {
        lock(&self.own::<Sequences>().known)
            .get(id)
            .is_some_and(|known| known.over)
    }

    /// Proposes the steps, signs those that may be signed, and says how many those were. `shown` is what the person said
    /// yes to now.
    async fn take_turns(
        &self,
        sequence: &Sequence,
        agreement: &Agreement,
        ready: &[u32],
        known: &mut Known,
        shown: Option<&BTreeMap<u32, Ask>>,
    ) -> Result<usize> {
        let mut steps = ready.to_vec();
        // One that is left out takes its nonce with it, so the others are proposed anew.
        loop {
            let turns = self.turns(agreement, &steps).await?;
            if turns.is_empty() {
                return Ok(0);
            }
            let before = steps.len();
            let mut fit = Vec::with_capacity(before);
            for turn in turns {
                let shown = shown.and_then(|shown| shown.get(&turn.step));
                if let Some(proposal) = self.judge(agreement, &turn, shown, known).await? {
                    fit.push(Turn {
                        step: turn.step,
                        proposal,
                    });
                }
            }
            if fit.len() == before {
                return self.sign_turns(&sequence.id, fit).await;
            }
            steps = fit.iter().map(|turn| turn.step).collect();
            if steps.is_empty() {
                return Ok(0);
            }
        }
    }

    /// What each step would do now, one after another.
    async fn turns(&self, agreement: &Agreement, steps: &[u32]) -> Result<Vec<Turn>> {
        let of = |step: &u32| {
            agreement
                .steps
                .get(*step as usize)
                .map(|agreed| (*step, &agreed.step.intent))
        };
        let intents: Vec<(u32, &Intent)> = steps.iter().filter_map(of).collect();
        let only: Vec<&Intent> = intents.iter().map(|(_, intent)| *intent).collect();
        let footing = self.footing(&only).await?;
        let held = self.all_held(&footing).await?;
        let mut run = Run::from(footing);
        let mut turns = Vec::with_capacity(intents.len());
        for (step, intent) in intents {
            let proposal = self.next_item(&mut run, intent.clone(), &held).await?;
            turns.push(Turn { step, proposal });
        }
        Ok(turns)
    }

    /// The proposal as it may be signed; none where it waits or is asked about, which is noted.
    async fn judge(
        &self,
        agreement: &Agreement,
        turn: &Turn,
        shown: Option<&Ask>,
        known: &mut Known,
    ) -> Result<Option<Proposal>> {
        let Some(agreed) = agreement.steps.get(turn.step as usize) else {
            return Ok(None);
        };
        let mut proposal = turn.proposal.clone();
        if let Some(block) = turn.proposal.block() {
            let until = match &block.remedy {
                Remedy::At(at) => Some(*at),
                Remedy::FromHeight(height) => Some(self.about(*height).await?),
                Remedy::Never => None,
            };
            match until {
                Some(until) => drop(known.until.insert(turn.step, until)),
                // What is mined before it decides: it is looked at again then.
                None if block.rule.starts_with(LATER) => {}
                None => drop(known.asks.insert(
                    turn.step,
                    Ask {
                        sentence: format!("{} {}", block.sentence, block.help),
                        agrees: None,
                    },
                )),
            }
            return Ok(None);
        }
        let codes = self.codes_of(&[&agreed.step.intent]).await?;
        let (agreed_bounds, seen): (&Bounds, &[String]) = match shown.and_then(|ask| ask.agrees.as_ref()) {
            Some((bounds, seen)) => (bounds, seen),
            None => (&agreed.bounds, &agreed.cautions),
        };
        let price = gas::offer(&self.newest_head().await?);
        let now = price.base_fee.saturating_add(price.max_tip_per_gas);
        let Some(transaction) = proposal.transactions.first_mut() else {
            return Ok(None);
        };
        let offered = transaction.max_fee_per_gas;
        let as_now = bounds(&agreed.step.intent, transaction.gas_limit, offered, &codes);
        agreed_bounds.cap(transaction);
        proposal.max_fee = transaction
            .max_fee_per_gas
            .saturating_mul(u128::from(transaction.gas_limit));
        match agreed_bounds.passed_by(&proposal, now, &as_now.code, seen) {
            None => Ok(Some(proposal)),
            Some(passed) => {
                let warns = proposal.warnings.iter().filter(|w| w.severity == Severity::Caution);
                let ask = Ask {
                    sentence: passed.sentence(),
                    agrees: Some((as_now, warns.map(|w| w.rule.clone()).collect())),
                };
                known.asks.insert(turn.step, ask);
                Ok(None)
            }
        }
    }

    async fn about(&self, height: Height) -> Result<Timestamp> {
        let head = self.newest_head().await?;
        Ok(self.clock(&head).time_of(height))
    }

    /// Signs the steps, writes all of them down together with which step each is, and then sends them.
    async fn sign_turns(&self, id: &str, turns: Vec<Turn>) -> Result<usize> {
        let proposals: Vec<Proposal> = turns.iter().map(|turn| turn.proposal.clone()).collect();
        let mut accounts: Vec<_> = proposals.iter().map(|p| p.intent.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts.iter().try_for_each(|account| self.require_signer(*account))?;
        let one_at_a_time = self.road.signing.lock().await;
        for account in accounts {
            self.require_nonces(account, &proposals).await?;
        }
        let sign = |turn: Turn| {
            let part_of = PartOf {
                sequence: id.to_owned(),
                step: turn.step,
            };
            self.sign(turn.proposal, None, Some(part_of))
        };
        let signed = turns.into_iter().map(sign).collect::<Result<Vec<_>>>()?;
        let ids: Vec<String> = signed.iter().map(|new| new.id.clone()).collect();
        lock(&self.road.unsent).extend(ids.iter().cloned());
        self.with_store(move |store| store.submit_together(&signed)).await?;
        drop(one_at_a_time);
        // All of it is written, so it will be done: what fails from here on is the watch's to do again.
        for id in &ids {
            if let Ok(written) = self.stored(id).await {
                self.push_or_leave(&written).await;
            }
        }
        self.road.sent.notify_one();
        Ok(ids.len())
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
    steps
        .filter(|((step, agreed), fate)| matches!(fate, Fate::Unsigned) && is_ready(*step, agreed.earliest))
        .map(|((step, _), _)| step)
        .take(room)
        .collect()
}
