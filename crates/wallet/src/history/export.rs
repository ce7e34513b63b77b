//! The history as a file: amounts exact, times in UTC, texts that a spreadsheet does not take for formulas.

use ballast_api::{HistoryForm, HistoryRow, TokenMove, Unseen};
use ballast_domain::Amount;
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
}

impl From<&HistoryRow> for Line {
    fn from(row: &HistoryRow) -> Self {
        let iotx = |amount: Option<Amount>| amount.map(Amount::to_iotx);
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
const HEADING: [&str; 17] = [
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
];

/// The file's text: the rows, and after them a line for each run of blocks of which they do not tell what came in.
pub(super) fn file(rows: &[HistoryRow], unseen: &[Unseen], form: HistoryForm) -> Result<String> {
    let lines = rows.iter().map(Line::from).chain(unseen.iter().map(Line::from));
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
            let text = String::from_utf8(bytes).map_err(|e| wrong(e.to_string()))?;
            // Digits are parted by narrow spaces, of which spreadsheets make signs that nobody can read or look for.
            Ok(format!(
                "{BYTE_ORDER_MARK}{}",
                text.replace(['\u{202f}', '\u{a0}'], " ")
            ))
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
    use ballast_domain::{Address, ArrivalKind, BucketId, Hash, Height, Timestamp};

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
            hash: Some(Hash([3; 32])),
            state: SubmissionState::Final,
            by_one_node: false,
            held: false,
            to: None,
            arrival: None,
            from: None,
            tokens: Vec::new(),
            note: "=rent".into(),
            link: None,
            part_of: None,
        }
    }

    /// Without the mark that it begins with.
    fn csv(rows: &[HistoryRow]) -> String {
        let file = file(rows, &[], HistoryForm::Csv).unwrap();
        file.strip_prefix(BYTE_ORDER_MARK).unwrap().to_owned()
    }

    #[test]
    fn a_spreadsheet_knows_the_files_letters_and_gets_no_spaces_that_it_cannot_read() {
        let rows = [row("Staked 1\u{202f}000 IOTX\u{a0}with \"fathom\".")];
        let text = file(&rows, &[], HistoryForm::Csv).unwrap();
        assert_eq!(text.as_bytes()[..3], [0xef, 0xbb, 0xbf]);
        assert!(!text.contains(['\u{202f}', '\u{a0}']), "{text}");
        assert!(text.contains("Staked 1 000 IOTX with"), "{text}");
    }

    #[test]
    fn what_is_not_known_to_have_come_in_has_a_line_of_its_own() {
        let gap = Unseen {
            account: Address::from_bytes([1; 20]),
            first: Height(1_234),
            last: Height(5_678),
            moved: None,
            why: ballast_api::UnseenWhy::NoPast,
        };
        let text = file(&[], std::slice::from_ref(&gap), HistoryForm::Csv).unwrap();
        let line = text.split("\r\n").nth(1).unwrap().to_owned();
        let begin = format!(
            ",,{},unseen,\"What came in between block 1 234 and block 5 678 is not known",
            gap.account
        );
        assert!(line.starts_with(&begin), "{line}");
        assert!(line.ends_with(",,,,,,5678,,,,,,"), "{line}");
        let json = file(&[], &[gap], HistoryForm::Json).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (&json[0]["action"], &json[0]["time"]),
            (&"unseen".into(), &serde_json::Value::Null)
        );
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
                 -1000.01,12,0x{},Final,,'=rent,,false",
                Address::from_bytes([1; 20]),
                "03".repeat(32)
            )
        );
        assert_eq!(lines[2..], [""]);
        assert_eq!(csv(&[]), format!("{}\r\n", HEADING.join(",")));
    }

    #[test]
    fn an_end_that_one_node_alone_told_is_told_from_others() {
        let two = row("Staked.");
        let one = HistoryRow {
            by_one_node: true,
            ..two.clone()
        };
        let (mut waits, mut came) = (one.clone(), two.clone());
        waits.state = SubmissionState::Mined;
        came.arrival = Some(ArrivalKind::Transfer);
        let rows = [one, two, waits, came];
        let text = csv(&rows);
        let last = text.lines().skip(1).filter_map(|line| line.rsplit(',').next());
        assert_eq!(last.collect::<Vec<_>>(), ["true", "false", "false", ""], "{text}");
        let json = file(&rows, &[], HistoryForm::Json).unwrap();
        let json: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        let told: Vec<_> = json.iter().map(|line| line["byOneNode"].as_bool()).collect();
        assert_eq!(told, [Some(true), Some(false), Some(false), None]);
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
        let json = file(&[unknown], &[], HistoryForm::Json).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["balanceEffect"], serde_json::Value::Null);
        assert_eq!(json[0]["state"], "Sent");
    }
}
