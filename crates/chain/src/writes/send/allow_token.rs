//! Let somebody take tokens of a contract (ERC-20), or no more.

use ballast_abi::{
    AbiEncode,
    erc20::{ApprovalFilter, ApproveCall},
    topic,
};
use ballast_domain::{Address, Amount, Change, Phrase, TokenAmount, Units, actions::AllowToken, phrase};

use super::super::{
    Write, to_ethers, to_u256,
    tokens::{difference, is_no, tokens_of},
};
use crate::{Receipt, decode::address_of};

impl Write for AllowToken {
    fn to(&self) -> Address {
        self.token
    }

    fn calldata(&self) -> Vec<u8> {
        ApproveCall {
            spender: to_ethers(self.spender),
            amount: to_u256(&self.quantity.units),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn declined(&self, answer: &[u8]) -> bool {
        is_no(answer)
    }

    fn token_differences(&self, receipt: &Receipt) -> Vec<Change> {
        let logged = receipt.logs.iter().rev().find_map(|log| {
            let [name, owner, spender] = log.topics.as_slice() else {
                return None;
            };
            let is_it = log.address == self.token
                && name.0 == topic::<ApprovalFilter>()
                && address_of(&owner.0) == Some(receipt.from)
                && address_of(&spender.0) == Some(self.spender);
            let word = log.data.as_slice().try_into().ok().filter(|_| is_it)?;
            Some(TokenAmount::new(Units::from_be_bytes(word), self.quantity.decimals).to_text())
        });
        difference(self.quantity.to_text(), logged)
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        match self.quantity.units.is_zero() {
            true => phrase!("{} may take no {} any more.", self.spender, tokens_of(self.token)),
            false => phrase!(
                "{} may take up to {} {}.",
                self.spender,
                self.quantity.for_people(),
                tokens_of(self.token)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{OutcomeKind, actions::Action};
    use serde_json::{Value, json};

    use crate::{Receipt, encode, outcome, types::to_hex};

    const OWN: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const SPENDER: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";

    fn allow() -> Action {
        serde_json::from_value(json!({ "action": "allowToken", "token": COIN, "spender": SPENDER,
            "quantity": { "units": "1500000", "decimals": 6 } }))
        .unwrap()
    }

    fn receipt(units: Option<u64>) -> Receipt {
        let word = |address: &str| format!("0x{:0>64}", address.trim_start_matches("0x").to_lowercase());
        let log = |units: u64| -> Value {
            json!({ "address": COIN, "data": format!("0x{units:064x}"), "topics": [
                "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925", word(OWN), word(SPENDER)] })
        };
        serde_json::from_value(json!({
            "transactionHash": format!("0x{:064x}", 1), "blockNumber": "0x5", "blockHash": format!("0x{:064x}", 2),
            "from": OWN, "status": "0x1", "gasUsed": "0x2710", "effectiveGasPrice": "0x1",
            "logs": units.map(log).into_iter().collect::<Vec<_>>(),
        }))
        .unwrap()
    }

    #[test]
    fn the_call_is_the_standards_and_carries_no_iotx() {
        let call = encode(&allow());
        assert!(call.runs_contract && call.value.is_zero());
        assert_eq!(call.to.to_string(), COIN);
        assert_eq!(
            to_hex(&call.data),
            format!("0x095ea7b3{:0>64}{:064x}", SPENDER[2..].to_lowercase(), 1_500_000)
        );
    }

    #[test]
    fn the_contracts_log_says_what_was_allowed() {
        let kind = |units| outcome(&allow(), &receipt(units)).kind;
        assert_eq!(kind(Some(1_500_000)), OutcomeKind::AsProposed);
        assert_eq!(kind(Some(1_400_000)), OutcomeKind::Different);
        assert_eq!(kind(None), OutcomeKind::Different, "a contract that says nothing");
    }
}
