//! Hexadecimal text into bytes, with the errors of Go's `encoding/hex`, which the node passes on.

use crate::error::RpcError;

/// Reads pairs of digits.
///
/// # Errors
/// The first byte that is no digit; only where all are digits, that one is left over.
pub(crate) fn decode(digits: &str) -> Result<Vec<u8>, RpcError> {
    if let Some(bad) = digits.bytes().find(|byte| !byte.is_ascii_hexdigit()) {
        return Err(RpcError::plain(format!("encoding/hex: invalid byte: {}", shown(bad))));
    }
    hex::decode(digits).map_err(|_| RpcError::plain("encoding/hex: odd length hex string"))
}

/// A byte as Go's `%#U` shows the character of that number: with the character itself if it can be printed.
fn shown(byte: u8) -> String {
    match byte {
        b' '..=b'~' | 0xa1..=0xac | 0xae..=0xff => format!("U+{byte:04X} '{}'", char::from(byte)),
        _ => format!("U+{byte:04X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_digit_is_told_before_an_odd_length() {
        let message = |digits: &str| decode(digits).unwrap_err().message;
        assert_eq!(message("zzz"), "encoding/hex: invalid byte: U+007A 'z'");
        assert_eq!(message("12g"), "encoding/hex: invalid byte: U+0067 'g'");
        assert_eq!(message("123"), "encoding/hex: odd length hex string");
        assert_eq!(decode("12ff"), Ok(vec![0x12, 0xff]));
    }

    #[test]
    fn a_byte_that_cannot_be_printed_is_told_by_its_number_alone() {
        let message = |digits: &str| decode(digits).unwrap_err().message;
        assert_eq!(message("\n0"), "encoding/hex: invalid byte: U+000A");
        assert_eq!(message("é0"), "encoding/hex: invalid byte: U+00C3 'Ã'");
    }
}
