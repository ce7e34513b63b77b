//! What can be wrong with a text that should be an address: the cause, as a sentence without its full stop.

use std::fmt;

use thiserror::Error;

/// The two ways to write an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressForm {
    /// `0x` and 40 hex digits.
    Hex,
    /// `io1` and 38 letters and digits.
    Io1,
}

impl AddressForm {
    /// Its characters, what it begins with among them.
    pub const fn length(self) -> usize {
        match self {
            Self::Hex => 42,
            Self::Io1 => 41,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Hex => "a 0x address",
            Self::Io1 => "an io1 address",
        }
    }
}

/// Why a text is not an address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Nothing about it is like an address: it is empty, or a name.
    #[error("an address is 0x with 40 hex digits, or io1 with 38 letters and digits")]
    Form,
    /// What an address begins with, `0x` or `io1`, is not there; the rest looks like one.
    #[error("{0} is missing in front")]
    Missing(&'static str),
    /// An address that has fewer characters than its form.
    #[error("{}", count(*.by, "missing", *.form))]
    TooShort {
        /// By what it begins with.
        form: AddressForm,
        /// At least 1.
        by: usize,
    },
    /// An address that has more characters than its form.
    #[error("{}", count(*.by, "too many", *.form))]
    TooLong {
        /// By what it begins with.
        form: AddressForm,
        /// At least 1.
        by: usize,
    },
    /// A letter, digit or sign that no address of its form has.
    #[error("{}", beside_the_form(*.letter, *.form))]
    Letter {
        /// By what the text begins with.
        form: AddressForm,
        /// The first of them.
        letter: char,
    },
    /// A letter of another alphabet, which may look like one that belongs there. It is never taken for that one.
    #[error("“{0}” (U+{code:04X}) is in no address, though it may look like a letter that is: copy the address anew",
            code = u32::from(*.0))]
    Foreign(char),
    /// `io1…` in small letters and capitals at once, which BIP-173 forbids.
    #[error("an io1 address is all in small letters, or all in capitals")]
    MixedCase,
    /// `0x…` of mixed case whose case does not match EIP-55: a letter was mistyped.
    #[error("the checksum of this 0x address is wrong: a character was changed or mistyped")]
    HexChecksum,
    /// `io1…` whose last six letters do not match the rest.
    #[error("the checksum of this io1 address is wrong: a character was changed or mistyped")]
    Io1Checksum,
    /// A letter that nobody sees turns the direction of writing: what is read on the screen is not what stands there.
    #[error("a letter that cannot be seen turns the direction of writing in it: what you see is not what it says")]
    Turned,
    /// It begins as a link does, with this and a colon, but not with `iotex:` or `ethereum:`.
    #[error("it begins with {0}:, which no address of IoTeX does")]
    Scheme(String),
    /// A link that names another chain (EIP-681).
    #[error("it is meant for chain {0}{of}, not for IoTeX: without @{0} it would be the same address here",
            of = chain(*.0))]
    Chain(u64),
    /// A link that says more than an address, such as an amount or a call.
    #[error("it is a link that says more than an address: enter the address alone")]
    Request,
}

impl AddressError {
    /// Whether more letters at its end could make an address of it, or a name: while it is typed, nothing is wrong yet.
    pub const fn may_come_right(&self) -> bool {
        matches!(self, Self::Form | Self::TooShort { .. })
    }
}

/// How many characters there are too few or too many.
fn count(by: usize, word: &'static str, form: AddressForm) -> impl fmt::Display {
    let (characters, are) = if by == 1 {
        ("character", "is")
    } else {
        ("characters", "are")
    };
    let (form, length) = (form.words(), form.length());
    format!("{by} {characters} {are} {word}: {form} has {length}")
}

fn beside_the_form(letter: char, form: AddressForm) -> impl fmt::Display {
    match form {
        AddressForm::Hex => format!("“{letter}” is no hex digit: after 0x stand only 0 to 9 and a to f"),
        AddressForm::Io1 => format!("“{letter}” is in no io1 address: after io1 stand no 1, b, i or o, and no signs"),
    }
}

/// The name of a chain that links are often made for.
const fn chain(id: u64) -> &'static str {
    match id {
        1 => " (Ethereum)",
        10 => " (Optimism)",
        56 => " (BNB Smart Chain)",
        137 => " (Polygon)",
        8453 => " (Base)",
        42_161 => " (Arbitrum)",
        _ => "",
    }
}
