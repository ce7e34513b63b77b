//! How a node of before Zanzibar is told from one that knows it, whichever block its fork has (recordings 01, 17 and 18).

use ballast_domain::Address;
use serde_json::{Value, json};

use super::{
    NOBODY, Network, error,
    zanzibar::{address, calldata, chain},
};
use crate::{
    default_genesis,
    testing::{before_zanzibar, genesis},
};

#[test]
fn a_node_of_before_knows_no_read_no_call_and_no_tag_of_it() {
    let network = Network::new(before_zanzibar(genesis()));
    let voter = [address(NOBODY)];
    let read = network.rewards("voterRewardDestination(address)", &voter);
    assert_eq!(read, Err(error(-32603, "invalid call sig")));
    let data = hex::encode(calldata("setVoterRewardDestination(address)", &voter));
    let estimate = network.ask("eth_estimateGas", json!([{ "to": Address::REWARDING, "data": data }]));
    assert_eq!(estimate, Err(error(-32603, "invalid abi binary data")));
    assert!(
        network
            .ask("eth_getBlockByNumber", json!(["finalized", false]))
            .is_err()
    );
    assert!(network.ask("eth_feeHistory", json!(["0x1", "latest", []])).is_err());
    let version = network.get("web3_clientVersion", json!([]));
    assert!(version.as_str().unwrap().starts_with("v2.4.4/"), "{version}");
    assert_eq!(network.get("practice_forks", json!([]))["zanzibarHeight"], Value::Null);
}

#[test]
fn a_node_of_today_knows_what_is_final_and_counts_fees_in_hexadecimal() {
    let network = chain(1_000);
    network.mine(4);
    for tag in ["safe", "finalized"] {
        assert_eq!(network.hash(tag), network.hash("latest"));
    }
    let history = |count: Value| network.ask("eth_feeHistory", json!([count, "finalized", []]));
    assert!(history(json!("0x3")).is_ok());
    assert_eq!(history(json!("0x3")), history(json!("3")));
    assert_eq!(history(json!("0x3")), history(json!(3)));
    for count in ["-1", "abc", ""] {
        let message = format!("number: {count}: wrong type of params");
        assert_eq!(history(json!(count)), Err(error(-32603, &message)));
    }
    let version = network.get("web3_clientVersion", json!([]));
    assert!(version.as_str().unwrap().starts_with("v2.5"), "{version}");
    let forks = network.get("practice_forks", json!([]));
    assert_eq!(
        (&forks["zanzibarHeight"], &forks["epochsPerRewardEra"]),
        (&json!(1_000), &json!(24))
    );
    assert_eq!(
        (&forks["blocksPerEpoch"], &forks["voterBudgetPerBlock"]),
        (&json!(48), &json!(256))
    );
    assert_eq!(
        forks["delegateProfileContract"],
        json!(default_genesis().delegate_profile_contract)
    );
}
