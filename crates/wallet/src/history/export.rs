//! The history as a file: amounts exact, times in UTC, texts that a spreadsheet does not take for formulas.

use ballast_api::{HistoryForm, HistoryRow, TokenMove};
use ballast_domain::Amount;
use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use crate::{Error, Result};

/// A row as it stands in a file. What is not known is empty.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    time: String,
    time_of: &'static str,
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
    hash: String,
    state: &'static str,
    tokens: String,
    note: String,
    link: Option<String>,
}

impl From<&HistoryRow> for Line {
    fn from(row: &HistoryRow) -> Self {
        let iotx = |amount: Option<Amount>| amount.map(Amount::to_iotx);
        Self {
            time: row.time.rfc3339(),
            time_of: row.time_of.word(),
            account: row.account.to_string(),
            action: row.action.clone(),
            sentence: row.sentence.clone(),
            bucket: row.bucket.map(|b| b.to_string()),
            incoming: iotx(row.incoming),
            outgoing: iotx(row.outgoing),
            fee: iotx(row.fee),
            balance_effect: row.effect.map(ballast_api::Effect::to_iotx),
            height: row.height.map(|h| h.0),
            hash: row.hash.to_string(),
            state: row.state.word(),
            tokens: row.tokens.iter().map(TokenMove::to_text).collect::<Vec<_>>().join("; "),
            note: row.note.clone(),
            link: row.link.clone(),
        }
    }
}

const HEADING: [&str; 16] = [
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
];

pub(super) fn file(rows: &[HistoryRow], form: HistoryForm) -> Result<String> {
    let lines = rows.iter().map(Line::from);
    let wrong = |why: String| Error::Request(why);
    match form {
        HistoryForm::Json => {
            let lines: Vec<Line> = lines.collect();
            serde_json::to_string_pretty(&lines).map_err(|e| wrong(e.to_string()))
        }
        HistoryForm::Csv => {
            // The heading stands there with no rows, too.
            let mut writer = WriterBuilder::new()
                .has_headers(false)
                .terminator(Terminator::CRLF)
                .from_writer(Vec::new());
            writer.write_record(HEADING).map_err(|e| wrong(e.to_string()))?;
            for line in lines {
                let line = Line {
                    action: as_text(line.action),
                    sentence: as_text(line.sentence),
                    tokens: as_text(line.tokens),
                    note: as_text(line.note),
                    ..line
                };
                writer.serialize(line).map_err(|e| wrong(e.to_string()))?;
            }
            let bytes = writer.into_inner().map_err(|e| wrong(e.to_string()))?;
            String::from_utf8(bytes).map_err(|e| wrong(e.to_string()))
        }
    }
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
mod tests {
    use ballast_api::{Effect, SubmissionState, TimeOf};
    use ballast_domain::{Address, BucketId, Hash, Height, Timestamp};

    use super::*;

    fn row(sentence: &str) -> HistoryRow {
        let (out, fee) = (Amount::from_iotx(1_000), Amount::from_rau(10_000_000_000_000_000));
        HistoryRow {
            id: "a".into(),
            time: Timestamp::from_seconds(1_776_297_602),
            time_of: TimeOf::Block,
            account: Address::from_bytes([1; 20]),
            action: "createStake".into(),
            sentence: sentence.into(),
            bucket: Some(BucketId::native(7)),
            incoming: Some(Amount::ZERO),
            outgoing: Some(out),
            fee: Some(fee),
            effect: Some(Effect::of(Amount::ZERO, out.saturating_add(fee))),
            transfers: Vec::new(),
            height: Some(Height(12)),
            hash: Hash([3; 32]),
            state: SubmissionState::Final,
            held: false,
            to: None,
            tokens: Vec::new(),
            note: "=rent".into(),
            link: None,
            part_of: None,
        }
    }

    fn csv(rows: &[HistoryRow]) -> String {
        file(rows, HistoryForm::Csv).unwrap()
    }

    #[test]
    fn a_line_is_exact_and_in_utc() {
        let file = csv(&[row("Staked 1 000 IOTX, with \"fathom\".")]);
        let lines: Vec<_> = file.split("\r\n").collect();
        assert_eq!(lines[0], HEADING.join(","));
        assert_eq!(
            lines[1],
            format!(
                "2026-04-16T00:00:02Z,block,{},createStake,\"Staked 1 000 IOTX, with \"\"fathom\"\".\",7,0,1000,0.01,\
                 -1000.01,12,0x{},Final,,'=rent,",
                Address::from_bytes([1; 20]),
                "03".repeat(32)
            )
        );
        assert_eq!(lines[2..], [""]);
        assert_eq!(csv(&[]), format!("{}\r\n", HEADING.join(",")));
    }

    #[test]
    fn what_others_wrote_is_no_formula() {
        for text in [
            "=HYPERLINK(\"http://example.org\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
        ] {
            let file = csv(&[row(text)]);
            let mut reader = csv::ReaderBuilder::new().from_reader(file.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            assert_eq!(&record[4], &format!("'{text}"), "{file}");
            assert_eq!(&record[9], "-1000.01", "an amount is a number, not a text");
        }
    }

    #[test]
    fn what_is_not_known_is_empty_and_null() {
        let unknown = HistoryRow {
            incoming: None,
            outgoing: None,
            fee: None,
            effect: None,
            height: None,
            bucket: None,
            state: SubmissionState::Sent,
            ..row("Stake.")
        };
        assert!(csv(std::slice::from_ref(&unknown)).contains("Stake.,,,,,,,0x0303"));
        let json = file(&[unknown], HistoryForm::Json).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["balanceEffect"], serde_json::Value::Null);
        assert_eq!(json[0]["state"], "Sent");
    }
}
