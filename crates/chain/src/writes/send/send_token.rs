//! Send tokens of a contract (ERC-20).

use ballast_abi::{AbiEncode, erc20::TransferCall};
use ballast_domain::{Address, Amount, Change, Phrase, TokenAmount, Units, actions::SendToken, phrase};

use super::super::{
    Write, to_ethers, to_u256,
    tokens::{difference, is_no, token_transfers, tokens_of},
};
use crate::Receipt;

impl Write for SendToken {
    #[expect(clippy::misnamed_getters, reason = "it is the contract that is called")]
    fn to(&self) -> Address {
        self.token
    }

    fn calldata(&self) -> Vec<u8> {
        TransferCall {
            to: to_ethers(self.to),
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
        let mut logged = token_transfers(receipt);
        logged.retain(|moved| moved.token == self.token && moved.to == self.to && moved.from == receipt.from);
        let sum = logged
            .iter()
            .try_fold(Units::default(), |sum, moved| sum.checked_add(&moved.units));
        // Some contracts send nothing without a word of it.
        let any = !logged.is_empty() || self.quantity.units.is_zero();
        let got = sum.filter(|_| any);
        let text = |units| TokenAmount::new(units, self.quantity.decimals).to_text();
        difference(self.quantity.to_text(), got.map(text))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} {} went to {}.",
            self.quantity.for_people(),
            tokens_of(self.token),
            self.to
        )
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{OutcomeKind, actions::Action};
    use serde_json::{Value, json};

    use crate::{Receipt, encode, outcome, types::to_hex};

    const OWN: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const TO: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";

    fn send() -> Action {
        serde_json::from_value(json!({ "action": "sendToken", "token": COIN, "to": TO,
            "quantity": { "units": "1500000", "decimals": 6 } }))
        .unwrap()
    }

    fn receipt(units: &[u64]) -> Receipt {
        let word = |address: &str| format!("0x{:0>64}", address.trim_start_matches("0x").to_lowercase());
        let log = |units: &u64| -> Value {
            json!({ "address": COIN, "data": format!("0x{units:064x}"), "topics": [
                "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", word(OWN), word(TO)] })
        };
        serde_json::from_value(json!({
            "transactionHash": format!("0x{:064x}", 1), "blockNumber": "0x5", "blockHash": format!("0x{:064x}", 2),
            "from": OWN, "status": "0x1", "gasUsed": "0x2710", "effectiveGasPrice": "0x1",
            "logs": units.iter().map(log).collect::<Vec<_>>(),
        }))
        .unwrap()
    }

    #[test]
    fn the_call_is_the_standards_and_carries_no_iotx() {
        let call = encode(&send());
        assert!(call.runs_contract && call.value.is_zero());
        assert_eq!(call.to.to_string(), COIN);
        assert_eq!(
            to_hex(&call.data),
            format!("0xa9059cbb{:0>64}{:064x}", TO[2..].to_lowercase(), 1_500_000)
        );
    }

    #[test]
    fn the_contracts_log_says_what_moved() {
        let kind = |units: &[u64]| outcome(&send(), &receipt(units)).kind;
        assert_eq!(kind(&[1_500_000]), OutcomeKind::AsProposed);
        assert_eq!(
            kind(&[1_400_000]),
            OutcomeKind::Different,
            "a contract that keeps a part"
        );
        assert_eq!(kind(&[]), OutcomeKind::Different, "a contract that says nothing");
    }
}
