//! JSON-RPC: requests out, answers in, nothing believed about their form.

use serde_json::{Map, Value, json};

use crate::{Error, RpcError};

/// The most requests that a node takes in one batch (recording 14).
pub(crate) const BATCH_LIMIT: usize = 100;

/// One JSON-RPC request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Like `eth_getBalance`.
    pub method: &'static str,
    /// An array.
    pub params: Value,
}

impl Request {
    /// A request of `method` with `params`, an array.
    pub const fn new(method: &'static str, params: Value) -> Self {
        Self { method, params }
    }

    /// As it goes over the wire. Ids are small positive numbers: nodes change large and odd ones.
    pub(super) fn with_id(&self, id: usize) -> Value {
        json!({ "jsonrpc": "2.0", "id": id, "method": self.method, "params": self.params })
    }
}

/// The answers to a batch, all from one node.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The endpoint that answered.
    pub node: String,
    /// One for each request, in their order.
    pub answers: Vec<Result<Value, RpcError>>,
}

/// Reads the answer to a single request.
pub(super) fn single(node: &str, id: usize, answer: Value) -> Result<Result<Value, RpcError>, Error> {
    match answer {
        Value::Object(mut fields) => {
            if let Some(error) = take_error(&mut fields) {
                return Ok(Err(error));
            }
            if fields.get("id").and_then(Value::as_u64) != Some(id as u64) {
                return Err(malformed(node, "it answers another request"));
            }
            fields
                .remove("result")
                .map(Ok)
                .ok_or_else(|| malformed(node, "it has neither result nor error"))
        }
        _ => Err(malformed(node, "it is not a JSON-RPC answer")),
    }
}

/// Reads the answer to a batch whose ids are 1 to `count`. An error object instead of a list is the node's
/// answer to the batch as a whole.
pub(super) fn batch(node: &str, count: usize, answer: Value) -> Result<Vec<Result<Value, RpcError>>, Error> {
    let list = match answer {
        Value::Array(list) => list,
        Value::Object(mut fields) => {
            return Err(match take_error(&mut fields) {
                Some(error) => error.into(),
                None => malformed(node, "it is not a batch of answers"),
            });
        }
        _ => return Err(malformed(node, "it is not a JSON-RPC answer")),
    };
    let mut answers: Vec<Option<Result<Value, RpcError>>> = vec![None; count];
    for item in list {
        let Value::Object(mut fields) = item else {
            return Err(malformed(node, "a batch holds something that is not an answer"));
        };
        let id = fields
            .get("id")
            .and_then(Value::as_u64)
            .and_then(|id| usize::try_from(id).ok());
        let slot = id
            .and_then(|id| answers.get_mut(id.checked_sub(1)?))
            .ok_or_else(|| malformed(node, "a batch answers a request that was not made"))?;
        let outcome = match take_error(&mut fields) {
            Some(error) => Err(error),
            None => Ok(fields
                .remove("result")
                .ok_or_else(|| malformed(node, "it has neither result nor error"))?),
        };
        if slot.replace(outcome).is_some() {
            return Err(malformed(node, "a batch answers one request twice"));
        }
    }
    answers
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| malformed(node, "a batch leaves a request unanswered"))
}

fn take_error(fields: &mut Map<String, Value>) -> Option<RpcError> {
    let error = match fields.remove("error")? {
        Value::Null => return None,
        Value::Object(error) => error,
        other => Map::from_iter([("message".to_owned(), other)]),
    };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some(RpcError {
        code: error.get("code").and_then(Value::as_i64).unwrap_or_default(),
        message: error.get("message").map(text).unwrap_or_default(),
        data: error.get("data").cloned(),
    })
}

pub(crate) fn malformed(node: &str, what: impl Into<String>) -> Error {
    Error::Malformed {
        node: node.to_owned(),
        what: what.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_a_batch_are_matched_by_id_not_by_place() {
        let answer =
            json!([{"id": 2, "error": {"code": 3, "message": "no", "data": "0x08"}}, {"id": 1, "result": "0x1"}]);
        let answers = batch("n", 2, answer).unwrap();
        assert_eq!(answers[0], Ok(json!("0x1")));
        assert_eq!(
            answers[1],
            Err(RpcError {
                code: 3,
                message: "no".into(),
                data: Some(json!("0x08"))
            })
        );
    }

    #[test]
    fn a_batch_with_a_foreign_doubled_or_missing_answer_is_refused() {
        for bad in [
            json!([{"id": 1, "result": 1}]),
            json!([{"id": 1, "result": 1}, {"id": 1, "result": 1}]),
            json!([{"id": 1, "result": 1}, {"id": 3, "result": 1}]),
            json!([{"id": 0, "result": 1}, {"id": 1, "result": 1}]),
            json!([{"id": 1}, {"id": 2, "result": 1}]),
            json!([1, 2]),
            json!({"id": 1, "result": 1}),
            json!("x"),
            Value::Null,
        ] {
            assert!(
                matches!(batch("n", 2, bad.clone()), Err(Error::Malformed { .. })),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_null_result_is_an_answer_and_a_missing_one_is_not() {
        assert_eq!(single("n", 1, json!({"id": 1, "result": null})), Ok(Ok(Value::Null)));
        for bad in [
            json!({"id": 1}),
            json!({"id": 2, "result": 1}),
            json!({"result": 1}),
            json!([]),
            json!(1),
        ] {
            assert!(
                matches!(single("n", 1, bad.clone()), Err(Error::Malformed { .. })),
                "{bad}"
            );
        }
    }

    #[test]
    fn errors_of_any_shape_keep_what_they_say() {
        let error = |value: Value| {
            single("n", 1, json!({"id": null, "error": value}))
                .unwrap()
                .unwrap_err()
        };
        assert_eq!(error(json!({"code": -32603, "message": "m"})).code, -32603);
        assert_eq!(error(json!("busy")).message, "busy");
        assert_eq!(error(json!({"message": 5})).message, "5");
    }
}
