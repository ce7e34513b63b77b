//! Whether a step may be signed as it would be done now: within the bounds that were agreed to, or that the person was
//! shown and said yes to, and not where the very same was signed beside the sequence meanwhile.

use ballast_domain::{
    Amount, BucketId, Height, Intent, Proposal, Remedy, Severity, Timestamp, Warning,
    sequence::{Agreement, AsNow, Passed, held},
};

use super::{Ask, Known, review::bounds};
use crate::{
    Result,
    road::{batch::Run, gas, warnings::SAME},
    session::Session,
};

/// The rules by which a batch lets something wait for what is before it.
const LATER: &str = "batch.";

/// A step whose turn has come, as it would be done now.
pub(super) struct Turn {
    pub(super) step: u32,
    proposal: Proposal,
    /// What a unit of gas costs in the block that it stands on.
    price: Amount,
    /// The buckets that it names, and what each holds.
    buckets: Vec<(BucketId, Amount)>,
    /// That the very same was signed beside the sequence, and may be done yet.
    same: Option<Warning>,
}

impl Session {
    /// What each step of this sequence would do now, one after another.
    pub(super) async fn turns(&self, sequence: &str, agreement: &Agreement, steps: &[u32]) -> Result<Vec<Turn>> {
        let of = |step: &u32| {
            let agreed = agreement.steps.get(*step as usize)?;
            Some((*step, &agreed.step.intent))
        };
        let intents: Vec<(u32, &Intent)> = steps.iter().filter_map(of).collect();
        let only: Vec<&Intent> = intents.iter().map(|(_, intent)| *intent).collect();
        let footing = self.footing(&only).await?;
        let fees = gas::offer(&footing.ground.head);
        let waiting = self.all_held(&footing).await?;
        let lately = self.lately_beside(sequence).await?;
        let mut run = Run::from(footing);
        let mut turns = Vec::with_capacity(intents.len());
        for (step, intent) in intents {
            let buckets = held(&intent.buckets(), &run.footing.ground.books.ledger);
            turns.push(Turn {
                step,
                buckets,
                price: fees.base_fee.saturating_add(fees.max_tip_per_gas),
                same: lately.same(intent),
                proposal: self.next_item(&mut run, intent.clone(), &waiting).await?,
            });
        }
        Ok(turns)
    }

    /// The proposal as it may be signed; none where it waits or is asked about, which is noted. `asked` is what the person
    /// was asked about it before, and whether they said yes to that now.
    pub(super) async fn judge(
        &self,
        agreement: &Agreement,
        turn: &Turn,
        asked: (Option<&Ask>, bool),
        known: &mut Known,
    ) -> Result<Option<Proposal>> {
        let Some(agreed) = agreement.steps.get(turn.step as usize) else {
            return Ok(None);
        };
        if turn.proposal.block().is_some() {
            self.note_block(turn, known).await?;
            return Ok(None);
        }
        let Some(transaction) = turn.proposal.transactions.first() else {
            return Ok(None);
        };
        let codes = self.codes_of(&[&agreed.step.intent]).await?;
        let offered = (transaction.gas_limit, transaction.max_fee_per_gas);
        let mut today = bounds(&agreed.step.intent, offered.0, offered.1, &codes);
        today.buckets.clone_from(&turn.buckets);
        let within = |bounds: &ballast_domain::sequence::Bounds, seen: &[String]| {
            let mut now = AsNow {
                proposal: turn.proposal.clone(),
                price: turn.price,
                code: today.code.clone(),
                buckets: turn.buckets.clone(),
            };
            for transaction in &mut now.proposal.transactions {
                bounds.cap(transaction);
                let most = u128::from(transaction.gas_limit);
                now.proposal.max_fee = transaction.max_fee_per_gas.saturating_mul(most);
            }
            let mut passed = bounds.passed_by(&now, seen);
            // Signed once more, it would be done twice.
            let same = turn.same.iter().filter(|warning| !seen.contains(&warning.rule));
            passed.extend(same.map(|warning| Passed::Caution {
                rule: warning.rule.clone(),
                sentence: warning.sentence.clone(),
            }));
            (now.proposal, passed)
        };
        let (proposal, passed) = within(&agreed.bounds, &agreed.cautions);
        if passed.is_empty() {
            return Ok(Some(proposal));
        }
        // What was asked before stands as long as it would do: the person can answer it.
        if let (Some(ask), yes) = asked
            && let Some((bounds, seen)) = &ask.agrees
        {
            let (proposal, passed) = within(bounds, seen);
            if passed.is_empty() {
                if yes {
                    return Ok(Some(proposal));
                }
                known.asks.insert(turn.step, ask.clone());
                return Ok(None);
            }
        }
        // That an equal step of its own is under way was no question, and is no answer.
        let is_asked = |w: &&Warning| w.severity == Severity::Caution && (w.rule != SAME || turn.same.is_some());
        let warns = proposal.warnings.iter().filter(is_asked);
        let sentences: Vec<String> = passed.iter().map(Passed::sentence).collect();
        let ask = Ask {
            sentence: sentences.join(" "),
            agrees: Some((today, warns.map(|w| w.rule.clone()).collect())),
        };
        known.asks.insert(turn.step, ask);
        Ok(None)
    }

    /// Notes until when a rule lets a step wait, or that it forbids it.
    async fn note_block(&self, turn: &Turn, known: &mut Known) -> Result<()> {
        let Some(block) = turn.proposal.block() else {
            return Ok(());
        };
        let until = match &block.remedy {
            Remedy::At(at) => Some(*at),
            Remedy::FromHeight(height) => Some(self.about(*height).await?),
            Remedy::Never => None,
        };
        match until {
            Some(until) => drop(known.until.insert(turn.step, until)),
            // What is mined before it decides: it is looked at again then.
            None if block.rule.starts_with(LATER) => {}
            None => {
                let ask = Ask {
                    sentence: format!("{} {}", block.sentence, block.help),
                    agrees: None,
                };
                known.asks.insert(turn.step, ask);
            }
        }
        Ok(())
    }

    async fn about(&self, height: Height) -> Result<Timestamp> {
        let head = self.held_to_clock(self.newest_head().await?);
        Ok(self.clock(&head).time_of(height))
    }
}
