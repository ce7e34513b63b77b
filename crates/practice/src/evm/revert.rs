//! Why a contract reverted, in its own words.

use ethers_core::abi::{ParamType, decode};

/// The text of `Error(string)`, if that is what came back.
pub(crate) fn reason(output: &[u8]) -> Option<String> {
    const ERROR_STRING: [u8; 4] = [0x08, 0xc3, 0x79, 0xa0];
    let arguments = output.strip_prefix(&ERROR_STRING)?;
    decode(&[ParamType::String], arguments)
        .ok()?
        .pop()?
        .into_string()
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use ethers_core::abi::{Token, encode};

    use super::*;

    #[test]
    fn a_reason_is_read_and_anything_else_has_none() {
        let mut output = vec![0x08, 0xc3, 0x79, 0xa0];
        output.extend(encode(&[Token::String("not yours".into())]));
        assert_eq!(reason(&output).as_deref(), Some("not yours"));
        assert_eq!(reason(&output[..20]), None);
        assert_eq!(reason(&[]), None);
    }
}
