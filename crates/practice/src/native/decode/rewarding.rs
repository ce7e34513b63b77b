//! The rewarding protocol's methods.

use ballast_domain::actions::{Claim, ClaimFor, DepositRewards};

use super::{
    super::abi::{Malformed, Reader},
    parts::{Parts, money, with_memo},
};

pub(super) fn read(method: u32, r: &mut Reader) -> Result<Parts, Malformed> {
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
            let (amount, address, payload) = (r.uint256()?, r.io1()?, r.memo()?);
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
