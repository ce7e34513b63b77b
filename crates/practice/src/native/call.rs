//! What a transaction asks of the native protocols.

use ballast_domain::Action;
use ethers_core::types::U256;

/// What a transaction wants, as far as the pool has to know.
#[derive(Clone, Debug)]
pub(crate) enum Call {
    /// An action of the staking or rewarding protocol.
    Native(Box<NativeCall>),
    /// A transfer or a contract call; which of them is decided when it is run.
    Ethereum,
}

/// An action of a native protocol, read from calldata.
#[derive(Clone, Debug)]
pub(crate) struct NativeCall {
    pub action: Action,
    /// Bytes of memo, which cost gas.
    pub memo: usize,
    /// Money that the action moves beside the fee.
    pub amount: U256,
    /// Whether the calldata is exactly what encoding the action again gives. The node recovers the sender from that
    /// encoding, so anything else has an invalid sender.
    pub canonical: bool,
}
