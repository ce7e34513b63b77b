//! Lists whose order differs from height to height (recording 13): candidates, bucket NFTs, their types. Compared as
//! sets; of a page that a limit cut out of them, only what is sure.

use std::collections::HashSet;

use serde_json::Value;

/// `candidates`, `candidatesV3`, `candidatesV4`.
const CANDIDATES: [&str; 3] = ["0xc4730906", "0xb591758b", "0x5198e155"];
/// `compositeBuckets`, `…ByVoter`, `…ByCandidate`, `…ByIndexes`: entries of 14 words.
const COMPOSITE: [&str; 4] = ["0x40f086d6", "0x80965570", "0x33df73c7", "0x347cdbd5"];
/// The same in their third version: 15 words.
const COMPOSITE_V3: [&str; 4] = ["0x520f1bdc", "0x2736514b", "0x71a3e9b9", "0xd9dc6fae"];
/// `contractStakeBucketTypes`: 2 words.
const TYPES: [&str; 1] = ["0x017619d4"];
/// Which word of a bucket names its contract; zero for native ones, whose order is steady.
const CONTRACT: usize = 9;

/// Entries of lists that are not steady, as they were read since the last block.
#[derive(Debug, Default)]
pub struct Lists {
    recorded: HashSet<String>,
    ours: HashSet<String>,
}

impl Lists {
    /// A block was made: what was read before says nothing now.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether a request is for a list of candidates.
    pub fn is_of_candidates(method: &str, params: &Value) -> bool {
        let data = params[0]["data"].as_str().unwrap_or_default();
        method == "eth_call" && CANDIDATES.iter().any(|selector| data.starts_with(selector))
    }

    /// Whether two answers to a request for such a list say the same.
    pub fn are_equal(&mut self, method: &str, params: &Value, recorded: &Value, ours: &Value) -> bool {
        let data = params[0]["data"].as_str().unwrap_or_default();
        let starts = |selectors: &[&str]| method == "eth_call" && selectors.iter().any(|s| data.starts_with(s));
        let width = match () {
            () if starts(&CANDIDATES) => {
                let (Some(left), Some(right)) = (tuples(recorded), tuples(ours)) else {
                    return false;
                };
                return self.same(left, right, |_| false);
            }
            () if starts(&COMPOSITE) => 14,
            () if starts(&COMPOSITE_V3) => 15,
            () if starts(&TYPES) => 2,
            () => return false,
        };
        let (Some(left), Some(right)) = (entries(recorded, width), entries(ours, width)) else {
            return false;
        };
        let is_native = |entry: &str| width > 2 && entry[64 * CONTRACT..][..64].bytes().all(|b| b == b'0');
        self.same(left, right, is_native)
    }

    /// The same as sets; or pages as long, with the same entries where the order is `steady`, whose others are all
    /// among those that the other side has listed at this height too.
    fn same(&mut self, left: Vec<String>, right: Vec<String>, steady: impl Fn(&str) -> bool) -> bool {
        let stand = |list: &[String]| -> Vec<String> { list.iter().filter(|entry| steady(entry)).cloned().collect() };
        if left.len() != right.len() || stand(&left) != stand(&right) {
            return false;
        }
        let (sorted, other) = (sort(&left), sort(&right));
        self.recorded.extend(left.iter().cloned());
        self.ours.extend(right.iter().cloned());
        sorted == other
            || (right.iter().all(|entry| self.recorded.contains(entry))
                && left.iter().all(|entry| self.ours.contains(entry)))
    }
}

fn sort(list: &[String]) -> Vec<String> {
    let mut list = list.to_vec();
    list.sort();
    list
}

/// The entries of a list of tuples without dynamic fields.
fn entries(answer: &Value, width: usize) -> Option<Vec<String>> {
    let words = answer.as_str()?.strip_prefix("0x")?;
    let count = number(words, 64)?;
    let body = words.get(128..)?;
    if body.len() != count.checked_mul(64 * width)? {
        return None;
    }
    let each = body.as_bytes().chunks(64 * width);
    each.map(|entry| String::from_utf8(entry.to_vec()).ok()).collect()
}

/// The entries of a list of tuples with dynamic fields, sorted.
fn tuples(answer: &Value) -> Option<Vec<String>> {
    let words = answer.as_str()?.strip_prefix("0x")?;
    let count = number(words, 64)?;
    let body = 128;
    let mut starts: Vec<usize> = (0..count)
        .map(|i| Some(body + number(words, body + 64 * i)? * 2))
        .collect::<Option<_>>()?;
    starts.sort_unstable();
    starts.push(words.len());
    let list: Vec<String> = starts
        .windows(2)
        .map(|pair| words.get(pair[0]..pair[1]).map(str::to_owned))
        .collect::<Option<_>>()?;
    Some(sort(&list))
}

fn number(words: &str, at: usize) -> Option<usize> {
    usize::from_str_radix(words.get(at + 48..at + 64)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// An answer of buckets, each of a contract and an index.
    fn answer(buckets: &[(u64, u64)]) -> Value {
        let word = |n: u64| format!("{n:064x}");
        let entry = |(contract, index): &(u64, u64)| {
            let words = (0..15).map(|place| word(if place == CONTRACT { *contract } else { *index }));
            words.collect::<String>()
        };
        let body: String = buckets.iter().map(entry).collect();
        json!(format!("0x{}{}{body}", word(32), word(buckets.len() as u64)))
    }

    fn equal(lists: &mut Lists, left: &[(u64, u64)], right: &[(u64, u64)]) -> bool {
        let params = json!([{ "data": "0x2736514b" }]);
        lists.are_equal("eth_call", &params, &answer(left), &answer(right))
    }

    #[test]
    fn nfts_may_stand_in_any_order_and_native_buckets_may_not() {
        let mut lists = Lists::default();
        assert!(equal(&mut lists, &[(0, 1), (7, 1), (7, 2)], &[(0, 1), (7, 2), (7, 1)]));
        assert!(!equal(&mut lists, &[(0, 1), (0, 2)], &[(0, 2), (0, 1)]));
        assert!(!equal(&mut lists, &[(7, 1)], &[(7, 1), (7, 2)]));
    }

    #[test]
    fn a_page_may_hold_other_nfts_only_where_both_sides_listed_them() {
        let mut lists = Lists::default();
        assert!(!equal(&mut lists, &[(7, 1)], &[(7, 2)]));
        lists.forget();
        assert!(equal(&mut lists, &[(7, 1), (7, 2)], &[(7, 2), (7, 1)]));
        assert!(equal(&mut lists, &[(7, 1)], &[(7, 2)]));
        assert!(!equal(&mut lists, &[(7, 1)], &[(7, 3)]));
    }
}
