//! Transactions in the two forms that IoTeX's web3 side takes, and their signatures.
//!
//! `ethers-core` does the encoding and stays behind this file.

use ballast_domain::{Address, Hash, keccak256};
use ethers_core::types::{
    Eip1559TransactionRequest, H160, Signature, TransactionRequest, U256, transaction::eip2718::TypedTransaction,
};

use crate::{Error, PrivateKey, Result};

/// A call or a transfer, complete but for its signature. Money is in Rau.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TxRequest {
    /// The EVM chain id (4689 IoTeX, 4690 its testnet). Never 0: such a signature is good on every chain.
    pub chain_id: u64,
    /// The sender's nonce.
    pub nonce: u64,
    /// Who is called or paid.
    pub to: Address,
    /// Rau sent along.
    pub value: u128,
    /// The call data; empty for a plain transfer.
    pub data: Vec<u8>,
    /// Gas limit. Under the intrinsic gas no node takes it: on IoTeX 10,000, and 100 for each byte of data (of a native
    /// action: of its payload), not Ethereum's 21,000.
    pub gas_limit: u64,
    /// What is paid for gas, which also decides the form.
    pub fees: Fees,
}

/// What is offered for gas, in Rau per unit of gas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fees {
    /// A legacy transaction, protected by EIP-155.
    Legacy {
        /// Paid for each unit of gas.
        gas_price: u128,
    },
    /// A type 2 transaction.
    Eip1559 {
        /// The most that is paid for each unit of gas, tip included.
        max_fee: u128,
        /// The most that goes to the block's maker.
        max_tip: u128,
    },
}

/// Signed bytes, ready to be stored and then sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedTransaction {
    /// What `eth_sendRawTransaction` takes.
    pub raw: Vec<u8>,
    /// Keccak-256 of `raw`; the node knows the transaction by it.
    pub hash: Hash,
}

impl TxRequest {
    /// The most that the gas can cost, Rau. `None` beyond 128 bits.
    pub fn max_fee(&self) -> Option<u128> {
        let price = match self.fees {
            Fees::Legacy { gas_price } => gas_price,
            Fees::Eip1559 { max_fee, .. } => max_fee,
        };
        price.checked_mul(self.gas_limit.into())
    }

    fn check(&self) -> Result<()> {
        // EIP-155's v is 2 * chain_id + 36 at most and has to fit 64 bits.
        if self.chain_id == 0 || self.chain_id > (u64::MAX - 36) / 2 {
            return Err(Error::Transaction("it names no network"));
        }
        if self.nonce == u64::MAX {
            return Err(Error::Transaction("its nonce is the last one (EIP-2681)"));
        }
        if let Fees::Eip1559 { max_fee, max_tip } = self.fees
            && max_tip > max_fee
        {
            return Err(Error::Transaction("its tip is above its maximum fee"));
        }
        Ok(())
    }

    fn typed(&self) -> TypedTransaction {
        let to = H160(*self.to.as_bytes());
        match self.fees {
            Fees::Legacy { gas_price } => TransactionRequest::new()
                .chain_id(self.chain_id)
                .nonce(self.nonce)
                .gas_price(gas_price)
                .gas(self.gas_limit)
                .to(to)
                .value(self.value)
                .data(self.data.clone())
                .into(),
            Fees::Eip1559 { max_fee, max_tip } => Eip1559TransactionRequest::new()
                .chain_id(self.chain_id)
                .nonce(self.nonce)
                .max_priority_fee_per_gas(max_tip)
                .max_fee_per_gas(max_fee)
                .gas(self.gas_limit)
                .to(to)
                .value(self.value)
                .data(self.data.clone())
                .into(),
        }
    }

    pub(crate) fn sign(&self, key: &PrivateKey) -> Result<SignedTransaction> {
        self.check()?;
        let typed = self.typed();
        let (signature, recovery) = key.sign(&typed.sighash().0)?;
        let (r, s) = signature.split_bytes();
        let parity = u64::from(recovery.to_byte());
        let v = match self.fees {
            Fees::Legacy { .. } => parity + 35 + 2 * self.chain_id,
            Fees::Eip1559 { .. } => parity,
        };
        let signature = Signature {
            r: U256::from_big_endian(&r),
            s: U256::from_big_endian(&s),
            v,
        };
        let raw = typed.rlp_signed(&signature).to_vec();
        let hash = Hash(keccak256(&raw));
        Ok(SignedTransaction { raw, hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_chain_should_see_is_not_signed() {
        let key: PrivateKey = "01".repeat(32).parse().unwrap();
        let good = TxRequest {
            chain_id: 4689,
            nonce: 0,
            to: Address::STAKING,
            value: 0,
            data: Vec::new(),
            gas_limit: 21_000,
            fees: Fees::Eip1559 { max_fee: 2, max_tip: 2 },
        };
        assert!(good.sign(&key).is_ok());
        assert_eq!(good.max_fee(), Some(42_000));
        for bad in [
            TxRequest {
                chain_id: 0,
                ..good.clone()
            },
            TxRequest {
                chain_id: u64::MAX,
                ..good.clone()
            },
            TxRequest {
                nonce: u64::MAX,
                ..good.clone()
            },
            TxRequest {
                fees: Fees::Eip1559 { max_fee: 1, max_tip: 2 },
                ..good.clone()
            },
        ] {
            assert_eq!(bad.sign(&key).unwrap_err().code(), "vault.transaction", "{bad:?}");
        }
    }
}
