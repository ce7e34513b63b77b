//! What this crate's tests share: keys, signed transactions, a small chain.

use ballast_domain::{Address, Amount, Hash, hash160, keccak256};
use ethers_core::{types::U256, utils::rlp::RlpStream};
use k256::ecdsa::SigningKey;

use crate::{Genesis, GenesisAccount, chain::Chain, default_genesis};

/// Gas prices in Rau.
pub(crate) const FLOOR: u64 = 1_000_000_000_000;
/// Microseconds between blocks.
pub(crate) const STEP: u64 = 2_500_000;

/// Somebody with a key.
pub(crate) struct Person {
    key: SigningKey,
    pub address: Address,
}

impl Person {
    pub fn new(number: u8) -> Self {
        let key = SigningKey::from_slice(&[number; 32]).unwrap();
        let point = key.verifying_key().to_encoded_point(false);
        Self {
            address: Address::from_bytes(hash160(&point.as_bytes()[1..])),
            key,
        }
    }

    /// A signed legacy transaction as hex text.
    pub fn sign(&self, send: Send) -> String {
        let chain_id = 468_900u64;
        let fields = |stream: &mut RlpStream| {
            stream.append(&send.nonce).append(&send.price).append(&send.gas);
            match send.to {
                Some(to) => stream.append(&to.as_bytes().to_vec()),
                None => stream.append_empty_data(),
            };
            stream.append(&send.value).append(&send.data);
        };
        let mut unsigned = RlpStream::new_list(9);
        fields(&mut unsigned);
        unsigned.append(&chain_id).append(&0u8).append(&0u8);
        let digest = keccak256(&unsigned.out());
        let (signature, id) = self.key.sign_prehash_recoverable(&digest).unwrap();
        let bytes = signature.to_bytes();
        let mut signed = RlpStream::new_list(9);
        fields(&mut signed);
        signed
            .append(&(chain_id * 2 + 35 + u64::from(id.is_y_odd())))
            .append(&U256::from_big_endian(&bytes[..32]))
            .append(&U256::from_big_endian(&bytes[32..]));
        format!("0x{}", hex::encode(signed.out()))
    }
}

/// A transaction to be signed.
#[derive(Clone)]
pub(crate) struct Send {
    pub nonce: u64,
    pub price: u64,
    pub gas: u64,
    pub to: Option<Address>,
    /// In Rau.
    pub value: u128,
    pub data: Vec<u8>,
}

impl Default for Send {
    fn default() -> Self {
        Self {
            nonce: 0,
            price: FLOOR,
            gas: 21_000,
            to: Some(Address::ZERO),
            value: 1,
            data: Vec::new(),
        }
    }
}

/// A genesis with epochs of 48 blocks in which persons 1 to 4 have 1,000 IOTX each.
pub(crate) fn genesis() -> Genesis {
    let person = |number: u8| GenesisAccount {
        name: format!("person {number}"),
        address: Person::new(number).address,
        balance: Amount::from_iotx(1_000),
    };
    let mut genesis = Genesis {
        blocks_per_epoch: 48,
        sub_epochs: 2,
        ..default_genesis()
    };
    genesis.balances.extend((1..=4).map(person));
    genesis
}

/// A genesis as it was before Zanzibar was known here.
pub(crate) fn before_zanzibar(mut genesis: Genesis) -> Genesis {
    for delegate in &mut genesis.delegates {
        delegate.voters = None;
    }
    Genesis {
        zanzibar_height: None,
        zanzibar_beta_height: None,
        zanzibar_gamma_height: None,
        epochs_per_reward_era: None,
        voter_budget_per_block: None,
        delegate_profile_contract: None,
        auto_deposit_contract: None,
        hermes_vaults: None,
        ..genesis
    }
}

/// A chain of [`genesis`] at height 1.
pub(crate) fn chain() -> Chain {
    let mut chain = Chain::new(genesis()).unwrap();
    chain.mine(STEP).unwrap();
    chain
}

/// The hashes of what people sent in the last block, in its order.
pub(crate) fn mined(chain: &Chain) -> Vec<Hash> {
    let block = chain.blocks().last().unwrap();
    let sent = block
        .txs
        .iter()
        .filter(|(tx, _)| matches!(tx, crate::chain::Mined::User(_)));
    sent.map(|(tx, _)| tx.hash()).collect()
}
