//! What the gallery shows: made up, and the same whoever looks at it.

use ballast_api::{AccountView, FailureKind, SubmissionState, SubmissionView};
use ballast_domain::{Address, Amount, Days, Hash, Intent, Phrase, Timestamp, actions::Unstake};
use leptos::prelude::*;

use crate::kit::{backend::Failure, state::app};

/// Whose everything here is.
pub const ADA: Address = Address::from_bytes([
    0x70, 0x99, 0x79, 0x70, 0xc5, 0x18, 0x12, 0xdc, 0x3a, 0x01, 0x0c, 0x7d, 0x01, 0xb5, 0x0e, 0x0d, 0x17, 0xdc, 0x79,
    0xc8,
]);

/// What a button of the gallery does: nothing.
pub fn nothing() -> Callback<()> {
    Callback::new(|()| ())
}

/// The chain's time as the page was opened; this machine's while the chain's is not known.
pub fn now() -> Timestamp {
    let app = app();
    untrack(|| app.now().unwrap_or_else(|| app.clock.wall_now()))
}

/// A moment so many days ahead.
pub fn in_days(days: u32) -> Timestamp {
    now().plus_days(Days(days))
}

/// An amount with all its decimals.
pub const fn exact() -> Amount {
    Amount::from_rau(12_345_678_900_000_000_000_001)
}

/// A wish.
pub fn unstake() -> Intent {
    let unstake = Unstake {
        bucket: 7,
        payload: Vec::new(),
    };
    Intent {
        account: ADA,
        action: unstake.into(),
    }
}

/// Something that went wrong and may go right the next time.
pub fn offline() -> Failure {
    Failure::new(FailureKind::Offline, "chain.no_endpoint", "No endpoint answers.")
        .help("Keys, accounts and history are here all the same.")
        .retry()
}

/// Something that trying again does not help.
pub fn refused() -> Failure {
    Failure::new(
        FailureKind::Input,
        "address.form",
        "An address has 41 or 42 characters.",
    )
}

/// The first of the accounts that this wallet has; none where it has none.
pub fn payer() -> Option<Address> {
    let able = |accounts: Vec<AccountView>| accounts.into_iter().find(AccountView::can_sign);
    untrack(|| able(app().accounts())).map(|account| account.address)
}

/// A submission that has come so far.
pub fn submission(state: SubmissionState) -> SubmissionView {
    let error = matches!(state, SubmissionState::Failed | SubmissionState::Vanished);
    SubmissionView {
        id: format!("gallery-{}", state.word().to_lowercase().replace(' ', "-")),
        account: ADA,
        action: "unstake".to_owned(),
        sentence: "Unstake bucket 7. Its 12\u{202f}000 IOTX wait for 3 days.".to_owned(),
        says: "Unstake bucket 7. Its 12\u{202f}000 IOTX wait for 3 days.".into(),
        state,
        by_one_node: false,
        held: false,
        stuck: None,
        stuck_says: Phrase::default(),
        gap: None,
        unwritten: None,
        replaced_by: None,
        batch: None,
        part_of: None,
        called_off: false,
        hash: Hash([7; 32]),
        nonce: 12,
        created: Timestamp::from_seconds(untrack(|| app().clock.wall_now()).seconds().saturating_sub(180)),
        changed: untrack(|| app().clock.wall_now()),
        height: None,
        fee: None,
        outcome: None,
        error: error.then(|| "The bucket's days are not over.".to_owned()),
        note: String::new(),
        link: None,
    }
}
