//! JSON that people write: a field that stands twice, or that nobody knows, is refused by its name, never dropped. What it
//! was meant to say may be what matters most.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

/// What `text` says.
///
/// # Errors
/// A sentence: it is not JSON, or a field stands twice.
pub fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str::<Once>(text)
        .map(|Once(value)| value)
        .map_err(|e| e.to_string())
}

/// Reads `written` as a `T`.
///
/// # Errors
/// A sentence: it is no `T`, or it has a field that no `T` has. A `T` written again shows which it has.
pub fn read<T: DeserializeOwned + Serialize>(written: Value) -> Result<T, String> {
    let read: T = T::deserialize(&written).map_err(|e| e.to_string())?;
    let known = serde_json::to_value(&read).map_err(|e| e.to_string())?;
    match unknown(&written, &known) {
        Some(field) => Err(format!("it has no field `{field}`")),
        None => Ok(read),
    }
}

/// Takes fields out that are there for people, and of which nothing is made.
pub fn without(written: &mut Value, fields: &[&str]) {
    if let Some(written) = written.as_object_mut() {
        written.retain(|name, _| !fields.contains(&name.as_str()));
    }
}

/// The first field of `written` that `known` lacks.
fn unknown(written: &Value, known: &Value) -> Option<String> {
    match (written, known) {
        (Value::Object(written), Value::Object(known)) => {
            written.iter().find_map(|(name, value)| match known.get(name) {
                None => Some(name.clone()),
                Some(known) => unknown(value, known),
            })
        }
        (Value::Array(written), Value::Array(known)) => written.iter().zip(known).find_map(|(w, k)| unknown(w, k)),
        _ => None,
    }
}

/// A value none of whose fields stands twice.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(value)) = seq.next_element()? {
            list.push(value);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some((name, Once(value))) = map.next_entry::<String, Once>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format_args!("the field `{name}` stands twice")));
            }
            fields.insert(name, value);
        }
        Ok(fields.into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Outer {
        inner: Vec<Inner>,
        #[serde(default)]
        more: u32,
    }

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Inner {
        a: f64,
    }

    #[test]
    fn a_field_that_stands_twice_is_named_wherever_it_stands() {
        for text in [r#"{"a": 1, "a": 1}"#, r#"[{"b": {"a": 1, "c": 2, "a": 3}}]"#] {
            assert!(
                parse(text).unwrap_err().starts_with("the field `a` stands twice"),
                "{text}"
            );
        }
        let text = r#"{"a":[1,-2,1.5,"x",null,true],"b":{}}"#;
        assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn a_field_that_nobody_knows_is_named_wherever_it_stands() {
        let of = |text: &str| read::<Outer>(parse(text).unwrap());
        let inner = || vec![Inner { a: 1.0 }];
        assert_eq!(
            of(r#"{"inner": [{"a": 1}]}"#),
            Ok(Outer {
                inner: inner(),
                more: 0
            })
        );
        let said = |text: &str| of(text).unwrap_err();
        assert_eq!(said(r#"{"inner": [], "mode": 1}"#), "it has no field `mode`");
        assert_eq!(
            said(r#"{"inner": [{"a": 1}, {"a": 1, "memo": 2}]}"#),
            "it has no field `memo`"
        );
    }
}
