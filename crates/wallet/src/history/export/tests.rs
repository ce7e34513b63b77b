//! The lines of both files, column by column.

use ballast_api::{Effect, SubmissionState, Summed, TimeOf};
use ballast_domain::{Address, ArrivalKind, BucketId, Era, Hash, Height, Timestamp};

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
        payout: None,
        summed: None,
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
    assert!(line.ends_with(",,,,,,5678,,,,,,,,,,,,"), "{line}");
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
             -1000.01,12,0x{},Final,,'=rent,,false,,,,,,",
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
    let told = text.lines().skip(1).filter_map(|line| line.rsplit(',').nth(6));
    assert_eq!(told.collect::<Vec<_>>(), ["true", "false", "false", ""], "{text}");
    let json = file(&rows, &[], HistoryForm::Json).unwrap();
    let json: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let told: Vec<_> = json.iter().map(|line| line["byOneNode"].as_bool()).collect();
    assert_eq!(told, [Some(true), Some(false), Some(false), None]);
}

#[test]
fn a_payout_says_its_era_whose_it_is_and_how_much_wherever_it_went() {
    let (own, delegate) = (Address::from_bytes([1; 20]), Address::from_bytes([9; 20]));
    let payout = VoterPayout {
        era: Era(65_328),
        delegate,
        name: Some("fathom".into()),
        voter: own,
        recipient: own,
        amount: Amount::from_iotx(5),
    };
    let compounded = HistoryRow {
        payout: Some(payout.clone()),
        arrival: Some(ArrivalKind::Reward),
        ..row("Compounded.")
    };
    let unnamed = HistoryRow {
        payout: Some(VoterPayout { name: None, ..payout }),
        ..compounded.clone()
    };
    let summed = HistoryRow {
        summed: Some(Summed {
            era: Era(65_352),
            payments: 3,
            first: Height(7),
        }),
        arrival: Some(ArrivalKind::Commission),
        ..row("Received.")
    };
    let text = csv(&[compounded, unnamed, summed]);
    let ends: Vec<_> = text.lines().skip(1).collect();
    assert!(
        ends[0].ends_with(&format!(",,65328,fathom,5,{own},{own},")),
        "{}",
        ends[0]
    );
    assert!(ends[1].contains(&format!(",65328,{delegate},5,")), "{}", ends[1]);
    assert!(ends[2].ends_with(",,65352,,,,,3"), "{}", ends[2]);
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

#[test]
fn a_payout_from_one_account_to_another_of_the_same_file_counts_once() {
    let [voter, recipient] = [1, 2].map(|number| Address::from_bytes([number; 20]));
    let payout = VoterPayout {
        era: Era(65_328),
        delegate: Address::from_bytes([9; 20]),
        name: Some("fathom".into()),
        voter,
        recipient,
        amount: Amount::from_iotx(5),
    };
    let of = |account: Address| HistoryRow {
        account,
        payout: Some(payout.clone()),
        ..row("Paid.")
    };
    let told = |rows: &[HistoryRow]| {
        let text = csv(rows);
        let column = text
            .lines()
            .skip(1)
            .map(|line| line.rsplit(',').nth(3).unwrap().to_owned());
        column.collect::<Vec<_>>()
    };
    assert_eq!(told(&[of(voter), of(recipient)]), ["", "5"]);
    assert_eq!(told(&[of(voter)]), ["5"], "the other account is not in the file");
    let later = HistoryRow {
        hash: Some(Hash([4; 32])),
        ..of(recipient)
    };
    assert_eq!(told(&[of(voter), later]), ["5", "5"], "another payout");
}
