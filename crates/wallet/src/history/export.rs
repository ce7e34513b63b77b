//! The history as a file: amounts exact, times in UTC, texts that a spreadsheet does not take for formulas.

use std::collections::BTreeSet;

use ballast_api::{HistoryForm, HistoryRow, TokenMove, Unseen, VoterPayout};
use ballast_domain::{Address, Amount, Era, Hash};
use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use crate::{Error, Result};

/// What a line's `action` is that says of which blocks it is not known what came in.
const UNSEEN: &str = "unseen";
/// Begins a file by which spreadsheets know that it is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A row as it stands in a file. What is not known is empty.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Line {
    time: Option<String>,
    time_of: Option<&'static str>,
    account: String,
    action: String,
    sentence: String,
    bucket: Option<String>,
    #[serde(rename = "in")]
    incoming: Option<String>,
    #[serde(rename = "out")]
    outgoing: Option<String>,
    fee: Option<String>,
    balance_effect: Option<String>,
    height: Option<u64>,
    hash: Option<String>,
    state: Option<&'static str>,
    tokens: String,
    note: String,
    link: Option<String>,
    /// Of what came in by itself nobody says how it ended.
    by_one_node: Option<bool>,
    /// The reward era of a payout, or of the commissions that a row is the sum of.
    era: Option<u64>,
    delegate: Option<String>,
    /// What the protocol paid or compounded, wherever it went; in a spreadsheet's file once, where both accounts are in it.
    payout: Option<String>,
    voter: Option<String>,
    recipient: Option<String>,
    /// How many payments a row is the sum of.
    payments: Option<u64>,
}

impl From<&HistoryRow> for Line {
    fn from(row: &HistoryRow) -> Self {
        let iotx = |amount: Option<Amount>| amount.map(Amount::to_iotx);
        let payout = row.payout.as_ref();
        let called = |payout: &VoterPayout| payout.name.clone().unwrap_or_else(|| payout.delegate.to_string());
        Self {
            time: Some(row.time.rfc3339()),
            time_of: Some(row.time_of.word()),
            account: row.account.to_string(),
            action: row.action.clone(),
            sentence: row.sentence.clone(),
            bucket: row.bucket.map(|b| b.to_string()),
            incoming: iotx(row.incoming),
            outgoing: iotx(row.outgoing),
            fee: iotx(row.fee),
            balance_effect: row.effect.map(ballast_api::Effect::to_iotx),
            height: row.height.map(|h| h.0),
            hash: row.hash.map(|hash| hash.to_string()),
            state: Some(row.state.word()),
            tokens: row.tokens.iter().map(TokenMove::to_text).collect::<Vec<_>>().join("; "),
            note: row.note.clone(),
            link: row.link.clone(),
            by_one_node: row.arrival.is_none().then(|| row.ended_by_one_node()),
            era: payout
                .map(|payout| payout.era)
                .or(row.summed.map(|summed| summed.era))
                .map(|era| era.0),
            delegate: payout.map(called),
            payout: iotx(payout.map(|payout| payout.amount)),
            voter: payout.map(|payout| payout.voter.to_string()),
            recipient: payout.map(|payout| payout.recipient.to_string()),
            payments: row.summed.map(|summed| summed.payments),
        }
    }
}

impl From<&Unseen> for Line {
    fn from(unseen: &Unseen) -> Self {
        Self {
            account: unseen.account.to_string(),
            action: UNSEEN.to_owned(),
            sentence: unseen.sentence(),
            height: Some(unseen.last.0),
            ..Self::default()
        }
    }
}

/// New columns stand last: scripts count those that they know.
const HEADING: [&str; 23] = [
    "time",
    "time of",
    "account",
    "action",
    "sentence",
    "bucket",
    "in",
    "out",
    "fee",
    "balance effect",
    "height",
    "hash",
    "state",
    "tokens",
    "note",
    "link",
    "by one node",
    "era",
    "delegate",
    "payout",
    "voter",
    "recipient",
    "payments",
];

/// The file's text: the rows, and after them a line for each run of blocks of which they do not tell what came in.
pub(super) fn file(rows: &[HistoryRow], unseen: &[Unseen], form: HistoryForm) -> Result<String> {
    let unseen = unseen.iter().map(Line::from);
    let wrong = |why: String| Error::Request(why);
    match form {
        HistoryForm::Json => {
            let lines: Vec<Line> = rows.iter().map(Line::from).chain(unseen).collect();
            serde_json::to_string_pretty(&lines).map_err(|e| wrong(e.to_string()))
        }
        HistoryForm::Csv => {
            // The heading stands there with no rows, too.
            let mut writer = WriterBuilder::new()
                .has_headers(false)
                .terminator(Terminator::CRLF)
                .from_writer(Vec::new());
            writer.write_record(HEADING).map_err(|e| wrong(e.to_string()))?;
            let came = came(rows);
            let told = |row: &HistoryRow| {
                let line = Line::from(row);
                let payout = line.payout.filter(|_| !is_counted(row, &came));
                Line { payout, ..line }
            };
            for line in rows.iter().map(told).chain(unseen) {
                let line = Line {
                    action: as_text(line.action),
                    sentence: as_text(line.sentence),
                    tokens: as_text(line.tokens),
                    note: as_text(line.note),
                    delegate: line.delegate.map(as_text),
                    ..line
                };
                writer.serialize(line).map_err(|e| wrong(e.to_string()))?;
            }
            let bytes = writer.into_inner().map_err(|e| wrong(e.to_string()))?;
            let text = String::from_utf8(bytes).map_err(|e| wrong(e.to_string()))?;
            // Digits are parted by narrow spaces, of which spreadsheets make signs that nobody can read or look for.
            Ok(format!(
                "{BYTE_ORDER_MARK}{}",
                text.replace(['\u{202f}', '\u{a0}'], " ")
            ))
        }
    }
}

/// What a payout is known by: its transaction, whose votes it is for, its delegate, its era, and who got it.
type Known = (Option<Hash>, Address, Address, Era, Address);

fn known(row: &HistoryRow) -> Option<Known> {
    let payout = row.payout.as_ref()?;
    Some((row.hash, payout.voter, payout.delegate, payout.era, payout.recipient))
}

/// The payouts that came in by one of the rows.
fn came(rows: &[HistoryRow]) -> BTreeSet<Known> {
    let here = |row: &&HistoryRow| {
        row.payout
            .as_ref()
            .is_some_and(|payout| payout.recipient == row.account)
    };
    rows.iter().filter(here).filter_map(known).collect()
}

/// Whether the row tells of a payout to another account of which another row tells that it came in: both have its sentence, and
/// the column of payouts has its amount once, so that its sum is what was paid.
fn is_counted(row: &HistoryRow, came: &BTreeSet<Known>) -> bool {
    let went = row
        .payout
        .as_ref()
        .is_some_and(|payout| payout.recipient != row.account);
    went && known(row).is_some_and(|known| came.contains(&known))
}

/// Spreadsheets take a cell that begins so for a formula, and may fetch or run what it says; an apostrophe before it
/// makes it text. Sentences hold words of others: names of delegates, answers of nodes.
fn as_text(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests;
