//! Calldata for the staking and rewarding protocols into the actions of `ballast-domain`.

mod parts;
mod rewarding;
mod staking;
mod zanzibar;

use ballast_domain::{Action, Address};
use ethers_core::types::U256;

use self::parts::Parts;
use super::{
    abi::{Reader, selector},
    call::NativeCall,
};

/// Whether this address is a native protocol that takes transactions.
pub(crate) fn is_native(to: Option<Address>) -> bool {
    matches!(to, Some(Address::STAKING | Address::REWARDING))
}

/// Reads the action that calldata for `to` asks for; `None` where the node has no word for it but "invalid abi
/// binary data". Only a node that knows Zanzibar has one for its methods, and it reads them before the fork too.
pub(crate) fn decode(to: Address, data: &[u8], value: U256, knows_zanzibar: bool) -> Option<NativeCall> {
    let method = selector(data)?;
    let mut reader = Reader::new(&data[4..]);
    let read = if knows_zanzibar && zanzibar::is_method(to, method) {
        zanzibar::read(method, &mut reader, value)
    } else if to == Address::STAKING {
        staking::read(method, &mut reader, value)
    } else {
        rewarding::read(method, &mut reader)
    };
    let Parts { action, memo, amount } = read.ok()?;
    let canonical = (value.is_zero() || takes_value(&action)) && reader.is_canonical();
    Some(NativeCall {
        action,
        memo,
        amount,
        canonical,
    })
}

/// Whether the action is encoded again with the value that was sent along; for all others that is none.
fn takes_value(action: &Action) -> bool {
    matches!(action, Action::RegisterWithBls(_) | Action::RegisterWithBlsAndPop(_))
}

#[cfg(test)]
mod tests {
    use ballast_domain::actions::Unstake;
    use ethers_core::abi::{Token, encode};

    use super::*;

    fn calldata(selector: u32, tokens: &[Token]) -> Vec<u8> {
        [selector.to_be_bytes().to_vec(), encode(tokens)].concat()
    }

    fn unstake(index: u64) -> Vec<u8> {
        calldata(
            0x2bde_151d,
            &[Token::Uint(index.into()), Token::Array(vec![Token::Uint(7.into())])],
        )
    }

    #[test]
    fn a_call_is_read_with_its_memo() {
        let call = decode(Address::STAKING, &unstake(3), U256::zero(), false).unwrap();
        assert_eq!(
            call.action,
            Unstake {
                bucket: 3,
                payload: vec![7]
            }
            .into()
        );
        assert_eq!((call.memo, call.canonical), (1, true));
    }

    #[test]
    fn extra_bytes_and_any_value_are_read_but_not_canonical() {
        let mut longer = unstake(3);
        longer.push(0);
        let is_canonical = |data: &[u8], value| decode(Address::STAKING, data, value, false).unwrap().canonical;
        assert!(!is_canonical(&longer, U256::zero()) && !is_canonical(&unstake(3), U256::one()));
    }

    #[test]
    fn an_index_above_64_bits_a_memo_word_above_a_byte_and_a_hex_claimant_are_refused() {
        let wide = calldata(0x2bde_151d, &[Token::Uint(U256::MAX), Token::Array(vec![])]);
        assert!(decode(Address::STAKING, &wide, U256::zero(), false).is_none());
        let memo = calldata(
            0x2bde_151d,
            &[Token::Uint(1.into()), Token::Array(vec![Token::Uint(256.into())])],
        );
        assert!(decode(Address::STAKING, &memo, U256::zero(), false).is_none());
        let claim = |who: String| {
            let tokens = [Token::Uint(1.into()), Token::String(who), Token::Array(vec![])];
            decode(Address::REWARDING, &calldata(0xd804_b87c, &tokens), U256::zero(), false)
        };
        assert!(claim(Address::ZERO.to_string()).is_none());
        assert!(claim(Address::ZERO.to_io1()).is_some());
    }

    #[test]
    fn a_claimant_in_capital_letters_is_read_but_not_canonical_and_in_mixed_ones_refused() {
        let claim = |who: &str| {
            let tokens = [Token::Uint(1.into()), Token::String(who.into()), Token::Array(vec![])];
            decode(Address::REWARDING, &calldata(0xd804_b87c, &tokens), U256::zero(), false)
        };
        let io1 = Address::STAKING.to_io1();
        assert!(claim(&io1).unwrap().canonical);
        assert!(!claim(&io1.to_uppercase()).unwrap().canonical);
        assert!(claim(&io1.replacen("io1", "IO1", 1)).is_none());
    }
}
