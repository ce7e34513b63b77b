//! Raw bytes into a transaction, with the node's own words for what is wrong.

use ballast_domain::{Address, Hash, keccak256};
use ethers_core::{
    types::U256,
    utils::rlp::{DecoderError, Rlp, RlpStream},
};

use super::{AccessItem, Authorization, Kind, Tx, signature::recover};
use crate::{error::RpcError, gohex};

/// Reads the hex text of a signed transaction.
pub(crate) fn decode(text: &str) -> Result<Tx, RpcError> {
    let digits = text
        .strip_prefix("0x")
        .or_else(|| text.strip_prefix("0X"))
        .unwrap_or(text);
    let raw = gohex::decode(digits)?;
    match raw.first() {
        Some(first) if *first > 0x7f => legacy(&raw),
        _ if raw.len() <= 1 => Err(RpcError::plain("typed transaction too short")),
        Some(1) => typed(&raw, Kind::AccessList),
        Some(2) => typed(&raw, Kind::DynamicFee),
        Some(3) => typed(&raw, Kind::Blob),
        Some(4) => typed(&raw, Kind::SetCode),
        _ => Err(RpcError::plain("transaction type not supported")),
    }
}

fn broken(error: DecoderError) -> RpcError {
    RpcError::plain(format!("rlp: {error}"))
}

/// Checks what Go's decoder checks before it reads the fields: one list, whole, with `fields` items.
fn whole_list<'a>(bytes: &'a [u8], name: &str, fields: usize) -> Result<Rlp<'a>, RpcError> {
    let refuse = |what: String| Err(RpcError::plain(format!("rlp: {what}")));
    let list = Rlp::new(bytes);
    let size = list
        .payload_info()
        .map(|info| info.header_len.saturating_add(info.value_len));
    match size {
        _ if bytes.first().is_none_or(|first| *first < 0xc0) => {
            return refuse(format!("expected input list for types.{name}"));
        }
        Ok(size) if size < bytes.len() => return refuse("input contains more than one value".to_owned()),
        Ok(size) if size == bytes.len() => {}
        _ => return refuse("value size exceeds available input length".to_owned()),
    }
    match list.item_count().map_err(broken)? {
        count if count < fields => refuse(format!("too few elements for types.{name}")),
        count if count > fields => refuse(format!("input list has too many elements for types.{name}")),
        _ => Ok(list),
    }
}

fn unrecovered() -> RpcError {
    RpcError::plain("recovery failed")
}

fn address(rlp: &Rlp) -> Result<Option<Address>, DecoderError> {
    let bytes = rlp.data()?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let bytes: [u8; 20] = bytes.try_into().map_err(|_| DecoderError::RlpInvalidLength)?;
    Ok(Some(Address::from_bytes(bytes)))
}

fn word(rlp: &Rlp) -> Result<Hash, DecoderError> {
    rlp.data()?
        .try_into()
        .map(Hash)
        .map_err(|_| DecoderError::RlpInvalidLength)
}

fn access_list(rlp: &Rlp) -> Result<Vec<AccessItem>, DecoderError> {
    rlp.iter()
        .map(|item| {
            let address = address(&item.at(0)?)?.ok_or(DecoderError::RlpInvalidLength)?;
            let keys = item.at(1)?.iter().map(|key| word(&key)).collect::<Result<_, _>>()?;
            Ok(AccessItem { address, keys })
        })
        .collect()
}

fn authorizations(rlp: &Rlp) -> Result<Vec<Authorization>, DecoderError> {
    rlp.iter()
        .map(|item| {
            Ok(Authorization {
                chain_id: item.val_at(0)?,
                address: address(&item.at(1)?)?.ok_or(DecoderError::RlpInvalidLength)?,
                nonce: item.val_at(2)?,
                y_parity: item.val_at(3)?,
                r: item.val_at(4)?,
                s: item.val_at(5)?,
            })
        })
        .collect()
}

/// The digest over the first `fields` items of a typed transaction's list.
fn typed_digest(kind: Kind, list: &Rlp, fields: usize) -> Result<[u8; 32], DecoderError> {
    let mut stream = RlpStream::new_list(fields);
    for i in 0..fields {
        stream.append_raw(list.at(i)?.as_raw(), 1);
    }
    let mut bytes = vec![kind as u8];
    bytes.extend_from_slice(&stream.out());
    Ok(keccak256(&bytes))
}

fn typed(raw: &[u8], kind: Kind) -> Result<Tx, RpcError> {
    let outer = Rlp::new(&raw[1..]);
    // A blob transaction may travel with its blobs; the transaction itself is then the first item.
    let carried = kind == Kind::Blob && outer.at(0).is_ok_and(|first| first.is_list());
    let list = match kind {
        _ if carried => outer.at(0).map_err(broken)?,
        Kind::AccessList => whole_list(&raw[1..], "AccessListTx", 11)?,
        Kind::Blob => whole_list(&raw[1..], "BlobTx", 14)?,
        Kind::SetCode => whole_list(&raw[1..], "SetCodeTx", 13)?,
        Kind::Legacy | Kind::DynamicFee => whole_list(&raw[1..], "DynamicFeeTx", 12)?,
    };
    let mut tx = fields(&list, kind).map_err(broken)?;
    let count = list.item_count().map_err(broken)?;
    if count < 3 {
        return Err(broken(DecoderError::RlpIncorrectListLen));
    }
    let digest = typed_digest(kind, &list, count - 3).map_err(broken)?;
    tx.from = recover(digest, tx.r, tx.s, !tx.v.is_zero()).ok_or_else(unrecovered)?;
    let mut envelope = vec![kind as u8];
    envelope.extend_from_slice(list.as_raw());
    tx.hash = Hash(keccak256(&envelope));
    Ok(tx)
}

fn fields(list: &Rlp, kind: Kind) -> Result<Tx, DecoderError> {
    let dynamic = kind != Kind::AccessList;
    let mut next = 0..;
    let mut at = || list.at(next.next().unwrap_or_default());
    let chain_id = at()?.as_val()?;
    let nonce = at()?.as_val()?;
    let tip_cap: U256 = at()?.as_val()?;
    let fee_cap = if dynamic { at()?.as_val()? } else { tip_cap };
    let gas = at()?.as_val()?;
    let to = address(&at()?)?;
    let value = at()?.as_val()?;
    let data = at()?.data()?.to_vec();
    let accesses = access_list(&at()?)?;
    let authorizations = if kind == Kind::SetCode {
        authorizations(&at()?)?
    } else {
        Vec::new()
    };
    let blob_fee_cap = if kind == Kind::Blob {
        Some(at()?.as_val()?)
    } else {
        None
    };
    let blob_hashes = match kind {
        Kind::Blob => at()?.iter().map(|h| word(&h)).collect::<Result<_, _>>()?,
        _ => Vec::new(),
    };
    Ok(Tx {
        kind,
        chain_id: Some(chain_id),
        nonce,
        fee_cap,
        tip_cap,
        gas,
        to,
        value,
        data,
        access_list: accesses,
        authorizations,
        blob_fee_cap,
        blob_hashes,
        v: at()?.as_val()?,
        r: at()?.as_val()?,
        s: at()?.as_val()?,
        from: Address::ZERO,
        hash: Hash::default(),
    })
}

fn legacy(raw: &[u8]) -> Result<Tx, RpcError> {
    let list = whole_list(raw, "LegacyTx", 9)?;
    let mut tx = legacy_fields(&list).map_err(broken)?;
    let v = tx.v;
    let protected = v != U256::from(27) && v != U256::from(28);
    let unsigned_fields = 6;
    let mut stream = RlpStream::new_list(if protected {
        unsigned_fields + 3
    } else {
        unsigned_fields
    });
    for i in 0..unsigned_fields {
        stream.append_raw(list.at(i).map_err(broken)?.as_raw(), 1);
    }
    let y_odd = if protected {
        let offset = v.checked_sub(U256::from(35)).ok_or_else(unrecovered)?;
        let chain_id = offset / 2;
        tx.chain_id = Some(chain_id);
        stream.append(&chain_id).append_empty_data().append_empty_data();
        offset.bit(0)
    } else {
        v == U256::from(28)
    };
    tx.from = recover(keccak256(&stream.out()), tx.r, tx.s, y_odd).ok_or_else(unrecovered)?;
    tx.hash = Hash(keccak256(list.as_raw()));
    Ok(tx)
}

fn legacy_fields(list: &Rlp) -> Result<Tx, DecoderError> {
    let price = list.val_at(1)?;
    Ok(Tx {
        kind: Kind::Legacy,
        chain_id: None,
        nonce: list.val_at(0)?,
        fee_cap: price,
        tip_cap: price,
        gas: list.val_at(2)?,
        to: address(&list.at(3)?)?,
        value: list.val_at(4)?,
        data: list.at(5)?.data()?.to_vec(),
        access_list: Vec::new(),
        authorizations: Vec::new(),
        blob_fee_cap: None,
        blob_hashes: Vec::new(),
        v: list.val_at(6)?,
        r: list.val_at(7)?,
        s: list.val_at(8)?,
        from: Address::ZERO,
        hash: Hash::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From recording 03: a legacy transfer, and the hash that the node gave it.
    const LEGACY: &str = "0xf8660585e8d4a5100082520894f39fd6e51aad88f6f4ce6ab8827279cfffb9226601808224c7a0853b6135330fa61213d05bb79eb088c285b507789d6a6880ddcf49ac64d7227da0448230a2ce0e52108708e9b718344448656b96e6da056dcbe25abae50d481d85";

    #[test]
    fn a_legacy_transfer_gives_its_sender_hash_and_chain() {
        let tx = decode(LEGACY).unwrap();
        assert_eq!(tx.from.to_hex(), "0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
        assert_eq!(
            tx.hash.to_string(),
            "0x2482c91c717ccfe7944ed08d9ca886b7275e323ca7800dd3764a5b6fd348b04b"
        );
        assert_eq!((tx.chain_id, tx.nonce, tx.gas), (Some(U256::from(4690)), 5, 21_000));
    }

    #[test]
    fn a_dynamic_fee_transfer_gives_its_sender_and_caps() {
        // From recording 03, step 122.
        let raw = "0x02f86a82125102018601d1a94a200082520894f39fd6e51aad88f6f4ce6ab8827279cfffb922660180c001a0940d54ad6c7694b60b0ca5d0746b931373c57d49e8516448618cb90f749dc634a0613f644a5497f85f40dfd0ab136082e68fd927d8c3fe7b4360903b4654f058a6";
        let tx = decode(raw).unwrap();
        assert_eq!(tx.from.to_hex(), "0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
        assert_eq!(
            (tx.fee_cap, tx.tip_cap),
            (U256::from(2_000_000_000_000u64), U256::one())
        );
        assert_eq!(tx.effective_price(U256::exp10(12)), (U256::exp10(12) + 1, U256::one()));
    }

    #[test]
    fn garbage_is_refused_in_the_nodes_words() {
        let message = |text: &str| decode(text).unwrap_err().message;
        assert_eq!(message("0x"), "typed transaction too short");
        assert_eq!(message("0x1234"), "transaction type not supported");
        assert_eq!(message("0x123"), "encoding/hex: odd length hex string");
        assert_eq!(message("0xzz"), "encoding/hex: invalid byte: U+007A 'z'");
        assert_eq!(message("0xc0"), "rlp: too few elements for types.LegacyTx");
        assert_eq!(message("0x80"), "rlp: expected input list for types.LegacyTx");
        assert_eq!(message("0x02c0"), "rlp: too few elements for types.DynamicFeeTx");
        assert_eq!(message(&LEGACY[..80]), "rlp: value size exceeds available input length");
        assert_eq!(
            message(&format!("{LEGACY}00")),
            "rlp: input contains more than one value"
        );
    }
}
