//! The bounds within which a step may be signed without another question.

use serde::{Deserialize, Serialize};

use crate::{Address, Amount, BucketId, Hash, Proposal, Rule, Severity, Transaction, grouped};

/// The bounds of one step. Money is in Rau.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bounds {
    /// Who is called or paid.
    pub to: Address,
    /// Who gets something by it.
    pub recipient: Option<Address>,
    /// Keccak-256 of the code that stands at `to` and at `recipient`, in that order, where any does.
    pub code: Vec<Hash>,
    /// The most IOTX that is sent along.
    pub value: Amount,
    /// The buckets that it names, and the most that each holds then.
    pub buckets: Vec<(BucketId, Amount)>,
    /// The most gas.
    pub gas: u64,
    /// The most that is paid for each unit of gas.
    pub max_fee_per_gas: Amount,
}

/// Which bound a step has come to pass.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Passed {
    /// Gas costs more than was agreed.
    Price {
        /// What it costs now, Rau for each unit.
        now: Amount,
        /// What was agreed.
        agreed: Amount,
    },
    /// It takes more gas than was agreed.
    Gas {
        /// What it takes now.
        now: u64,
        /// What was agreed.
        agreed: u64,
    },
    /// It sends more IOTX than was agreed, or to somebody else.
    Money,
    /// A bucket that it names holds more than was agreed.
    Bucket {
        /// Which.
        bucket: BucketId,
        /// What it holds now.
        now: Amount,
    },
    /// Other code stands where it goes.
    Code,
    /// A rule warns of it that had not warned before.
    Caution {
        /// The rule's id.
        rule: String,
        /// What it says.
        sentence: String,
    },
}

impl Bounds {
    /// The most that its gas can cost.
    pub fn max_fee(&self) -> Amount {
        self.max_fee_per_gas.saturating_mul(u128::from(self.gas))
    }

    /// Offers no more for gas than was agreed, and lets it have no more where what it takes is within that: a call is let
    /// have a fifth more than a node's run of it took. Whether the price will do says [`Bounds::passed_by`].
    pub fn cap(&self, transaction: &mut Transaction) {
        if transaction.gas_limit / 6 * 5 <= self.gas {
            transaction.gas_limit = transaction.gas_limit.min(self.gas);
        }
        transaction.max_fee_per_gas = transaction.max_fee_per_gas.min(self.max_fee_per_gas);
        transaction.max_tip_per_gas = transaction.max_tip_per_gas.min(transaction.max_fee_per_gas);
    }

    /// Every bound that a step is beyond as it would be done now; none where it may be signed as it is.
    pub fn passed_by(&self, now: &AsNow, seen: &[String]) -> Vec<Passed> {
        let Some(transaction) = now.proposal.transactions.first() else {
            return Vec::new();
        };
        let mut all = Vec::new();
        if transaction.to != self.to
            || transaction.value > self.value
            || now.proposal.intent.recipient() != self.recipient
            || now.proposal.transactions.len() > 1
        {
            all.push(Passed::Money);
        }
        for (bucket, holds) in &now.buckets {
            let most = self.buckets.iter().find(|(id, _)| id == bucket).map(|(_, most)| *most);
            if most.is_none_or(|most| *holds > most) {
                all.push(Passed::Bucket {
                    bucket: *bucket,
                    now: *holds,
                });
            }
        }
        if now.code != self.code {
            all.push(Passed::Code);
        }
        if transaction.gas_limit > self.gas {
            all.push(Passed::Gas {
                now: transaction.gas_limit,
                agreed: self.gas,
            });
        }
        // By an eighth it can rise before the transaction stands in a block.
        let may_rise_to = now.price.saturating_add(Amount::from_rau(now.price.rau() / 8));
        if may_rise_to > self.max_fee_per_gas {
            all.push(Passed::Price {
                now: now.price,
                agreed: self.max_fee_per_gas,
            });
        }
        all.extend(new_cautions(&now.proposal, seen));
        all
    }
}

/// A step as it would be done now.
#[derive(Clone, Debug)]
pub struct AsNow {
    /// What would be signed, within the bounds' price and gas where that will do.
    pub proposal: Proposal,
    /// What a unit of gas costs.
    pub price: Amount,
    /// The code that stands where it goes, as in [`Bounds::code`].
    pub code: Vec<Hash>,
    /// The buckets that it names, and what each holds.
    pub buckets: Vec<(BucketId, Amount)>,
}

/// The rules that warn of a proposal and are not among those that the person has seen.
fn new_cautions(proposal: &Proposal, seen: &[String]) -> Vec<Passed> {
    let of_rules = |id: &str| Rule::ALL.iter().any(|rule| rule.id() == id);
    let warnings = proposal.warnings.iter();
    let new = warnings.filter(|w| w.severity == Severity::Caution && of_rules(&w.rule) && !seen.contains(&w.rule));
    new.map(|w| Passed::Caution {
        rule: w.rule.clone(),
        sentence: w.sentence.clone(),
    })
    .collect()
}

impl Passed {
    /// What it means, as a sentence for people.
    pub fn sentence(&self) -> String {
        match self {
            Self::Price { now, agreed } => format!(
                "Gas costs {} Rau a unit now, and you agreed to {} at most.",
                now.rau_for_people(),
                agreed.rau_for_people()
            ),
            Self::Gas { now, agreed } => format!(
                "It takes {} gas now, and you agreed to {} at most.",
                grouped(*now),
                grouped(*agreed)
            ),
            Self::Money => "It would send other money, or to somebody else, than you agreed to.".into(),
            Self::Bucket { bucket, now } => {
                format!(
                    "{} holds {} IOTX now, more than when you agreed.",
                    bucket.title(),
                    now.for_people()
                )
            }
            Self::Code => "Another contract stands where it goes than when you agreed.".into(),
            Self::Caution { sentence, .. } => sentence.clone(),
        }
    }
}
