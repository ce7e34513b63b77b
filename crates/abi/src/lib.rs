//! The interfaces of the contracts that the wallet speaks to: so that a function, an event or an error is written once, as
//! text that a person can read, and nobody writes its selector or its topic beside the code that uses it.
//!
//! `interfaces/NAME.abi` is one contract's interface, a declaration a line; a view without `returns` is one whose answer's
//! form no source gives. The modules here make typed calls, events and errors of those texts, one module an interface.
//! `tests/selectors.txt` holds every line to the value that the contract's own sources say.
//!
//! ```
//! use ballast_abi::{AbiEncode, U256, bucket_nft, staking::UnstakeCall, topic};
//!
//! // To leave with a native bucket, and with a bucket NFT.
//! let native = UnstakeCall { bucket_index: 7, data: Vec::new() }.encode();
//! let nft = bucket_nft::UnstakeCall { bucket_id: U256::from(7) }.encode();
//! assert_eq!(native[..4], [0x2b, 0xde, 0x15, 0x1d]);
//! assert_eq!(nft[..4], [0x2e, 0x17, 0xde, 0x78]);
//!
//! // What the contract logs when it is done.
//! assert_eq!(topic::<bucket_nft::UnstakedFilter>()[..4], [0x11, 0x72, 0x53, 0x67]);
//! ```
//!
//! What a node answers is not to be decoded by these types: a generic decoder has no bounds. `ballast-chain` reads answers
//! straight from their words (`decode`), and its tests hold that to the types of this crate.

#[macro_use]
mod interface;

mod bucket_nfts;
mod devices;
mod earnings;
mod payouts;
mod protocols;
mod restaking;
mod tokens;

pub use bucket_nfts::{bucket_nft, bucket_nft_v1, bucket_nft_v2, bucket_nft_v3};
pub use devices::{
    device_binding, device_nft, erc6551_account, erc6551_registry, ioid, ioid_project, ioid_proxy, ioid_registry,
    ioid_resolver, ioid_store, ioid_v2_registry, project_device,
};
pub use earnings::{
    count_reward_pool, fixed_reward_pool, fixed_reward_pool_staking, merkle_distributor, step_rewards, vesting_master,
};
pub use ethers_contract::{EthCall, EthError, EthEvent};
pub use ethers_core::{
    abi::{AbiDecode, AbiEncode},
    types::{H160, Selector, U256},
};
pub use interface::topic;
pub use payouts::{auto_deposit, delegate_profile, forward_registration, hermes, multi_send};
pub use protocols::{native_transfer, poll, rewarding, roll_dpos, staking};
pub use restaking::{
    bucket_reward_pool, bucket_strategy, erc20_strategy, escrow_voter, gauge, governor, incentives,
    rewards_distributor, strategy_manager, vault, voter, voting_escrow,
};
pub use tokens::{ENUMERABLE_ID, ERC721_ID, erc20, erc165, erc721, erc721_enumerable, solidity, test_coin};
