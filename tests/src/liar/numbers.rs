//! Numbers at the edges of what can be written, in the place of any number of an answer.

use serde_json::{Value, json};

/// Hexadecimal digits of a word of contract data.
const WORD: usize = 64;

/// What stands in a number's place: 0, 1, 2^63, 2^64-1, 2^256-1, and what is no number.
pub const EDGES: [&str; 8] = [
    "0x0",
    "0x1",
    "0x8000000000000000",
    "0xffffffffffffffff",
    "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "null",
    "",
    "[]",
];

/// A place of an answer where a number stands: the path to it, and which word of contract data it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    path: String,
    word: Option<usize>,
}

/// Every place of an answer where a number stands or may stand: quantities, numbers of JSON, and the words of data.
pub fn places(answer: &Value) -> Vec<Place> {
    let mut all = Vec::new();
    collect(answer, String::new(), &mut all);
    all
}

fn collect(value: &Value, path: String, all: &mut Vec<Place>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                collect(value, format!("{path}/{name}"), all);
            }
        }
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                collect(value, format!("{path}/{place}"), all);
            }
        }
        Value::Number(_) => all.push(Place { path, word: None }),
        Value::String(text) => {
            let Some(digits) = text.strip_prefix("0x") else { return };
            if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return;
            }
            // An address has its own length; whatever else is a number, or data in words.
            let words = match digits.len() {
                0..=32 => 0,
                40 => return,
                length => length / WORD,
            };
            all.push(Place {
                path: path.clone(),
                word: None,
            });
            all.extend((0..words).map(|word| Place {
                path: path.clone(),
                word: Some(word),
            }));
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The answer with this edge in this place; none where a word of data cannot be that.
pub fn changed(answer: &Value, place: &Place, edge: &str) -> Option<Value> {
    let mut answer = answer.clone();
    let at = answer.pointer_mut(&place.path)?;
    *at = match place.word {
        None => match edge {
            "null" => Value::Null,
            "[]" => json!([]),
            text => json!(text),
        },
        Some(word) => {
            let digits = edge.strip_prefix("0x")?;
            let mut data = at.as_str()?.to_owned();
            let start = 2 + word * WORD;
            data.replace_range(start..start + WORD, &format!("{digits:0>64}"));
            json!(data)
        }
    };
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_found_and_changed_where_it_stands() {
        let word = "0".repeat(64);
        let answer = json!({ "a": "0x1", "b": [2, "0x"], "data": format!("0x{word}{word}"), "c": true,
                             "to": "0x0000000000000000000000000000000000000001" });
        let all = places(&answer);
        let paths: Vec<_> = all.iter().map(|place| (place.path.as_str(), place.word)).collect();
        assert_eq!(
            paths,
            [
                ("/a", None),
                ("/b/0", None),
                ("/b/1", None),
                ("/data", None),
                ("/data", Some(0)),
                ("/data", Some(1))
            ]
        );
        let last = changed(&answer, &all[5], "0xffffffffffffffff").unwrap();
        assert_eq!(last["data"], format!("0x{word}{}{}", "0".repeat(48), "f".repeat(16)));
        assert_eq!(changed(&answer, &all[5], "null"), None);
        assert_eq!(changed(&answer, &all[1], "[]").unwrap()["b"][0], json!([]));
        assert_eq!(places(&json!("0x5")).len(), 1, "an answer may be a number by itself");
        assert_eq!(
            changed(&json!("0x5"), &places(&json!("0x5"))[0], "null"),
            Some(Value::Null)
        );
    }
}
