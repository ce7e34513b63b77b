//! Every request, with its answer.

use ballast_domain::{
    Address, Amount, Intent, Network, Proposal, Snapshot, Timestamp,
    plan::{Ladder, LadderSpec, Optimum, Rung},
    rehearsal::{Planned, Rehearsal},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    AccountView, BucketLife, Buckets, CalendarDate, ChainView, Delegates, FoundAccount, HistoryFilter, HistoryForm,
    HistoryRow, Home, Replacement, Settings, Start, Status, SubmissionView, VaultState,
};

/// A request of the UI to the backend.
pub trait Call: Serialize + DeserializeOwned {
    /// Names it on the wire.
    const NAME: &'static str;
    /// What comes back.
    type Answer: Serialize + DeserializeOwned;
}

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* } -> $answer:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Serialize, Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }

            impl Call for $name {
                const NAME: &'static str = stringify!($name);
                type Answer = $answer;
            }
        )*

        /// The names of all requests.
        pub const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

/// A question of the word check: which word, counted from 1, and what the person says it is.
#[derive(Clone, Serialize, Deserialize)]
pub struct WordAnswer {
    /// From 1.
    pub position: usize,
    /// As entered.
    pub word: String,
}

calls! {
    /// Where the app stands.
    GetStatus {} -> Status;
    /// The first question of a window: where the app stands, and what the first screen shows.
    GetStart {} -> Start;
    /// Open a network's profile; starts the practice network when it is that.
    OpenNetwork {
        /// Which.
        network: Network,
    } -> Status;
    /// Change settings.
    SetSettings {
        /// All of them.
        settings: Settings,
    } -> Settings;

    /// Make a vault with a new recovery phrase and its first account; leaves it unlocked. On the practice network the
    /// account gets practice money.
    CreateVault {
        /// At least 8 characters.
        password: String,
        /// 12 or 24.
        words: u8,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> AccountView;
    /// Show the recovery phrase: the one place where a secret leaves the backend.
    RevealPhrase {
        /// Asked again, even while unlocked.
        password: String,
    } -> Vec<String>;
    /// Which words, counted from 1, the word check asks for.
    AskWordCheck {} -> Vec<usize>;
    /// Check the asked words; true marks the phrase as written down.
    CheckWords {
        /// One for each asked position.
        answers: Vec<WordAnswer>,
    } -> bool;
    /// Import a recovery phrase and look for its accounts on all four derivation paths; tells progress. Makes the
    /// vault where there is none.
    ImportPhrase {
        /// 12 or 24 words.
        phrase: String,
        /// The vault's password, new or existing.
        password: String,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> Vec<FoundAccount>;
    /// Import a private key. Makes the vault where there is none.
    ImportKey {
        /// 64 hex digits, 0x or not.
        key: String,
        /// The vault's password, new or existing.
        password: String,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> AccountView;
    /// Add the next account of the wallet's recovery phrase, on IoTeX's own path. Needs an open vault.
    AddAccount {} -> AccountView;
    /// Watch an account without its key.
    WatchAddress {
        /// 0x or io1.
        address: String,
        /// The person's name for it; may be empty.
        label: String,
    } -> AccountView;
    /// Give an account another name.
    RenameAccount {
        /// Which.
        address: Address,
        /// The new name.
        label: String,
    } -> Status;
    /// Unlock with the password.
    Unlock {
        /// The vault's.
        password: String,
    } -> VaultState;
    /// Unlock with the OS keyring.
    UnlockWithKeyring {} -> VaultState;
    /// Let the OS keyring open the vault, or not.
    UseKeyring {
        /// Which.
        on: bool,
        /// Asked again, even while unlocked.
        password: String,
    } -> Status;
    /// Lock.
    Lock {} -> VaultState;
    /// The person is at work: puts off auto-lock.
    Touch {} -> VaultState;

    /// The chain as the wallet knows it.
    GetChain {} -> ChainView;
    /// The table of delegates.
    GetDelegates {} -> Delegates;
    /// What is held and what is due. A node that does not answer makes figures unknown; it is no failure.
    GetHome {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> Home;
    /// The table of buckets.
    GetBuckets {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> Buckets;
    /// A QR code of an address as SVG text without style attributes.
    GetQr {
        /// Which.
        address: Address,
    } -> String;

    /// What would happen.
    Propose {
        /// What is wanted.
        intent: Intent,
    } -> Proposal;
    /// What would happen if a submission that waits were sent anew for a higher price, or called off.
    ProposeReplacement {
        /// The submission's.
        id: String,
        /// Which of the two.
        how: Replacement,
    } -> Proposal;
    /// Sign and send a proposal that is still fresh.
    Approve {
        /// The proposal's.
        id: String,
    } -> SubmissionView;
    /// Send a submission that is held, because it was signed long ago and never sent. Needs an open vault.
    ResumeSubmission {
        /// The submission's.
        id: String,
    } -> SubmissionView;
    /// Drop a submission that is held: it is never sent, and its nonce is free. One that turns out to have been sent
    /// before comes back as it stands, not dropped.
    DropSubmission {
        /// The submission's.
        id: String,
    } -> SubmissionView;
    /// Own submissions, the newest first.
    GetSubmissions {
        /// Of which account; none for all together.
        account: Option<Address>,
    } -> Vec<SubmissionView>;

    /// What intents, each at its moment, leave on a date: balances, buckets, delegates.
    Rehearse {
        /// What is done when. Moments that are past mean the next block.
        plan: Vec<Planned>,
        /// The date; what is planned for later is not done.
        until: Timestamp,
    } -> Snapshot<Rehearsal>;
    /// A native bucket's life, and what may be done with it.
    GetBucketLife {
        /// Its number.
        bucket: u64,
        /// When its owner begins to leave it; none for now.
        leave_at: Option<Timestamp>,
    } -> Snapshot<BucketLife>;
    /// How to stake an amount for the most votes until it is needed.
    PlanStake {
        /// How much.
        amount: Amount,
        /// When it has to be in hand, the wait after unstaking included.
        needed: Timestamp,
    } -> Optimum;
    /// Split an amount into buckets whose money comes back one after another.
    SplitLadder {
        /// What kind of ladder.
        spec: LadderSpec,
    } -> Ladder;
    /// Weigh a ladder whose rungs were edited.
    WeighLadder {
        /// All of them.
        rungs: Vec<Rung>,
    } -> Ladder;
    /// The dates that buckets bring, the soonest first.
    GetCalendar {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> Snapshot<Vec<CalendarDate>>;
    /// The same as a file for calendar programs (RFC 5545).
    ExportCalendar {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> String;
    /// Own actions with what they moved, the newest first.
    GetHistory {
        /// Which.
        filter: HistoryFilter,
    } -> Vec<HistoryRow>;
    /// The same as a file.
    ExportHistory {
        /// Which.
        filter: HistoryFilter,
        /// In which form.
        form: HistoryForm,
    } -> String;

    /// Move the practice network's time on.
    PassPracticeTime {
        /// By this many seconds.
        seconds: u64,
    } -> ChainView;
    /// Ask the practice network for money.
    AskPracticeMoney {
        /// For which account.
        account: Address,
    } -> ChainView;
}
