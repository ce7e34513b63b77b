//! Sending: whom, how much at most, and tokens.

use ballast_domain::{Address, Amount};

use crate::{ContactView, TokenView};

calls! {
    /// The address book, by name.
    profile GetContacts {} -> Vec<ContactView>;
    /// Add to the address book, or change what stands there.
    profile SetContact {
        /// Whose.
        address: Address,
        /// 1 to 40 characters, no address, and nobody else's name.
        name: String,
        /// May be empty.
        note: String,
    } -> Vec<ContactView>;
    /// Take an entry out of the address book.
    profile RemoveContact {
        /// Whose.
        address: Address,
    } -> Vec<ContactView>;
    /// All that an account can send at once: its balance less the most that the fee can be.
    profile GetMostToSend {
        /// Who pays.
        account: Address,
        /// Who gets it, where that is known: a contract takes more gas.
        to: Option<Address>,
    } -> Amount;
    /// Tokens that are held, and those that the person added.
    profile GetTokens {
        /// By which account; none for all together.
        account: Option<Address>,
    } -> Vec<TokenView>;
    /// Add a token by its contract.
    profile AddToken {
        /// Where it stands.
        contract: Address,
    } -> TokenView;
    /// Take out a token that was added; false where it was not.
    profile RemoveToken {
        /// Where it stands.
        contract: Address,
    } -> bool;
}
