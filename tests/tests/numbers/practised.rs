//! A practice network that is read, and what is known of it.

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock},
};

use ballast_abi::{
    AbiEncode, EthCall, H160, U256,
    bucket_nft::BucketOfCall,
    erc20::{ApproveCall, TransferCall},
    erc721::{GetApprovedCall, OwnerOfCall},
    erc721_enumerable::TokenOfOwnerByIndexCall,
    test_coin::MintCall,
};
use ballast_chain::{Call, Own, encode};
use ballast_domain::{Address, Amount, Hash, Height, TokenAmount, Units, actions, keccak256};
use ballast_practice::{Handle, default_genesis, faucet_address, faucet_call, faucet_transfer};
use ballast_tests::{hex, rpc};
use serde_json::{Value, json};

use crate::{
    CHAIN,
    reads::{address, alice},
    recorded::{key, selector},
};

/// The practice network's coin, with 18 decimals.
pub const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
/// What a call of the coin costs a gas at least, in Rau.
const PRICE: Amount = Amount::from_rau(2_000_000_000_000);

/// What stands on the practice network that is read.
pub struct Known {
    /// A transaction of the faucet's.
    pub own: Own,
    pub newest: Height,
    /// The block before it.
    pub before: Height,
    /// Calls of the coin by the account.
    pub gives: Call,
    pub gives_too_much: Call,
    /// An owner of buckets, and a contract of bucket NFTs.
    pub owner: Address,
    pub contract: Address,
}

static KNOWN: OnceLock<Known> = OnceLock::new();

pub fn known() -> &'static Known {
    KNOWN.get().unwrap()
}

/// A practice network that makes no blocks by itself, so that it answers the same to the same question.
pub struct Practised {
    _node: Handle,
    url: String,
    said: Mutex<HashMap<String, Value>>,
}

impl Practised {
    pub async fn start() -> Self {
        let mut genesis = default_genesis();
        genesis.evm_chain_id = CHAIN;
        let (owner, contract) = (genesis.buckets[0].owner, genesis.system_staking_contracts[0]);
        let node = ballast_practice::start(ballast_practice::Config {
            genesis: Some(genesis),
            on_demand: true,
            ..ballast_practice::Config::default()
        });
        let node = node.await.unwrap();
        let url = node.url();
        let ask = |method: &str, params: Value| rpc(&url, method, params).unwrap_or_else(|e| panic!("{method}: {e}"));
        ask("practice_mine", json!([{ "blocks": 30 }]));
        let (coin, to, some) = (address(COIN), H160(*alice().as_bytes()), U256::from(500_u64));
        let sent = faucet_transfer(CHAIN, 0, alice(), Amount::from_iotx(100), PRICE);
        let all = [
            sent.clone(),
            faucet_call(
                CHAIN,
                1,
                coin,
                MintCall {
                    value: U256::from(1_000_u64),
                }
                .encode(),
                PRICE,
            ),
            faucet_call(CHAIN, 2, coin, TransferCall { to, amount: some }.encode(), PRICE),
            faucet_call(
                CHAIN,
                3,
                coin,
                ApproveCall {
                    spender: to,
                    amount: some,
                }
                .encode(),
                PRICE,
            ),
        ];
        for raw in all {
            ask("eth_sendRawTransaction", json!([hex(&raw)]));
        }
        ask("practice_mine", json!([{ "blocks": 1 }]));
        let newest = ask("eth_blockNumber", json!([]));
        let newest = u64::from_str_radix(newest.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
        let gives = |units: u64| {
            let quantity = TokenAmount::new(Units::from(units), 18);
            let (token, to) = (coin, faucet_address());
            encode(&actions::SendToken { token, to, quantity }.into())
        };
        let known = Known {
            own: Own {
                hash: Hash(keccak256(&sent)),
                from: faucet_address(),
                nonce: 0,
            },
            newest: Height(newest),
            before: Height(newest - 1),
            gives: gives(7),
            gives_too_much: gives(1_000_000),
            owner,
            contract,
        };
        assert!(KNOWN.set(known).is_ok(), "there is one such network");
        Self {
            _node: node,
            url,
            said: Mutex::default(),
        }
    }

    pub fn says(&self, method: &str, params: &Value) -> Value {
        let question = key(method, params);
        if let Some(said) = made_up(params) {
            return said;
        }
        if let Some(said) = self.said.lock().unwrap().get(&question) {
            return said.clone();
        }
        let said = match rpc(&self.url, method, params.clone()) {
            Ok(result) => json!({ "result": result }),
            // The node's error as it gave it, or in what way it failed to answer.
            Err(error) => {
                let said = serde_json::from_str(&error);
                json!({ "error": said.unwrap_or_else(|_| json!({ "code": -32603, "message": error })) })
            }
        };
        self.said.lock().unwrap().insert(question, said.clone());
        said
    }
}

/// What contracts of single tokens and of bucket NFTs answer, of which there are none on a new practice network.
fn made_up(params: &Value) -> Option<Value> {
    let selector = selector(params)?;
    let is = |other: [u8; 4]| selector == hex(&other);
    let words: &[u64] = match () {
        () if is(TokenOfOwnerByIndexCall::selector()) => &[7],
        () if is(OwnerOfCall::selector()) || is(GetApprovedCall::selector()) => &[0xa11ce],
        // The amount, the duration, two moments, the delegate.
        () if is(BucketOfCall::selector()) => &[1_000, 17_280, 5, 6, 0xa11ce],
        () => return None,
    };
    let data: String = words.iter().map(|word| format!("{word:064x}")).collect();
    Some(json!({ "result": format!("0x{data}") }))
}
