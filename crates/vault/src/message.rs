//! Personal messages: the two conventions in use on IoTeX (iotex-protocol.md §1.6).

use ballast_domain::keccak256;
use serde::{Deserialize, Serialize};

use crate::{PrivateKey, Result};

/// How a message is made unlike a transaction before it is hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// EIP-191 `personal_sign`: what web3 sites and ioctl use. v is 27 or 28.
    Ethereum,
    /// IoTeX's own form, of antenna and the Ledger IoTeX app. v is 0 or 1.
    Iotex,
}

/// r, s and v, 65 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageSignature(pub [u8; 65]);

/// What is signed for `message`: Keccak-256 of prefix, length in bytes as decimal digits, message.
pub fn message_hash(kind: MessageKind, message: &[u8]) -> [u8; 32] {
    let prefix: &[u8] = match kind {
        MessageKind::Ethereum => b"\x19Ethereum Signed Message:\n",
        MessageKind::Iotex => b"\x16IoTeX Signed Message:\n",
    };
    keccak256(&[prefix, message.len().to_string().as_bytes(), message].concat())
}

pub(crate) fn sign(key: &PrivateKey, kind: MessageKind, message: &[u8]) -> Result<MessageSignature> {
    let (signature, recovery) = key.sign(&message_hash(kind, message))?;
    let mut bytes = [0; 65];
    bytes[..64].copy_from_slice(&signature.to_bytes());
    bytes[64] = recovery.to_byte() + if kind == MessageKind::Ethereum { 27 } else { 0 };
    Ok(MessageSignature(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signed by ethers 6; the IoTeX form with its `SigningKey` over the preimage of iotex-antenna 0.31, whose v
    /// is 0 or 1.
    #[test]
    fn both_forms_equal_what_other_software_signs() {
        let key: PrivateKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
            .parse()
            .unwrap();
        for (message, ethereum, iotex) in [
            (
                "",
                "c1977b761f1dd36c29795783460d241885c8e7f9d962dbe7bba2753fd94e89b444a1cd9ed855dd09afa3b73f7c2bd097ec9abc2d2775d737505a02d3f0cafa591b",
                "2a9f896f254e74a671575cb1ccfdb4b12c4535b13e90c4bfafab2450e13ff777640123e55c81f45fd3610825568278b8ff1e844431c2d81f6b9aa6ab04a7da6000",
            ),
            (
                "hello",
                "f16ea9a3478698f695fd1401bfe27e9e4a7e8e3da94aa72b021125e31fa899cc573c48ea3fe1d4ab61a9db10c19032026e3ed2dbccba5a178235ac27f94504311c",
                "191aa18040076b84a3dac3a14043dfbd7a0f2de92512904a543d54e9df55fbeb19d2c8d4faf7e75fa19a199ce79402bdaf29ad02bf98f2a63dac16aa1c95f2a201",
            ),
            (
                "grüße ⚓",
                "9fde67319e153965aeab26651d22d6ed5e0d3df0073e3649a7206860f5506b1c375c1a6dd2ef5318e0a5a8d07ba6c01fed00a12ae7b394ea949168775ff2b8151c",
                "314b07a6aa1e18f7a93540ae16a110b2e3ccb635ed61836ba63d42c176d0cd3536a725c06f32c6b9daab799623d09038842e0a81670fa2e0a017024c56890d7a00",
            ),
        ] {
            for (kind, expected) in [(MessageKind::Ethereum, ethereum), (MessageKind::Iotex, iotex)] {
                let signature = sign(&key, kind, message.as_bytes()).unwrap();
                assert_eq!(hex::encode(signature.0), expected, "{kind:?} {message}");
            }
        }
    }
}
