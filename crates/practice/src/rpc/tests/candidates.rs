//! A delegate's life over JSON-RPC, with the statuses of recording 04, whose own transactions register with a BLS key
//! and so cannot be replayed.

use ballast_domain::{Address, Amount, keccak256};
use ethers_core::{
    abi::{Token, encode},
    types::U256,
};
use serde_json::{Value, json};

use super::Network;
use crate::{
    Genesis, GenesisAccount,
    testing::{Person, Send, before_zanzibar, genesis},
};

const EXIT_INTERVAL: u64 = 2;
const ENDORSEMENT_WAIT: u64 = 5;
const EPOCH: u64 = 48;

fn calldata(signature: &str, tokens: &[Token]) -> Vec<u8> {
    [&keccak256(signature.as_bytes())[..4], &encode(tokens)].concat()
}

fn address(address: Address) -> Token {
    Token::Address((*address.as_bytes()).into())
}

fn iotx(amount: u64) -> Token {
    Token::Uint(U256::from(Amount::from_iotx(amount).rau()))
}

fn register(owner: &Person, amount: u64) -> Vec<u8> {
    let signature = "candidateRegister(string,address,address,address,uint256,uint32,bool,uint8[])";
    let tokens = [
        Token::String("bobnode".into()),
        address(Address::from_bytes([0x55; 20])),
        address(Address::from_bytes([0xf2; 20])),
        address(owner.address),
        iotx(amount),
        Token::Uint(91.into()),
        Token::Bool(false),
        Token::Array(Vec::new()),
    ];
    calldata(signature, &tokens)
}

fn stake(amount: u64) -> Vec<u8> {
    let tokens = [
        Token::String("bobnode".into()),
        iotx(amount),
        Token::Uint(91.into()),
        Token::Bool(true),
        Token::Array(Vec::new()),
    ];
    calldata("createStake(string,uint256,uint32,bool,uint8[])", &tokens)
}

impl Network {
    /// Sends an action of the staking protocol; its receipt.
    fn act(&self, from: &Person, data: Vec<u8>) -> Value {
        let send = Send {
            to: Some(Address::STAKING),
            value: 0,
            gas: 100_000,
            data,
            ..Send::default()
        };
        self.send(from, send)
    }

    /// The status of an action on a bucket.
    fn on_bucket(&self, from: &Person, method: &str, bucket: u64) -> Value {
        let data = calldata(&format!("{method}(uint64)"), &[Token::Uint(bucket.into())]);
        self.act(from, data)["status"].take()
    }

    /// Whether a candidate has asked to leave, and the block that it was given.
    fn exit(&self, candidate: &Person) -> (bool, u64) {
        let data = calldata("candidateDeactivation(address)", &[address(candidate.address)]);
        let call = json!([{ "to": Address::STAKING, "data": format!("0x{}", hex::encode(data)) }, "latest"]);
        let answer = self.get("eth_call", call);
        let words = hex::decode(&answer.as_str().unwrap()[2..]).unwrap();
        let word = |place: usize| U256::from_big_endian(&words[32 * place..32 * place + 32]);
        (!word(0).is_zero(), word(1).as_u64())
    }

    fn height(&self) -> u64 {
        let height = self.get("eth_blockNumber", json!([]));
        u64::from_str_radix(&height.as_str().unwrap()[2..], 16).unwrap()
    }
}

fn rich(number: u8) -> GenesisAccount {
    GenesisAccount {
        name: format!("rich {number}"),
        address: Person::new(number).address,
        balance: Amount::from_iotx(5_000_000),
    }
}

#[test]
fn a_delegate_is_registered_activated_by_an_endorsement_and_leaves_through_the_queue() {
    let mut genesis = Genesis {
        blocks_per_epoch: EPOCH,
        endorsement_wait_blocks: ENDORSEMENT_WAIT,
        exit_admission_interval_epochs: EXIT_INTERVAL,
        leaving: Vec::new(),
        ..before_zanzibar(genesis())
    };
    genesis.balances.extend([rich(5), rich(6)]);
    let (network, bob, erin) = (Network::new(genesis), Person::new(5), Person::new(6));

    // With a self-stake but without a BLS key: a hash, and then nothing, and the nonce is free again.
    assert_eq!(network.act(&bob, register(&bob, 1_200_000)), Value::Null);
    assert_eq!(
        network.get("eth_getTransactionCount", json!([bob.address, "latest"])),
        json!("0x0")
    );
    assert_eq!(network.act(&bob, register(&bob, 0))["status"], json!("0x1"));

    let staked = network.act(&erin, stake(1_300_000));
    assert_eq!(staked["status"], json!("0x1"));
    let index = staked["logs"][0]["topics"][1].as_str().unwrap();
    let bucket = u64::from_str_radix(&index[50..], 16).unwrap();

    for (what, from, method, status) in [
        ("a bucket of somebody else", &bob, "endorseCandidate", "0xcb"),
        ("a bucket that is not endorsed", &bob, "candidateActivate", "0xcb"),
        ("the owner endorses", &erin, "endorseCandidate", "0x1"),
        ("a second time", &erin, "endorseCandidate", "0xcc"),
        ("an endorsed bucket", &bob, "candidateActivate", "0x1"),
        ("in use, without the intent", &erin, "revokeEndorsement", "0xcc"),
        ("the intent", &erin, "intentToRevokeEndorsement", "0x1"),
        ("before the wait is over", &erin, "revokeEndorsement", "0xcc"),
    ] {
        assert_eq!(network.on_bucket(from, method, bucket), json!(status), "{what}");
    }
    network.mine(ENDORSEMENT_WAIT);
    assert_eq!(network.exit(&bob), (false, 0));
    assert_eq!(network.on_bucket(&erin, "revokeEndorsement", bucket), json!("0x1"));
    // What was in use stays so, and the delegate waits in the queue.
    assert_eq!(network.exit(&bob), (true, 0));

    // The first epoch that is EXIT_INTERVAL after the one in which somebody left last, which is none.
    network.mine(EPOCH + 1 - network.height());
    let ready = EPOCH + 1 + EXIT_INTERVAL * EPOCH;
    assert_eq!(network.exit(&bob), (true, ready));
    let confirm = || network.act(&bob, calldata("confirmCandidateDeactivation()", &[]))["status"].take();
    assert_eq!(confirm(), json!("0x0"));
    network.mine(ready - network.height());
    assert_eq!(confirm(), json!("0x1"));
    assert_eq!(network.exit(&bob), (false, 0));
}
