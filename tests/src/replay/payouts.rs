//! Steps that are `unordered` (recordings/README.md): which voter a payout begins with hangs on the hash of a block, which
//! differs from chain to chain. Compared is what does not hang on it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::compare::{Difference, Names};

/// The topic of `DelegateVoterRewardsDistributed`.
const DISTRIBUTED: &str = "0xcf4c5db6a7219a350737e1b0146f590925728d1c3e705f4573983a8a723a3a60";
/// `voterRewardDistribution()`.
const DISTRIBUTION: &str = "0xc27c3742";

/// In which blocks a recording's eras were paid.
#[derive(Debug, Default)]
pub struct Payouts(BTreeMap<u64, BTreeSet<u64>>);

impl Payouts {
    /// Of all steps that say so.
    pub fn of(steps: &[Value]) -> Self {
        let mut blocks = BTreeMap::<u64, BTreeSet<u64>>::new();
        for event in steps.iter().flat_map(events) {
            if let (Some(era), Some(block)) = (event["era"].as_u64(), event["block"].as_u64()) {
                blocks.entry(era).or_default().insert(block);
            }
        }
        Self(blocks)
    }

    /// Whether each era that a step tells of was paid within one block: then nothing but the order of its voters is
    /// another one elsewhere.
    fn are_whole(&self, step: &Value) -> bool {
        let mut eras = events(step).map(|event| event["era"].as_u64()).peekable();
        eras.peek().is_some()
            && eras.all(|era| {
                era.and_then(|era| self.0.get(&era))
                    .is_some_and(|blocks| blocks.len() == 1)
            })
    }

    /// How an unordered step's answer differs, in what can be compared of it.
    pub fn differences(&self, step: &Value, expected: &Value, got: &Value, names: &mut Names) -> Vec<Difference> {
        let request = &step["request"];
        if request["params"][0]["data"] == DISTRIBUTION
            && let (Some(left), Some(right)) = (distribution(expected), distribution(got))
        {
            return names.differences(&left, &right);
        }
        if self.are_whole(step) {
            return names.differences(&sorted(expected), &sorted(got));
        }
        // Who is paid in which block, and so all that anybody has meanwhile, is another one.
        let kind = |answer: &Value| json!({ "error": answer.get("error") });
        names.differences(&kind(expected), &kind(got))
    }
}

fn events(step: &Value) -> impl Iterator<Item = &Value> {
    let list = step["decodedEvents"].as_array().into_iter().flatten();
    list.filter(|event| event.get("paid").is_some())
}

/// An answer with logs, the rows of each payout in the order of their voters.
fn sorted(answer: &Value) -> Value {
    match answer {
        Value::Array(list) => list.iter().map(sorted).collect(),
        Value::Object(map) => {
            let mut map: serde_json::Map<String, Value> = map.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            if answer["topics"][0] == DISTRIBUTED
                && let Some(rows) = rows(&answer["data"])
            {
                map.insert("data".to_owned(), rows);
            }
            Value::Object(map)
        }
        other => other.clone(),
    }
}

/// The amount of a payout's event, and its rows: voter, recipient, amount, bucket, compounded.
fn rows(data: &Value) -> Option<Value> {
    let words = words(data)?;
    let lists: Vec<Vec<&str>> = (1..=5).map(|place| list(&words, place)).collect::<Option<_>>()?;
    let count = lists.first()?.len();
    if lists.iter().any(|list| list.len() != count) {
        return None;
    }
    let row = |place: usize| lists.iter().map(|list| list[place]).collect::<Vec<_>>();
    let mut rows: Vec<_> = (0..count).map(row).collect();
    rows.sort_unstable();
    Some(json!({ "amount": words.first()?, "rows": rows }))
}

/// What a distribution says, but who comes first and who came last; and while it runs, how far it is.
fn distribution(answer: &Value) -> Option<Value> {
    let words = words(&answer["result"])?;
    let is_done = words.get(1)?.ends_with('1');
    let mut said = json!({
        "head": words.get(..4)?,
        "ids": list(&words, 8)?,
        "amounts": list(&words, 9)?,
        "weights": list(&words, 11)?,
        "selfStakeBuckets": list(&words, 12)?,
    });
    if is_done {
        said["phase"] = json!(words.get(5)?);
        said["distributed"] = json!(list(&words, 10)?);
    }
    Some(said)
}

fn words(data: &Value) -> Option<Vec<&str>> {
    let digits = data.as_str()?.strip_prefix("0x")?;
    let whole = digits.len().is_multiple_of(64) && digits.is_ascii();
    whole.then(|| (0..digits.len() / 64).map(|i| &digits[64 * i..64 * (i + 1)]).collect())
}

/// The list whose place stands in the word at `head`.
fn list<'a>(words: &[&'a str], head: usize) -> Option<Vec<&'a str>> {
    let number = |word: &&str| usize::from_str_radix(word, 16).ok();
    let start = number(words.get(head)?)? / 32;
    let length = number(words.get(start)?)?;
    let end = start.checked_add(1)?.checked_add(length)?;
    words.get(start + 1..end).map(<[&str]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(number: u64) -> String {
        format!("{number:064x}")
    }

    /// A payout's log of these rows.
    fn log(rows: &[[u64; 5]]) -> Value {
        let length = rows.len() as u64;
        let offset = |place: u64| word(32 * (6 + place * (1 + length)));
        let head: String = (0..5).map(offset).collect();
        let column = |place: usize| -> String {
            std::iter::once(word(length))
                .chain(rows.iter().map(|row| word(row[place])))
                .collect()
        };
        let body: String = (0..5).map(column).collect();
        json!({ "topics": [DISTRIBUTED], "data": format!("0x{}{head}{body}", word(9)) })
    }

    fn step(block: u64) -> Value {
        json!({
            "request": { "method": "eth_getLogs", "params": [{}] },
            "decodedEvents": [{ "era": 3, "block": block, "paid": [] }],
        })
    }

    #[test]
    fn the_voters_of_one_block_may_stand_in_any_order_and_get_no_other_amount() {
        let answer = |rows: &[[u64; 5]]| json!({ "result": [log(rows)] });
        let (payouts, mut names) = (Payouts::of(&[step(61)]), Names::default());
        let recorded = answer(&[[1, 1, 50, 0, 0], [2, 7, 60, 4, 1]]);
        let turned = answer(&[[2, 7, 60, 4, 1], [1, 1, 50, 0, 0]]);
        assert!(
            payouts
                .differences(&step(61), &recorded, &turned, &mut names)
                .is_empty()
        );
        let less = answer(&[[2, 7, 59, 4, 1], [1, 1, 50, 0, 0]]);
        assert!(!payouts.differences(&step(61), &recorded, &less, &mut names).is_empty());
    }

    #[test]
    fn who_is_paid_in_which_of_several_blocks_may_differ_and_an_error_may_not() {
        let payouts = Payouts::of(&[step(81), step(82)]);
        let mut names = Names::default();
        let (paid, other) = (json!({ "result": [log(&[[1, 1, 50, 0, 0]])] }), json!({ "result": [] }));
        assert!(payouts.differences(&step(81), &paid, &other, &mut names).is_empty());
        let failed = json!({ "error": { "code": 5 } });
        assert!(!payouts.differences(&step(81), &paid, &failed, &mut names).is_empty());
    }

    #[test]
    fn a_distribution_that_runs_may_begin_with_anybody() {
        let step = json!({ "request": { "method": "eth_call", "params": [{ "data": DISTRIBUTION }] } });
        let answer = |first: u64, era: u64, paid: u64, done: u64| {
            let head = [
                era,
                done,
                0,
                31,
                first,
                2,
                13 * 32,
                first,
                14 * 32,
                16 * 32,
                18 * 32,
                20 * 32,
                22 * 32,
            ];
            let lists = [[1, 5], [1, 100], [1, paid], [1, 7], [1, 0]];
            let words = head.into_iter().chain([0]).chain(lists.into_iter().flatten());
            json!({ "result": format!("0x{}", words.map(word).collect::<String>()) })
        };
        let mut names = Names::default();
        let mut differ = |left: &Value, right: &Value| {
            !Payouts::default()
                .differences(&step, left, right, &mut names)
                .is_empty()
        };
        assert!(!differ(&answer(1, 3, 40, 0), &answer(2, 3, 50, 0)));
        assert!(differ(&answer(1, 3, 40, 1), &answer(2, 3, 50, 1)));
        assert!(differ(&answer(1, 3, 40, 0), &answer(1, 6, 40, 0)));
    }
}
