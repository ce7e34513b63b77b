//! Who is meant by what a person types where an address is asked for: an address, or a name that the wallet knows.

use ballast_domain::{Address, AddressError, shown_text};

use crate::{AccountView, ContactView, Failure, FailureKind, failure_of_address};

/// More of a name is not said again.
const SAID: usize = 60;

/// Why nobody is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NobodyMeant {
    /// Nothing was typed.
    Nothing,
    /// A text that is no address, and like none of the names.
    Address(AddressError),
    /// A name that neither the address book nor one's own account has.
    Unknown(String),
    /// A name that several accounts have.
    Several(String),
}

impl NobodyMeant {
    /// Whether more letters could make somebody of it: while it is typed, nothing is wrong yet.
    pub const fn may_come_right(&self) -> bool {
        match self {
            Self::Nothing | Self::Unknown(_) => true,
            Self::Address(error) => error.may_come_right(),
            Self::Several(_) => false,
        }
    }

    /// As people see it.
    pub fn failure(&self) -> Failure {
        let input = |code: &str, sentence: String| Failure::new(FailureKind::Input, code, sentence);
        match self {
            Self::Nothing => input(
                "address.form",
                "Enter an address, or a name of the address book.".to_owned(),
            ),
            Self::Address(error) => failure_of_address(error),
            Self::Unknown(name) => input(
                "contact.unknown",
                format!("Nobody in the address book is called {name}."),
            ),
            Self::Several(name) => input(
                "contact.several",
                format!("More than one account is called {name}: enter the address."),
            ),
        }
    }
}

/// The address that a person means. An address stands for itself, whatever anybody is called; names are of the address
/// book or of one's own accounts, in any case of letters. What an account that is only watched is called means nobody:
/// whoever has the page gives and moves such names unasked.
///
/// # Errors
/// Why nobody is meant.
pub fn whom(text: &str, contacts: &[ContactView], accounts: &[AccountView]) -> Result<Address, NobodyMeant> {
    let mistake = match text.parse::<Address>() {
        Ok(address) => return Ok(address),
        Err(mistake) => mistake,
    };
    let Some(name) = shown_text(text.as_bytes(), SAID) else {
        return Err(NobodyMeant::Nothing);
    };
    let wanted = name.to_lowercase();
    let contacts = contacts.iter().map(|contact| (&contact.name, contact.address));
    let own = accounts.iter().filter(|account| account.can_sign());
    let accounts = own.map(|account| (&account.label, account.address));
    // Some were kept before all that nobody sees was left out of names.
    let shown = |of: &str| shown_text(of.as_bytes(), usize::MAX).unwrap_or_default().to_lowercase();
    let mut meant = contacts.chain(accounts).filter(|(of, _)| shown(of) == wanted);
    match (meant.next(), mistake) {
        (Some((_, address)), _) if meant.all(|(_, other)| other == address) => Ok(address),
        (Some(_), _) => Err(NobodyMeant::Several(name)),
        (None, AddressError::Form) => Err(NobodyMeant::Unknown(name)),
        (None, mistake) => Err(NobodyMeant::Address(mistake)),
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Timestamp;

    use super::*;
    use crate::Origin;

    const ADA: Address = Address::from_bytes([1; 20]);
    const BOB: Address = Address::from_bytes([2; 20]);
    const OWN: Address = Address::from_bytes([3; 20]);
    const OTHER: Address = Address::from_bytes([4; 20]);

    fn meant(text: &str) -> Result<Address, NobodyMeant> {
        let contact = |name: &str, address| ContactView {
            address,
            name: name.to_owned(),
            note: String::new(),
            added: Timestamp::from_seconds(1),
        };
        let account = |label: &str, address| AccountView {
            address,
            label: label.to_owned(),
            origin: Origin::Key,
        };
        let watched = |label: &str, address| AccountView {
            origin: Origin::Watch,
            ..account(label, address)
        };
        let contacts = [contact("Ada", ADA), contact("Bob the baker", BOB)];
        let own = [
            account("Savings", OWN),
            account("Old", OWN),
            account("Old", OTHER),
            account("", OTHER),
            watched("Savings", OTHER),
            watched("Ada", OTHER),
            watched("Cold", OTHER),
        ];
        whom(text, &contacts, &own)
    }

    #[test]
    fn an_address_or_a_name_of_the_book_or_of_an_account_is_meant() {
        for (text, address) in [
            (" ada ", ADA),
            ("A\u{200b}da", ADA),
            ("bob  the\u{a0}baker", BOB),
            ("SAVINGS", OWN),
            (&format!(" iotex:{} ", BOB.to_io1()), BOB),
            (&BOB.to_hex(), BOB),
        ] {
            assert_eq!(meant(text), Ok(address), "{text:?}");
        }
    }

    #[test]
    fn what_is_only_watched_is_meant_by_no_name_and_makes_none_doubtful() {
        assert_eq!(meant("Savings"), Ok(OWN));
        assert_eq!(meant("Ada"), Ok(ADA));
        assert_eq!(meant("Cold"), Err(NobodyMeant::Unknown("Cold".into())));
    }

    #[test]
    fn the_cause_is_a_name_where_a_name_was_meant() {
        let said = |text: &str| meant(text).unwrap_err().failure().sentence;
        assert_eq!(said("fathom"), "Nobody in the address book is called fathom.");
        assert_eq!(said(&ADA.to_hex()[2..]), "0x is missing in front.");
        assert_eq!(said("old"), "More than one account is called old: enter the address.");
        assert_eq!(said("\u{200b} "), "Enter an address, or a name of the address book.");
        let foreign = ADA.to_io1().replacen('q', "\u{51b}", 1);
        assert!(said(&foreign).starts_with("“\u{51b}” (U+051B) is in no address"));
        assert!(meant("ad").unwrap_err().may_come_right());
        assert!(!meant("0x0g").unwrap_err().may_come_right());
    }
}
