//! Reads of the Roll-DPoS protocol: which height is in which epoch. Every answer carries the tip as well.
//!
//! The node's arithmetic wraps around at 64 bits: an epoch beyond all heights has an answer too.

use ballast_domain::{Epoch, EpochSchedule, Height};
use ethers_core::abi::Token;

use super::{
    super::abi::{Reader, uint},
    view::{ReadError, View},
};

pub(super) fn read(view: &View, method: u32, data: &[u8]) -> Result<Vec<Token>, ReadError> {
    let schedule = &view.params.schedule;
    // The node takes 64 bits of the 256; what is above is refused when the number is parsed.
    let argument = || -> Result<u64, ReadError> {
        let wide = Reader::new(data).uint256()?;
        u64::try_from(wide).map_err(|_| {
            ReadError::Refused(crate::error::RpcError::grpc(
                crate::error::RpcError::NOT_FOUND,
                format!("strconv.ParseUint: parsing \"{wide}\": value out of range"),
            ))
        })
    };
    let per_round = view.params.active.max(1);
    let value = match method {
        // NumCandidateDelegates(), NumDelegates()
        0xe303_b7ef => view.params.pool,
        0x029d_db3e => view.params.active,
        // NumSubEpochs(height)
        0xbe0b_e990 => schedule.blocks_in(schedule.epoch_of(Height(argument()?))) / per_round,
        // EpochNumber(height)
        0x2f37_4006 => match argument()? {
            0 => 0,
            height => schedule.epoch_of(Height(height)).0,
        },
        // EpochHeight(epoch), EpochLastHeight(epoch)
        0x1c65_9e71 => match argument()? {
            0 => 0,
            epoch => start(schedule, epoch),
        },
        0xbcab_ebbd => match argument()? {
            0 => 0,
            // After the last epoch there is comes epoch 0, which starts at height 0.
            u64::MAX => u64::MAX,
            epoch => start(schedule, epoch + 1).wrapping_sub(1),
        },
        // SubEpochNumber(height)
        0x0f3a_0358 => {
            let height = argument()?;
            (height.saturating_sub(schedule.start_of(schedule.epoch_of(Height(height))).0)) / per_round
        }
        _ => return Err(ReadError::Unknown),
    };
    Ok(vec![uint(value), uint(view.tip)])
}

/// The first height of an epoch from 1 on; all epochs of a practice network are equally long.
fn start(schedule: &EpochSchedule, epoch: u64) -> u64 {
    let passed = epoch.wrapping_sub(1).wrapping_mul(schedule.blocks_in(Epoch(epoch)));
    passed.wrapping_add(1)
}
