//! The hex forms of JSON-RPC: quantities, data and addresses.

use ballast_domain::{Address, Amount, Height, Timestamp};
use ethers_core::utils::hex;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

/// A `0x…` number of at most 128 bits. Leading zeros are accepted, a missing digit is not.
pub(crate) fn quantity_from_hex(text: &str) -> Option<u128> {
    let digits = text.strip_prefix("0x")?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        Some(0)
    } else {
        u128::from_str_radix(digits, 16).ok()
    }
}

/// `0x…` bytes.
pub(crate) fn data_from_hex(text: &str) -> Option<Vec<u8>> {
    hex::decode(text.strip_prefix("0x")?).ok()
}

/// Bytes as `0x…`.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

fn quantity<'de, D: Deserializer<'de>>(d: D) -> Result<u128, D::Error> {
    let said = Value::deserialize(d)?;
    let text = said.as_str().ok_or_else(|| not_hex(&said))?;
    quantity_from_hex(text).ok_or_else(|| D::Error::custom("not a quantity of at most 128 bits"))
}

/// Some gateways write quantities as JSON numbers. What they mean by one is not guessed.
fn not_hex<E: serde::de::Error>(said: &Value) -> E {
    E::custom(format_args!(
        "{said} stands where a number has to be in hexadecimal text, such as \"0x1\""
    ))
}

pub(super) fn number<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
    quantity(d)?
        .try_into()
        .map_err(|_| D::Error::custom("a number larger than 64 bits"))
}

pub(super) fn height<'de, D: Deserializer<'de>>(d: D) -> Result<Height, D::Error> {
    number(d).map(Height)
}

pub(super) fn seconds<'de, D: Deserializer<'de>>(d: D) -> Result<Timestamp, D::Error> {
    number(d).map(Timestamp::from_seconds)
}

pub(super) fn amount<'de, D: Deserializer<'de>>(d: D) -> Result<Amount, D::Error> {
    quantity(d).map(Amount::from_rau)
}

pub(super) fn data<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
    data_from_hex(&String::deserialize(d)?).ok_or_else(|| D::Error::custom("not hex data"))
}

/// A node's addresses are read without their checksum: a gateway may write them in any case.
pub(super) fn address<'de, D: Deserializer<'de>>(d: D) -> Result<Address, D::Error> {
    String::deserialize(d)?
        .to_ascii_lowercase()
        .parse()
        .map_err(D::Error::custom)
}

/// Like [`number`], for a field that a node may leave out or set to null.
pub(super) fn optional_number<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    struct Present(#[serde(deserialize_with = "number")] u64);
    Ok(Option::<Present>::deserialize(d)?.map(|present| present.0))
}

/// Like [`amount`], for a field that a node may leave out or set to null.
pub(super) fn optional_amount<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Amount>, D::Error> {
    #[derive(Deserialize)]
    struct Present(#[serde(deserialize_with = "amount")] Amount);
    Ok(Option::<Present>::deserialize(d)?.map(|present| present.0))
}

/// Like [`address`], for a field that a node may leave out or set to null.
pub(super) fn optional_address<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Address>, D::Error> {
    #[derive(Deserialize)]
    struct Present(#[serde(deserialize_with = "address")] Address);
    Ok(Option::<Present>::deserialize(d)?.map(|present| present.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantities_are_read_exactly_or_not_at_all() {
        assert_eq!(quantity_from_hex("0x0"), Some(0));
        assert_eq!(quantity_from_hex("0xe8d4a51000"), Some(1_000_000_000_000));
        assert_eq!(quantity_from_hex(&format!("0x{:064x}", u128::MAX)), Some(u128::MAX));
        for bad in ["", "0x", "12", "0xg", "0x-1", "0x+1", "-0x1", &format!("0x1{:032x}", 0)] {
            assert_eq!(quantity_from_hex(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn data_survives_its_hex_form(bytes: Vec<u8>) {
            prop_assert_eq!(data_from_hex(&to_hex(&bytes)), Some(bytes));
        }

        #[test]
        fn no_text_panics(text in ".{0,80}") {
            let _ = (quantity_from_hex(&text), data_from_hex(&text));
        }
    }
}
