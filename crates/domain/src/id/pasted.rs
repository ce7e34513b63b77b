//! What people type or paste where an address is asked for: what stands around the address is taken off, and nothing of
//! the address itself is changed.

use super::mistake::AddressError;
use crate::unseen::is_unseen;

/// What a link to an address begins with.
const SCHEMES: [&str; 2] = ["iotex", "ethereum"];
/// EIP-681's word for a link that asks for a payment.
const PAY: &str = "pay-";
/// The chains of IoTeX that the wallet knows by itself: an address that is meant for one of them is meant.
const IOTEX: [u64; 3] = [4689, 4690, 468_900];
/// As many characters at least stand behind the colon of a link.
const LINKED: usize = 20;

/// The text without blanks, letters that nobody sees, `iotex:` or `ethereum:` before and `@` with a chain of IoTeX behind.
/// Its other letters are what they were, in their order.
///
/// # Errors
/// What makes it something else than an address with things around it.
pub(super) fn bare(text: &str) -> Result<String, AddressError> {
    let text = text.trim_matches(|c| is_nothing(c) && !turns_all(c));
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        if turns_all(c) || turns_groups(c) {
            return Err(AddressError::Turned);
        }
        if !is_nothing(c) {
            bare.push(c);
        }
    }
    match bare.split_once(':') {
        None => without_chain(bare),
        Some((scheme, rest)) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            let rest = rest.strip_prefix("//").unwrap_or(rest);
            without_chain(rest.strip_prefix(PAY).unwrap_or(rest).to_owned())
        }
        Some((scheme, rest)) if is_scheme(scheme) && rest.len() >= LINKED => {
            Err(AddressError::Scheme(scheme.to_owned()))
        }
        Some(_) => Err(AddressError::Form),
    }
}

/// What is taken off wherever it stands. What shows itself as a letter that is broken or not known stays, and is refused.
fn is_nothing(c: char) -> bool {
    c.is_whitespace() || (is_unseen(c) && !matches!(c, '\u{fff0}'..='\u{fffd}'))
}

/// Whether it has what follows read from the right: in front of an address it shows another one.
const fn turns_all(c: char) -> bool {
    matches!(c, '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// Whether it counts as a letter that is read from the right: within an address in groups it shows them in another order.
const fn turns_groups(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200f}')
}

fn is_scheme(text: &str) -> bool {
    (2..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn without_chain(text: String) -> Result<String, AddressError> {
    let is_address = |text: &str| text.len() >= LINKED;
    if text.contains(['/', '?', '#']) && is_address(&text) {
        return Err(AddressError::Request);
    }
    match text.split_once('@') {
        Some((address, chain)) if is_address(address) => match chain.parse::<u64>() {
            Ok(id) if IOTEX.contains(&id) => Ok(address.to_owned()),
            Ok(id) => Err(AddressError::Chain(id)),
            Err(_) => Err(AddressError::Request),
        },
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Address, AddressForm, Network};

    const IO1: &str = "io1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r53";
    const HEX: &str = "0x04C22AfaE6a03438b8FED74cb1Cf441168DF3F12";

    fn wrong(text: &str) -> AddressError {
        text.parse::<Address>().unwrap_err()
    }

    #[test]
    fn what_stands_around_an_address_is_taken_off() {
        for text in [
            format!(" {IO1}\n"),
            format!("\u{a0}{HEX}\u{202f}"),
            "io1q npz4 7hx5 q6r3 w876 axtr n6yz 95d7 0cjl 35r5 3".to_owned(),
            "0x04C2\u{a0}2Afa\u{202f}E6a0 3438 b8FE D74c b1Cf 4411 68DF 3F12".to_owned(),
            format!("{}\u{200b}{}", &IO1[..9], &IO1[9..]),
            format!("\u{2066}{HEX}\u{2069}"),
            format!("\u{200f}{HEX}\u{200f}"),
            format!("\u{feff}{IO1}"),
            format!("iotex:{IO1}"),
            format!(" IoTeX: {IO1} "),
            format!("iotex://{HEX}"),
            format!("ethereum:{HEX}"),
            format!("ethereum:pay-{HEX}@4689"),
            format!("iotex:{HEX}@4690"),
        ] {
            assert_eq!(text.parse(), Ok(Address::STAKING), "{text:?}");
        }
    }

    #[test]
    fn a_chain_that_is_not_iotex_is_refused_by_its_name() {
        let said = wrong(&format!("ethereum:{HEX}@1")).to_string();
        assert!(said.contains("chain 1 (Ethereum), not for IoTeX"), "{said}");
        assert_eq!(wrong(&format!("{HEX}@31337")), AddressError::Chain(31_337));
        for network in Network::ALL {
            let id = network.params().chain_id;
            assert_eq!(format!("ethereum:{HEX}@{id}").parse(), Ok(Address::STAKING), "{id}");
        }
    }

    #[test]
    fn a_link_that_says_more_or_something_else_is_refused() {
        for more in ["?value=1e18", "@4689/transfer?address=0x0", "/transfer", "@0x1251"] {
            assert_eq!(wrong(&format!("ethereum:{HEX}{more}")), AddressError::Request, "{more}");
        }
        for (link, scheme) in [
            ("bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT".to_owned(), "bitcoin"),
            (format!("https://iotexscan.io/address/{IO1}"), "https"),
        ] {
            assert_eq!(wrong(&link), AddressError::Scheme(scheme.to_owned()));
        }
        assert_eq!(wrong("ethereum:vitalik.eth"), AddressError::Form, "a name");
        assert_eq!(wrong("Mum: new phone"), AddressError::Form, "a name");
    }

    #[test]
    fn what_is_shown_turned_is_not_read_as_it_stands() {
        let turned: String = HEX[2..].chars().rev().collect();
        for text in [
            format!("0x\u{202e}{turned}"),
            format!("\u{202e}{HEX}"),
            format!("\u{2067}{HEX}\u{2069}"),
            "0x\u{200f}0412 3456 0412 3456 0412 3456 0412 3456 0412 3456".to_owned(),
        ] {
            assert_eq!(wrong(&text), AddressError::Turned, "{text:?}");
        }
    }

    #[test]
    fn the_cause_is_told_by_its_name() {
        let (hex, io1) = (AddressForm::Hex, AddressForm::Io1);
        let letter = |form, letter| AddressError::Letter { form, letter };
        for (text, cause) in [
            (HEX[2..].to_owned(), AddressError::Missing("0x")),
            (HEX[2..38].to_owned(), AddressError::Missing("0x")),
            (IO1[3..].to_owned(), AddressError::Missing("io1")),
            (HEX[..39].to_owned(), AddressError::TooShort { form: hex, by: 3 }),
            ("io1".to_owned(), AddressError::TooShort { form: io1, by: 38 }),
            (format!("{HEX}0"), AddressError::TooLong { form: hex, by: 1 }),
            (format!("{IO1}qq"), AddressError::TooLong { form: io1, by: 2 }),
            (HEX.replace('F', "g"), letter(hex, 'g')),
            (IO1.replace('7', "b"), letter(io1, 'b')),
            (IO1.replace('7', "O"), letter(io1, 'O')),
            (format!("{HEX}."), letter(hex, '.')),
            (IO1.replace('q', "Q").replacen('Q', "q", 1), AddressError::MixedCase),
            (IO1.replace('7', "8"), AddressError::Io1Checksum),
            (HEX.replace("4C", "4c"), AddressError::HexChecksum),
            ("fathom".to_owned(), AddressError::Form),
            (String::new(), AddressError::Form),
        ] {
            assert_eq!(wrong(&text), cause, "{text}");
        }
        for (text, words) in [
            (&HEX[2..], "0x is missing in front"),
            (&HEX[..41], "1 character is missing: a 0x address has 42"),
            (&IO1[..38], "3 characters are missing: an io1 address has 41"),
            ("0x1ZZ", "“Z” is no hex digit"),
        ] {
            let said = wrong(text).to_string();
            assert!(said.starts_with(words), "{said}");
        }
    }

    #[test]
    fn letters_that_only_look_right_are_refused_and_named() {
        for (text, foreign) in [
            (HEX.replacen('x', "\u{445}", 1), '\u{445}'),
            (HEX.replacen('a', "\u{430}", 1), '\u{430}'),
            (IO1.replacen('i', "\u{456}", 1), '\u{456}'),
            (IO1.replacen('c', "\u{441}", 1), '\u{441}'),
            (HEX.replacen('4', "\u{ff14}", 1), '\u{ff14}'),
            (HEX.replacen('2', "\u{fffd}", 1), '\u{fffd}'),
        ] {
            assert_eq!(wrong(&text), AddressError::Foreign(foreign), "{text}");
        }
        let said = wrong(&HEX.replacen('a', "\u{430}", 1)).to_string();
        assert!(said.starts_with("“\u{430}” (U+0430)"), "{said}");
    }

    #[test]
    fn what_is_still_being_typed_is_not_wrong_yet() {
        for text in ["", "0x", "0x04C2", "io1qnp", "fath", "iotex:", "04C22Afa"] {
            assert!(wrong(text).may_come_right(), "{text}");
        }
        for text in ["0x04g", "io1b", &HEX[2..], &HEX.replace("4C", "4c")] {
            assert!(!wrong(text).may_come_right(), "{text}");
        }
    }

    /// Each way to write an address that is one without any cleaning.
    fn written(address: Address, form: usize) -> String {
        match form {
            0 => address.to_io1(),
            1 => address.to_io1().to_uppercase(),
            2 => address.to_hex(),
            _ => address.to_string(),
        }
    }

    /// Puts each of these letters where it says.
    fn with(text: &str, letters: &[(usize, char)]) -> String {
        let mut all: Vec<char> = text.chars().collect();
        for (at, letter) in letters {
            all.insert(at % (all.len() + 1), *letter);
        }
        all.into_iter().collect()
    }

    const TAKEN_OFF: [char; 12] = [
        ' ', '\t', '\n', '\u{a0}', '\u{202f}', '\u{3000}', '\u{200b}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{202d}',
        '\u{feff}',
    ];
    const PUT_IN: [char; 16] = [
        'о', 'а', 'х', 'і', 'с', 'О', '０', '1', 'l', 'b', '0', ' ', ':', '@', '\u{202e}', '\u{fffd}',
    ];

    proptest! {
        #[test]
        fn what_is_taken_off_leaves_the_same_address(
            bytes: [u8; 20],
            form in 0usize..4,
            letters in prop::collection::vec((any::<usize>(), prop::sample::select(&TAKEN_OFF[..])), 0..12),
            scheme in prop::sample::select(&["", "iotex:", "ethereum:", "IOTEX:", "ethereum:pay-"][..]),
        ) {
            let address = Address::from_bytes(bytes);
            let text = with(&format!("{scheme}{}", written(address, form)), &letters);
            prop_assert_eq!(text.parse(), Ok(address));
        }

        #[test]
        fn what_is_an_address_by_itself_stays_that_one(bytes: [u8; 20], form in 0usize..4) {
            let text = written(Address::from_bytes(bytes), form);
            prop_assert_eq!(bare(&text), Ok(text));
        }

        #[test]
        fn no_text_is_read_as_an_address_that_its_letters_do_not_spell(
            bytes: [u8; 20],
            form in 0usize..4,
            letters in prop::collection::vec((any::<usize>(), prop::sample::select(&PUT_IN[..])), 0..4),
            cut in prop::collection::vec(any::<usize>(), 0..4),
        ) {
            let mut text: Vec<char> = written(Address::from_bytes(bytes), form).chars().collect();
            for at in cut {
                text.remove(at % text.len());
            }
            let text = with(&text.iter().collect::<String>(), &letters);
            if let Ok(address) = text.parse::<Address>() {
                let spelt: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
                prop_assert!([address.to_io1(), address.to_hex()].contains(&spelt), "{} is not {}", text, address);
            }
        }
    }
}
