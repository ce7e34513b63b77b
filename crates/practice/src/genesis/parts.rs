//! What a genesis lists: accounts, bucket types, delegates, voters' buckets.

use ballast_domain::{Address, Amount};
use serde::{Deserialize, Serialize};

/// An account with money from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisAccount {
    /// For people.
    pub name: String,
    /// Whose money it is.
    pub address: Address,
    /// How much.
    pub balance: Amount,
}

/// An amount and a duration that bucket NFTs of version 1 come in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisBucketType {
    /// How much.
    pub amount: Amount,
    /// For how many blocks.
    pub blocks: u64,
}

/// A delegate from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisDelegate {
    /// 1 to 12 characters of a-z and 0-9.
    pub name: String,
    /// Who controls it.
    pub owner: Address,
    /// Who makes its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// What it staked on itself.
    pub self_stake: Amount,
    /// For how long.
    pub self_stake_days: u32,
    /// With stake-lock or without.
    pub auto_stake: bool,
    /// What it had arranged for its voters before the genesis; nothing where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voters: Option<GenesisPayout>,
}

/// What a delegate had arranged for its voters before the genesis (zanzibar.md §5.1, §6).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisPayout {
    /// Whether the protocol pays its voters from the first freeze on.
    #[serde(default)]
    pub opted_in: bool,
    /// The voters' part of its block rewards as its profile has it, in hundredths of a percent; none is not written there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block_portion: Option<u16>,
    /// The voters' part of its epoch rewards, in the same unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch_portion: Option<u16>,
}

/// A voter's bucket from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisBucket {
    /// Whose money it is.
    pub owner: Address,
    /// The name of the delegate it votes for.
    pub delegate: String,
    /// How much.
    pub amount: Amount,
    /// For how long.
    pub days: u32,
    /// With stake-lock or without.
    pub auto_stake: bool,
    /// How many days before the genesis it was made.
    #[serde(default)]
    pub age_days: u32,
    /// How many hours before the genesis it was unstaked, if it was.
    #[serde(default)]
    pub unstaked_hours_ago: Option<u64>,
}
