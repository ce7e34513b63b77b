//! The events of payout by the protocol, ABI-encoded as the node does it (zanzibar.md §3, §11.3).

use super::payment::{PaidTo, Payment};
use crate::{
    Address, Amount, Era, Event, RewardSnapshot,
    word::{address, number, wide},
};

/// `DelegateRewardFrozen(uint64 indexed era, address indexed delegate, uint64 freezeHeight, uint64 blockCommissionBps,
/// uint64 epochCommissionBps, bool commissionConfigured, uint256 totalWeight, uint64 selfStakeBucketIdx)`.
const FROZEN: [u8; 32] = [
    0x4b, 0xbc, 0x2d, 0x38, 0xd9, 0x43, 0xe2, 0x92, 0xa6, 0xff, 0x87, 0xad, 0xbf, 0x66, 0x5c, 0x4f, 0x7c, 0x59, 0x9c,
    0x4c, 0x01, 0x71, 0x80, 0xc7, 0x1a, 0x91, 0x34, 0x47, 0x66, 0x9f, 0xed, 0x8c,
];
/// `DelegateVoterRewardsDistributed(uint64 indexed epoch, address indexed delegate, uint256 voterAmount, address[] voters,
/// address[] recipients, uint256[] amounts, uint64[] compoundBucketIds, bool[] compounded)`.
const DISTRIBUTED: [u8; 32] = [
    0xcf, 0x4c, 0x5d, 0xb6, 0xa7, 0x21, 0x9a, 0x35, 0x07, 0x37, 0xe1, 0xb0, 0x14, 0x6f, 0x59, 0x09, 0x25, 0x72, 0x8d,
    0x1c, 0x3e, 0x70, 0x5f, 0x45, 0x73, 0x98, 0x3a, 0x8a, 0x72, 0x3a, 0x3a, 0x60,
];
/// The lists of the second event.
const LISTS: usize = 5;

/// What was written down of a delegate at a freeze; emitted by the staking protocol.
pub(super) fn frozen(era: Era, id: Address, snapshot: &RewardSnapshot) -> Event {
    let commission = &snapshot.commission;
    let words = [
        number(snapshot.freeze_height.0),
        number(commission.block_bps),
        number(commission.epoch_bps),
        number(commission.configured.into()),
        wide(snapshot.total_weight.rau()),
        number(snapshot.self_stake_bucket.unwrap_or(u64::MAX)),
    ];
    Event {
        topics: vec![FROZEN, number(era.0), address(id)],
        data: words.concat(),
    }
}

/// What voters were paid of one delegate's rewards in a block, in the order of the payments; none where that is nothing.
/// Emitted by the rewarding protocol.
pub(super) fn distributed(era: Era, id: Address, payments: &[Payment]) -> Option<Event> {
    let of_delegate = |payment: &Payment| {
        let share = payment.shares.iter().find(|(delegate, _)| *delegate == id)?;
        Some((payment.voter, payment.to, share.1))
    };
    let rows: Vec<(Address, PaidTo, Amount)> = payments.iter().filter_map(of_delegate).collect();
    if rows.is_empty() {
        return None;
    }
    let sum: Amount = rows.iter().map(|(_, _, amount)| *amount).sum();
    let lists: [Vec<[u8; 32]>; LISTS] = [
        rows.iter().map(|(voter, ..)| address(*voter)).collect(),
        rows.iter()
            .map(|(voter, to, _)| address(to.account().unwrap_or(*voter)))
            .collect(),
        rows.iter().map(|(.., amount)| wide(amount.rau())).collect(),
        rows.iter().map(|(_, to, _)| number(to.bucket().unwrap_or(0))).collect(),
        rows.iter()
            .map(|(_, to, _)| number(to.bucket().is_some().into()))
            .collect(),
    ];
    // The head: the sum, and where each list begins; every list has as many rows.
    let list = 32 * (1 + rows.len() as u64);
    let head = 32 * (1 + LISTS as u64);
    let mut data = wide(sum.rau()).to_vec();
    for place in 0..LISTS as u64 {
        data.extend_from_slice(&number(head + place * list));
    }
    for words in lists {
        data.extend_from_slice(&number(words.len() as u64));
        data.extend_from_slice(&words.concat());
    }
    Some(Event {
        topics: vec![DISTRIBUTED, number(era.0), address(id)],
        data,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Commission, Height, Votes, keccak256};

    #[test]
    fn events_are_named_by_the_hash_of_their_signature() {
        for (name, signature) in [
            (
                FROZEN,
                "DelegateRewardFrozen(uint64,address,uint64,uint64,uint64,bool,uint256,uint64)",
            ),
            (
                DISTRIBUTED,
                "DelegateVoterRewardsDistributed(uint64,address,uint256,address[],address[],uint256[],uint64[],bool[])",
            ),
        ] {
            assert_eq!(keccak256(signature.as_bytes()), name, "{signature}");
        }
    }

    #[test]
    fn a_freeze_is_told_as_recorded() {
        // recording 16b, block 91
        let snapshot = RewardSnapshot {
            commission: Commission {
                block_bps: 5_000,
                epoch_bps: 3_000,
                configured: true,
            },
            total_weight: Votes::from_rau(4_575_382_056_361_010_558_665_735),
            freeze_height: Height(91),
            self_stake_bucket: Some(3),
        };
        let id: Address = "0xa1558181a3781969f072b6eedc17ae9f9c5b30fe".parse().unwrap();
        let event = frozen(Era(6), id, &snapshot);
        assert_eq!(
            hex::encode(&event.data),
            "000000000000000000000000000000000000000000000000000000000000005b\
             0000000000000000000000000000000000000000000000000000000000001388\
             0000000000000000000000000000000000000000000000000000000000000bb8\
             0000000000000000000000000000000000000000000000000000000000000001\
             00000000000000000000000000000000000000000003c8dff5515f43b2200407\
             0000000000000000000000000000000000000000000000000000000000000003"
        );
        assert_eq!(event.topics[1..], [number(6), address(id)]);
    }

    #[test]
    fn a_payment_stands_in_the_event_of_each_delegate_it_came_from() {
        let [first, second, voter, sink] = [1, 2, 3, 4].map(|byte| Address::from_bytes([byte; 20]));
        let payments = [
            Payment {
                voter,
                to: PaidTo::Bucket(9),
                shares: vec![(first, Amount::from_rau(5))],
            },
            Payment {
                voter: sink,
                to: PaidTo::Account(second),
                shares: vec![(first, Amount::from_rau(7)), (second, Amount::from_rau(1))],
            },
        ];
        let of_first = distributed(Era(4), first, &payments).unwrap();
        assert_eq!(of_first.topics, [DISTRIBUTED, number(4), address(first)]);
        let words: Vec<&[u8]> = of_first.data.chunks(32).collect();
        assert_eq!(words.len(), 6 + 5 * 3);
        assert_eq!(words[0], wide(12));
        let row = |list: usize| &words[6 + list * 3..][..3];
        assert_eq!(row(0), [&number(2)[..], &address(voter), &address(sink)]);
        assert_eq!(row(1), [&number(2)[..], &address(voter), &address(second)]);
        assert_eq!(row(2), [&number(2)[..], &wide(5), &wide(7)]);
        assert_eq!(row(3), [&number(2)[..], &number(9), &number(0)]);
        assert_eq!(row(4), [&number(2)[..], &number(1), &number(0)]);
        for list in 0..5 {
            assert_eq!(words[1 + list], number(32 * (6 + 3 * list as u64)));
        }
        assert_eq!(
            distributed(Era(4), second, &payments).unwrap().data.len(),
            32 * (6 + 5 * 2)
        );
        assert_eq!(distributed(Era(4), voter, &payments), None);
    }
}
