//! The staking protocol's methods.

use ballast_domain::{
    BlsKey, Days,
    actions::{
        Activate, ChangeCandidate, ConfirmExit, CreateStake, Deposit, Endorse, IntendRevoke, MigrateStake, Register,
        RegisterWithBls, RequestExit, Restake, Revoke, TransferOwnership, TransferStake, Unstake, Update,
        UpdateWithBls, Withdraw,
    },
};

use ethers_core::types::U256;

use super::{
    super::abi::{Malformed, Reader},
    parts::{Parts, money, plain, with_memo},
};

/// A key that is a point of the group: nodes look before they take the action.
pub(super) fn bls_key(r: &mut Reader) -> Result<BlsKey, Malformed> {
    let key = BlsKey::from_bytes(&r.bytes()?).map_err(|_| Malformed)?;
    if key.is_valid() { Ok(key) } else { Err(Malformed) }
}

/// `value` is what the transaction sends along, which one method takes.
pub(super) fn read(method: u32, r: &mut Reader, value: U256) -> Result<Parts, Malformed> {
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
        // candidateRegisterWithBLS(string,address,address,address,uint32,bool,bytes,uint8[]): the self-stake is the value
        0x160f_184b => {
            let (name, operator, reward, owner) = (r.text()?, r.address()?, r.address()?, r.address()?);
            let (duration, locked, bls_key, payload) = (Days(r.uint32()?), r.boolean()?, bls_key(r)?, r.memo()?);
            let memo = payload.len();
            let action = RegisterWithBls {
                name,
                operator,
                reward,
                owner,
                amount: money(value),
                duration,
                locked,
                bls_key,
                payload,
            };
            Parts {
                action: action.into(),
                memo,
                amount: value,
            }
        }
        // candidateUpdateWithBLS(string,address,address,bytes)
        0x1c3c_5fcd => plain(UpdateWithBls {
            name: r.text()?,
            operator: r.address()?,
            reward: r.address()?,
            bls_key: bls_key(r)?,
        }),
        // candidateTransferOwnership(address,uint8[])
        0x3bf0_3035 => {
            let (to, payload) = (r.address()?, r.memo()?);
            let memo = payload.len();
            with_memo(TransferOwnership { to, payload }, memo)
        }
        // migrateStake(uint64)
        0xc53b_10a4 => plain(MigrateStake { bucket: r.uint64()? }),
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
