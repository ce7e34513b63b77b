//! What contracts cost: the recordings' contracts and those of the practice network are not the same code, so gas used,
//! estimates, and balances by just that fee may differ (recordings/README.md) wherever such a contract was run. What no
//! receipt tells of such fees, the next reading of a balance does: from there on it is compared by what it changes.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

/// The address of the logs of money that moved.
const TRANSFERS: &str = "0xCCD3d8863D241BcC80f46302310a6d942A90e851";
/// The types of such logs that are fees: gas, and what goes to the producer.
const FEES: [&str; 2] = ["6", "b"];
/// `migrateStake`, which runs a contract too.
const MIGRATE: &str = "0xc53b10a4";
/// `totalBalance()` and `availableBalance()` of the reward pool, which all fees go to.
const FUND: [&str; 2] = ["0xad7a672f", "0xab2f0e51"];
/// More than deployments and calls cost between two readings, in Rau: 100 IOTX.
const MOST_UNTOLD: i128 = 100_000_000_000_000_000_000;

/// The contracts of a recording, and the fees paid so far that differ.
#[derive(Debug, Default)]
pub struct Gas {
    contracts: Vec<String>,
    /// By account, how much less was paid than recorded; by the pool's reads, how much less it has.
    saved: HashMap<String, i128>,
    /// Receipts whose fee is in it.
    counted: HashSet<String>,
    /// What holds fees that no receipt tells of: accounts, and the pool's reads.
    untold: HashSet<String>,
    /// What was read by its differences.
    read: HashSet<String>,
}

impl Gas {
    /// Of a recording's contracts.
    pub fn new(contracts: Vec<String>) -> Self {
        Self {
            contracts: contracts.iter().map(|address| address.to_lowercase()).collect(),
            ..Self::default()
        }
    }

    /// A transaction whose receipt the recording never asks for: what it says of it, as far as it ran a contract.
    pub fn sent_untold(&mut self, intent: &Value) {
        let is_migration = intent["function"]
            .as_str()
            .is_some_and(|f| f.starts_with("migrateStake("));
        if self.is_contract(&intent["to"]) || is_migration {
            self.untold.insert(lower(&intent["from"]));
            self.untold.extend(FUND.map(str::to_owned));
        }
    }

    /// A balance that holds fees of deployments and of contract calls, as it would be at the recorded cost.
    pub fn by_differences(&mut self, method: &str, params: &Value, expected: &Value, got: &Value) -> Value {
        let key = match method {
            "eth_getBalance" => lower(&params[0]),
            _ => lower(&params[0]["data"]),
        };
        if self.read.insert(key.clone()) {
            self.untold.insert(key.clone());
        }
        match self.settled(&key, expected, got) {
            Some(balance) if method == "eth_getBalance" => json!({ "result": format!("{balance:#x}") }),
            Some(balance) => json!({ "result": format!("0x{balance:064x}") }),
            None => got.clone(),
        }
    }

    /// The answer as it would be at the recorded cost, where cost is all that differs.
    pub fn as_recorded(&mut self, method: &str, params: &Value, expected: &Value, got: &Value) -> Value {
        let (left, right) = (&expected["result"], &got["result"]);
        match method {
            "eth_estimateGas"
                if self.runs_contract(&params[0]) && number(left).is_some() && number(right).is_some() =>
            {
                expected.clone()
            }
            "eth_getTransactionReceipt" if self.ran_contract(left) && right.is_object() => {
                json!({ "result": self.receipt(left, right) })
            }
            "eth_getBalance" => match self.settled(&lower(&params[0]), expected, got) {
                Some(balance) => json!({ "result": format!("{balance:#x}") }),
                None => got.clone(),
            },
            _ => got.clone(),
        }
    }

    fn runs_contract(&self, call: &Value) -> bool {
        let data = call["data"].as_str().unwrap_or_default();
        self.is_contract(&call["to"]) || data.starts_with(MIGRATE)
    }

    fn ran_contract(&self, receipt: &Value) -> bool {
        let logs = receipt["logs"].as_array().into_iter().flatten();
        self.is_contract(&receipt["to"]) || logs.map(|log| &log["address"]).any(|address| self.is_contract(address))
    }

    fn is_contract(&self, address: &Value) -> bool {
        self.contracts.contains(&lower(address))
    }

    fn receipt(&mut self, left: &Value, right: &Value) -> Value {
        let mut receipt = right.clone();
        for field in ["gasUsed", "cumulativeGasUsed"] {
            if number(&right[field]).is_some() {
                receipt[field] = left[field].clone();
            }
        }
        let payer = lower(&left["from"]);
        let hash = left["transactionHash"].as_str();
        let is_new = hash.is_none_or(|hash| self.counted.insert(hash.to_owned()));
        let logs = left["logs"].as_array().into_iter().flatten();
        for (place, log) in logs.enumerate().filter(|(_, log)| is_fee(log)) {
            let other = &right["logs"][place];
            if let (true, Some(recorded), Some(paid)) = (is_fee(other), number(&log["data"]), number(&other["data"])) {
                if is_new {
                    *self.saved.entry(payer.clone()).or_default() += recorded - paid;
                    for read in FUND {
                        *self.saved.entry(read.to_owned()).or_default() -= recorded - paid;
                    }
                }
                receipt["logs"][place]["data"] = log["data"].clone();
            }
        }
        receipt
    }

    /// A balance at the recorded cost; none where nothing is known of it that differs.
    fn settled(&mut self, of: &str, expected: &Value, got: &Value) -> Option<i128> {
        let ours = number(&got["result"])?;
        if let Some(recorded) = number(&expected["result"])
            && (ours - recorded).abs() <= MOST_UNTOLD
            && self.untold.remove(of)
        {
            self.saved.insert(of.to_owned(), ours - recorded);
        }
        self.saved.get(of).map(|saved| ours - saved)
    }
}

/// A text in small letters; nothing where there is none.
fn lower(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_lowercase()
}

fn is_fee(log: &Value) -> bool {
    let kind = log["topics"][3].as_str().unwrap_or_default();
    let kind = kind.trim_start_matches("0x").trim_start_matches('0');
    log["address"] == TRANSFERS && FEES.contains(&kind)
}

fn number(value: &Value) -> Option<i128> {
    let digits = value.as_str()?.strip_prefix("0x")?.trim_start_matches('0');
    match digits {
        "" => Some(0),
        digits => i128::from_str_radix(digits, 16).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COIN: &str = "0x2706A171ECb68E0038378D40Dd1d136361d0cB7d";

    fn receipt(to: &str, gas: u64) -> Value {
        let word = |n: u64| format!("0x{n:064x}");
        let fee = json!({ "address": TRANSFERS, "topics": ["", "", "", word(6)], "data": word(gas * 10) });
        json!({ "result": { "from": "0xAb", "to": to, "gasUsed": format!("{gas:#x}"), "logs": [fee], "status": "0x1" } })
    }

    #[test]
    fn a_contracts_gas_may_differ_and_balances_by_just_that_fee() {
        let mut gas = Gas::new(vec![COIN.to_owned()]);
        let (recorded, ours) = (receipt(COIN, 100), receipt(&COIN.to_lowercase(), 90));
        let mut seen = gas.as_recorded("eth_getTransactionReceipt", &Value::Null, &recorded, &ours);
        seen["result"]["to"] = json!(COIN);
        assert_eq!(seen, recorded);
        let balance = |wei: u64| json!({ "result": format!("{wei:#x}") });
        let mut read = |who: &str, wei| gas.as_recorded("eth_getBalance", &json!([who]), &Value::Null, &balance(wei));
        assert_eq!(read("0xaB", 5_100), balance(5_000));
        assert_eq!(read("0xcd", 5_100), balance(5_100));
    }

    #[test]
    fn a_transfers_gas_and_a_failure_may_not() {
        let mut gas = Gas::new(vec![COIN.to_owned()]);
        let (recorded, ours) = (receipt("0x01", 100), receipt("0x01", 90));
        assert_eq!(
            gas.as_recorded("eth_getTransactionReceipt", &Value::Null, &recorded, &ours),
            ours
        );
        let (recorded, ours) = (json!({ "result": "0x5208" }), json!({ "error": { "code": 3 } }));
        let call = json!([{ "to": COIN, "data": "0x" }]);
        assert_eq!(gas.as_recorded("eth_estimateGas", &call, &recorded, &ours), ours);
        assert_eq!(
            gas.as_recorded("eth_estimateGas", &call, &recorded, &recorded),
            recorded
        );
    }

    #[test]
    fn what_no_receipt_tells_is_told_by_the_first_reading_and_compared_by_differences_then() {
        let mut gas = Gas::new(vec![COIN.to_owned()]);
        gas.sent_untold(&json!({ "from": "0xAb", "to": COIN }));
        let balance = |wei: u64| json!({ "result": format!("{wei:#x}") });
        let mut read = |recorded, ours| {
            let (recorded, ours) = (balance(recorded), balance(ours));
            gas.as_recorded("eth_getBalance", &json!(["0xab"]), &recorded, &ours)
        };
        assert_eq!(read(1_000, 1_050), balance(1_000));
        assert_eq!(read(900, 950), balance(900));
        assert_eq!(read(900, 960), balance(910), "ten too many since");
    }

    #[test]
    fn the_pools_balances_lack_what_calls_of_contracts_save() {
        let mut gas = Gas::new(vec![COIN.to_owned()]);
        let word = |wei: i128| json!({ "result": format!("0x{wei:064x}") });
        let params = json!([{ "data": FUND[0] }]);
        let read =
            |gas: &mut Gas, recorded, ours| gas.by_differences("eth_call", &params, &word(recorded), &word(ours));
        assert_eq!(read(&mut gas, 5_000, 4_000), word(5_000), "deployments");
        let (recorded, ours) = (receipt(COIN, 100), receipt(COIN, 90));
        gas.as_recorded("eth_getTransactionReceipt", &Value::Null, &recorded, &ours);
        assert_eq!(read(&mut gas, 6_000, 4_900), word(6_000));
        assert_eq!(read(&mut gas, 6_000, 4_901), word(6_001));
    }
}
