//! The 2,048-bit filter over a block's logs.

use ballast_domain::keccak256;

use super::block::Block;

/// Ethereum's filter over the addresses and topics of all logs; transfer logs are not in it.
pub(crate) fn bloom(block: &Block) -> [u8; 256] {
    let mut bits = [0; 256];
    for log in block
        .txs
        .iter()
        .flat_map(|(_, receipt)| &receipt.logs)
        .filter(|log| !log.topics.is_empty())
    {
        add(&mut bits, log.address.as_bytes());
        for topic in &log.topics {
            add(&mut bits, &topic.0);
        }
    }
    bits
}

fn add(bits: &mut [u8; 256], item: &[u8]) {
    let digest = keccak256(item);
    for pair in digest[..6].chunks_exact(2) {
        let bit = (usize::from(pair[0]) << 8 | usize::from(pair[1])) & 0x7ff;
        bits[255 - bit / 8] |= 1 << (bit % 8);
    }
}
