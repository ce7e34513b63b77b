//! Parameters read as loosely as the node reads them.

use ballast_domain::{Address, Hash};
use ethers_core::types::U256;
use serde_json::Value;

use crate::{error::RpcError, gohex};

/// Any value as text: strings as they are, everything else as JSON.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The parameter at a place, if it is there.
pub(super) fn at(params: &Value, place: usize) -> Option<&Value> {
    match params {
        Value::Array(list) => list.get(place),
        Value::Object(map) => map.get(&place.to_string()),
        _ => None,
    }
}

/// The parameter at a place as text.
///
/// # Errors
/// It is not there.
pub(super) fn required(params: &Value, place: usize) -> Result<String, RpcError> {
    at(params, place).map(text).ok_or_else(RpcError::format)
}

/// A field of an object as text; empty where there is none.
pub(super) fn field(object: Option<&Value>, name: &str) -> String {
    object.and_then(|o| o.get(name)).map(text).unwrap_or_default()
}

/// An address with or without 0x, in any case of letters.
pub(super) fn address(text: &str) -> Result<Address, RpcError> {
    let mut bytes = [0; 20];
    hex::decode_to_slice(digits(text), &mut bytes)
        .map_err(|_| RpcError::plain(format!("ethAddr: {text}: wrong type of params")))?;
    Ok(Address::from_bytes(bytes))
}

/// What follows 0x, if that is there.
pub(super) fn digits(text: &str) -> &str {
    text.strip_prefix("0x")
        .or_else(|| text.strip_prefix("0X"))
        .unwrap_or(text)
}

/// A hexadecimal number of 64 bits, with or without 0x, in the words of Go's parser.
pub(super) fn number(text: &str) -> Result<u64, RpcError> {
    parse_uint(digits(text), 16)
}

/// As Go's `strconv.ParseUint`.
pub(super) fn parse_uint(digits: &str, radix: u32) -> Result<u64, RpcError> {
    let fail = |why: &str| RpcError::plain(format!("strconv.ParseUint: parsing {digits:?}: {why}"));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(fail("invalid syntax"));
    }
    u64::from_str_radix(digits, radix).map_err(|_| fail("value out of range"))
}

/// A hexadecimal number of 256 bits; zero where there is none.
pub(super) fn quantity(text: &str, name: &str) -> Result<U256, RpcError> {
    if text.is_empty() {
        return Ok(U256::zero());
    }
    U256::from_str_radix(digits(text), 16).map_err(|_| RpcError::plain(format!("{name}: {text}: wrong type of params")))
}

/// Bytes as lenient as Ethereum's `FromHex`: an odd digit gets a leading zero, nonsense gives nothing.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    strict_bytes(text).unwrap_or_default()
}

/// Bytes, an odd digit getting a leading zero.
pub(super) fn strict_bytes(text: &str) -> Result<Vec<u8>, RpcError> {
    let digits = digits(text);
    let even = if digits.len() % 2 == 1 {
        format!("0{digits}")
    } else {
        digits.to_owned()
    };
    gohex::decode(&even)
}

/// A hash; shorter ones are filled with zeros on the left.
pub(super) fn hash(text: &str) -> Result<Hash, RpcError> {
    let bytes = gohex::decode(digits(text))?;
    let mut hash = [0; 32];
    let tail = &bytes[bytes.len().saturating_sub(32)..];
    hash[32 - tail.len()..].copy_from_slice(tail);
    Ok(Hash(hash))
}
