//! What a transaction adds to a bucket, read off the bytes that are to be signed: until a block holds it, no node tells of it.

use ballast_abi::{U256, bucket_nft, bucket_nft_v1, bucket_nft_v2, staking::DepositToStakeCall};
use ballast_domain::{Address, Amount, BucketId};

use super::given::{amount, read};

/// Something that comes into a bucket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// Into which.
    pub into: BucketId,
    /// IOTX from elsewhere; may be nothing.
    pub amount: Amount,
    /// Buckets that become a part of it.
    pub buckets: Vec<BucketId>,
}

/// What a transaction of `data` and `value` IOTX to `to` adds to a bucket, `bucket_nfts` being the network's own contracts for
/// bucket NFTs; none where it adds nothing.
pub fn added(to: Address, value: Amount, data: &[u8], bucket_nfts: &[Address]) -> Option<Added> {
    if to == Address::STAKING {
        let call = read::<DepositToStakeCall>(data)?;
        return Some(Added {
            into: BucketId::native(call.bucket_index),
            amount: amount(call.amount),
            buckets: Vec::new(),
        });
    }
    if !bucket_nfts.contains(&to) {
        return None;
    }
    // Numbers of buckets count in 64 bits; of a greater one there is none.
    let bucket = |number: U256| {
        (number <= U256::from(u64::MAX)).then(|| BucketId {
            contract: Some(to),
            index: number.as_u64(),
        })
    };
    let numbers = if let Some(call) = read::<bucket_nft_v1::ExpandBucketCall>(data) {
        vec![call.bucket_id]
    } else if let Some(call) = read::<bucket_nft_v2::ExpandBucketCall>(data) {
        vec![call.bucket_id]
    } else {
        read::<bucket_nft::MergeCall>(data)?.bucket_ids
    };
    let mut all = numbers.into_iter().filter_map(bucket);
    Some(Added {
        into: all.next()?,
        amount: value,
        buckets: all.collect(),
    })
}

#[cfg(test)]
mod tests {
    use ballast_domain::actions::Action;
    use serde_json::{Value, json};

    use super::*;
    use crate::encode;

    const NFTS: &str = "0x1Eb835EB7BEEEE9E6bbFe08F16a2d2eF668204bd";

    fn of(action: Value) -> Option<Added> {
        let action: Action = serde_json::from_value(action).unwrap();
        let call = encode(&action);
        added(call.to, call.value, &call.data, &[NFTS.parse().unwrap()])
    }

    #[test]
    fn what_comes_into_a_bucket_is_read_off_the_bytes() {
        let nft = |index| BucketId {
            contract: Some(NFTS.parse().unwrap()),
            index,
        };
        let into = |into, amount, buckets| {
            let amount = Amount::from_iotx(amount);
            Some(Added { into, amount, buckets })
        };
        assert_eq!(
            of(json!({ "action": "depositToStake", "bucket": 7, "amount": "3 IOTX" })),
            into(BucketId::native(7), 3, vec![])
        );
        let bucket = format!("{NFTS}/7");
        assert_eq!(
            of(json!({ "action": "nftExpand", "bucket": bucket, "amount": "3 IOTX", "duration": "7 days" })),
            into(nft(7), 3, vec![])
        );
        let merge = json!({ "action": "nftMerge", "contract": NFTS, "buckets": [7, 8, 9], "amount": "3 IOTX",
            "duration": "7 days" });
        assert_eq!(of(merge), into(nft(7), 3, vec![nft(8), nft(9)]));
        assert_eq!(of(json!({ "action": "unstake", "bucket": 7 })), None);
    }
}
