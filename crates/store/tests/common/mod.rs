//! Submissions to write in tests.

#![allow(dead_code, reason = "each test file uses its own part")]

use ballast_domain::{
    Address, Amount, Days, Hash, Height, Intent, Outcome, OutcomeKind, Proposal, ReceiptStatus, Snapshot, Timestamp,
    actions::CreateStake, keccak256,
};
use ballast_store::{Event, NewSubmission, State, Store};
use serde_json::json;

pub const CHAIN: u64 = 4690;

pub fn account() -> Address {
    Address::from_bytes([7; 20])
}

pub fn at(seconds: u64) -> Timestamp {
    Timestamp::from_seconds(1_767_225_600 + seconds)
}

pub fn store() -> Store {
    Store::in_memory().unwrap()
}

pub fn state(store: &Store, id: &str) -> State {
    store.submission(id).unwrap().unwrap().state
}

pub fn proposal() -> Proposal {
    let stake = CreateStake {
        candidate: "delegate0".into(),
        amount: Amount::from_iotx(1000),
        duration: Days(91),
        locked: true,
        payload: Vec::new(),
    };
    let basis = Snapshot {
        value: (),
        height: Height(27),
        node: "http://127.0.0.1:15014".into(),
        at: at(0),
    };
    Proposal {
        id: "p1".into(),
        intent: Intent {
            account: account(),
            action: stake.into(),
        },
        sentence: "Stake 1 000 IOTX.".into(),
        says: "Stake 1 000 IOTX.".into(),
        changes: Vec::new(),
        transactions: Vec::new(),
        fee: Amount::from_rau(10_000_000_000_010_000),
        max_fee: Amount::from_rau(20_000_000_000_000_000),
        warnings: Vec::new(),
        basis,
        fresh_for: 60,
        replaces: None,
        ran: None,
    }
}

pub fn submission(id: &str, nonce: u64) -> NewSubmission {
    NewSubmission {
        id: id.into(),
        created: at(nonce),
        chain_id: CHAIN,
        account: account(),
        nonce,
        step: 0,
        proposal: proposal(),
        raw: id.as_bytes().to_vec(),
        hash: Hash(keccak256(id.as_bytes())),
        replaces: None,
        batch: None,
        part_of: None,
    }
}

pub fn outcome(kind: OutcomeKind) -> Outcome {
    let status = match kind {
        OutcomeKind::AsProposed | OutcomeKind::Different => Some(ReceiptStatus::SUCCESS),
        OutcomeKind::Failed => Some(ReceiptStatus(205)),
        OutcomeKind::Vanished => None,
    };
    Outcome {
        kind,
        status,
        sentence: "So it went.".into(),
        says: "So it went.".into(),
        fee: None,
        bucket: None,
        differences: Vec::new(),
    }
}

pub fn mined() -> Event {
    Event::Mined {
        block: Height(28),
        receipt: json!({ "status": "0x1" }),
    }
}
