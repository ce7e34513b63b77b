//! Taking a transaction into the pool: the checks that a node makes before it gives a hash.

use ballast_domain::{Action, FailsAs, Hash, Refusal, Rule};
use ethers_core::types::U256;

use super::{Chain, Pending};
use crate::{
    error::RpcError,
    native::{self, Call},
    tx::{Kind, Tx, decode},
    world::gas::intrinsic_gas,
};

impl Chain {
    /// Takes a signed transaction as hex text; gives its hash.
    pub fn submit(&mut self, raw: &str) -> Result<Hash, RpcError> {
        let tx = decode(raw)?;
        let expected = U256::from(self.genesis.evm_chain_id);
        if let Some(id) = tx.chain_id.filter(|id| *id != expected) {
            return Err(RpcError::plain(format!(
                "expect chainID = {expected}, got {id}: invalid EVM chain ID"
            )));
        }
        if tx.kind == Kind::Blob {
            // Blobs need a sidecar network that a practice network does not have.
            return Err(RpcError::plain("transaction type not supported"));
        }
        let pending = self.examine(tx)?;
        let hash = pending.tx.hash;
        self.pool.add(pending, &self.world.accounts)?;
        Ok(hash)
    }

    /// Takes a transaction back that waited before a restart.
    pub fn take_back(&mut self, tx: Tx) -> Result<(), RpcError> {
        let pending = self.examine(tx)?;
        self.pool.add(pending, &self.world.accounts)
    }

    fn examine(&self, tx: Tx) -> Result<Pending, RpcError> {
        let refuse = |message: &str| RpcError::grpc(RpcError::INTERNAL, message);
        let call = match tx.to {
            Some(to) if native::is_native(tx.to) => {
                let call = native::decode(to, &tx.data, tx.value, self.genesis.knows_zanzibar());
                let call = call.ok_or_else(|| RpcError::plain("invalid abi binary data"))?;
                Call::Native(Box::new(call))
            }
            _ => Call::Ethereum,
        };
        if tx.chain_id.is_none() {
            let message = format!("replay deployer {} not whitelisted", tx.from.to_hex());
            return Err(RpcError::grpc(RpcError::INVALID_ARGUMENT, message));
        }
        let bytes = match &call {
            Call::Native(call) => call.memo,
            Call::Ethereum => tx.data.len(),
        };
        let gas = intrinsic_gas(bytes) + tx.list_gas();
        if self.pool.contains(&tx.hash) {
            return Err(refuse("known transaction"));
        }
        if tx.fee_cap < U256::from(self.genesis.min_gas_price.rau()) {
            return Err(refuse("transaction underpriced"));
        }
        if gas > tx.gas {
            return Err(refuse("intrinsic gas too low"));
        }
        if let Call::Native(call) = &call {
            if !call.canonical {
                return Err(refuse("invalid sender"));
            }
            if let Err(refusal) = call.action.admit(&self.params.staking)
                && let Some(message) = refused_in(&refusal)
            {
                return Err(refuse(message));
            }
        }
        if tx.tip_cap > tx.fee_cap {
            return Err(refuse("tip cap is greater than fee cap"));
        }
        if tx.nonce < self.world.accounts.nonce(tx.from) {
            return Err(refuse("nonce too low"));
        }
        if tx.tip_cap.is_zero() {
            return Err(refuse("tip cap is too low: 0, min tip cap: 1: transaction underpriced"));
        }
        self.examine_delegations(&tx)?;
        let cost = match &call {
            // It calls a contract, and so may use all of its gas limit too.
            Call::Native(call) if matches!(call.action, Action::MigrateStake(_)) => {
                U256::from(tx.gas).saturating_mul(tx.fee_cap)
            }
            // Actions cost what they need; anything else may use all of its gas limit.
            Call::Native(call) => U256::from(gas).saturating_mul(tx.fee_cap).saturating_add(call.amount),
            Call::Ethereum => U256::from(tx.gas).saturating_mul(tx.fee_cap).saturating_add(tx.value),
        };
        Ok(Pending { tx, call, cost })
    }

    fn examine_delegations(&self, tx: &Tx) -> Result<(), RpcError> {
        if tx.kind != Kind::SetCode {
            return Ok(());
        }
        let sender = tx.from.to_io1();
        let refuse = |what: &str| Err(RpcError::grpc(RpcError::INTERNAL, format!("sender {sender}: {what}")));
        if tx.to.is_none() {
            return refuse("EIP-7702 transaction cannot be used to create contract");
        }
        if tx.authorizations.is_empty() {
            return refuse("EIP-7702 transaction with empty auth list");
        }
        Ok(())
    }
}

/// The node's words for a rule that it checks before it gives a hash.
fn refused_in(refusal: &Refusal) -> Option<&'static str> {
    if refusal.rule.fails_as() != FailsAs::Refused {
        return None;
    }
    Some(match refusal.rule {
        Rule::AmountZero => "negative value: invalid amount",
        Rule::CandidateName => "invalid candidate name",
        _ => "invalid action type",
    })
}
