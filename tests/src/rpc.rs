//! JSON-RPC over a plain loopback connection.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};

/// Asks the node at `url` (`http://127.0.0.1:PORT/`, or with a path).
///
/// # Errors
/// What went wrong, or the node's error.
pub fn rpc(url: &str, method: &str, params: Value) -> Result<Value, String> {
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
    let answer = post(url, &body.to_string()).map_err(|e| e.to_string())?;
    let mut answer: Value = serde_json::from_str(&answer).map_err(|e| format!("{e}: {answer}"))?;
    match answer.get_mut("error") {
        Some(error) => Err(error.to_string()),
        None => Ok(answer["result"].take()),
    }
}

/// Bytes as nodes take them.
pub fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("0x{digits}")
}

/// Posts a body and gives the answer's.
///
/// # Errors
/// Of the connection.
pub fn post(url: &str, body: &str) -> std::io::Result<String> {
    let plain = url.trim_start_matches("http://").trim_end_matches('/');
    let (host, path) = plain.split_once('/').unwrap_or((plain, ""));
    let mut node = TcpStream::connect(host)?;
    let head = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    node.write_all(head.as_bytes())?;
    node.write_all(body.as_bytes())?;
    let mut whole = String::new();
    node.read_to_string(&mut whole)?;
    Ok(whole
        .split_once("\r\n\r\n")
        .map_or(String::new(), |(_, body)| body.to_owned()))
}
