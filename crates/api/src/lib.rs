//! What the UI and the backend say to each other, so that both sides share one set of types.
//!
//! A request is a struct that implements [`Call`]; its answer is [`Call::Answer`]. Requests travel by name and JSON
//! through the shell's one command, `ask`; the backend tells news by [`Event`]. Amounts are exact text, secrets
//! appear in [`calls::RevealPhrase`]'s answer and nowhere else; requests that bring one are wiped when they go.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod bucket;
pub mod calls;
mod chain;
mod event;
mod failure;
mod history;
mod plan;
mod portfolio;
mod profile;
mod submission;
mod wiped;

pub use bucket::{BucketLife, Recipient, WrittenNote};
pub use calls::Call;
pub use chain::{ChainView, DelegateRow, DelegateStatus, Delegates, EndpointHealth, EpochView, SyncState};
pub use event::{EVENT, Event};
pub use failure::{Failure, FailureKind, failure_of_address};
pub use history::{Effect, HistoryFilter, HistoryForm, HistoryRow, TimeOf};
pub use plan::{CalendarDate, DateKind};
pub use portfolio::{BucketRow, Buckets, Home, NextEvent, StepView};
pub use profile::{
    AccountView, Density, FoundAccount, KeyringState, NetworkStatus, Origin, Settings, Start, Status, Theme, VaultState,
};
pub use submission::{Replacement, SubmissionState, SubmissionView};
