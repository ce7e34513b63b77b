//! The logs of the rewarding protocol, byte for byte as receipts carry them.

use crate::{Address, Amount};

/// Why a reward was granted or money taken: the node's numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum RewardKind {
    /// For making a block.
    Block = 0,
    /// A share of the epoch's reward.
    Epoch = 1,
    /// The bonus of the first years.
    FoundationBonus = 2,
    /// The tips of a block.
    PriorityBonus = 3,
    /// Taken from a candidate that missed blocks; its address is no reward address.
    UnproductiveSlash = 4,
    /// No reward: a payout to voters did not come to its end before the next one was planned.
    DrainOverrun = 5,
    /// No reward: how far a payout to voters is.
    CursorProgress = 6,
    /// No reward: a payout to voters was given up.
    DrainAbandoned = 7,
}

/// One reward.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RewardLog {
    /// Why.
    pub kind: RewardKind,
    /// Whose unclaimed balance grew; for a slash, the candidate.
    pub address: Address,
    /// How much.
    pub amount: Amount,
}

/// A log of the rewarding protocol about a payout to voters: in the place of the address there stands a text
/// (zanzibar.md §11.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RewardNote {
    /// What it tells of: [`RewardKind::DrainOverrun`], [`RewardKind::CursorProgress`] or
    /// [`RewardKind::DrainAbandoned`].
    pub kind: RewardKind,
    /// Numbers with colons between them.
    pub text: String,
    /// What is left of an overrun payout; zero in the others.
    pub amount: Amount,
}

// Protobuf tags: field number and wire type (0 varint, 2 length-delimited).
const KIND: u8 = 1 << 3;
const ADDRESS: u8 = 2 << 3 | 2;
const AMOUNT: u8 = 3 << 3 | 2;
const LOGS: u8 = 1 << 3 | 2;

impl RewardLog {
    /// The protobuf message `RewardLog`: the data of each log of an epoch grant. (Before Vanuatu, of a block grant
    /// too.)
    pub fn encode(&self) -> Vec<u8> {
        message(self.kind, &self.address.to_io1(), self.amount)
    }
}

impl RewardNote {
    /// The protobuf message `RewardLog` with a text for an address: the data of a log of its own.
    pub fn encode(&self) -> Vec<u8> {
        message(self.kind, &self.text, self.amount)
    }
}

fn message(kind: RewardKind, address: &str, amount: Amount) -> Vec<u8> {
    let mut out = Vec::new();
    if kind as u8 != 0 {
        out.extend([KIND, kind as u8]);
    }
    put_bytes(&mut out, ADDRESS, address.as_bytes());
    put_bytes(&mut out, AMOUNT, amount.rau().to_string().as_bytes());
    out
}

/// The protobuf message `RewardLogs`: the data of the one log of a block grant, with the reward and, where there
/// were tips, the bonus.
pub fn encode_logs(logs: &[RewardLog]) -> Vec<u8> {
    let mut out = Vec::new();
    for log in logs {
        put_bytes(&mut out, LOGS, &log.encode());
    }
    out
}

fn put_bytes(out: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    out.push(tag);
    let mut length = bytes.len();
    while length >= 0x80 {
        out.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::election::samples::delegates;

    fn log(kind: RewardKind, address: Address, rau: u128) -> RewardLog {
        RewardLog {
            kind,
            address,
            amount: Amount::from_rau(rau),
        }
    }

    #[test]
    fn a_block_grant_is_logged_as_recorded_with_and_without_tips() {
        let block = log(RewardKind::Block, delegates()[3].reward, 4_000_000_000_000_000_000);
        // recording 09, block 40
        assert_eq!(
            hex::encode(encode_logs(&[block])),
            "0a401229696f31737771323863737833633936686a6d7930327934797575616d386d3563666b7673703868666a1a13343030\
             30303030303030303030303030303030"
        );
        // recording 05, block 41
        let reward = delegates()[0].reward;
        let logs = [
            log(RewardKind::Block, reward, 4_000_000_000_000_000_000),
            log(RewardKind::PriorityBonus, reward, 10_000),
        ];
        assert_eq!(
            hex::encode(encode_logs(&logs)),
            "0a401229696f3130656d6136726b796d6661377136343077796b78376a686330393474717772767a676466636a1a13343030\
             303030303030303030303030303030300a3408031229696f3130656d6136726b796d6661377136343077796b78376a686330\
             393474717772767a676466636a1a053130303030"
        );
    }

    #[test]
    fn epoch_rewards_and_slashes_are_logged_as_recorded() {
        // recording 09, block 40
        let epoch = log(RewardKind::Epoch, delegates()[0].reward, 3_906_249_999_999_999_999_999);
        assert_eq!(
            hex::encode(epoch.encode()),
            "08011229696f3130656d6136726b796d6661377136343077796b78376a686330393474717772767a676466636a1a16333930\
             36323439393939393939393939393939393939"
        );
        let slash = log(
            RewardKind::UnproductiveSlash,
            delegates()[0].id,
            20_000_000_000_000_000_000,
        );
        assert_eq!(
            hex::encode(slash.encode()),
            "08041229696f3177396637377463636765716b61716e637a6e37776b633333327365763870743334787a7537341a14323030\
             3030303030303030303030303030303030"
        );
    }

    #[test]
    fn notes_about_a_payout_are_logged_as_recorded() {
        // recording 16b, block 171
        let abandoned = RewardNote {
            kind: RewardKind::DrainAbandoned,
            text: "8:131:171".to_owned(),
            amount: Amount::ZERO,
        };
        assert_eq!(hex::encode(abandoned.encode()), "08071209383a3133313a3137311a0130");
        // recording 16b, block 121
        let progress = RewardNote {
            kind: RewardKind::CursorProgress,
            text: "6:0::2".to_owned(),
            amount: Amount::ZERO,
        };
        assert_eq!(hex::encode(progress.encode()), "08061206363a303a3a321a0130");
    }

    #[test]
    fn a_long_message_has_a_length_of_two_bytes() {
        let mut out = Vec::new();
        put_bytes(&mut out, LOGS, &[7; 300]);
        assert_eq!(out[..3], [0x0a, 0xac, 0x02]);
        assert_eq!(out.len(), 303);
    }
}
