//! The events of the delegate's actions with a BLS key and of its opt-in, ABI-encoded as the node does it
//! (iotex-protocol.md §2.5, zanzibar.md §3).

use crate::{
    Address, Amount, BlsKey, Days, Event,
    word::{address, number, wide},
};

/// `CandidateRegistered(address indexed candidate, address indexed ownerAddress, address operatorAddress, string name,
/// address rewardAddress, bytes blsPubKey)`.
const REGISTERED: [u8; 32] = [
    0x48, 0xab, 0xaa, 0xf8, 0x2f, 0x44, 0x7d, 0x8d, 0xd0, 0x5e, 0xa2, 0x00, 0x78, 0x53, 0xe8, 0x13, 0xff, 0x08, 0x68,
    0xd0, 0xdb, 0x45, 0x05, 0xda, 0xe2, 0xd2, 0x21, 0x1e, 0x08, 0x05, 0x03, 0xd9,
];
/// `CandidateUpdated(address indexed candidate, address indexed ownerAddress, address rewardAddress, string name,
/// address operatorAddress, bytes blsPubKey)`; the node writes operator and reward the other way round.
const UPDATED: [u8; 32] = [
    0xe9, 0xd2, 0xe5, 0xee, 0xd3, 0x1d, 0x2c, 0xcb, 0xef, 0xb3, 0x40, 0x66, 0xf2, 0xb4, 0x85, 0xa5, 0x79, 0x34, 0x20,
    0xc5, 0xc5, 0x2e, 0xac, 0xd5, 0x08, 0x3e, 0xfa, 0xcd, 0x1b, 0x90, 0x85, 0xd1,
];
/// `Staked(address indexed voter, address indexed candidate, uint64 bucketIndex, uint256 amount, uint32 duration, bool
/// autoStake)`.
const STAKED: [u8; 32] = [
    0x22, 0xe5, 0x8f, 0xf0, 0xdd, 0xbb, 0x59, 0xc2, 0x14, 0x1e, 0x87, 0x86, 0x3c, 0x3a, 0x83, 0xf0, 0x87, 0x69, 0x8b,
    0xb2, 0x1b, 0x38, 0x8b, 0xe5, 0xdc, 0xe2, 0xb6, 0x96, 0xbb, 0xd2, 0xe5, 0xf3,
];
/// `CandidateActivated(address indexed candidate, uint64 bucketIndex)`.
const ACTIVATED: [u8; 32] = [
    0x34, 0x90, 0xb2, 0x6e, 0x92, 0x97, 0xd8, 0x8e, 0x08, 0x07, 0xbd, 0xfc, 0x3a, 0x04, 0xe6, 0x1c, 0x70, 0xf4, 0x2b,
    0x87, 0x15, 0x66, 0xc8, 0x6a, 0x44, 0x53, 0x42, 0x86, 0x90, 0x95, 0x61, 0x71,
];
/// `VoterRewardOptInSet(bytes32 indexed candidateIdentifier)`, the id in the word's last 20 bytes.
const OPTED_IN: [u8; 32] = [
    0x5c, 0xc9, 0x07, 0x89, 0xd9, 0x78, 0x3e, 0xa5, 0xd0, 0xcf, 0x86, 0x31, 0x96, 0x0b, 0x5b, 0x6d, 0x12, 0x52, 0xba,
    0xaf, 0x1a, 0xde, 0xa3, 0x7a, 0x98, 0x0e, 0x6f, 0x0c, 0xa8, 0x09, 0x24, 0xee,
];

/// Who a delegate is, as its events say it.
pub(super) struct Registered<'a> {
    pub id: Address,
    pub owner: Address,
    pub operator: Address,
    pub reward: Address,
    pub name: &'a str,
    pub key: &'a BlsKey,
}

impl Registered<'_> {
    pub(super) fn registered(&self) -> Event {
        self.event(REGISTERED, [self.operator, self.reward])
    }

    pub(super) fn updated(&self) -> Event {
        self.event(UPDATED, [self.reward, self.operator])
    }

    fn event(&self, name: [u8; 32], [first, second]: [Address; 2]) -> Event {
        let text = padded(self.name.as_bytes());
        // Four words of head; the name follows them, and the key the name.
        let (name_at, key_at) = (4 * 32, 4 * 32 + text.len() as u64);
        let words = [address(first), number(name_at), address(second), number(key_at)];
        Event {
            topics: vec![name, address(self.id), address(self.owner)],
            data: [words.concat(), text, padded(self.key.as_bytes())].concat(),
        }
    }
}

pub(super) fn staked(
    voter: Address,
    candidate: Address,
    index: u64,
    amount: Amount,
    days: Days,
    locked: bool,
) -> Event {
    Event {
        topics: vec![STAKED, address(voter), address(candidate)],
        data: [
            number(index),
            wide(amount.rau()),
            number(days.0.into()),
            number(locked.into()),
        ]
        .concat(),
    }
}

pub(super) fn activated(candidate: Address, index: u64) -> Event {
    Event {
        topics: vec![ACTIVATED, address(candidate)],
        data: number(index).to_vec(),
    }
}

pub(super) fn opted_in(candidate: Address) -> Event {
    Event {
        topics: vec![OPTED_IN, address(candidate)],
        data: Vec::new(),
    }
}

/// Its length, and the bytes up to whole words.
fn padded(bytes: &[u8]) -> Vec<u8> {
    let mut out = number(bytes.len() as u64).to_vec();
    out.extend_from_slice(bytes);
    out.resize(out.len().next_multiple_of(32), 0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keccak256;

    #[test]
    fn events_are_named_by_the_hash_of_their_signature() {
        for (name, signature) in [
            (
                REGISTERED,
                "CandidateRegistered(address,address,address,string,address,bytes)",
            ),
            (
                UPDATED,
                "CandidateUpdated(address,address,address,string,address,bytes)",
            ),
            (STAKED, "Staked(address,address,uint64,uint256,uint32,bool)"),
            (ACTIVATED, "CandidateActivated(address,uint64)"),
            (OPTED_IN, "VoterRewardOptInSet(bytes32)"),
        ] {
            assert_eq!(keccak256(signature.as_bytes()), name, "{signature}");
        }
    }
}
