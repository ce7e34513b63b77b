//! What delegates' owners and operators ask.

use ballast_domain::Address;

use crate::{BlsKeyView, FileHandle, OwnDelegates};

calls! {
    /// The delegates of the wallet's accounts, with what they lack.
    profile GetOwnDelegates {} -> OwnDelegates;
    /// The public key in a file with a delegate's BLS key, which the person chose, and the proof of possession that the
    /// file's private part makes, if it has one. That part stays in the backend and is wiped there.
    chain ReadBlsKey {
        /// The handle of a file of [`crate::FileKind::BlsKey`]; it is good once.
        file: FileHandle,
        /// The delegate that the proof is for: its owner where it is to be registered, else its permanent id.
        prove_for: Option<Address>,
    } -> BlsKeyView;
}
