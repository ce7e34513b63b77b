//! The chain's hard forks, and at which heights the public networks took them.

use serde::{Deserialize, Serialize};

/// Hard forks that change what a wallet may do (iotex-protocol.md §1.9, zanzibar.md §1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    missing_docs,
    reason = "the chain's own names; each one's effect is in the reference"
)]
pub enum Fork {
    Cook,
    Dardanelles,
    Easter,
    Fairbank,
    Greenland,
    Hawaii,
    Kamchatka,
    Newfoundland,
    Okhotsk,
    Palau,
    Quebec,
    Redsea,
    Sumatra,
    Tsunami,
    Upernavik,
    Vanuatu,
    Wake,
    Xingu,
    XinguBeta,
    Yap,
    YapBeta,
    Zanzibar,
    ZanzibarBeta,
    ZanzibarGamma,
}

impl Fork {
    /// In the order of their heights.
    pub const ALL: [Self; 24] = [
        Self::Cook,
        Self::Dardanelles,
        Self::Easter,
        Self::Fairbank,
        Self::Greenland,
        Self::Hawaii,
        Self::Kamchatka,
        Self::Newfoundland,
        Self::Okhotsk,
        Self::Palau,
        Self::Quebec,
        Self::Redsea,
        Self::Sumatra,
        Self::Tsunami,
        Self::Upernavik,
        Self::Vanuatu,
        Self::Wake,
        Self::Xingu,
        Self::XinguBeta,
        Self::Yap,
        Self::YapBeta,
        Self::Zanzibar,
        Self::ZanzibarBeta,
        Self::ZanzibarGamma,
    ];

    /// Those of Zanzibar, in the order of their heights.
    pub const OF_ZANZIBAR: [Self; 3] = [Self::Zanzibar, Self::ZanzibarBeta, Self::ZanzibarGamma];
}

/// The height of a fork that a chain never takes.
pub(crate) const NEVER: u64 = u64::MAX;
/// Forks from the first block on, but those of Zanzibar never.
pub(crate) const BEFORE_ZANZIBAR: [u64; 24] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, NEVER, NEVER, NEVER,
];
/// Heights on mainnet, in the order of [`Fork::ALL`].
pub(crate) const MAINNET: [u64; 24] = [
    1_641_601, 1_816_201, 4_478_761, 5_165_641, 6_544_441, 11_267_641, 13_816_441, 17_662_681, 21_542_761, 22_991_401,
    24_838_201, 26_704_441, 28_516_681, 29_275_561, 31_174_201, 33_730_921, 36_893_881, 41_648_761, 41_648_761,
    48_985_561, 48_985_561, 53_533_081, 53_533_081, 53_533_081,
];
/// Heights on testnet, in the order of [`Fork::ALL`].
pub(crate) const TESTNET: [u64; 24] = [
    1_801, 100_081, 2_696_401, 3_252_241, 4_794_481, 8_613_361, 10_928_881, 14_268_961, 17_666_641, 19_165_681,
    20_562_481, 22_919_041, 24_527_521, 25_226_641, 26_984_161, 28_820_881, 31_943_521, 36_619_201, 36_826_561,
    42_819_841, 43_361_281, 46_880_641, 47_141_281, 47_468_161,
];
