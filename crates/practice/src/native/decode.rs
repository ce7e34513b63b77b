//! Calldata for the staking and rewarding protocols into the actions of `ballast-domain`.

use ballast_domain::{
    Address, Amount, Days, NativeAction,
    actions::{
        Activate, ChangeCandidate, Claim, ClaimFor, ConfirmExit, CreateStake, Deposit, DepositRewards, Endorse,
        IntendRevoke, Register, RequestExit, Restake, Revoke, TransferStake, Unstake, Update, Withdraw,
    },
};
use ethers_core::types::U256;

use super::{
    NativeCall,
    abi::{Malformed, Reader, selector},
};

/// Whether this address is a native protocol that takes transactions.
pub(crate) fn is_native(to: Option<Address>) -> bool {
    matches!(to, Some(Address::STAKING | Address::REWARDING))
}

/// Reads the action that calldata for `to` asks for; `None` where the node has no word for it but "invalid abi
/// binary data".
pub(crate) fn decode(to: Address, data: &[u8], value: U256) -> Option<NativeCall> {
    let method = selector(data)?;
    let mut reader = Reader::new(&data[4..]);
    let read = if to == Address::STAKING {
        staking(method, &mut reader)
    } else {
        rewarding(method, &mut reader)
    };
    let Parts { action, memo, amount } = read.ok()?;
    let canonical = value.is_zero() && reader.is_canonical();
    Some(NativeCall {
        action,
        memo,
        amount,
        canonical,
    })
}

struct Parts {
    action: NativeAction,
    memo: usize,
    amount: U256,
}

/// An amount larger than any balance stays larger than any balance.
fn money(value: U256) -> Amount {
    u128::try_from(value).map_or(Amount::MAX, Amount::from_rau)
}

fn plain(action: impl Into<NativeAction>) -> Parts {
    Parts {
        action: action.into(),
        memo: 0,
        amount: U256::zero(),
    }
}

fn with_memo(action: impl Into<NativeAction>, memo: usize) -> Parts {
    Parts {
        action: action.into(),
        memo,
        amount: U256::zero(),
    }
}

fn staking(method: u32, r: &mut Reader) -> Result<Parts, Malformed> {
    Ok(match method {
        // createStake(string,uint256,uint32,bool,uint8[])
        0xa3d3_74c4 => {
            let (candidate, amount, duration, locked) = (r.text()?, r.uint256()?, Days(r.uint32()?), r.boolean()?);
            let payload = r.memo()?;
            let memo = payload.len();
            let action = CreateStake {
                candidate,
                amount: money(amount),
                duration,
                locked,
                payload,
            };
            Parts {
                action: action.into(),
                memo,
                amount,
            }
        }
        // depositToStake(uint64,uint256,uint8[])
        0x34e8_e145 => {
            let (bucket, amount, payload) = (r.uint64()?, r.uint256()?, r.memo()?);
            let memo = payload.len();
            Parts {
                action: Deposit {
                    bucket,
                    amount: money(amount),
                    payload,
                }
                .into(),
                memo,
                amount,
            }
        }
        // changeCandidate(string,uint64,uint8[])
        0xfb3d_5138 => {
            let (candidate, bucket, payload) = (r.text()?, r.uint64()?, r.memo()?);
            let memo = payload.len();
            with_memo(
                ChangeCandidate {
                    bucket,
                    candidate,
                    payload,
                },
                memo,
            )
        }
        // unstake(uint64,uint8[])
        0x2bde_151d => {
            let (bucket, payload) = (r.uint64()?, r.memo()?);
            let memo = payload.len();
            with_memo(Unstake { bucket, payload }, memo)
        }
        // withdrawStake(uint64,uint8[])
        0xd179_ffb5 => {
            let (bucket, payload) = (r.uint64()?, r.memo()?);
            let memo = payload.len();
            with_memo(Withdraw { bucket, payload }, memo)
        }
        // restake(uint64,uint32,bool,uint8[])
        0x4c4f_ee4b => {
            let (bucket, duration, locked, payload) = (r.uint64()?, Days(r.uint32()?), r.boolean()?, r.memo()?);
            let memo = payload.len();
            with_memo(
                Restake {
                    bucket,
                    duration,
                    locked,
                    payload,
                },
                memo,
            )
        }
        // transferStake(address,uint64,uint8[])
        0x9cb5_60bb => {
            let (to, bucket, payload) = (r.address()?, r.uint64()?, r.memo()?);
            let memo = payload.len();
            with_memo(TransferStake { bucket, to, payload }, memo)
        }
        // candidateRegister(string,address,address,address,uint256,uint32,bool,uint8[])
        0xbee5_f7b7 => {
            let (name, operator, reward, owner) = (r.text()?, r.address()?, r.address()?, r.address()?);
            let (amount, duration, locked, payload) = (r.uint256()?, Days(r.uint32()?), r.boolean()?, r.memo()?);
            let memo = payload.len();
            let action = Register {
                name,
                operator,
                reward,
                owner,
                amount: money(amount),
                duration,
                locked,
                payload,
            };
            Parts {
                action: action.into(),
                memo,
                amount,
            }
        }
        // candidateUpdate(string,address,address)
        0x435f_9f22 => plain(Update {
            name: r.text()?,
            operator: r.address()?,
            reward: r.address()?,
        }),
        // candidateActivate(uint64)
        0xef68_b1a4 => plain(Activate { bucket: r.uint64()? }),
        // endorseCandidate(uint64), intentToRevokeEndorsement(uint64), revokeEndorsement(uint64)
        0x284a_b811 => plain(Endorse { bucket: r.uint64()? }),
        0x85ed_c03c => plain(IntendRevoke { bucket: r.uint64()? }),
        0x120f_99ad => plain(Revoke { bucket: r.uint64()? }),
        // candidateEndorsement(uint64,bool), the older form
        0x8a8a_5d51 => {
            let bucket = r.uint64()?;
            if r.boolean()? {
                plain(Endorse { bucket })
            } else {
                plain(IntendRevoke { bucket })
            }
        }
        // requestCandidateDeactivation(), confirmCandidateDeactivation()
        0xe21e_8f2d => plain(RequestExit {}),
        0x1400_3206 => plain(ConfirmExit {}),
        _ => return Err(Malformed),
    })
}

fn rewarding(method: u32, r: &mut Reader) -> Result<Parts, Malformed> {
    Ok(match method {
        // claim(uint256,uint8[])
        0x2df1_63ef => {
            let (amount, payload) = (r.uint256()?, r.memo()?);
            let memo = payload.len();
            with_memo(
                Claim {
                    amount: money(amount),
                    payload,
                },
                memo,
            )
        }
        // claimFor(uint256,string,uint8[]): the string is an io1 address and nothing else
        0xd804_b87c => {
            let (amount, text, payload) = (r.uint256()?, r.text()?, r.memo()?);
            let address: Address = text.parse().map_err(|_| Malformed)?;
            if address.to_io1() != text {
                return Err(Malformed);
            }
            let memo = payload.len();
            with_memo(
                ClaimFor {
                    address,
                    amount: money(amount),
                    payload,
                },
                memo,
            )
        }
        // deposit(uint256,uint8[])
        0x2785_2a6b => {
            let (amount, payload) = (r.uint256()?, r.memo()?);
            let memo = payload.len();
            Parts {
                action: DepositRewards {
                    amount: money(amount),
                    payload,
                }
                .into(),
                memo,
                amount,
            }
        }
        _ => return Err(Malformed),
    })
}

#[cfg(test)]
mod tests {
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
        let call = decode(Address::STAKING, &unstake(3), U256::zero()).unwrap();
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
        assert!(!decode(Address::STAKING, &longer, U256::zero()).unwrap().canonical);
        assert!(!decode(Address::STAKING, &unstake(3), U256::one()).unwrap().canonical);
    }

    #[test]
    fn an_index_above_64_bits_a_memo_word_above_a_byte_and_a_hex_claimant_are_refused() {
        let wide = calldata(0x2bde_151d, &[Token::Uint(U256::MAX), Token::Array(vec![])]);
        assert!(decode(Address::STAKING, &wide, U256::zero()).is_none());
        let memo = calldata(
            0x2bde_151d,
            &[Token::Uint(1.into()), Token::Array(vec![Token::Uint(256.into())])],
        );
        assert!(decode(Address::STAKING, &memo, U256::zero()).is_none());
        let claim = |who: &str| {
            calldata(
                0xd804_b87c,
                &[Token::Uint(1.into()), Token::String(who.into()), Token::Array(vec![])],
            )
        };
        assert!(decode(Address::REWARDING, &claim(&Address::ZERO.to_string()), U256::zero()).is_none());
        assert!(decode(Address::REWARDING, &claim(&Address::ZERO.to_io1()), U256::zero()).is_some());
    }
}
