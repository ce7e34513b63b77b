//! The least gas that a call can take, by which a node's estimate is judged.

use ballast_domain::{Fork, Height, NetworkParams};

use super::{Call, GAS_PER_PAYLOAD_BYTE, INTRINSIC_GAS};

/// Gas for each byte that a contract is called with, at the least, since the fork Yap: EIP-7623 in IoTeX's numbers
/// (iotex-protocol.md §7.2; recordings 06 to 08). What is no call of a contract has no such floor.
const FLOOR_GAS_PER_BYTE: u64 = 250;

impl Call {
    /// The least that a run of it can take at this height: what every transaction takes, and each byte of what a contract is
    /// called with. Where a protocol runs a contract in its turn, that call takes as much as any once more.
    pub fn least_gas(&self, params: &NetworkParams, height: Height) -> u64 {
        match self.to.is_protocol() {
            true if self.runs_contract => self.gas_limit.saturating_add(INTRINSIC_GAS),
            true => self.gas_limit,
            false => {
                let each = match params.at(Fork::Yap, height) {
                    true => FLOOR_GAS_PER_BYTE,
                    false => GAS_PER_PAYLOAD_BYTE,
                };
                INTRINSIC_GAS.saturating_add(each.saturating_mul(self.data.len() as u64))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, path::Path};

    use ballast_domain::{Address, Amount};
    use ethers_core::{
        types::{Bytes, transaction::eip2718::TypedTransaction},
        utils::rlp::Rlp,
    };
    use serde_json::Value;

    use super::*;

    fn call(to: Address, bytes: usize, runs_contract: bool) -> Call {
        Call {
            to,
            value: Amount::ZERO,
            data: vec![1; bytes],
            gas_limit: INTRINSIC_GAS,
            runs_contract,
            pays_offer: false,
            method: "transfer",
        }
    }

    #[test]
    fn nothing_takes_less_than_what_it_is_called_with_and_since_yap_a_contract_takes_more_for_it() {
        let (mainnet, coin) = (NetworkParams::mainnet(), Address::from_bytes([9; 20]));
        let yap = mainnet.fork_height(Fork::Yap);
        let least = |call: Call, height| call.least_gas(&mainnet, height);
        assert_eq!(least(call(coin, 68, true), Height(yap.0 - 1)), 16_800);
        assert_eq!(least(call(coin, 68, true), yap), 27_000);
        assert_eq!(least(call(coin, 0, false), yap), 10_000);
        assert_eq!(least(call(Address::STAKING, 36, false), yap), 10_000);
        assert_eq!(least(call(Address::STAKING, 36, true), yap), 20_000);
    }

    fn number(hex: &Value) -> u64 {
        u64::from_str_radix(hex.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
    }

    /// The calls of a recording's contracts, each with its block and the gas that it took.
    fn recorded(name: &str) -> Vec<(Call, Height, u64)> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/recordings")
            .join(name);
        let file: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let contracts = file["contracts"].as_object().unwrap().values();
        let contracts: Vec<Address> = contracts.map(|at| at.as_str().unwrap().parse().unwrap()).collect();
        let answers = |method: &'static str| {
            let steps = file["steps"].as_array().unwrap().iter();
            steps
                .filter(move |step| step["request"]["method"] == method)
                .map(|step| (&step["request"]["params"][0], &step["response"]["result"]))
        };
        let receipts = answers("eth_getTransactionReceipt").filter(|(_, receipt)| receipt.is_object());
        let receipts: HashMap<&str, &Value> = receipts.map(|(hash, r)| (hash.as_str().unwrap(), r)).collect();
        let called = |(raw, hash): (&Value, &Value)| {
            let raw: Bytes = raw.as_str()?.parse().ok()?;
            let (sent, _) = TypedTransaction::decode_signed(&Rlp::new(&raw)).ok()?;
            let to = Address::from_bytes(sent.to_addr()?.0);
            let receipt = receipts.get(hash.as_str()?)?;
            let data = sent.data().map(|data| data.to_vec()).unwrap_or_default();
            let one = Call {
                data,
                ..call(to, 0, true)
            };
            let of_contract = contracts.contains(&to);
            of_contract.then(|| {
                (
                    one,
                    Height(number(&receipt["blockNumber"])),
                    number(&receipt["gasUsed"]),
                )
            })
        };
        answers("eth_sendRawTransaction").filter_map(called).collect()
    }

    #[test]
    fn no_recorded_call_took_less_and_many_took_just_that() {
        let (mut exact, mut before) = (0, 0);
        for (name, yap) in [
            ("06-nft-v3-part1.json", 1),
            ("06-nft-v3-part2.json", 1),
            ("07-nft-v1-v2-muted.json", 61),
            ("08-transfers-and-erc20-721.json", 1),
        ] {
            let mut params = NetworkParams::practice();
            params.set_fork(Fork::Yap, Height(yap));
            for (call, height, took) in recorded(name) {
                let least = call.least_gas(&params, height);
                assert!(took >= least, "{name}, block {height}: {took} of {least}");
                exact += u32::from(took == least);
                before += u32::from(took < call.least_gas(&params, Height(yap)));
            }
        }
        assert!(exact > 15, "{exact} took just that");
        assert_eq!(before, 1, "before Yap one took less than it would have since");
    }
}
