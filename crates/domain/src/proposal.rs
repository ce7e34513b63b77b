//! The backend's answer to an intent: what would happen, what it costs, what to mind.

use serde::{Deserialize, Serialize};

use crate::{
    Address, Amount, Calldata, Height, Intent, Phrase, Refusal, Remedy, Rule, Source, Timestamp, Votes,
    price::is_about_price,
};

/// A value with where it came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Snapshot<T> {
    /// What was read.
    pub value: T,
    /// The block it was read at.
    pub height: Height,
    /// The endpoint that said so.
    pub node: String,
    /// When it was read, by this machine's clock.
    pub at: Timestamp,
}

impl<T> Snapshot<T> {
    /// The same origin, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Snapshot<U> {
        Snapshot {
            value: f(self.value),
            height: self.height,
            node: self.node,
            at: self.at,
        }
    }

    /// The same origin, nothing else.
    pub fn origin(&self) -> Snapshot<()> {
        Snapshot {
            value: (),
            height: self.height,
            node: self.node.clone(),
            at: self.at,
        }
    }
}

/// A figure in a before-and-after table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "value")]
pub enum Figure {
    /// Money.
    Iotx(Amount),
    /// Vote weight.
    Votes(Votes),
    /// A number of things.
    Count(u64),
    /// A place in the list of delegates, 1 the first.
    Place(u64),
    /// A moment.
    Date(Timestamp),
    /// Words.
    Text(String),
    /// Not known: shown as `—`, never as 0.
    Unknown,
}

/// One line of a before-and-after table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// What it is.
    pub label: String,
    /// The label in pieces, of which some lead to what they name.
    #[serde(default, skip_serializing_if = "Phrase::is_empty")]
    pub says: Phrase,
    /// As it is.
    pub before: Figure,
    /// As it would be.
    pub after: Figure,
}

impl Change {
    /// A line for what `says` names.
    pub fn new(says: impl Into<Phrase>, before: Figure, after: Figure) -> Self {
        let says = says.into();
        Self {
            label: says.to_string(),
            says,
            before,
            after,
        }
    }

    /// Whose word the figure after it is: the wallet's rules', or nobody's where they do not tell it.
    pub fn source(&self) -> Source {
        match self.after {
            Figure::Unknown => Source::NotYet,
            _ => Source::Reckoned,
        }
    }
}

/// How much a warning weighs. Sorts the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// It cannot be done.
    Block,
    /// It can be done, and may be regretted.
    Caution,
    /// Good to know.
    Note,
}

/// A warning of a proposal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Warning {
    /// How grave.
    pub severity: Severity,
    /// The rule's stable id.
    pub rule: String,
    /// The rule.
    pub sentence: String,
    /// What would make it legal, or better.
    pub help: String,
    /// When it becomes legal, where waiting is all it takes.
    pub remedy: Remedy,
}

impl Warning {
    /// A rule that does not forbid.
    pub fn caution(rule: Rule) -> Self {
        Self {
            severity: Severity::Caution,
            ..Self::from(Refusal::from(rule))
        }
    }

    /// Whether the warning is about the price of gas, and allows it all the same: the person has to see it, whatever was said before.
    pub fn asks_about_price(&self) -> bool {
        self.severity == Severity::Caution && is_about_price(&self.rule)
    }
}

impl From<Refusal> for Warning {
    fn from(refusal: Refusal) -> Self {
        let Refusal { rule, remedy } = refusal;
        Self {
            severity: Severity::Block,
            rule: rule.id().into(),
            sentence: rule.sentence().into(),
            help: rule.help().into(),
            remedy,
        }
    }
}

/// A transaction that a proposal takes, before it is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// EVM chain id.
    pub chain_id: u64,
    /// The sender's next nonce.
    pub nonce: u64,
    /// The recipient or contract.
    pub to: Address,
    /// What the recipient is, when it is known.
    pub to_name: Option<String>,
    /// The method called, when there is one.
    pub method: Option<String>,
    /// IOTX sent along.
    pub value: Amount,
    /// What the recipient is brought.
    pub data: Calldata,
    /// Gas limit.
    pub gas_limit: u64,
    /// Rau a gas, at most.
    pub max_fee_per_gas: Amount,
    /// Rau a gas for the producer.
    pub max_tip_per_gas: Amount,
    /// Whether the calldata, decoded and encoded again, gave identical bytes.
    pub reencoded: bool,
}

/// The backend's answer to an intent. Without transactions it says why not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// Names it in an approval.
    pub id: String,
    /// What was wanted.
    pub intent: Intent,
    /// The whole of it in one sentence.
    pub sentence: String,
    /// The sentence in pieces, of which some lead to what they name; empty in what an earlier version wrote down.
    #[serde(default, skip_serializing_if = "Phrase::is_empty")]
    pub says: Phrase,
    /// Before and after.
    pub changes: Vec<Change>,
    /// In the order in which they are sent; empty when a rule is broken.
    pub transactions: Vec<Transaction>,
    /// What it will cost at today's price.
    pub fee: Amount,
    /// What it can cost at most.
    pub max_fee: Amount,
    /// The gravest first.
    pub warnings: Vec<Warning>,
    /// What it was computed from.
    pub basis: Snapshot<()>,
    /// Seconds for which an approval is accepted.
    pub fresh_for: u64,
    /// The submission whose place it takes, where it does: the same nonce with a higher price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// What a node said of it, as a sentence, where it runs a contract: it ran the call as it would be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ran: Option<String>,
}

impl Proposal {
    /// Whose word its gas and so its fee is.
    pub fn fee_source(&self) -> Source {
        match self.ran {
            Some(_) => Source::Asked,
            None => Source::Reckoned,
        }
    }

    /// The rule that forbids it, if one does.
    pub fn block(&self) -> Option<&Warning> {
        self.warnings.iter().find(|w| w.severity == Severity::Block)
    }
}
