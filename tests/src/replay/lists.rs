//! Lists of candidates, whose order differs from height to height (recording 13): compared as sets.

use serde_json::Value;

/// `candidates`, `candidatesV3`, `candidatesV4`.
const CANDIDATES: [&str; 3] = ["0xc4730906", "0xb591758b", "0x5198e155"];

/// Whether this request asks for a list whose order is not steady.
pub fn is_unsteady(method: &str, params: &Value) -> bool {
    let data = params[0]["data"].as_str().unwrap_or_default();
    method == "eth_call" && CANDIDATES.iter().any(|selector| data.starts_with(selector))
}

/// The encoded entries of a list of tuples with dynamic fields, sorted; `None` if that is not what it is.
pub fn entries(answer: &Value) -> Option<Vec<String>> {
    let words = answer.as_str()?.strip_prefix("0x")?;
    let number = |at: usize| usize::from_str_radix(words.get(at + 48..at + 64)?, 16).ok();
    let count = number(64)?;
    let body = 128;
    let mut starts: Vec<usize> = (0..count)
        .map(|i| Some(body + number(body + 64 * i)? * 2))
        .collect::<Option<_>>()?;
    starts.sort_unstable();
    starts.push(words.len());
    let mut list: Vec<String> = starts
        .windows(2)
        .map(|pair| words.get(pair[0]..pair[1]).map(str::to_owned))
        .collect::<Option<_>>()?;
    list.sort();
    Some(list)
}
