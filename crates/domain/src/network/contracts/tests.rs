//! A file that names all there is, and what is made of it.

use serde_json::{Value, json};

use super::*;

/// An address that says which one it is.
fn at(number: u8) -> Value {
    json!(Address::from_bytes([number; 20]))
}

/// Every field that there is, each address another one.
fn whole() -> Value {
    let claims = [
        "pool",
        "w3b",
        "gauge",
        "incentives",
        "merkle",
        "bucketBatch",
        "steps",
        "vesting",
    ];
    let claim = |(place, kind): (u8, &str)| {
        let label = format!("Source {place}");
        json!({ "kind": kind, "address": at(100 + place), "token": at(150 + place), "label": label })
    };
    json!({
        "chainId": 4711,
        "staking": { "v1": at(1), "v2": at(2), "v3": at(3) },
        "delegateProfile": at(4),
        "autoDeposit": at(5),
        "hermes": { "distributor": at(6), "forward": at(7), "multisend": [at(8), at(9)], "vaults": [at(10)] },
        "ioid": {
            "registry": at(11), "ioid": at(12), "store": at(13), "project": at(14), "projectRegistry": at(15),
            "verifyingProxies": [at(16), at(17)], "v2registry": at(18), "erc6551registry": at(19),
            "accountImplementation": at(20),
        },
        "deviceBindings": [
            { "address": at(21), "idKind": "address" },
            { "address": at(22), "idKind": "bytes32" },
        ],
        "projectDevice": at(23),
        "msp": { "manager": at(24), "bucketStrategy": at(25), "erc20": [at(26), at(27)], "rewardPool": at(28) },
        "marshall": { "voter": at(29), "vault": at(30) },
        "gen1": { "escrow": at(31), "voter": at(32), "distributor": at(33) },
        "governor": at(34),
        "claims": (0..).zip(claims).map(claim).collect::<Vec<_>>(),
    })
}

fn read(text: Value) -> Contracts {
    serde_json::from_value(text).unwrap()
}

#[test]
fn a_file_that_names_all_there_is_is_written_as_it_was_read() {
    assert_eq!(serde_json::to_value(read(whole())).unwrap(), whole());
    assert_eq!(read(json!({})), Contracts::default());
    assert_eq!(read(json!({ "gen1": { "voter": at(1) } })).gen1.escrow, None);
}

#[test]
fn each_address_is_named_once_by_its_place() {
    let all = read(whole()).all();
    // Each of the file, and each once.
    assert_eq!(all.len(), 34 + 8 + 8);
    let addresses: std::collections::BTreeSet<Address> = all.iter().map(|one| one.address).collect();
    assert_eq!(addresses.len(), all.len());
    for one in &all {
        // What the field says leads to the address in the file.
        let pointer = one.field.replace(['.', '['], "/").replace(']', "");
        let there = whole().pointer(&format!("/{pointer}")).cloned();
        assert_eq!(there, Some(json!(one.address)), "{}", one.field);
    }
    let form = |field: &str| all.iter().find(|one| one.field == field).unwrap().form;
    assert_eq!(form("staking.v2"), ContractForm::BucketNft(ContractVersion::V2));
    assert_eq!(
        form("deviceBindings[1].address"),
        ContractForm::DeviceBinding(IdKind::Bytes32)
    );
    assert_eq!(form("claims[5].address"), ContractForm::Claim(ClaimKind::BucketBatch));
    assert_eq!(form("claims[5].token"), ContractForm::Token);
    assert!(Contracts::default().all().is_empty());
}

#[test]
fn what_is_given_stands_over_what_is_known_and_a_list_takes_the_place_of_one() {
    let given = read(json!({
        "chainId": 4711, "staking": { "v3": at(200) }, "hermes": { "vaults": [at(201), at(202)] },
        "claims": [{ "kind": "merkle", "address": at(203) }],
    }));
    let both = given.clone().over(read(whole()));
    assert_eq!(
        both.staking.versions(),
        [1, 2, 200].map(|n| Some(Address::from_bytes([n; 20])))
    );
    assert_eq!(
        (both.hermes.vaults, both.claims),
        (given.hermes.vaults.clone(), given.claims.clone())
    );
    assert_eq!(both.hermes.multisend, read(whole()).hermes.multisend);
    // Nothing over all there is changes nothing, and all there is over nothing is all of it.
    assert_eq!(Contracts::default().over(read(whole())), read(whole()));
    assert_eq!(read(whole()).over(Contracts::default()), read(whole()));
}

#[test]
fn versions_that_a_network_lacks_are_none() {
    let [first, third] = [1, 3].map(|n| Address::from_bytes([n; 20]));
    let list = [first, Address::ZERO, third];
    assert_eq!(StakingAddresses::of(&list).versions(), [Some(first), None, Some(third)]);
    assert_eq!(StakingAddresses::of(&list[..1]).versions(), [Some(first), None, None]);
    assert_eq!(StakingAddresses::of(&[]), StakingAddresses::default());
}
