//! What may differ from chain to chain beside names: what contracts cost, the order of some lists, and that of the voters in
//! a payout.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    Recording,
    compare::{Difference, Names},
    gas::Gas,
    lists::Lists,
    payouts::Payouts,
};

/// What may differ in the replay of one recording.
pub struct Leeway {
    gas: Gas,
    lists: Lists,
    payouts: Payouts,
    /// The transactions whose receipts are asked for.
    told: HashSet<String>,
}

impl Leeway {
    /// Of a recording.
    pub fn of(recording: &Recording) -> Self {
        Self {
            gas: Gas::new(recording.contracts.clone()),
            lists: Lists::default(),
            payouts: Payouts::of(&recording.steps),
            told: told(&recording.steps),
        }
    }

    /// A block was made: what lists were read before says nothing now.
    pub fn forget_lists(&mut self) {
        self.lists.forget();
    }

    /// How an answer differs in what may not; `params` are those that were asked with here.
    ///
    /// # Panics
    /// When the step is no request.
    pub fn differences(
        &mut self,
        step: &Value,
        params: &Value,
        expected: &Value,
        got: &Value,
        names: &mut Names,
    ) -> Vec<Difference> {
        let method = step["request"]["method"].as_str().expect("a method");
        let sent = expected["result"]
            .as_str()
            .filter(|_| method == "eth_sendRawTransaction");
        if sent.is_some_and(|hash| !self.told.contains(hash)) {
            self.gas.sent_untold(&step["intent"]);
        }
        if step["unordered"] == true && !Lists::is_of_candidates(method, params) {
            return self.payouts.differences(step, expected, got, names);
        }
        let got = match step["fees"] == true {
            true => self.gas.by_differences(method, params, expected, got),
            false => self.gas.as_recorded(method, params, expected, got),
        };
        let (left, right) = (&expected["result"], &got["result"]);
        match method {
            "eth_newFilter" | "eth_newBlockFilter" => {
                if let (Some(left), Some(right)) = (left.as_str(), right.as_str()) {
                    names.learn(left, right);
                    return Vec::new();
                }
            }
            _ if self.lists.are_equal(method, params, left, right) => return Vec::new(),
            _ => {}
        }
        names.differences(expected, &got)
    }
}

/// The transactions whose receipts a recording asks for and has.
fn told(steps: &[Value]) -> HashSet<String> {
    let is_receipt = |step: &&Value| {
        step["request"]["method"] == "eth_getTransactionReceipt" && step["response"]["result"].is_object()
    };
    let asked = steps.iter().filter(is_receipt);
    asked
        .filter_map(|step| step["request"]["params"][0].as_str().map(str::to_owned))
        .collect()
}
