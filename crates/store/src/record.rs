//! A submission as it is written and read.

use ballast_domain::{Address, Hash, Height, Intent, Outcome, Proposal, Timestamp};
use rusqlite::Row;
use serde_json::Value;

use crate::{
    Error, State,
    store::{from_json, time, uint},
};

/// A signed transaction that is about to be sent.
#[derive(Clone, PartialEq, Debug)]
pub struct NewSubmission {
    /// Names it for good.
    pub id: String,
    /// When it was signed.
    pub created: Timestamp,
    /// EVM chain id.
    pub chain_id: u64,
    /// Who signed it.
    pub account: Address,
    /// Its nonce.
    pub nonce: u64,
    /// Which transaction of the proposal, 0 the first.
    pub step: u32,
    /// What was approved; its intent is what was wanted.
    pub proposal: Proposal,
    /// The signed transaction.
    pub raw: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
    /// The submission whose nonce it takes over, with a higher fee.
    pub replaces: Option<String>,
    /// What it was approved together with, if with anything.
    pub batch: Option<String>,
    /// The step that it is, if it is one of a sequence's.
    pub part_of: Option<PartOf>,
}

/// A step of a sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartOf {
    /// The sequence.
    pub sequence: String,
    /// Which of its steps, 0 the first.
    pub step: u32,
}

/// A submission as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Submission {
    /// Names it for good.
    pub id: String,
    /// When it was signed.
    pub created: Timestamp,
    /// When its state last changed.
    pub updated: Timestamp,
    /// When the person last said that it be sent: at the signing, or later when asked again.
    pub wished: Timestamp,
    /// EVM chain id.
    pub chain_id: u64,
    /// Who signed it.
    pub account: Address,
    /// Its nonce.
    pub nonce: u64,
    /// Which transaction of the proposal, 0 the first.
    pub step: u32,
    /// The signed transaction, for sending it again.
    pub raw: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
    /// Where it stands.
    pub state: State,
    /// The block it was mined in.
    pub block: Option<Height>,
    /// Why a node refused it.
    pub error: Option<String>,
    /// The submission that took its nonce.
    pub replaced_by: Option<String>,
    /// What the person wrote about it; may be empty.
    pub note: String,
    /// The node on whose word alone it ended: such an end can be taken back. None where a second one confirmed it, or
    /// none had to.
    pub alone: Option<String>,
    /// What it was approved together with, if with anything.
    pub batch: Option<String>,
    intent: String,
    proposal: String,
    receipt: Option<String>,
    outcome: Option<String>,
}

// Parsed on demand: a proposal of an earlier version that cannot be read any more must not keep its transaction
// from being followed.
impl Submission {
    /// What was wanted.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn intent(&self) -> Result<Intent, Error> {
        from_json(&self.intent)
    }

    /// What was approved.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn proposal(&self) -> Result<Proposal, Error> {
        from_json(&self.proposal)
    }

    /// The receipt, as the node gave it.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn receipt(&self) -> Result<Option<Value>, Error> {
        self.receipt.as_deref().map(from_json).transpose()
    }

    /// What became of it.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn outcome(&self) -> Result<Option<Outcome>, Error> {
        self.outcome.as_deref().map(from_json).transpose()
    }
}

pub(crate) fn state(text: &str) -> Result<State, Error> {
    State::parse(text).ok_or_else(|| Error::Corrupt(format!("unknown state {text}")))
}

pub(crate) fn read(row: &Row<'_>) -> Result<Submission, Error> {
    let text = |name: &str| row.get::<_, String>(name);
    let number = |name: &str| row.get::<_, i64>(name);
    let corrupt = |what: &str| Error::Corrupt(format!("a submission's {what}"));
    let created = time(number("created")?)?;
    let wished = row.get::<_, Option<i64>>("wished")?.map(time).transpose()?;
    Ok(Submission {
        id: text("id")?,
        created,
        wished: wished.unwrap_or(created),
        updated: time(number("updated")?)?,
        chain_id: uint(number("chain_id")?)?,
        account: text("account")?.parse().map_err(|_| corrupt("account"))?,
        nonce: uint(number("nonce")?)?,
        step: row.get("step")?,
        raw: row.get("raw")?,
        hash: text("hash")?.parse().map_err(|_| corrupt("hash"))?,
        state: state(&text("state")?)?,
        block: row.get::<_, Option<i64>>("block")?.map(uint).transpose()?.map(Height),
        error: row.get("error")?,
        replaced_by: row.get("replaced_by")?,
        note: row.get("note")?,
        alone: row.get("alone")?,
        batch: row.get("batch")?,
        intent: text("intent")?,
        proposal: text("proposal")?,
        receipt: row.get("receipt")?,
        outcome: row.get("outcome")?,
    })
}
