//! What delegates' owners and operators ask.

use crate::{BlsKeyView, OwnDelegates};

calls! {
    /// The delegates of the wallet's accounts, with what they lack.
    profile GetOwnDelegates {} -> OwnDelegates;
    /// The public key in a file with a delegate's BLS key. The file's private part, if it has one, stays in the backend
    /// and is wiped there.
    chain ReadBlsKey {
        /// Where the file is.
        path: String,
    } -> BlsKeyView;
}
