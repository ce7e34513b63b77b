//! What a node of release 2.5 takes and answers, before Zanzibar and after it (recordings 15 and 17).

use ballast_domain::{Address, Amount, keccak256};
use ethers_core::{
    abi::{Token, encode},
    types::U256,
};
use serde_json::{Value, json};

use super::{NOBODY, Network, error};
use crate::{
    Genesis, GenesisAccount,
    testing::{Person, Send, genesis},
};

/// The reference's key with its proof for this owner (zanzibar.md §4).
const OWNER: Address = Address::from_bytes([
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12,
    0x13,
]);
const KEY: &str = "a491d1b0ecd9bb917989f0e74f0dea0422eac4a873e5e2644f368dffb9a6e20fd6e10c1b77654d067c0618f6e5a7f79a";
const PROOF: &str = "a51105238ac56dbf2881da7666c43ed416492ce646cd99d904e7558d0fe00bc08ad6d35cd8c408812f13620972976996\
                     178f0862dc156bbff1a9acdae6160f56a42e74b04c73ffd7d662f7e337906c5c21061aa291c3ce0d7c3f25b7e4d61ea1";
const REGISTER: &str = "candidateRegisterWithBLSAndPoP(string,address,address,address,uint32,bool,bytes,bytes,uint8[])";
const UPDATE: &str = "candidateUpdateWithBLSAndPoP(string,address,address,bytes,bytes)";

pub(super) fn calldata(signature: &str, tokens: &[Token]) -> Vec<u8> {
    [&keccak256(signature.as_bytes())[..4], &encode(tokens)].concat()
}

pub(super) fn address(address: Address) -> Token {
    Token::Address((*address.as_bytes()).into())
}

fn bytes(digits: &str) -> Token {
    Token::Bytes(hex::decode(digits).unwrap())
}

fn text(text: &str) -> Token {
    Token::String(text.to_owned())
}

/// A registration with key and proof, operated by somebody who has a key.
fn register(name: &str, operator: &Person, owner: Address, proof: &str) -> Vec<u8> {
    let who = [text(name), address(operator.address), address(NOBODY), address(owner)];
    let stake = [Token::Uint(91.into()), Token::Bool(true)];
    let keys = [bytes(KEY), bytes(proof), Token::Array(Vec::new())];
    calldata(REGISTER, &[&who[..], &stake, &keys].concat())
}

/// A registration or an update in the forms of before.
fn old_forms(person: &Person) -> [Vec<u8>; 2] {
    let who = [
        text("lantern"),
        address(person.address),
        address(NOBODY),
        address(person.address),
    ];
    let amount = Token::Uint(U256::from(Amount::from_iotx(1_200_000).rau()));
    let stake = [
        amount,
        Token::Uint(91.into()),
        Token::Bool(true),
        Token::Array(Vec::new()),
    ];
    let signature = "candidateRegister(string,address,address,address,uint256,uint32,bool,uint8[])";
    let update = [text("lantern2"), address(person.address), address(NOBODY)];
    [
        calldata(signature, &[&who[..], &stake].concat()),
        calldata("candidateUpdate(string,address,address)", &update),
    ]
}

/// Persons 5 and 6 can pay a self-stake; Zanzibar comes at a height.
pub(super) fn chain(zanzibar: u64) -> Network {
    let rich = |number: u8| GenesisAccount {
        name: format!("rich {number}"),
        address: Person::new(number).address,
        balance: Amount::from_iotx(5_000_000),
    };
    let mut genesis = Genesis {
        zanzibar_height: Some(zanzibar),
        zanzibar_beta_height: Some(zanzibar),
        zanzibar_gamma_height: Some(zanzibar),
        ..genesis()
    };
    genesis.balances.extend([rich(5), rich(6)]);
    Network::new(genesis)
}

impl Network {
    /// Sends calldata to a protocol; its receipt, which may be null.
    fn call_protocol(&self, from: &Person, to: Address, data: Vec<u8>) -> Value {
        let send = Send {
            to: Some(to),
            value: 0,
            gas: 100_000,
            data,
            ..Send::default()
        };
        self.send(from, send)
    }

    fn stake_call(&self, from: &Person, data: Vec<u8>) -> Value {
        self.call_protocol(from, Address::STAKING, data)["status"].take()
    }

    /// A read of the rewarding protocol.
    pub(super) fn rewards(&self, signature: &str, tokens: &[Token]) -> Result<Value, Value> {
        let data = format!("0x{}", hex::encode(calldata(signature, tokens)));
        self.ask(
            "eth_call",
            json!([{ "to": Address::REWARDING, "data": data }, "latest"]),
        )
    }
}

fn words(words: &[Address]) -> Value {
    let tokens: Vec<Token> = words.iter().map(|word| address(*word)).collect();
    json!(format!("0x{}", hex::encode(encode(&tokens))))
}

#[test]
fn a_key_needs_a_proof_of_the_id_and_no_second_candidate_has_it() {
    let network = chain(1);
    let (payer, operator, other) = (Person::new(1), Person::new(2), Person::new(3));
    let wrong = PROOF.replace("1ea1", "1ea2");
    for (what, name, operator, owner, proof, status) in [
        (
            "a proof with another last byte",
            "lantern",
            &operator,
            OWNER,
            wrong.as_str(),
            "0xcb",
        ),
        ("a proof of 95 bytes", "lantern", &operator, OWNER, &PROOF[2..], "0xcb"),
        ("a proof for another id", "lantern", &operator, NOBODY, PROOF, "0xcb"),
        ("a good one", "lantern", &operator, OWNER, PROOF, "0x1"),
        ("the owner again", "lantern2", &other, OWNER, PROOF, "0xd2"),
        (
            "the key again, before the proof is looked at",
            "lantern2",
            &other,
            NOBODY,
            PROOF,
            "0xd3",
        ),
    ] {
        let data = register(name, operator, owner, proof);
        assert_eq!(network.stake_call(&payer, data), json!(status), "{what}");
    }
    // The operator may write the key again, with a proof of the permanent id.
    let update = |proof: &str| {
        let operator = address(operator.address);
        calldata(
            UPDATE,
            &[text("lantern"), operator, address(NOBODY), bytes(KEY), bytes(proof)],
        )
    };
    for (proof, status) in [(wrong.as_str(), "0xcb"), (PROOF, "0x1")] {
        assert_eq!(network.stake_call(&operator, update(proof)), json!(status));
    }
    assert_eq!(network.stake_call(&other, update(PROOF)), json!("0xcd"), "no candidate");
    let empty = network.ask(
        "eth_estimateGas",
        json!([{ "to": Address::STAKING, "data": hex::encode(update("")) }]),
    );
    assert_eq!(empty, Err(error(-32603, "invalid abi binary data")));
}

#[test]
fn what_fails_leaves_its_fee_and_its_nonce_alone() {
    let network = chain(1);
    let payer = Person::new(5);
    let before = network.node.chain().world.ledger.staking.clone();
    let status = network.stake_call(&payer, register("lantern", &Person::new(6), NOBODY, PROOF));
    assert_eq!(status, json!("0xcb"));
    let chain = network.node.chain();
    assert_eq!(chain.world.ledger.staking, before, "no bucket and no number is used up");
    assert_eq!(chain.world.accounts.nonce(payer.address), 1);
    let fee = Amount::from_rau(10_000 * u128::from(crate::testing::FLOOR));
    let paid = Amount::from_iotx(5_000_000).checked_sub(chain.world.accounts.balance(payer.address));
    assert_eq!(paid, Some(fee));
}

#[test]
fn the_forms_without_a_key_are_legal_again() {
    let (network, person) = (chain(1), Person::new(5));
    for data in old_forms(&person) {
        assert_eq!(network.stake_call(&person, data), json!("0x1"));
    }
    let (network, person) = (chain(1_000), Person::new(5));
    for data in old_forms(&person) {
        assert_eq!(
            network.stake_call(&person, data),
            Value::Null,
            "before the fork they vanish"
        );
    }
}

#[test]
fn before_the_fork_the_new_calls_get_a_hash_and_vanish_and_proofs_are_not_looked_at() {
    let (network, person) = (chain(1_000), Person::new(1));
    let opt_in = calldata("setVoterRewardOptIn()", &[]);
    let destination = calldata("setVoterRewardDestination(address)", &[address(NOBODY)]);
    for (to, data) in [(Address::STAKING, opt_in), (Address::REWARDING, destination)] {
        assert_eq!(network.call_protocol(&person, to, data), Value::Null);
    }
    let wrong = PROOF.replace("1ea1", "1ea2");
    let data = register("lantern", &Person::new(2), OWNER, &wrong);
    assert_eq!(network.stake_call(&person, data), json!("0x1"));
}

#[test]
fn only_an_owner_opts_in_and_no_read_tells_before_the_freeze() {
    let network = chain(1);
    let (payer, owner) = (Person::new(1), Person::new(5));
    let [registered, _] = old_forms(&owner);
    assert_eq!(network.stake_call(&owner, registered), json!("0x1"));
    let opt_in = calldata("setVoterRewardOptIn()", &[]);
    for (who, status) in [(&payer, "0xcd"), (&owner, "0x1"), (&owner, "0x1")] {
        assert_eq!(network.stake_call(who, opt_in.clone()), json!(status));
    }
    let logs = network.get(
        "eth_getLogs",
        json!([{ "fromBlock": "0x1", "address": Address::STAKING,
            "topics": ["0x5cc90789d9783ea5d0cf8631960b5b6d1252baaf1adea37a980e6f0ca80924ee"] }]),
    );
    assert_eq!(logs.as_array().map(Vec::len), Some(2), "each time is said");
    assert_eq!(logs[0]["topics"][1], words(&[owner.address]));
    let payout = network.rewards("delegatePayoutAddress(address)", &[address(owner.address)]);
    assert_eq!(payout, Ok(words(&[NOBODY, Address::ZERO])));
    let value = Send {
        to: Some(Address::STAKING),
        gas: 100_000,
        data: opt_in,
        nonce: 3,
        ..Send::default()
    };
    let refused = network.ask("eth_sendRawTransaction", json!([owner.sign(value)]));
    assert_eq!(refused, Err(error(13, "invalid sender")));
}

#[test]
fn a_destination_is_set_by_anybody_and_said_by_the_rewarding_protocol() {
    let (network, voter) = (chain(1), Person::new(1));
    let method = "setVoterRewardDestination(address)";
    let set = |to: Address| {
        let receipt = network.call_protocol(&voter, Address::REWARDING, calldata(method, &[address(to)]));
        (
            receipt["status"].clone(),
            receipt["logs"][0].clone(),
            receipt["blockNumber"].clone(),
        )
    };
    let (status, log, block) = set(NOBODY);
    assert_eq!((status, &log["address"]), (json!("0x1"), &json!(Address::REWARDING)));
    assert_eq!(log["data"], words(&[voter.address, NOBODY]));
    let height = u64::from_str_radix(&block.as_str().unwrap()[2..], 16).unwrap();
    let read = || network.rewards("voterRewardDestination(address)", &[address(voter.address)]);
    let expected = [address(NOBODY), Token::Bool(true), Token::Uint(height.into())];
    assert_eq!(read(), Ok(json!(format!("0x{}", hex::encode(encode(&expected))))));
    // The voter's own address clears it, and clearing nothing is said as well.
    for _ in 0..2 {
        assert_eq!(set(voter.address).0, json!("0x1"));
    }
    assert_eq!(read(), Ok(words(&[voter.address, Address::ZERO, Address::ZERO])));
}
