//! What a chain says.

use ballast_domain::Address;

use crate::{Buckets, ChainView, Delegates, Home};

calls! {
    /// The chain as the wallet knows it.
    chain GetChain {} -> ChainView;
    /// The table of delegates.
    chain GetDelegates {} -> Delegates;
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
