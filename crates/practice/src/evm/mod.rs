//! Contracts: `revm` with IoTeX's own gas table, precompile and status codes.

mod database;
mod gas;
mod p256;
mod precompiles;
mod revert;
mod transfers;
mod unrunnable;

use ballast_domain::{Address, Hash, ReceiptStatus, Transfer};
use ethers_core::types::U256;
use revm::{
    Context, InspectEvm, MainBuilder, MainContext,
    context::{
        TxEnv,
        either::Either,
        result::{EVMError, ExecutionResult, HaltReason, OutOfGasError, Output},
        transaction::{AccessList, AccessListItem, Authorization, SignedAuthorization},
    },
    primitives::{Bytes, TxKind, hardfork::SpecId},
};

pub(crate) use self::database::Changes;
use self::{
    database::{View, from_revm, to_revm, to_word},
    precompiles::Precompiles,
    transfers::Transfers,
};
pub(crate) use self::{revert::reason, unrunnable::Unrunnable};
use crate::{
    tx::{AccessItem, Tx},
    world::{Accounts, Log},
};

/// The block that a call is run in.
#[derive(Clone, Debug)]
pub(crate) struct Env {
    pub chain_id: u64,
    pub height: u64,
    pub seconds: u64,
    pub gas_limit: u64,
    pub coinbase: Address,
    /// In Rau; as in the node it shows as 0 to a call that pays nothing.
    pub base_fee: u64,
    /// Whether the data of a call has a floor of gas, as it has since the fork Yap.
    pub floor: bool,
}

/// A call, or the creation of a contract.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    pub from: Address,
    pub to: Option<Address>,
    pub gas: u64,
    /// Paid for a unit of gas, in Rau; at least the base fee, or 0 for a call that is not sent.
    pub price: u128,
    pub value: U256,
    pub data: Vec<u8>,
    pub access_list: Vec<AccessItem>,
    pub authorizations: Vec<crate::tx::Authorization>,
}

impl Message {
    /// A transaction, at the price it pays.
    pub fn sent(tx: &Tx, price: u128) -> Self {
        Self {
            price,
            from: tx.from,
            to: tx.to,
            gas: tx.gas,
            value: tx.value,
            data: tx.data.clone(),
            access_list: tx.access_list.clone(),
            authorizations: tx.authorizations.clone(),
        }
    }
}

/// What a call did.
pub(crate) struct Outcome {
    pub status: ReceiptStatus,
    pub gas_used: u64,
    pub output: Vec<u8>,
    pub created: Option<Address>,
    pub logs: Vec<Log>,
    pub transfers: Vec<Transfer>,
    pub changes: Changes,
}

/// The most code that a contract may give to create another. The node does not hold a call itself to it, only what
/// runs inside; what is sent is held to as much by the limit of calldata.
const MOST_INITCODE: usize = 49_152;

/// Runs a call on a state; what it changes is returned, not done.
pub(crate) fn execute(
    accounts: &Accounts,
    hashes: &dyn Fn(u64) -> Option<Hash>,
    env: &Env,
    message: &Message,
) -> Result<Outcome, Unrunnable> {
    let nonce = accounts.nonce(message.from);
    let context = Context::mainnet()
        .with_ref_db(View { accounts, hashes })
        .modify_cfg_chained(|cfg| {
            cfg.chain_id = env.chain_id;
            cfg.set_spec_and_mainnet_gas_params(SpecId::PRAGUE);
            gas::set(&mut cfg.gas_params, env.floor);
            let own = if message.to.is_none() { message.data.len() } else { 0 };
            cfg.limit_contract_initcode_size = Some(own.max(MOST_INITCODE));
        })
        .modify_block_chained(|block| {
            block.number = revm::primitives::U256::from(env.height);
            block.timestamp = revm::primitives::U256::from(env.seconds);
            block.gas_limit = env.gas_limit;
            block.beneficiary = to_revm(env.coinbase);
            block.basefee = if message.price == 0 { 0 } else { env.base_fee };
        });
    let tx = transaction(env, message, nonce)?;
    let mut evm = context
        .build_mainnet_with_inspector(Transfers::default())
        .with_precompiles(Precompiles::default());
    let result = evm.inspect_tx(tx).map_err(|error| match error {
        EVMError::Transaction(invalid) => invalid.into(),
        other => Unrunnable(other.to_string()),
    })?;
    let transfers = std::mem::take(&mut evm.inspector).done();
    Ok(outcome(result.result, Changes(result.state), transfers, message))
}

fn transaction(env: &Env, message: &Message, nonce: u64) -> Result<TxEnv, Unrunnable> {
    let item = |item: &AccessItem| AccessListItem {
        address: to_revm(item.address),
        storage_keys: item.keys.iter().map(|key| key.0.into()).collect(),
    };
    let signed = |a: &crate::tx::Authorization| {
        let inner = Authorization {
            chain_id: to_word(a.chain_id),
            address: to_revm(a.address),
            nonce: a.nonce,
        };
        SignedAuthorization::new_unchecked(inner, a.y_parity.low_u32() as u8, to_word(a.r), to_word(a.s))
    };
    let builder = TxEnv::builder()
        .caller(to_revm(message.from))
        .gas_limit(message.gas)
        .gas_price(message.price)
        .kind(message.to.map_or(TxKind::Create, |to| TxKind::Call(to_revm(to))))
        .value(to_word(message.value))
        .data(Bytes::from(message.data.clone()))
        .nonce(nonce)
        .chain_id(Some(env.chain_id))
        .access_list(AccessList(message.access_list.iter().map(item).collect()));
    let builder = match message.authorizations.is_empty() {
        true => builder,
        false => builder
            .gas_priority_fee(Some(message.price.saturating_sub(env.base_fee.into())))
            .authorization_list(message.authorizations.iter().map(|a| Either::Left(signed(a))).collect()),
    };
    builder.build().map_err(|error| Unrunnable(format!("{error:?}")))
}

fn outcome(result: ExecutionResult, changes: Changes, transfers: Vec<Transfer>, message: &Message) -> Outcome {
    let gas_used = result.tx_gas_used();
    let plain = |status, output| Outcome {
        status,
        gas_used,
        output,
        created: message.to.is_none().then_some(Address::ZERO),
        logs: Vec::new(),
        transfers: Vec::new(),
        changes,
    };
    match result {
        ExecutionResult::Success { logs, output, .. } => {
            let logs = logs.into_iter().map(|log| Log {
                address: from_revm(log.address),
                topics: log.data.topics().iter().map(|topic| Hash(topic.0)).collect(),
                data: log.data.data.to_vec(),
                index: 0,
            });
            let (output, created) = match output {
                Output::Call(bytes) => (bytes.to_vec(), None),
                Output::Create(bytes, address) => (bytes.to_vec(), address.map(from_revm)),
            };
            Outcome {
                created,
                logs: logs.collect(),
                transfers,
                ..plain(ReceiptStatus::SUCCESS, output)
            }
        }
        ExecutionResult::Revert { output, .. } => plain(ReceiptStatus::REVERTED, output.to_vec()),
        ExecutionResult::Halt { reason, .. } => plain(status(&reason), Vec::new()),
    }
}

/// The node's number for why a contract stopped.
fn status(reason: &HaltReason) -> ReceiptStatus {
    match reason {
        HaltReason::OutOfGas(OutOfGasError::InvalidOperand) => ReceiptStatus(113),
        HaltReason::OutOfGas(_) => ReceiptStatus::OUT_OF_GAS,
        HaltReason::CallTooDeep => ReceiptStatus(103),
        HaltReason::CreateCollision => ReceiptStatus(104),
        HaltReason::CreateContractSizeLimit => ReceiptStatus(107),
        HaltReason::StateChangeDuringStaticCall | HaltReason::CallNotAllowedInsideStatic => ReceiptStatus(108),
        HaltReason::OutOfFunds => ReceiptStatus::INSUFFICIENT_BALANCE,
        HaltReason::InvalidJump => ReceiptStatus(111),
        HaltReason::OutOfOffset => ReceiptStatus(112),
        _ => ReceiptStatus::UNKNOWN,
    }
}
