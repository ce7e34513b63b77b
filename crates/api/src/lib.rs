//! What the UI and the backend say to each other, so that both sides share one set of types.
//!
//! A request is a struct that implements [`Call`]; its answer is [`Call::Answer`]. Requests travel by name and JSON
//! through the shell's one command, `ask`; the backend tells news by [`Event`]. Amounts are exact text, secrets
//! appear in [`calls::RevealPhrase`]'s answer and nowhere else; requests that bring one are wiped when they go.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod batch;
mod bucket;
pub mod calls;
mod chain;
mod contracts;
mod delegate;
mod directory;
mod drafts;
mod event;
mod failure;
mod files;
mod ground;
mod history;
mod money;
mod networks;
mod operator;
mod overview;
mod payout;
mod plan;
mod portfolio;
mod profile;
mod sequence;
mod submission;
mod tally;
mod unseen;
mod whom;
mod wiped;

pub use batch::{AccountTotals, BatchProposal, BatchView, MAX_BATCH};
pub use bucket::{BucketLife, Recipient, WrittenNote};
pub use calls::Call;
pub use chain::{
    ChainView, DelegateRow, DelegateStatus, Delegates, EndpointCheck, EndpointHealth, EpochView, FailoverView,
    SyncState,
};
pub use contracts::ContractsView;
pub use delegate::{BlocksMade, DelegateView};
pub use directory::{CommonControl, ControlGroupView, ControlMember, OrderSeed};
pub use drafts::DraftView;
pub use event::{EVENT, Event};
pub use failure::{Failure, FailureKind, failure_of_address};
pub use files::{ChosenFile, FileHandle, FileKind, SavedFile};
pub use ground::GroundView;
pub use history::{
    BY_ITSELF, COMMISSION, Effect, HistoryFilter, HistoryForm, HistoryRow, LEFT, PAYOUT, PaidLine, RECEIVED, Summed,
    TimeOf, TokenMove, VoterPayout,
};
pub use money::{ContactView, TokenView};
pub use networks::{NetworkCheck, NetworkStatus};
pub use operator::{BlsKeyView, DeedView, OwnDelegate, OwnDelegates, Way};
pub use overview::{FigureInput, FigureRead, FigureValue, FigureView, Overview};
pub use payout::{EraIncome, FreezeView, OwnPayout};
pub use plan::{CalendarDate, DateKind};
pub use portfolio::{
    BucketPage, BucketRow, BucketTable, Buckets, FirstBuckets, Home, NextEvent, StepView, Upcoming, Watched,
};
pub use profile::{
    AccountView, Density, FoundAccount, KeyringState, Origin, PasswordReset, PasswordView, PhraseView, ResetView,
    Search, Settings, Start, Status, Theme, VaultState, ZOOMS,
};
pub use sequence::{ReviewedStep, SequenceProposal, SequenceState, SequenceView, StepOf, StepState};
pub use submission::{Replacement, SubmissionState, SubmissionView};
pub use tally::{Tally, Whole};
pub use unseen::{Unseen, UnseenWhy};
pub use whom::{NobodyMeant, whom};
