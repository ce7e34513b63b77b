//! What real nodes of both versions answered (recordings 01 and 10), read by the recordings' own decoder.

use ballast_domain::Address;
use serde_json::Value;

pub const BOOT: &str = include_str!("../data/boot.json");
pub const V222: &str = include_str!("../data/v222.json");

/// The decoded answer of a recorded call of `function`, as the recording's own decoder gave it.
pub fn decoded(recording: &str, function: &str) -> Value {
    let recording: Value = serde_json::from_str(recording).unwrap();
    let step = recording["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["function"] == function)
        .cloned();
    step.unwrap_or_else(|| panic!("{function} is not recorded"))["decoded"].clone()
}

pub fn address(value: &Value) -> Address {
    value.as_str().unwrap().parse().unwrap()
}

pub fn rau(value: &Value) -> u128 {
    value.as_str().unwrap().parse().unwrap()
}
