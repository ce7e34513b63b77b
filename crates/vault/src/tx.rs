//! Transactions of type 2 (EIP-1559), which IoTeX's web3 side takes, and their signatures.
//!
//! `ethers-core` does the encoding and stays behind this file.

use ballast_domain::{Hash, Transaction, keccak256};
use ethers_core::types::{Eip1559TransactionRequest, H160, Signature, U256, transaction::eip2718::TypedTransaction};

use crate::{Error, PrivateKey, Result};

/// Signed bytes, ready to be stored and then sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedTransaction {
    /// What `eth_sendRawTransaction` takes.
    pub raw: Vec<u8>,
    /// Keccak-256 of `raw`; the node knows the transaction by it.
    pub hash: Hash,
}

fn check(t: &Transaction) -> Result<()> {
    // A signature for the chain 0 is good on every chain.
    if t.chain_id == 0 {
        return Err(Error::Transaction("it names no network"));
    }
    if t.nonce == u64::MAX {
        return Err(Error::Transaction("its nonce is the last one (EIP-2681)"));
    }
    if t.max_tip_per_gas > t.max_fee_per_gas {
        return Err(Error::Transaction("its tip is above its maximum fee"));
    }
    Ok(())
}

fn typed(t: &Transaction) -> TypedTransaction {
    Eip1559TransactionRequest::new()
        .chain_id(t.chain_id)
        .nonce(t.nonce)
        .max_priority_fee_per_gas(t.max_tip_per_gas.rau())
        .max_fee_per_gas(t.max_fee_per_gas.rau())
        .gas(t.gas_limit)
        .to(H160(*t.to.as_bytes()))
        .value(t.value.rau())
        .data(t.data.0.clone())
        .into()
}

/// Signs a transaction.
///
/// # Errors
/// [`Error::Transaction`] for one that must not be signed.
pub(crate) fn sign(t: &Transaction, key: &PrivateKey) -> Result<SignedTransaction> {
    check(t)?;
    let typed = typed(t);
    let (signature, recovery) = key.sign(&typed.sighash().0)?;
    let (r, s) = signature.split_bytes();
    let signature = Signature {
        r: U256::from_big_endian(&r),
        s: U256::from_big_endian(&s),
        v: u64::from(recovery.to_byte()),
    };
    let raw = typed.rlp_signed(&signature).to_vec();
    let hash = Hash(keccak256(&raw));
    Ok(SignedTransaction { raw, hash })
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, Amount, Calldata};

    use super::*;

    #[test]
    fn what_no_chain_should_see_is_not_signed() {
        let key: PrivateKey = "01".repeat(32).parse().unwrap();
        let good = Transaction {
            chain_id: 4689,
            nonce: 0,
            to: Address::STAKING,
            to_name: None,
            method: None,
            value: Amount::ZERO,
            data: Calldata::default(),
            gas_limit: 21_000,
            max_fee_per_gas: Amount::from_rau(2),
            max_tip_per_gas: Amount::from_rau(2),
            reencoded: false,
        };
        assert!(sign(&good, &key).is_ok());
        for bad in [
            Transaction {
                chain_id: 0,
                ..good.clone()
            },
            Transaction {
                nonce: u64::MAX,
                ..good.clone()
            },
            Transaction {
                max_fee_per_gas: Amount::from_rau(1),
                ..good.clone()
            },
        ] {
            assert_eq!(sign(&bad, &key).unwrap_err().code(), "vault.transaction", "{bad:?}");
        }
    }
}
