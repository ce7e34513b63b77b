//! Delegates that are watched: the whole list of the buckets that vote for one is kept at each freeze.

use ballast_domain::Address;

calls! {
    /// The delegates whose voters' buckets are kept at each freeze, by their permanent ids, in the order in which they were
    /// chosen.
    profile GetWatchedDelegates {} -> Vec<Address>;
    /// Has the buckets of a delegate's voters kept at each freeze, for two years: owner, bucket and votes of each. At most those
    /// of five delegates are. Answers with all that are watched then.
    profile WatchDelegate {
        /// Its permanent id.
        delegate: Address,
    } -> Vec<Address>;
    /// Keeps no more of them; what was kept stays as long as it would have. Answers with all that are watched then.
    profile UnwatchDelegate {
        /// Its permanent id.
        delegate: Address,
    } -> Vec<Address>;
}
