//! Carries a sequence's steps out on a copy of the ledger, each at the earliest moment at which it can be done.

use std::collections::BTreeMap;

use super::{Leftover, SequenceStep, left};
use crate::{
    Action, Address, Amount, BucketId, Context, Intent, Ledger, Phrase, Refusal, Remedy, Rule, Timestamp, Transfer,
    carry_out,
    rehearsal::{Clock, Cost, pay},
};

/// How often a step is tried at a later moment.
const TRIES: usize = 8;

/// What is to be known of a step before it is agreed to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reviewed {
    /// The whole of it in one sentence, as it will be said then.
    pub sentence: Phrase,
    /// When it can be done at the earliest.
    pub at: Timestamp,
    /// Whether it has to wait for that moment, and not only for the steps before it.
    pub waits: bool,
    /// What forbids it.
    pub refusal: Option<Refusal>,
    /// What may be regretted.
    pub cautions: Vec<Rule>,
    /// The money it moves beside its fee.
    pub moved: Vec<Transfer>,
    /// The buckets that it names, and what each holds then.
    pub buckets: Vec<(BucketId, Amount)>,
    /// What stands where the sequence stops after it.
    pub left: Vec<Leftover>,
}

/// Reviews `steps` from the newest block on. Nobody else acts meanwhile.
pub fn review(
    steps: &[SequenceStep],
    clock: Clock,
    start: &Ledger,
    balances: &BTreeMap<Address, Amount>,
    cost: impl Fn(&Action) -> Cost,
) -> Vec<Reviewed> {
    let (mut ledger, mut balances) = (start.clone(), balances.clone());
    let mut all = Vec::<Reviewed>::with_capacity(steps.len());
    for (number, step) in steps.iter().enumerate() {
        let before = step.after.iter().filter_map(|before| all.get(*before as usize));
        // What is final stands in a block: the next step comes in a later one.
        let from = before
            .map(|before| clock.next_block(before.at))
            .max()
            .unwrap_or(clock.now);
        let mut reviewed = one(
            &step.intent,
            from,
            clock,
            &mut ledger,
            &mut balances,
            cost(&step.intent.action),
        );
        // The number of a bucket that an earlier step makes is the chain's to give: another's may stand there.
        if step.intent.buckets().iter().any(|id| start.bucket(*id).is_none()) {
            let unknown = match step.intent.native_bucket() {
                Some(_) => Rule::BucketExists,
                None => Rule::NftUnknown,
            };
            reviewed.refusal = Some(reviewed.refusal.unwrap_or(unknown.into()));
        }
        let done: Vec<&Intent> = before_and_it(steps, number)
            .into_iter()
            .map(|n| &steps[n].intent)
            .collect();
        let then = Clock {
            height: clock.height_at(reviewed.at),
            now: reviewed.at,
            ..clock
        };
        reviewed.left = left(start, &ledger, &done, &then);
        all.push(reviewed);
    }
    all
}

/// What buckets hold.
pub fn held(buckets: &[BucketId], ledger: &Ledger) -> Vec<(BucketId, Amount)> {
    let amount = |id: &BucketId| ledger.bucket(*id).map(|bucket| (*id, bucket.amount));
    buckets.iter().filter_map(amount).collect()
}

/// The steps that `step` waits for, however far before it, and itself, in order.
fn before_and_it(steps: &[SequenceStep], step: usize) -> Vec<usize> {
    let mut all = vec![step];
    for number in (0..step).rev() {
        let is_waited_for = |by: &usize| steps[*by].after.iter().any(|before| *before as usize == number);
        if all.iter().any(is_waited_for) {
            all.push(number);
        }
    }
    all.sort_unstable();
    all
}

fn one(
    intent: &Intent,
    from: Timestamp,
    clock: Clock,
    ledger: &mut Ledger,
    balances: &mut BTreeMap<Address, Amount>,
    cost: Cost,
) -> Reviewed {
    let balance = balances.get(&intent.account).copied().unwrap_or_default();
    let mut reviewed = Reviewed {
        sentence: Phrase::default(),
        at: from,
        waits: false,
        refusal: None,
        cautions: Vec::new(),
        moved: Vec::new(),
        buckets: held(&intent.buckets(), ledger),
        left: Vec::new(),
    };
    for _ in 0..TRIES {
        let ctx = Context {
            params: clock.params,
            caller: intent.account,
            balance,
            fee: cost.max,
            height: clock.height_at(reviewed.at),
            now: reviewed.at,
        };
        reviewed.sentence = intent.action.sentence(ledger, &ctx);
        match carry_out(&intent.action, ledger, &ctx) {
            Ok(done) => {
                pay(balances, intent.account, cost.fee, &done.transfers);
                (reviewed.refusal, reviewed.cautions, reviewed.moved) = (None, done.cautions, done.transfers);
                return reviewed;
            }
            Err(refusal) => {
                let later = match refusal.remedy {
                    Remedy::At(at) => Some(at),
                    Remedy::FromHeight(height) => Some(clock.time_of(height)),
                    Remedy::Never => None,
                };
                reviewed.refusal = Some(refusal);
                match later.filter(|at| *at > reviewed.at) {
                    Some(at) => (reviewed.at, reviewed.waits) = (at, true),
                    None => return reviewed,
                }
            }
        }
    }
    reviewed
}
