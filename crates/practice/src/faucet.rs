//! Practice money for everybody: a transfer signed with the faucet's key, which is public by design.

use ballast_domain::{Address, Amount, keccak256};
use ethers_core::types::{
    Eip1559TransactionRequest, H160, Signature as EthersSignature, U256, transaction::eip2718::TypedTransaction,
};
use k256::ecdsa::SigningKey;

use crate::seed::FAUCET_KEY;

/// What a transfer uses.
const GAS: u64 = 10_000;
/// More than any method of a token takes; what is not used is not paid.
const CALL_GAS: u64 = 200_000;

/// A signed transfer from the faucet, ready for `eth_sendRawTransaction`.
///
/// `price` is the base fee in Rau; twice that is offered at most, and a tip of 1 Rau.
pub fn faucet_transfer(chain_id: u64, nonce: u64, to: Address, amount: Amount, price: Amount) -> Vec<u8> {
    let transfer = request(chain_id, nonce, to, price);
    signed(transfer.value(U256::from(amount.rau())).gas(GAS))
}

/// A signed call of a contract by the faucet, ready for `eth_sendRawTransaction`; `price` as in [`faucet_transfer`].
pub fn faucet_call(chain_id: u64, nonce: u64, to: Address, data: Vec<u8>, price: Amount) -> Vec<u8> {
    signed(request(chain_id, nonce, to, price).data(data).gas(CALL_GAS))
}

fn request(chain_id: u64, nonce: u64, to: Address, price: Amount) -> Eip1559TransactionRequest {
    Eip1559TransactionRequest::new()
        .chain_id(chain_id)
        .nonce(nonce)
        .to(H160(*to.as_bytes()))
        .max_fee_per_gas(U256::from(price.rau().saturating_mul(2)))
        .max_priority_fee_per_gas(1)
}

fn signed(request: Eip1559TransactionRequest) -> Vec<u8> {
    let transaction: TypedTransaction = request.into();
    let digest = keccak256(&transaction.rlp());
    // The key is a fixed valid one (a test in `seed` makes sure), and a digest always has 32 bytes.
    let Ok(key) = SigningKey::from_slice(&FAUCET_KEY) else {
        return Vec::new();
    };
    let Ok((signature, recovery)) = key.sign_prehash_recoverable(&digest) else {
        return Vec::new();
    };
    let (r, s) = signature.split_bytes();
    let signature = EthersSignature {
        r: U256::from_big_endian(&r),
        s: U256::from_big_endian(&s),
        v: u64::from(recovery.is_y_odd()),
    };
    transaction.rlp_signed(&signature).to_vec()
}
