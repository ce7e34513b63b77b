//! What a later Ballast, or a person, wrote into a file that this one writes anew: fields that it does not know stay.

use serde_json::Value;

/// Puts the fields of `raw` that `known` lacks into `new`, wherever what they stand in is still there. `known` is what was
/// understood of `raw`, written again; a member of a list is recognised by what is known of it.
pub(crate) fn keep_unknown(raw: &Value, known: &Value, new: &mut Value) {
    match (raw, known, new) {
        (Value::Object(raw), Value::Object(known), Value::Object(new)) => {
            for (name, value) in raw {
                match (known.get(name), new.get_mut(name)) {
                    (None, None) => drop(new.insert(name.clone(), value.clone())),
                    (Some(known), Some(new)) => keep_unknown(value, known, new),
                    // Known and taken away; or unknown then and known now.
                    _ => {}
                }
            }
        }
        (Value::Array(raw), Value::Array(known), Value::Array(new)) => {
            for member in new {
                if let Some(i) = known.iter().position(|known| known == member) {
                    keep_unknown(&raw[i], &known[i], member);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn unknown_fields_stay_where_what_they_stand_in_stays() {
        let raw = json!({
            "theme": "dark", "later": 1, "settings": {"a": 1, "b": 2},
            "own": [{"name": "x", "note": "mine"}, {"name": "y", "note": "yours"}],
            "map": {"kept": {"k": 1, "u": 2}, "gone": {"k": 1, "u": 3}},
        });
        let known = json!({
            "theme": "dark", "settings": {"a": 1}, "own": [{"name": "x"}, {"name": "y"}],
            "map": {"kept": {"k": 1}, "gone": {"k": 1}},
        });
        let mut new = json!({
            "theme": "light", "settings": {"a": 5}, "own": [{"name": "y"}, {"name": "z"}], "map": {"kept": {"k": 2}},
        });
        keep_unknown(&raw, &known, &mut new);
        let whole = json!({
            "theme": "light", "settings": {"a": 5, "b": 2}, "own": [{"name": "y", "note": "yours"}, {"name": "z"}],
            "map": {"kept": {"k": 2, "u": 2}}, "later": 1,
        });
        assert_eq!(new, whole);
    }
}
