//! The app itself: networks, settings, and what the practice network alone can do.

use ballast_domain::{Address, Network};

use crate::{ChainView, Settings, Start, Status};

calls! {
    /// Where the app stands.
    profile GetStatus {} -> Status;
    /// The first question of a window: where the app stands, and what the first screen shows.
    profile GetStart {} -> Start;
    /// Open a network's profile; starts the practice network when it is that.
    profile OpenNetwork {
        /// Which.
        network: Network,
    } -> Status;
    /// Change settings.
    profile SetSettings {
        /// All of them.
        settings: Settings,
    } -> Settings;
    /// Move the practice network's time on.
    profile PassPracticeTime {
        /// By this many seconds.
        seconds: u64,
    } -> ChainView;
    /// Ask the practice network for money.
    profile AskPracticeMoney {
        /// For which account.
        account: Address,
    } -> ChainView;
    /// Begin the practice network anew: its chain, and what this wallet did on it, are gone for good. Accounts, their keys
    /// and the address book stay; the vault is locked, and the first account gets practice money.
    profile StartPracticeOver {} -> Status;
}
