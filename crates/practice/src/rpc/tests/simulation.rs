//! Calls that are not sent.

use serde_json::json;

use super::{NOBODY, Network, error, network};
use crate::testing::{Person, Send};

const POOR: &str = "0x00000000000000000000000000000000000000aa";

/// A contract whose code stops at once.
fn contract(network: &Network) -> String {
    let init = hex::decode("60016000f3").unwrap();
    let create = Send {
        to: None,
        value: 0,
        gas: 200_000,
        data: init,
        ..Send::default()
    };
    let receipt = network.send(&Person::new(1), create);
    receipt["contractAddress"].as_str().unwrap().to_owned()
}

#[test]
fn what_a_call_lacks_is_told_in_the_nodes_words() {
    let network = network();
    let to = contract(&network);
    let call = |object| network.ask("eth_call", json!([object, "latest"])).unwrap_err();
    assert_eq!(
        call(json!({ "from": POOR, "to": to, "value": "0x1" })),
        error(13, "insufficient balance for transfer")
    );
    assert_eq!(
        call(json!({ "from": POOR, "to": to, "gas": "0x1388" })),
        error(13, "insufficient funds for gas * price + value")
    );
    assert_eq!(
        call(json!({ "from": POOR, "to": to, "gas": "0x2b00", "data": "0x01020304050607080910" })),
        error(13, "have 11008, want 12500: insufficient gas for floor data gas cost")
    );
    let estimate = network.ask("eth_estimateGas", json!([{ "from": POOR, "to": to, "value": "0x1" }]));
    let expected = json!({ "code": 13, "message": "insufficient balance for transfer", "data": "0x" });
    assert_eq!(estimate, Err(expected));
}

#[test]
fn the_code_of_a_call_that_creates_may_be_of_any_size() {
    let network = network();
    // Code that gives back nothing, and then more than 49,152 zeros.
    let long = format!("0x{}", "00".repeat(49_153));
    assert_eq!(
        network.get("eth_call", json!([{ "data": long }, "latest"])),
        json!("0x")
    );
    assert_eq!(
        network.get("eth_estimateGas", json!([{ "data": long }])),
        json!(format!("{:#x}", 10_000 + 250 * 49_153))
    );
}

#[test]
fn a_contract_is_called_as_it_is_whichever_block_is_named() {
    let network = network();
    let to = contract(&network);
    for block in ["0x1", "latest", "0xffff"] {
        assert_eq!(network.ask("eth_call", json!([{ "to": to }, block])), Ok(json!("0x")));
    }
    let message = "rpc error: code = Internal desc = historical state at height 1 is not available on a non-archive \
                   node (current tip 2); use an archive node: not supported";
    let refused = network.ask("eth_estimateGas", json!([{ "to": to }, "0x1"]));
    assert_eq!(refused, Err(json!({ "code": 13, "message": message, "data": "0x" })));
}

#[test]
fn the_balance_contract_of_metamask_answers_nothing() {
    let network = network();
    let to = "0xb1f8e55c7f64d203c1400b9d8555d050f94adf39";
    assert_eq!(
        network.ask("eth_call", json!([{ "to": to, "data": "0x1234" }, "latest"])),
        Ok(json!(null))
    );
    assert_eq!(
        network.ask("eth_call", json!([{ "to": NOBODY }, "latest"])),
        Ok(json!("0x"))
    );
}
