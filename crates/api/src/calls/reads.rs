//! What a chain says.

use ballast_domain::{Address, Epoch};

use crate::{BlocksMade, Buckets, ChainView, DelegateView, Delegates, Home};

calls! {
    /// The chain as the wallet knows it.
    chain GetChain {} -> ChainView;
    /// The table of delegates.
    chain GetDelegates {} -> Delegates;
    /// A delegate with one's own votes for it; none where there is no such delegate.
    chain GetDelegate {
        /// Its name.
        name: String,
    } -> Option<DelegateView>;
    /// The blocks that a delegate made in an epoch that is over. Takes a while where this wallet did not see the epoch.
    chain GetBlocksMade {
        /// Who signs its blocks.
        operator: Address,
        /// The epoch, one that is over.
        epoch: Epoch,
    } -> BlocksMade;
    /// What is held and what is due. A node that does not answer makes figures unknown; it is no failure.
    profile GetHome {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> Home;
    /// The table of buckets.
    chain GetBuckets {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> Buckets;
    /// A QR code of an address as SVG text without style attributes.
    chain GetQr {
        /// Which.
        address: Address,
    } -> String;
}
