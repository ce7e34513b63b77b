//! Actions on bucket NFTs: calls of the contracts that issue them (iotex-protocol.md §3.2).

mod approve;
mod change_delegate;
mod expand;
mod lock;
mod merge;
mod migrate;
mod stake;
mod transfer;
mod unlock;
mod unstake;
mod withdraw;

use ballast_abi::U256;
use ballast_domain::{Address, BucketId, actions::nft::Term};

use super::{Write, to_ethers};

/// A bucket's contract. A native bucket has none, and no rule lets it come here.
fn contract(bucket: BucketId) -> Address {
    bucket.contract.unwrap_or(Address::ZERO)
}

/// A duration as its contract's clock has it: seconds, or blocks.
fn term(term: Term) -> U256 {
    U256::from(match term {
        Term::Days(days) => days.seconds(),
        Term::Blocks(blocks) => blocks,
    })
}

#[cfg(test)]
mod tests {
    use ballast_domain::actions::Action;
    use serde_json::json;

    use crate::{encode, types::to_hex};

    const CONTRACT: &str = "0x1Eb835EB7BEEEE9E6bbFe08F16a2d2eF668204bd";

    fn selector(intent: serde_json::Value) -> String {
        let action: Action = serde_json::from_value(intent).unwrap();
        let call = encode(&action);
        assert!(call.runs_contract);
        assert_eq!(call.to.to_string(), CONTRACT);
        to_hex(&call.data[..4])
    }

    #[test]
    fn the_selectors_are_those_of_the_reference() {
        let bucket = format!("{CONTRACT}/1");
        let other = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
        let id = "0x7153EF2F1846416E827814fcEb62315432c38571";
        let stake = |count: u32| {
            json!({ "action": "nftStake", "contract": CONTRACT, "delegate": id, "amount": "1",
                    "duration": "7 days", "count": count })
        };
        assert_eq!(selector(stake(1)), "0x7acb7757");
        assert_eq!(selector(stake(2)), "0x711563d4");
        assert_eq!(
            selector(json!({ "action": "nftUnlock", "bucket": bucket })),
            "0x6198e339"
        );
        let lock = json!({ "action": "nftLock", "bucket": bucket, "duration": "7 days" });
        assert_eq!(selector(lock), "0x1338736f");
        let expand = |total| json!({ "action": "nftExpand", "bucket": bucket, "amount": "1", "total": total, "duration": "7 days" });
        assert_eq!(selector(expand(None)), "0x84ac79b0");
        assert_eq!(selector(expand(Some("2"))), "0x025008ed");
        let merge = json!({ "action": "nftMerge", "contract": CONTRACT, "buckets": [1, 2], "duration": "7 days" });
        assert_eq!(selector(merge), "0xbbe33ea5");
        let change = json!({ "action": "nftChangeDelegate", "bucket": bucket, "delegate": id });
        assert_eq!(selector(change), "0x0f5b2ca5");
        assert_eq!(
            selector(json!({ "action": "nftUnstake", "bucket": bucket })),
            "0x2e17de78"
        );
        assert_eq!(
            selector(json!({ "action": "nftWithdraw", "bucket": bucket, "to": other })),
            "0x00f714ce"
        );
        let transfer = json!({ "action": "nftTransfer", "bucket": bucket, "from": id, "to": other });
        assert_eq!(selector(transfer), "0x23b872dd");
        assert_eq!(
            selector(json!({ "action": "nftApprove", "bucket": bucket, "to": other })),
            "0x095ea7b3"
        );
        let migrate = json!({ "action": "nftMigrate", "bucket": format!("{other}/1"), "to": CONTRACT });
        assert_eq!(selector(migrate), "0x5ccfc3df");
    }
}
