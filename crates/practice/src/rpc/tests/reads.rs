//! State, blocks, logs and subscriptions.

use ballast_domain::{Address, Hash};
use serde_json::{Value, json};

use super::{NOBODY, error, network};
use crate::testing::genesis;

const HISTORY: &str = "0x0000f90827f1c53a10cb7a02335b175320002935";
const NEVER: &str = "0x00000000000000000000000000000000";

#[test]
fn storage_where_there_is_no_code_is_nothing() {
    let network = network();
    assert_eq!(
        network.get("eth_getStorageAt", json!([NOBODY, "0x0", "latest"])),
        json!("0x")
    );
    let absent = network.get("eth_getStorageAt", json!([HISTORY, "0x1000", "latest"]));
    assert_eq!(absent, json!(Hash::default()));
}

#[test]
fn what_the_protocols_hold_is_told_for_now_at_any_block_that_was_made() {
    let network = network();
    network.mine(3);
    for protocol in [Address::STAKING, Address::REWARDING] {
        let balance = |block: &str| network.ask("eth_getBalance", json!([protocol, block]));
        assert!(balance("0x1").is_ok_and(|then| Ok(then) == balance("latest")));
        assert_eq!(
            balance("0x5"),
            Err(error(13, "failed to get block at height 5: not exist in DB"))
        );
    }
    let message = "historical state at height 1 is not available on a non-archive node (current tip 4); use an \
                   archive node: not supported";
    assert_eq!(
        network.ask("eth_getBalance", json!([NOBODY, "0x1"])),
        Err(error(13, message))
    );
}

#[test]
fn the_genesis_block_has_no_receipts_and_so_is_not_found_by_its_hash() {
    let network = network();
    assert_eq!(network.hash("0x0"), Hash::default());
    let hash = network.genesis_hash();
    assert_eq!(network.ask("eth_getBlockByHash", json!([hash, false])), Ok(Value::Null));
    let why = "failed to get receipts at height 0: not exist in DB: not found";
    assert_eq!(
        network.ask("eth_getBlockTransactionCountByHash", json!([hash])),
        Err(error(-32603, &format!("the block is not found: {why}")))
    );
    assert_eq!(
        network.ask("eth_getBalance", json!([NOBODY, { "blockHash": hash }])),
        Err(error(
            -32603,
            &format!("failed to get block height by hash {hash}: {why}")
        ))
    );
}

#[test]
fn the_hashes_of_past_blocks_can_be_read_by_contracts_and_leave_no_transaction() {
    let network = network();
    network.mine(4);
    let asked = |height: u64| {
        let data = format!("0x{height:064x}");
        network.get("eth_call", json!([{ "to": HISTORY, "data": data }, "latest"]))
    };
    for height in 0..5 {
        let hash = match height {
            0 => network.genesis_hash(),
            height => network.hash(&format!("{height:#x}")),
        };
        assert_eq!(asked(height), json!(hash), "{height}");
        let slot = format!("{height:#x}");
        assert_eq!(
            network.get("eth_getStorageAt", json!([HISTORY, slot, "latest"])),
            json!(hash)
        );
    }
    // The tip's own comes with the next block.
    assert_eq!(asked(5), json!(Hash::default()));
    let block = network.get("eth_getBlockByNumber", json!(["latest", true]));
    assert_eq!(block["transactions"].as_array().map(Vec::len), Some(1));
    let code = network.get("eth_getCode", json!([HISTORY, "latest"]));
    assert_eq!(code.as_str().map(str::len), Some(2 + 2 * 83));
}

#[test]
fn the_contract_of_past_hashes_comes_with_yap() {
    let later = [("yap".to_owned(), 3)].into();
    let network = super::Network::new(crate::Genesis {
        fork_heights: later,
        ..genesis()
    });
    let code = |network: &super::Network| network.get("eth_getCode", json!([HISTORY, "latest"]));
    network.mine(1);
    assert_eq!(code(&network), json!("0x"));
    network.mine(1);
    assert_ne!(code(&network), json!("0x"));
    let hash = network.hash("0x2");
    assert_eq!(
        network.get("eth_getStorageAt", json!([HISTORY, "0x2", "latest"])),
        json!(hash)
    );
    let before = network.get("eth_getStorageAt", json!([HISTORY, "0x1", "latest"]));
    assert_eq!(before, json!(Hash::default()));
}

#[test]
fn topics_that_may_all_be_anything_find_no_logs() {
    let network = network();
    let found = |topics: Value| {
        let logs = network.get("eth_getLogs", json!([{ "fromBlock": "0x1", "topics": topics }]));
        logs.as_array().map(Vec::len)
    };
    assert_eq!(found(json!([])), Some(1));
    for topics in [json!([null]), json!([[]]), json!([null, []])] {
        assert_eq!(found(topics.clone()), Some(0), "{topics}");
    }
}

#[test]
fn anybody_can_end_a_subscription() {
    let network = network();
    let id = network.node.subscribe();
    assert_eq!(network.ask("eth_unsubscribe", json!([id])), Ok(json!(true)));
    let gone = json!({ "code": -32603, "message": "subscription not found", "data": false });
    for id in [id.as_str(), NEVER] {
        assert_eq!(network.ask("eth_unsubscribe", json!([id])), Err(gone.clone()));
    }
}

#[test]
fn a_hash_with_a_bad_digit_is_refused_for_it_before_its_length() {
    let network = network();
    let refused = network.ask("eth_getBlockByHash", json!(["0xzzz", false]));
    assert_eq!(refused, Err(error(-32603, "encoding/hex: invalid byte: U+007A 'z'")));
    let refused = network.ask("eth_sendRawTransaction", json!(["0x02z"]));
    assert_eq!(refused, Err(error(-32603, "encoding/hex: invalid byte: U+007A 'z'")));
}
