//! Signing with an account's key, which is derived for the one signature and wiped after it.

use ballast_domain::{Address, Transaction};

use super::Vault;
use crate::{MessageKind, MessageSignature, Result, SignedTransaction, message, tx};

impl Vault {
    /// Signs a transaction of `from`: deterministic (RFC 6979), low s, of type 2 (EIP-1559).
    ///
    /// # Errors
    /// [`crate::Error::Locked`], [`crate::Error::NoAccount`]; [`crate::Error::Transaction`] for one that must not be
    /// signed; [`crate::Error::KeyMismatch`] if the stored secret does not give `from`.
    pub fn sign_transaction(&self, from: Address, transaction: &Transaction) -> Result<SignedTransaction> {
        tx::sign(transaction, &self.opened()?.content.key_of(from)?)
    }

    /// Signs a personal message of `from`.
    ///
    /// # Errors
    /// [`crate::Error::Locked`], [`crate::Error::NoAccount`], [`crate::Error::KeyMismatch`].
    pub fn sign_message(&self, from: Address, kind: MessageKind, text: &[u8]) -> Result<MessageSignature> {
        message::sign(&self.opened()?.content.key_of(from)?, kind, text)
    }
}
