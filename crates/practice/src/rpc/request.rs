//! The envelope: what a request must have, ids, batches.

use serde_json::{Value, json};

use super::{Answer, params::text};
use crate::error::RpcError;

const MOST_IN_BATCH: usize = 100;

/// Answers a body, one request or a batch, calling `method` for each.
pub(super) fn answer(body: &str, mut method: impl FnMut(&str, &Value) -> Answer) -> Value {
    let parsed = match parse(body) {
        Ok(parsed) => parsed,
        Err(error) => return refusal(Value::Null, &error),
    };
    match parsed {
        Value::Array(batch) if batch.len() > MOST_IN_BATCH => {
            let size = batch.len();
            let message = format!("batch size {size} exceeds the limit {MOST_IN_BATCH}: batch too large");
            refusal(Value::Null, &RpcError::plain(message))
        }
        Value::Array(batch) => batch.iter().map(|request| one(request, &mut method)).collect(),
        request => one(&request, &mut method),
    }
}

fn parse(body: &str) -> Result<Value, RpcError> {
    let wrong = |what: &str| RpcError::plain(format!("failed to parse web3 requests.: {what}"));
    let parsed: Value = serde_json::from_str(body).map_err(|_| wrong("request json format is not valid"))?;
    let complete = |request: &Value| request.get("id").is_some() && request.get("method").is_some();
    let whole = match &parsed {
        Value::Array(batch) => batch.iter().all(complete),
        request => complete(request),
    };
    if whole {
        Ok(parsed)
    } else {
        Err(wrong("request field is incomplete"))
    }
}

fn one(request: &Value, method: &mut impl FnMut(&str, &Value) -> Answer) -> Value {
    let name = request.get("method").map(text).unwrap_or_default();
    let result = match request.get("params") {
        // Parameters that are null are none, which is not the same as not being there.
        Some(Value::Null) => method(&name, &json!([])),
        Some(params) => method(&name, params),
        None => method(&name, &Value::Null),
    };
    let (id, result) = match request.get("id") {
        Some(Value::String(id)) => (json!(id), result),
        Some(Value::Number(id)) => (json!(whole(id)), result),
        _ => (json!(0), Err(RpcError::plain("invalid id type"))),
    };
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(error) => refusal(id, &error),
    }
}

/// A number as the node keeps it: 64 bits with a sign, fractions cut.
fn whole(id: &serde_json::Number) -> i64 {
    id.as_i64()
        .or_else(|| id.as_u64().map(|id| id as i64))
        .unwrap_or_else(|| id.as_f64().unwrap_or(0.0) as i64)
}

fn refusal(id: Value, error: &RpcError) -> Value {
    let mut body = json!({ "code": error.code, "message": error.message });
    if let Some(data) = &error.data {
        body["data"] = data.clone();
    }
    json!({ "jsonrpc": "2.0", "id": id, "error": body })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(body: &str) -> String {
        answer(body, |method, _| match method {
            "eth_chainId" => Ok(json!("0x1252")),
            _ => Err(RpcError::plain("no")),
        })
        .to_string()
    }

    #[test]
    fn ids_and_missing_fields_are_answered_as_recorded() {
        // Recording 14.
        for (body, expected) in [
            (
                r#"{"id":1,"method":"eth_chainId"}"#,
                r#"{"jsonrpc":"2.0","id":1,"result":"0x1252"}"#,
            ),
            (
                r#"{"id":"abc","method":"eth_chainId"}"#,
                r#"{"jsonrpc":"2.0","id":"abc","result":"0x1252"}"#,
            ),
            (
                r#"{"id":1.5,"method":"eth_chainId"}"#,
                r#"{"jsonrpc":"2.0","id":1,"result":"0x1252"}"#,
            ),
            (
                r#"{"id":18446744073709551615,"method":"eth_chainId"}"#,
                r#"{"jsonrpc":"2.0","id":-1,"result":"0x1252"}"#,
            ),
            (
                r#"{"id":null,"method":"eth_chainId"}"#,
                r#"{"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"invalid id type"}}"#,
            ),
            (
                r#"{"method":"eth_chainId"}"#,
                r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32603,"message":"failed to parse web3 requests.: request field is incomplete"}}"#,
            ),
            (
                "{",
                r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32603,"message":"failed to parse web3 requests.: request json format is not valid"}}"#,
            ),
            ("[]", "[]"),
        ] {
            assert_eq!(ask(body), expected);
        }
    }

    #[test]
    fn a_batch_of_a_hundred_is_answered_and_one_more_is_not() {
        let batch = |n| format!("[{}]", vec![r#"{"id":1,"method":"eth_chainId"}"#; n].join(","));
        assert_eq!(
            serde_json::from_str::<Vec<Value>>(&ask(&batch(100))).unwrap().len(),
            100
        );
        assert!(ask(&batch(101)).contains("batch size 101 exceeds the limit 100: batch too large"));
    }
}
