//! The bounds within which a step may be signed without another question.

use serde::{Deserialize, Serialize};

use crate::{Address, Amount, Hash, Proposal, Rule, Severity, Transaction, grouped};

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
    /// The most gas.
    pub gas: u64,
    /// The most that is paid for each unit of gas.
    pub max_fee_per_gas: Amount,
}

/// Which bound a step has come to pass.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "passed")]
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

    /// Offers no more for gas than was agreed. What the chain asks now decides whether that will do
    /// ([`Bounds::passed_by`]).
    pub fn cap(&self, transaction: &mut Transaction) {
        transaction.max_fee_per_gas = transaction.max_fee_per_gas.min(self.max_fee_per_gas);
        transaction.max_tip_per_gas = transaction.max_tip_per_gas.min(transaction.max_fee_per_gas);
    }

    /// The first bound that a proposal is beyond; none where it may be signed as it is. `price` is what a unit of gas
    /// costs now, `code` what stands where it goes, `cautions` the rules that the person has seen.
    pub fn passed_by(&self, proposal: &Proposal, price: Amount, code: &[Hash], cautions: &[String]) -> Option<Passed> {
        let transaction = proposal.transactions.first()?;
        if transaction.to != self.to
            || transaction.value > self.value
            || proposal.intent.recipient() != self.recipient
            || proposal.transactions.len() > 1
        {
            return Some(Passed::Money);
        }
        if code != self.code {
            return Some(Passed::Code);
        }
        if transaction.gas_limit > self.gas {
            return Some(Passed::Gas {
                now: transaction.gas_limit,
                agreed: self.gas,
            });
        }
        if price > self.max_fee_per_gas {
            return Some(Passed::Price {
                now: price,
                agreed: self.max_fee_per_gas,
            });
        }
        new_cautions(proposal, cautions)
    }
}

/// The first rule that warns of a proposal and is not among those that the person has seen.
fn new_cautions(proposal: &Proposal, seen: &[String]) -> Option<Passed> {
    let of_rules = |id: &str| Rule::ALL.iter().any(|rule| rule.id() == id);
    let mut warnings = proposal.warnings.iter();
    let new = warnings.find(|w| w.severity == Severity::Caution && of_rules(&w.rule) && !seen.contains(&w.rule))?;
    Some(Passed::Caution {
        rule: new.rule.clone(),
        sentence: new.sentence.clone(),
    })
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
            Self::Code => "Another contract stands where it goes than when you agreed.".into(),
            Self::Caution { sentence, .. } => sentence.clone(),
        }
    }
}
