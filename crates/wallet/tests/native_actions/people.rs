//! Who acts: accounts whose keys the test has, rich and poor, some of them delegates from the start.

use ballast_domain::{Address, Amount, Transaction, hash160, keccak256};
use ballast_practice::{Genesis, GenesisAccount, default_genesis};
use ethers_core::types::{Eip1559TransactionRequest, H160, Signature, U256, transaction::eip2718::TypedTransaction};
use k256::ecdsa::SigningKey;

/// Somebody with a key.
pub struct Person {
    key: SigningKey,
    pub address: Address,
}

impl Person {
    fn new(number: u8) -> Self {
        Self::of(SigningKey::from_slice(&[number; 32]).unwrap())
    }

    /// Whose key, in hex, is known.
    pub fn with_key(hex: &str) -> Self {
        let bytes = hex::decode(hex.trim_start_matches("0x")).unwrap();
        Self::of(SigningKey::from_slice(&bytes).unwrap())
    }

    fn of(key: SigningKey) -> Self {
        let point = key.verifying_key().to_encoded_point(false);
        Self {
            address: Address::from_bytes(hash160(&point.as_bytes()[1..])),
            key,
        }
    }

    /// The signed bytes of a transaction.
    pub fn sign(&self, t: &Transaction) -> Vec<u8> {
        let request = Eip1559TransactionRequest::new()
            .chain_id(t.chain_id)
            .nonce(t.nonce)
            .to(H160(*t.to.as_bytes()))
            .value(U256::from(t.value.rau()))
            .data(t.data.0.clone())
            .gas(t.gas_limit)
            .max_fee_per_gas(U256::from(t.max_fee_per_gas.rau()))
            .max_priority_fee_per_gas(U256::from(t.max_tip_per_gas.rau()));
        let transaction: TypedTransaction = request.into();
        let (signature, recovery) = self
            .key
            .sign_prehash_recoverable(&keccak256(&transaction.rlp()))
            .unwrap();
        let (r, s) = signature.split_bytes();
        let signature = Signature {
            r: U256::from_big_endian(&r),
            s: U256::from_big_endian(&s),
            v: u64::from(recovery.is_y_odd()),
        };
        transaction.rlp_signed(&signature).to_vec()
    }
}

/// Delegates from the start whose owners, operators and reward addresses are people.
const OWN: usize = 4;
/// All delegates from the start; the last ones' keys nobody has, so that blocks are always made.
const DELEGATES: usize = 8;

/// What each person holds at first, in IOTX.
const MONEY: [&str; 24] = [
    "1000000000",
    "500000000",
    "200000000",
    "100000000",
    "900000000",
    "800000000",
    "700000000",
    "600000000",
    "50000000",
    "50000000",
    "50000000",
    "50000000",
    "20000000",
    "20000000",
    "20000000",
    "5000000",
    "5000000",
    "3000",
    "250",
    "100.05",
    "100.05",
    "0.03",
    "0.03",
    "0",
];

/// All of them. The first ones own delegates, the next ones operate them.
pub fn people() -> Vec<Person> {
    (1..=MONEY.len() as u8).map(Person::new).collect()
}

/// A chain with the public networks' constants, these people, and few others.
pub fn genesis(people: &[Person]) -> Genesis {
    let mut genesis = default_genesis();
    genesis.buckets.clear();
    genesis.stopped.clear();
    genesis.leaving = vec![0];
    genesis.delegates.truncate(DELEGATES);
    for (place, delegate) in genesis.delegates.iter_mut().enumerate() {
        delegate.self_stake = Amount::from_iotx(5_000_000 - 100_000 * place as u64);
        if place < OWN {
            delegate.owner = people[place].address;
            delegate.reward = people[place].address;
            delegate.operator = people[OWN + place].address;
        }
    }
    let money = people.iter().zip(MONEY).map(|(person, money)| GenesisAccount {
        name: "somebody".into(),
        address: person.address,
        balance: money.parse().unwrap(),
    });
    genesis.balances.extend(money);
    genesis
}
