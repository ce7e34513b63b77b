//! The decoders against abigen's, against the recordings' own decoder, and against hostile data.

use ballast_abi::{
    AbiDecode, H160, U256,
    staking::{BucketV1, BucketV3, CandidateV4},
};
use ballast_domain::{Address, Amount, Bucket, BucketId, Days, Endorsement, Timestamp, Votes};
use ethers_core::abi::Tokenizable;
use proptest::prelude::*;
use serde_json::Value;

use super::{BucketForm, bucket_list, bucket_list_of, candidate_list, elected, probation};
use crate::{Error, types::data_from_hex};

/// The bucket that abigen's tuple means; block clocks apart.
fn meant(theirs: &BucketV3) -> Bucket {
    let address = |address: H160| Address::from_bytes(address.0);
    let time = |seconds: i64| Timestamp::from_seconds(seconds.try_into().unwrap());
    let contract = Some(address(theirs.contract_address)).filter(|contract| !contract.is_zero());
    Bucket {
        id: BucketId {
            contract,
            index: theirs.index,
        },
        candidate: address(theirs.candidate),
        owner: address(theirs.owner),
        amount: Amount::from_rau(theirs.amount.as_u128()),
        duration: Days(theirs.duration),
        created: time(theirs.created),
        stake_start: time(theirs.stake_start),
        unstake_start: Some(time(theirs.unstake_start)).filter(|at| at.seconds() > 0),
        locked: theirs.locked,
        endorsement: Endorsement::from_expire_height(theirs.endorsement_expire),
        blocks: None,
    }
}

#[test]
fn recorded_lists_decode_like_abigens_own_decoder() {
    let recording: Value = serde_json::from_str(include_str!("../../tests/data/buckets.json")).unwrap();
    let (mut read, mut block_clocks) = (0, 0);
    for step in recording["steps"].as_array().unwrap() {
        let data = data_from_hex(step["response"]["result"].as_str().unwrap()).unwrap();
        let ours = bucket_list(&data).unwrap();
        let theirs = Vec::<BucketV3>::decode(&data).unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(
                Bucket {
                    blocks: None,
                    ..ours.clone()
                },
                meant(theirs)
            );
            if let Some(clock) = ours.blocks {
                let unstaked = clock.unstake_start.map_or(u64::MAX, |height| height.0);
                assert_eq!(
                    (clock.duration, clock.created.0, clock.stake_start.0, unstaked),
                    (
                        theirs.duration_blocks,
                        theirs.created_block,
                        theirs.stake_start_block,
                        theirs.unstake_start_block
                    )
                );
                block_clocks += 1;
            } else {
                assert_eq!(theirs.created_block, 0);
            }
            read += 1;
        }
    }
    assert!(
        read > 30 && block_clocks > 3,
        "{read} buckets, {block_clocks} with a block clock"
    );
}

fn v3() -> impl Strategy<Value = BucketV3> {
    let whole = (
        any::<u64>(),
        any::<[u8; 20]>(),
        any::<u128>(),
        any::<u32>(),
        any::<bool>(),
        any::<[u8; 20]>(),
    );
    let times = (
        0i64..30_000_000_000,
        0i64..30_000_000_000,
        0i64..30_000_000_000,
        any::<u64>(),
    );
    (whole, times).prop_map(
        |((index, candidate, amount, duration, locked, owner), (created, start, unstake, expire))| BucketV3 {
            index,
            candidate: H160(candidate),
            amount: U256::from(amount),
            duration,
            created,
            stake_start: start,
            unstake_start: unstake,
            locked,
            owner: H160(owner),
            contract_address: H160::zero(),
            endorsement_expire: expire,
            ..Default::default()
        },
    )
}

fn encoded<T: Tokenizable>(list: Vec<T>) -> Vec<u8>
where
    Vec<T>: Tokenizable,
{
    ethers_core::abi::encode(&[list.into_token()])
}

proptest! {
    #[test]
    fn any_list_that_abigen_encodes_is_read_back(list in prop::collection::vec(v3(), 0..8)) {
        let buckets = bucket_list(&encoded(list.clone())).unwrap();
        prop_assert_eq!(buckets.len(), list.len());
        for (bucket, theirs) in buckets.iter().zip(&list) {
            prop_assert_eq!(bucket, &meant(theirs));
        }
    }

    #[test]
    fn any_delegate_that_abigen_encodes_is_read_back(name in "[a-z0-9]{0,12}", votes: u128, key: Vec<u8>, index: u64) {
        let theirs = CandidateV4 {
            name: name.clone(),
            votes: U256::from(votes),
            bls_key: key.clone().into(),
            self_stake_bucket: index,
            ..Default::default()
        };
        let read = candidate_list(&encoded(vec![theirs.clone(), theirs]));
        if key.len() > 96 {
            prop_assert!(read.is_err());
        } else {
            let read = read.unwrap();
            prop_assert_eq!(read.len(), 2);
            prop_assert_eq!(&read[1].name, &name);
            prop_assert_eq!(read[1].votes, Votes::from_rau(votes));
            prop_assert_eq!(&read[1].bls_key, &key);
            prop_assert_eq!(read[1].self_stake_bucket, Some(index).filter(|index| *index != u64::MAX));
        }
    }

    #[test]
    fn no_data_panics(data in prop::collection::vec(any::<u8>(), 0..700)) {
        let _ = (bucket_list(&data), candidate_list(&data), elected(&data), probation(&data));
        let _ = (bucket_list_of(BucketForm::V1, &data), bucket_list_of(BucketForm::V2, &data));
    }

    #[test]
    fn no_changed_byte_of_a_real_answer_panics(at in 0usize..2000, to: u8) {
        let recording: Value = serde_json::from_str(include_str!("../../tests/data/buckets.json")).unwrap();
        let mut data = data_from_hex(recording["steps"][0]["response"]["result"].as_str().unwrap()).unwrap();
        let at = at % data.len();
        data[at] = to;
        let _ = (bucket_list(&data), candidate_list(&data), elected(&data), probation(&data));
    }
}

#[test]
fn a_delegates_name_moves_no_cursor_and_turns_no_line() {
    let named = |name: &str| {
        let theirs = CandidateV4 {
            name: name.into(),
            ..Default::default()
        };
        candidate_list(&encoded(vec![theirs])).unwrap()[0].name.clone()
    };
    assert_eq!(named("\u{1b}[2Jfathom\r\n\u{202e}1 \u{9b}31m"), "[2Jfathom 1 31m");
    assert_eq!(named("<b>fathom</b>"), "<b>fathom</b>");
}

#[test]
fn dirty_padding_short_data_and_long_counts_are_refused() {
    let clean = encoded(vec![BucketV1 {
        owner: H160::repeat_byte(1),
        locked: true,
        ..Default::default()
    }]);
    let read = |data: &[u8]| bucket_list_of(BucketForm::V1, data);
    assert_eq!(read(&clean).unwrap().len(), 1);
    let with = |at: usize, byte: u8| {
        let mut data = clean.clone();
        data[at] = byte;
        read(&data)
    };
    let word = |index: usize| 64 + index * 32;
    assert_eq!(with(word(8), 1), Err(Error::Decode("an address longer than 20 bytes")));
    assert_eq!(
        with(word(7) + 31, 2),
        Err(Error::Decode("a truth value that is neither 0 nor 1"))
    );
    assert_eq!(with(word(2), 1), Err(Error::Decode("a number larger than 128 bits")));
    assert_eq!(with(63, 2), Err(Error::Decode("a list longer than its data")));
    assert_eq!(with(32, 1), Err(Error::Decode("a number larger than 128 bits")));
    assert_eq!(with(31, 0), Err(Error::Decode("data after the end of a list")));
    assert!(read(&clean[..clean.len() - 1]).is_err());
    assert!(read(&[]).is_err());
}

#[test]
fn times_that_were_never_set_are_none() {
    let theirs = BucketV1 {
        created: -62_135_596_800,
        unstake_start: i64::MAX,
        stake_start: 5,
        ..Default::default()
    };
    let bucket = &bucket_list_of(BucketForm::V1, &encoded(vec![theirs])).unwrap()[0];
    assert_eq!(
        (
            bucket.created.seconds(),
            bucket.stake_start.seconds(),
            bucket.unstake_start
        ),
        (0, 5, None)
    );
}

/// Thousands of entries that all point at one long string would cost a generic decoder gigabytes.
#[test]
fn a_list_whose_entries_share_one_huge_string_is_refused_at_once() {
    let count = 20_000usize;
    let mut data = [word(32), word(count as u64)].concat();
    let tuple = count as u64 * 32;
    data.extend((0..count).flat_map(|_| word(tuple)));
    for field in 0..9 {
        data.extend(word(if field == 3 || field == 8 { 288 } else { 0 }));
    }
    data.extend(word(1_000_000));
    data.extend(vec![b'a'; 1_000_000]);
    assert_eq!(
        candidate_list(&data),
        Err(Error::Decode("a text longer than any the chain has"))
    );
}

fn word(number: u64) -> [u8; 32] {
    ballast_domain::word::number(number)
}
