//! The methods that Zanzibar brings to both protocols (zanzibar.md §3).

use ballast_domain::{
    Address, BlsProof, Days,
    actions::{RegisterWithBlsAndPop, SetVoterRewardDestination, UpdateWithBlsAndPop, VoterRewardOptIn},
};
use ethers_core::types::U256;

use super::{
    super::abi::{Malformed, Reader},
    parts::{Parts, money, plain},
    staking::bls_key,
};

/// candidateRegisterWithBLSAndPoP(string,address,address,address,uint32,bool,bytes,bytes,uint8[])
const REGISTER: u32 = 0x370c_13df;
/// candidateUpdateWithBLSAndPoP(string,address,address,bytes,bytes)
const UPDATE: u32 = 0x8098_0508;
/// setVoterRewardOptIn()
const OPT_IN: u32 = 0x7d57_11b8;
/// setVoterRewardDestination(address)
const DESTINATION: u32 = 0x71a1_6f50;

/// Whether a method of the protocol at `to` is one of these.
pub(super) fn is_method(to: Address, method: u32) -> bool {
    match to {
        Address::STAKING => matches!(method, REGISTER | UPDATE | OPT_IN),
        Address::REWARDING => method == DESTINATION,
        _ => false,
    }
}

/// A proof is looked at when the action is done; only one without any bytes is no proof at all.
fn proof(r: &mut Reader) -> Result<BlsProof, Malformed> {
    BlsProof::from_bytes(&r.bytes()?).map_err(|_| Malformed)
}

/// `value` is what the transaction sends along, which is the self-stake of a registration.
pub(super) fn read(method: u32, r: &mut Reader, value: U256) -> Result<Parts, Malformed> {
    Ok(match method {
        REGISTER => {
            let (name, operator, reward, owner) = (r.text()?, r.address()?, r.address()?, r.address()?);
            let (duration, locked) = (Days(r.uint32()?), r.boolean()?);
            let (bls_key, proof, payload) = (bls_key(r)?, proof(r)?, r.memo()?);
            let memo = payload.len();
            let action = RegisterWithBlsAndPop {
                name,
                operator,
                reward,
                owner,
                amount: money(value),
                duration,
                locked,
                bls_key,
                proof,
                payload,
            };
            Parts {
                action: action.into(),
                memo,
                amount: value,
            }
        }
        UPDATE => plain(UpdateWithBlsAndPop {
            name: r.text()?,
            operator: r.address()?,
            reward: r.address()?,
            bls_key: bls_key(r)?,
            proof: proof(r)?,
        }),
        // It has no arguments, and whatever follows makes it another call.
        OPT_IN if r.is_empty() => plain(VoterRewardOptIn {}),
        DESTINATION => plain(SetVoterRewardDestination {
            recipient: r.address()?,
        }),
        _ => return Err(Malformed),
    })
}

#[cfg(test)]
mod tests {
    use ethers_core::abi::{Token, encode};

    use super::{super::decode, *};

    const GENERATOR: &str =
        "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    fn calldata(method: u32, tokens: &[Token]) -> Vec<u8> {
        [method.to_be_bytes().to_vec(), encode(tokens)].concat()
    }

    fn address() -> Token {
        Token::Address(Default::default())
    }

    fn update(key: &str, proof: &[u8]) -> Vec<u8> {
        let key = Token::Bytes(hex::decode(key).unwrap());
        let tokens = [
            Token::String("fathom".into()),
            address(),
            address(),
            key,
            Token::Bytes(proof.to_vec()),
        ];
        calldata(UPDATE, &tokens)
    }

    fn is_read(to: Address, data: &[u8]) -> bool {
        decode(to, data, U256::zero(), true).is_some_and(|call| call.canonical)
    }

    #[test]
    fn a_proof_of_any_length_is_read_and_an_empty_one_or_a_key_of_none_is_not() {
        assert!(is_read(Address::STAKING, &update(GENERATOR, &[1; 95])));
        assert!(is_read(Address::STAKING, &update(GENERATOR, &[1; 96])));
        let infinity = format!("c0{}", "00".repeat(47));
        for (key, length) in [(GENERATOR, 0), ("", 96), ("", 0), (infinity.as_str(), 96)] {
            let data = update(key, &vec![1; length]);
            assert!(decode(Address::STAKING, &data, U256::zero(), true).is_none(), "{key}");
        }
    }

    #[test]
    fn a_registration_takes_its_value_as_the_self_stake_and_nothing_else_takes_any() {
        let key = Token::Bytes(hex::decode(GENERATOR).unwrap());
        let (days, locked) = (Token::Uint(91.into()), Token::Bool(true));
        let (proof, memo) = (Token::Bytes(vec![1; 96]), Token::Array(vec![Token::Uint(7.into())]));
        let who = [Token::String("fathom".into()), address(), address(), address()];
        let tokens = [&who[..], &[days, locked, key, proof, memo]].concat();
        let data = calldata(REGISTER, &tokens);
        let call = decode(Address::STAKING, &data, U256::from(5), true).unwrap();
        assert!(call.canonical && call.amount == U256::from(5) && call.memo == 1);
        for (to, data) in [
            (Address::STAKING, update(GENERATOR, &[1; 96])),
            (Address::STAKING, calldata(OPT_IN, &[])),
            (Address::REWARDING, calldata(DESTINATION, &[address()])),
        ] {
            assert!(is_read(to, &data));
            assert!(!decode(to, &data, U256::one(), true).unwrap().canonical);
        }
    }

    #[test]
    fn an_opt_in_has_four_bytes_and_a_destination_a_clean_word() {
        assert!(decode(Address::STAKING, &[0x7d, 0x57, 0x11, 0xb8, 0], U256::zero(), true).is_none());
        let clean = calldata(DESTINATION, &[address()]);
        let mut dirty = clean.clone();
        dirty[4] = 1;
        assert!(
            !decode(Address::REWARDING, &dirty, U256::zero(), true)
                .unwrap()
                .canonical
        );
        assert!(decode(Address::REWARDING, &clean[..35], U256::zero(), true).is_none());
    }

    #[test]
    fn a_method_at_the_other_protocol_or_at_a_node_of_before_is_none() {
        let (opt_in, destination) = (calldata(OPT_IN, &[]), calldata(DESTINATION, &[address()]));
        assert!(decode(Address::REWARDING, &opt_in, U256::zero(), true).is_none());
        assert!(decode(Address::STAKING, &destination, U256::zero(), true).is_none());
        for (to, data) in [(Address::STAKING, &opt_in), (Address::REWARDING, &destination)] {
            assert!(decode(to, data, U256::zero(), false).is_none());
        }
    }
}
