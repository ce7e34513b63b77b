//! Actions into transactions, and receipts back into outcomes.
//!
//! One file an action, in the family's folder and under the name that it has in `domain`: its calldata, what it should
//! move, and the sentence for when it is done. The table of actions stands in `domain` ([`for_each_action`]).

mod added;
mod delegate;
mod fees;
mod given;
mod least;
mod nft;
mod outcome;
mod raw;
mod rewards;
mod send;
mod stake;
mod tokens;

use ballast_abi::{AbiDecode, AbiEncode, H160, U256, rewarding::RewardingCalls, staking::StakingCalls};
use ballast_domain::{
    Address, Amount, Calldata, Change, ContractVersion, Network, Phrase, ReceiptStatus, Transaction, TransferKind,
    Units, actions::Action, for_each_action,
};

pub use self::{
    added::{Added, added},
    fees::{Fees, MOST_TIP},
    given::{Gift, Given, given},
    outcome::{contradict, fee, outcome, transfers, vanished},
    tokens::{TokenTransfer, token_transfers},
};
use crate::Receipt;

/// Gas of every native action and of every plain transfer.
pub const INTRINSIC_GAS: u64 = 10_000;
/// Gas for each byte of a memo. Nothing else of a native action's calldata is charged (recording 02).
pub const GAS_PER_PAYLOAD_BYTE: u64 = 100;

/// What a transaction calls, before nonce and fees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    /// The protocol's address, or the contract's.
    pub to: Address,
    /// IOTX sent along: with native actions only where the protocol takes it, for else any value makes the node refuse
    /// the action as "invalid sender".
    pub value: Amount,
    /// Canonical calldata.
    pub data: Vec<u8>,
    /// Exactly what the action uses: a native action cannot use more, and with less it is refused. What runs a contract
    /// needs more than this.
    pub gas_limit: u64,
    /// Whether it runs a contract, so that only a node can say what gas it takes ([`crate::Client::estimate_gas`]).
    pub runs_contract: bool,
    /// Whether all that is offered for gas is paid, and not only the base fee and the tip: what a protocol runs a contract
    /// for is charged as a transaction of the old kind (recording 06, step 254).
    pub pays_offer: bool,
    /// The protocol's own name of the method.
    pub method: &'static str,
}

impl Call {
    /// The transaction that makes this call, for signing.
    pub fn into_transaction(self, chain_id: u64, nonce: u64, fees: &Fees) -> Transaction {
        Transaction {
            chain_id,
            nonce,
            to: self.to,
            to_name: name_of(self.to, chain_id).map(str::to_owned),
            method: Some(self.method.to_owned()),
            value: self.value,
            reencoded: reencodes(self.to, &self.data),
            data: Calldata(self.data),
            gas_limit: self.gas_limit,
            max_fee_per_gas: fees.max_fee_per_gas,
            max_tip_per_gas: fees.max_tip_per_gas,
        }
    }
}

/// What `chain` knows of one action.
trait Write {
    /// The protocol that does it.
    fn to(&self) -> Address {
        Address::STAKING
    }

    /// What is sent along; the protocols take a value with one method only.
    fn value(&self) -> Amount {
        Amount::ZERO
    }

    /// The canonical encoding.
    fn calldata(&self) -> Vec<u8>;

    /// The memo, which is paid for by the byte.
    fn payload(&self) -> &[u8] {
        &[]
    }

    /// Whether it runs a contract, so that only a node can say what gas it takes.
    fn runs_contract(&self) -> bool {
        false
    }

    /// The money it moves besides the fee: why, and how much where the action says it.
    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        None
    }

    /// Where the tokens in a successful receipt are other than what was wanted.
    fn token_differences(&self, _receipt: &Receipt) -> Vec<Change> {
        Vec::new()
    }

    /// Whether a contract's answer to the call means that it does not do it, though it does not revert.
    fn declined(&self, _answer: &[u8]) -> bool {
        false
    }

    /// What a status of failure means of this action, as a sentence for people, where that is more than it means of any
    /// ([`ReceiptStatus::meaning`]).
    fn failed(&self, _status: ReceiptStatus) -> Option<&'static str> {
        None
    }

    /// What it did by the protocol's own events in the receipt, as a sentence for people; none where they say nothing more
    /// than the action does.
    fn told(&self, _receipt: &Receipt) -> Option<Phrase> {
        None
    }

    /// What it did, as a sentence for people. `bucket` is the one in the receipt's log; `moved` is the money in
    /// the receipt's transfers of the kind that [`Write::moves`] names.
    fn done(&self, bucket: Option<u64>, moved: Option<Amount>) -> Phrase;
}

macro_rules! writes {
    ($($family:ident { $($(#[$doc:meta])* $name:ident = $tag:literal, $words:literal, [$($money:literal),*];)* })*) => {
        fn write_of(action: &Action) -> &dyn Write {
            match action { $($(Action::$name(action) => action,)*)* }
        }
    };
}

for_each_action!(writes);

/// The call that does a native action.
pub fn encode(action: &Action) -> Call {
    let write = write_of(action);
    let payload = write.payload().len() as u64;
    Call {
        to: write.to(),
        value: write.value(),
        data: write.calldata(),
        gas_limit: INTRINSIC_GAS.saturating_add(GAS_PER_PAYLOAD_BYTE.saturating_mul(payload)),
        method: action.method(),
        runs_contract: write.runs_contract(),
        pays_offer: write.runs_contract() && write.to() == Address::STAKING,
    }
}

/// Whether a contract's answer to an action's call means that it does not do it, though it does not revert.
pub fn declined(action: &Action, answer: &[u8]) -> bool {
    write_of(action).declined(answer)
}

/// Whether calldata for a protocol, decoded and encoded again, gives identical bytes. The chain refuses any other.
fn reencodes(to: Address, data: &[u8]) -> bool {
    let again = match to {
        Address::STAKING => StakingCalls::decode(data).map(AbiEncode::encode),
        Address::REWARDING => RewardingCalls::decode(data).map(AbiEncode::encode),
        // Nothing else is decoded, so nothing is claimed of it; no data is nothing to decode.
        _ => return data.is_empty(),
    };
    again.is_ok_and(|again| again == data)
}

/// A protocol, or one of the network's own contracts for bucket NFTs.
fn name_of(to: Address, chain_id: u64) -> Option<&'static str> {
    let version = match Network::of_chain(chain_id) {
        Some(network) => network.params().version_of(to),
        None => ContractVersion::known_at(to),
    };
    match to {
        Address::STAKING => Some("IoTeX staking"),
        Address::REWARDING => Some("IoTeX rewarding"),
        _ => version.map(|version| match version {
            ContractVersion::V1 => "IoTeX bucket NFTs, version 1",
            ContractVersion::V2 => "IoTeX bucket NFTs, version 2",
            ContractVersion::V3 => "IoTeX bucket NFTs, version 3",
        }),
    }
}

/// An address, in the form of `ballast_abi`.
pub(crate) fn to_ethers(address: Address) -> H160 {
    H160(*address.as_bytes())
}

/// A number of 256 bits, in the form of `ballast_abi`.
pub(crate) fn to_u256(units: &Units) -> U256 {
    U256::from_big_endian(&units.to_be_bytes())
}

fn rau(amount: Amount) -> U256 {
    U256::from(amount.rau())
}

/// `12 IOTX`, or only `the money` where the receipt does not say how much.
fn money(moved: Option<Amount>) -> String {
    moved.map_or_else(
        || "The money".to_owned(),
        |amount| format!("{} IOTX", amount.for_people()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_protocols_and_the_networks_own_contracts_have_names() {
        let second = |network: Network| network.params().staking_contract(ContractVersion::V2).unwrap();
        let on = |network: Network, to| name_of(to, network.params().chain_id);
        assert_eq!(on(Network::Mainnet, Address::STAKING), Some("IoTeX staking"));
        for network in Network::ALL {
            assert_eq!(on(network, second(network)), Some("IoTeX bucket NFTs, version 2"));
        }
        assert_eq!(
            on(Network::Testnet, second(Network::Mainnet)),
            None,
            "another network's"
        );
        assert_eq!(
            name_of(second(Network::Testnet), 4_711),
            Some("IoTeX bucket NFTs, version 2")
        );
        assert_eq!(on(Network::Mainnet, Address::ZERO), None);
    }
}
