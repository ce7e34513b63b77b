//! Why a contract reverts, in words: the errors of the contracts that issue bucket NFTs (iotex-protocol.md §3.2), and
//! what any contract may say in a text of its own.

use ballast_abi::{
    AbiDecode, EthError, Selector, bucket_nft_v2,
    solidity::{Error, Panic},
};
use ballast_domain::shown_text;

/// Letters of a stranger's reason that are shown.
const MOST_WORDS: usize = 200;

/// An error's selector, its name, and what it means.
type Known = (fn() -> Selector, &'static str, &'static str);

macro_rules! errors {
    ($($error:ident: $meaning:literal,)*) => {
        &[$((<bucket_nft_v2::$error as EthError>::selector, stringify!($error), $meaning),)*]
    };
}

/// The errors of versions 2 and 3, which name themselves only.
const ERRORS: &[Known] = errors! {
    ErrInvalidAmount: "the amount is not one that it takes",
    ErrInvalidDuration: "the duration is not one that it takes, or shorter than what is left",
    ErrInvalidParameter: "what was asked for makes no sense to it, such as moving votes to the same delegate or merging one bucket",
    ErrNotLockedBucket: "the bucket NFT is not locked",
    ErrNotOwner: "only the bucket NFT's owner may do this",
    ErrNotReady: "the bucket NFT's waiting time is not over",
    ErrNotStakedBucket: "the bucket NFT is unstaked already",
    ErrNotUnstakedBucket: "the bucket NFT is not unstaked",
    ErrTransferFailed: "the money could not be paid out to the recipient",
};

/// What version 1 and the tokens say, in the contracts' own short texts.
const TEXTS: [(&str, &str); 22] = [
    ("not owner", "only the bucket NFT's owner may do this"),
    ("invalid bucket type", "no bucket type has this amount and duration"),
    ("inactive bucket type", "this bucket type takes no new buckets"),
    ("invalid amount", "the amount is not one that it takes"),
    (
        "invalid duration",
        "the duration is shorter than the bucket NFT's own, or than what is left",
    ),
    ("invalid length", "merging takes two bucket NFTs or more"),
    ("invalid parameters", "the amount sent is not what was asked for"),
    ("invalid operation", "the bucket NFT votes for this delegate already"),
    ("not a locked token", "the bucket NFT is not locked"),
    ("not a staked token", "the bucket NFT is unstaked already"),
    ("not an unlocked bucket", "the bucket NFT is locked"),
    ("not an unstaked bucket", "the bucket NFT is not unstaked"),
    ("not ready to unstake", "the bucket NFT's time is not over"),
    ("not ready to withdraw", "the waiting time after unstaking is not over"),
    (
        "cannot transfer unstaked token",
        "an unstaked bucket NFT of version 1 cannot be given away",
    ),
    ("failed to transfer", "the money could not be paid out to the recipient"),
    ("ERC721: invalid token ID", "there is no such token"),
    (
        "ERC721: transfer to the zero address",
        "a token cannot be given to the zero address, which is nobody's",
    ),
    (
        "ERC721: caller is not token owner or approved",
        "only the token's owner may do this, or whom the owner allowed it",
    ),
    (
        "ERC721: transfer to non ERC721Receiver implementer",
        "the recipient is a contract that was not made for such tokens",
    ),
    (
        "ERC20: transfer amount exceeds balance",
        "the account does not hold that much of the token",
    ),
    (
        "Pausable: paused",
        "whoever governs the contract has halted it for everybody",
    ),
];

/// What the data of a revert means, with the contract's own word for it; none where it says nothing.
pub fn revert_meaning(data: &[u8]) -> Option<String> {
    let selector = *data.first_chunk::<4>()?;
    if let Some((_, name, words)) = ERRORS.iter().find(|(of, ..)| of() == selector) {
        return Some(format!("{words} ({name})"));
    }
    if selector == Panic::selector() {
        return Some("its own computation failed, as where a number is too large".to_owned());
    }
    let text = Error::decode(data).ok()?.reason;
    match TEXTS.iter().find(|(said, _)| *said == text) {
        Some((said, words)) => Some(format!("{words} (“{said}”)")),
        // Anybody's contract writes this text.
        None => shown_text(text.as_bytes(), MOST_WORDS).map(|text| format!("it says “{text}”")),
    }
}

#[cfg(test)]
mod tests {
    use ethers_core::abi::{Token, encode};

    use super::*;

    fn error_text(text: &str) -> Vec<u8> {
        [&[0x08, 0xc3, 0x79, 0xa0], &encode(&[Token::String(text.into())])[..]].concat()
    }

    #[test]
    fn every_error_of_the_contracts_has_its_meaning() {
        // As iotex-protocol.md §3.2 lists them.
        for (selector, name) in [
            (0xb372_6016_u32, "ErrInvalidAmount"),
            (0x4af5_1a96, "ErrInvalidDuration"),
            (0xfd0f_14be, "ErrInvalidParameter"),
            (0xda80_8c75, "ErrNotLockedBucket"),
            (0x6d24_b9c8, "ErrNotOwner"),
            (0x4e39_5b85, "ErrNotReady"),
            (0x43fe_be2b, "ErrNotStakedBucket"),
            (0xc4c7_fabe, "ErrNotUnstakedBucket"),
            (0x9a70_58e1, "ErrTransferFailed"),
        ] {
            let meaning = revert_meaning(&selector.to_be_bytes()).unwrap();
            assert!(meaning.ends_with(&format!("({name})")), "{meaning}");
        }
    }

    #[test]
    fn what_a_contract_writes_is_shown_as_its_own_word_and_made_fit() {
        let meaning = |text: &str| revert_meaning(&error_text(text)).unwrap();
        assert_eq!(
            meaning("not ready to unstake"),
            "the bucket NFT's time is not over (“not ready to unstake”)"
        );
        assert_eq!(meaning("send\u{202e} more\nmoney"), "it says “send more money”");
        assert!(meaning(&"x".repeat(5_000)).chars().count() < 250);
    }

    #[test]
    fn silence_has_no_meaning() {
        for data in [&[][..], &[1, 2, 3], &[1, 2, 3, 4], &error_text("not owner")[..20]] {
            assert_eq!(revert_meaning(data), None);
        }
    }
}
