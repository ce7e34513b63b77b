//! Networks of one's own: added by a node's URL, and taken away; and the contracts of the open network.

use ballast_domain::Height;

use crate::{ContractsView, FileHandle, NetworkCheck, Status};

calls! {
    /// Look whether a node's network can be added; changes nothing.
    chain CheckNetwork {
        /// `http:` or `https:` address.
        url: String,
        /// `ws:` or `wss:` address, where it has one.
        ws: Option<String>,
    } -> NetworkCheck;
    /// Look at a node and, where it can be used, add its network. It is not opened.
    profile AddNetwork {
        /// `http:` or `https:` address.
        url: String,
        /// `ws:` or `wss:` address, where it has one.
        ws: Option<String>,
        /// What the network is called; empty to call it by its chain id.
        name: String,
    } -> Status;
    /// Forget a network that was added. Its profile, with keys and history, stays on this computer, and is there again
    /// when the network is added again.
    profile RemoveNetwork {
        /// EVM chain id.
        chain_id: u64,
    } -> Status;
    /// The contracts of the open network.
    chain GetContracts {} -> ContractsView;
    /// Look at the contracts in a file that the person chose, and use them for the open network from now on, in place of
    /// those of any file before. The network is opened anew, so the vault is locked. Mainnet takes none.
    profile GiveContracts {
        /// The handle of a file of [`crate::FileKind::Contracts`]; it is good once.
        file: FileHandle,
    } -> ContractsView;
    /// Forget the contracts of the open network's file. The network is opened anew, so the vault is locked.
    profile ForgetContracts {} -> ContractsView;
    /// Say from which block Zanzibar (IIP-59) is in force on a network that was added, which no node tells. The network must
    /// not be open.
    profile SetZanzibarHeight {
        /// EVM chain id.
        chain_id: u64,
        /// The block; none to have the node asked again.
        height: Option<Height>,
    } -> Status;
}
