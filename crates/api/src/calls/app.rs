//! The app itself: networks, settings, and what the practice network alone can do.

use ballast_domain::{Address, Network};

use crate::{ChainView, Settings, Start, Status};

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
