//! `eth_call`: reads of the native protocols, and contracts.

use ballast_domain::{Address, Fork, Height, ReceiptStatus};
use ethers_core::types::U256;
use serde_json::{Value, json};

use super::{
    Answer, Node,
    format::bytes,
    heights::{At, Named, named, require_present},
    params::{self, at, field, quantity},
};
use crate::{
    chain::Chain,
    error::RpcError,
    evm::{self, Env, Message},
    native::{self, Read},
    world::{Account, Accounts},
};

/// An address that MetaMask asks for balances, where the node answers nothing whatever stands there.
const METAMASK_BALANCES: Address = Address::from_bytes([
    0xb1, 0xf8, 0xe5, 0x5c, 0x7f, 0x64, 0xd2, 0x03, 0xc1, 0x40, 0x0b, 0x9d, 0x85, 0x55, 0xd0, 0x50, 0xf9, 0x4a, 0xdf,
    0x39,
]);

/// What a client would send, as it describes it.
pub(super) struct CallObject {
    pub from: Address,
    pub to: Option<Address>,
    pub gas: u64,
    pub value: U256,
    pub data: Vec<u8>,
    pub access_list: Vec<crate::tx::AccessItem>,
    pub at: Named,
}

/// Reads the first two parameters.
pub(super) fn call_object(all: &Value) -> Result<CallObject, RpcError> {
    let object = at(all, 0);
    let text = |name: &str| field(object, name);
    let optional = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    let from = optional("from").map_or(Ok(Address::ZERO), |text| params::address(&text))?;
    let to = optional("to").map(|text| params::address(&text)).transpose()?;
    let gas = optional("gas").map_or(Ok(0), |text| params::number(&text))?;
    for (name, error) in [
        ("gasPrice", "gasPrice"),
        ("maxPriorityFeePerGas", "gasTipCap"),
        ("maxFeePerGas", "gasFeeCap"),
    ] {
        quantity(&text(name), error)?;
    }
    let value = quantity(&text("value"), "value")?;
    let data = match object.and_then(|o| o.get("input")) {
        Some(input) => params::bytes(&params::text(input)),
        None => params::bytes(&text("data")),
    };
    let access_list = access_list(object.and_then(|o| o.get("accessList")))?;
    let at = match at(all, 1) {
        Some(tag) => named(Some(tag)).map_err(|error| {
            let tag = params::text(tag);
            RpcError {
                message: format!("failed to unmarshal height {tag}: {}", error.message),
                ..error
            }
        })?,
        None => Named::At(At::Tip),
    };
    Ok(CallObject {
        from,
        to,
        gas,
        value,
        data,
        access_list,
        at,
    })
}

fn access_list(value: Option<&Value>) -> Result<Vec<crate::tx::AccessItem>, RpcError> {
    let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let read = |item: &Value| {
        let keys = item
            .get("storageKeys")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        Ok(crate::tx::AccessItem {
            address: params::address(&field(Some(item), "address"))?,
            keys: keys
                .iter()
                .map(|key| params::hash(&params::text(key)))
                .collect::<Result<_, _>>()?,
        })
    };
    items.iter().map(read).collect()
}

pub(super) fn call(node: &Node, all: &Value) -> Answer {
    let chain = node.chain();
    let call = call_object(all)?;
    let at = call.at.find(&chain)?;
    if call.to == Some(METAMASK_BALANCES) {
        return Ok(Value::Null);
    }
    if let Some(to) = call.to
        && let Some(read) = native::read(&chain.view(), to, &call.data)
    {
        return match read {
            Read::NotUnderstood(error) => Err(error),
            Read::Answered(answer) => {
                // Of the protocols only these two know heights, and refuse the past.
                if matches!(to, Address::STAKING | Address::REWARDING) {
                    require_present(&chain, at, RpcError::NOT_FOUND)?;
                }
                answer.map(|output| json!(bytes(&output)))
            }
        };
    }
    // Contracts are run on the state as it is, whichever block is named, and without the access list.
    let call = CallObject {
        access_list: Vec::new(),
        ..call
    };
    let outcome = simulate(&chain, &call, call.gas)?;
    if outcome.status == ReceiptStatus::REVERTED {
        let message = match evm::reason(&outcome.output) {
            Some(reason) => format!("execution reverted: {reason}"),
            None => "execution reverted".to_owned(),
        };
        let data = Some(json!(bytes(&outcome.output)));
        return Err(RpcError {
            code: RpcError::INVALID_ARGUMENT,
            message,
            data,
        });
    }
    Ok(json!(bytes(&outcome.output)))
}

/// Runs a call on the state as it is, in a block after the tip; 0 gas means a whole block's.
pub(super) fn simulate(chain: &Chain, call: &CallObject, gas: u64) -> Result<evm::Outcome, RpcError> {
    simulate_on(chain, &chain.world.accounts, call, gas)
}

/// The same on other accounts than they are.
pub(super) fn simulate_on(
    chain: &Chain,
    accounts: &Accounts,
    call: &CallObject,
    gas: u64,
) -> Result<evm::Outcome, RpcError> {
    let most = chain.genesis.block_gas_limit;
    let height = chain.tip() + 1;
    let env = Env {
        chain_id: chain.genesis.evm_chain_id,
        height,
        seconds: chain.now().plus_seconds(chain.params.block_millis / 1000).seconds(),
        gas_limit: most,
        coinbase: Address::ZERO,
        base_fee: u64::try_from(chain.next_base_fee().rau()).unwrap_or(u64::MAX),
        floor: chain.params.at(Fork::Yap, Height(height)),
    };
    let message = Message {
        from: call.from,
        to: call.to,
        gas: if gas == 0 { most } else { gas.min(most) },
        price: 0,
        value: call.value,
        data: call.data.clone(),
        access_list: call.access_list.clone(),
        authorizations: Vec::new(),
    };
    let hashes = |height: u64| chain.block(height).map(|block| block.hash);
    let run = |accounts| evm::execute(accounts, &hashes, &env, &message);
    // A contract may stand as the caller of a simulation, which the engine allows people only.
    let outcome = if accounts.is_contract(call.from) {
        let mut accounts = accounts.clone();
        let account = accounts.entry(call.from);
        *account = Account {
            code: Vec::new(),
            ..account.clone()
        };
        run(&accounts)
    } else {
        run(accounts)
    };
    outcome.map_err(|unrunnable| RpcError::grpc(RpcError::INTERNAL, unrunnable.0))
}
