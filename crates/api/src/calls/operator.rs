//! What delegates' owners and operators ask.

use crate::{BlsKeyView, FileHandle, OwnDelegates};

calls! {
    /// The delegates of the wallet's accounts, with what they lack.
    profile GetOwnDelegates {} -> OwnDelegates;
    /// The public key in a file with a delegate's BLS key, which the person chose. The file's private part, if it has
    /// one, stays in the backend and is wiped there.
    chain ReadBlsKey {
        /// The handle of a file of [`crate::FileKind::BlsKey`]; it is good once.
        file: FileHandle,
    } -> BlsKeyView;
}
