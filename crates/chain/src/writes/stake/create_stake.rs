//! Stake with a delegate.

use ballast_abi::{AbiEncode, staking::CreateStakeCall};
use ballast_domain::{Amount, BucketId, Phrase, TransferKind, actions::CreateStake, phrase};

use super::super::{Write, money, rau};

impl Write for CreateStake {
    fn calldata(&self) -> Vec<u8> {
        CreateStakeCall {
            cand_name: self.candidate.clone(),
            amount: rau(self.amount),
            duration: self.duration.0,
            auto_stake: self.locked,
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::CreateBucket, Some(self.amount)))
    }

    fn done(&self, bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        let bucket = bucket.map_or_else(|| "A new bucket".into(), |index| Phrase::title(BucketId::native(index)));
        phrase!(
            "{} votes for {}. {} were staked in it.",
            bucket,
            Phrase::delegate(&self.candidate),
            money(moved)
        )
    }
}
