//! The review of a sequence: each step as a sentence, with its bounds, its date, and what stands if it stops there.

use std::collections::{BTreeMap, BTreeSet};

use ballast_api::{ReviewedStep, SequenceProposal};
use ballast_chain::encode;
use ballast_domain::{
    Action, Address, Amount, ContractVersion, Hash, Intent, Party, Severity, Snapshot, Source, Touch, Transfer,
    Warning, keccak256,
    rehearsal::Cost,
    sequence::{self, AgreedStep, Bounds, Reviewed, SequenceStep, SequenceWish},
};

use futures_util::{StreamExt, TryStreamExt, future::try_join_all, stream};

use super::Sequences;
use crate::{
    Error, Result,
    clock::now,
    road::{
        approve::ANSWERED_WITHIN,
        gas::{self, NoGas},
        propose::{FRESH_FOR, new_id},
    },
    session::{Session, lock},
};

/// Steps about which a node is asked at once.
const ASKED_AT_ONCE: usize = 16;

/// The gas of a step, whose word that is, and why it could not be signed with any.
struct Gas {
    limit: u64,
    source: Source,
    fails: Option<NoGas>,
}

impl Session {
    /// What each step of a wish would do, within which bounds, and when.
    pub(crate) async fn propose_sequence(&self, wish: &SequenceWish) -> Result<SequenceProposal> {
        let (title, steps) = self.steps_of(wish).await?;
        let intents: Vec<&Intent> = steps.iter().map(|step| &step.intent).collect();
        let footing = self.footing(&intents).await?;
        let ground = &footing.ground;
        let fees = gas::offer(&ground.head);
        let gas = self.gas_of(&steps, &ground.books.ledger.codes).await?;
        let costs: Vec<(&Action, Cost)> = (steps.iter().zip(&gas))
            .map(|(step, gas)| {
                let max = fees.max_cost(gas.limit);
                let fee = gas::fee(&fees, &step.intent.action, gas.limit);
                (&step.intent.action, Cost { fee, max })
            })
            .collect();
        // The same action takes the same gas, wherever it stands.
        let cost = |action: &Action| {
            let found = costs.iter().find(|(of, _)| *of == action);
            found.map_or(
                Cost {
                    fee: Amount::ZERO,
                    max: Amount::ZERO,
                },
                |(_, cost)| *cost,
            )
        };
        let balances = footing
            .holdings
            .iter()
            .map(|(who, held)| (*who, held.spendable))
            .collect();
        let clock = self.clock(&ground.head);
        let reviewed = sequence::review(&steps, clock, &ground.books.ledger, &balances, cost);
        let codes = self.codes_of(&intents).await?;
        let lately = self.lately().await?;
        let leaves = reviewed.iter().map(|step| given_away(&step.moved, &balances)).sum();
        let steps: Vec<ReviewedStep> = (steps.into_iter().zip(reviewed).zip(gas))
            .map(|((step, reviewed), gas)| {
                let price = footing.bearings.judge(&fees, gas.limit, ground.head.height);
                let fork = self.fork_doubt(&step.intent.action);
                let said = self.foreign_chain().into_iter().chain(fork).chain(price);
                let said = said.chain(footing.doubt(&step.intent)).chain(lately.same(&step.intent));
                let warns = said.chain(footing.warns_of(&step.intent)).collect();
                agreed(step, reviewed, gas, warns, &|intent, gas| {
                    bounds(intent, gas, fees.max_fee_per_gas, &codes)
                })
            })
            .collect();
        let proposal = SequenceProposal {
            id: new_id(),
            title,
            leaves,
            max_fee: steps.iter().map(|step| step.agreed.bounds.max_fee()).sum(),
            steps,
            // Each step is judged anew before it is signed, so it is fresh from here on.
            basis: Snapshot {
                at: now(),
                ..ground.origin.clone()
            },
            fresh_for: FRESH_FOR,
        };
        let kept = self.own::<Sequences>();
        let mut proposed = lock(&kept.proposed);
        let horizon = proposal.basis.at;
        proposed.retain(|_, p| p.basis.at.seconds_until(horizon) <= p.fresh_for.saturating_add(ANSWERED_WITHIN));
        proposed.insert(proposal.id.clone(), proposal.clone());
        Ok(proposal)
    }

    async fn steps_of(&self, wish: &SequenceWish) -> Result<(String, Vec<SequenceStep>)> {
        let mut touches = BTreeSet::new();
        if let Some(bucket) = wish.bucket() {
            touches.insert(match bucket.contract {
                None => Touch::Bucket(bucket.index),
                Some(_) => Touch::Nft(bucket),
            });
            touches.insert(Touch::NftContractOf(ContractVersion::V3));
        }
        if let SequenceWish::SetPortions { account, .. } = wish {
            touches.insert(Touch::VoterRewards(*account));
        }
        let books = self.books(&touches).await?;
        Ok(wish.steps(&books.ledger)?)
    }

    /// The gas of each step. What waits for nothing, or runs on the chain as it is, a node is asked for; what stands on
    /// steps before it has a bound of its kind until its turn comes.
    async fn gas_of(&self, steps: &[SequenceStep], contracts: &BTreeSet<Address>) -> Result<Vec<Gas>> {
        let mut asked = Vec::with_capacity(steps.len());
        for Intent { account, action } in steps.iter().map(|step| &step.intent) {
            let to_contract = contracts.contains(&encode(action).to);
            asked.push(self.run_gas(*account, action, to_contract));
        }
        let runs: Vec<_> = stream::iter(asked).buffered(ASKED_AT_ONCE).try_collect().await?;
        Ok(steps
            .iter()
            .zip(runs)
            .map(|(step, run)| gas_of_one(step, run))
            .collect())
    }

    /// What code stands where intents go.
    pub(super) async fn codes_of(&self, intents: &[&Intent]) -> Result<BTreeMap<Address, Hash>> {
        let all: BTreeSet<Address> = intents.iter().flat_map(|intent| goes_to(intent)).collect();
        let read = |at| async move { Ok::<_, Error>((at, self.client.code(at).await?.value)) };
        let read = try_join_all(all.into_iter().map(read)).await?;
        let codes = read.into_iter().filter(|(_, code)| !code.is_empty());
        Ok(codes.map(|(at, code)| (at, Hash(keccak256(&code)))).collect())
    }
}

fn gas_of_one(step: &SequenceStep, run: Option<Result<u64, NoGas>>) -> Gas {
    let action = &step.intent.action;
    let bound = sequence::gas_not_yet(action);
    match run {
        None => Gas {
            limit: encode(action).gas_limit,
            source: Source::Reckoned,
            fails: None,
        },
        Some(Ok(gas)) => Gas {
            limit: gas::with_margin(gas).max(if step.after.is_empty() { 0 } else { bound }),
            source: Source::Asked,
            fails: None,
        },
        Some(Err(why)) => Gas {
            limit: bound,
            source: Source::NotYet,
            fails: step.after.is_empty().then_some(why),
        },
    }
}

/// Whom an intent calls, and to whom it gives something.
fn goes_to(intent: &Intent) -> impl Iterator<Item = Address> {
    std::iter::once(encode(&intent.action).to).chain(intent.recipient())
}

/// The bounds of a step as it would be signed now.
pub(super) fn bounds(intent: &Intent, gas: u64, price: Amount, codes: &BTreeMap<Address, Hash>) -> Bounds {
    let call = encode(&intent.action);
    Bounds {
        to: call.to,
        recipient: intent.recipient(),
        code: goes_to(intent).filter_map(|at| codes.get(&at).copied()).collect(),
        value: call.value,
        tokens: intent.action.grants(),
        buckets: Vec::new(),
        gas,
        max_fee_per_gas: price,
    }
}

fn agreed(
    step: SequenceStep,
    reviewed: Reviewed,
    gas: Gas,
    warns: Vec<Warning>,
    bounds: &impl Fn(&Intent, u64) -> Bounds,
) -> ReviewedStep {
    let fails = gas.fails.as_ref().map(NoGas::warning);
    let (blocks, warns): (Vec<_>, Vec<_>) = warns.into_iter().partition(|w| w.severity == Severity::Block);
    let rules = reviewed.cautions.iter().copied().map(Warning::caution);
    let cautions: Vec<Warning> = rules.chain(warns).collect();
    // What a node makes too dear would read as a lack of money.
    let forbidden = blocks.into_iter().next();
    ReviewedStep {
        refusal: forbidden.or(reviewed.refusal.map(Warning::from)).or(fails),
        agreed: AgreedStep {
            bounds: Bounds {
                buckets: reviewed.buckets,
                ..bounds(&step.intent, gas.limit)
            },
            step,
            sentence: reviewed.sentence.to_string(),
            says: reviewed.sentence,
            earliest: reviewed.waits.then_some(reviewed.at),
            source: gas.source,
            cautions: cautions.iter().map(|warning| warning.rule.clone()).collect(),
            left: reviewed.left,
        },
        cautions,
    }
}

/// What moves from accounts that act to others, or into the reward pool. What is staked stays the person's.
fn given_away(moved: &[Transfer], own: &BTreeMap<Address, Amount>) -> Amount {
    let is_own = |party: &Party| matches!(party, Party::Account(account) if own.contains_key(account));
    let away = moved
        .iter()
        .filter(|moved| is_own(&moved.from) && !is_own(&moved.to) && moved.to != Party::StakingPool);
    away.map(|moved| moved.amount).sum()
}
