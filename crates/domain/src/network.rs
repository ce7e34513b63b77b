//! What differs from one IoTeX network to another: ids, fork heights, epochs, staking constants.

use serde::{Deserialize, Serialize};

use crate::{Amount, Days, Epoch, Height, SECONDS_PER_DAY};

/// Which network a profile lives on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// The network inside the wallet; its money is worthless everywhere else.
    Practice,
    /// IoTeX testnet, EVM chain 4690.
    Testnet,
    /// IoTeX mainnet, EVM chain 4689.
    Mainnet,
}

impl Network {
    /// All, the safest first.
    pub const ALL: [Self; 3] = [Self::Practice, Self::Testnet, Self::Mainnet];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Practice => "Practice",
            Self::Testnet => "Testnet",
            Self::Mainnet => "Mainnet",
        }
    }

    /// What the wallet knows about it.
    pub fn params(self) -> NetworkParams {
        match self {
            Self::Practice => NetworkParams::practice(),
            Self::Testnet => NetworkParams::testnet(),
            Self::Mainnet => NetworkParams::mainnet(),
        }
    }
}

/// Hard forks that change what a wallet may do (iotex-protocol.md §1.9).
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
}

impl Fork {
    /// In the order of their heights.
    pub const ALL: [Self; 21] = [
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
    ];
}

const MAINNET_FORKS: [u64; 21] = [
    1_641_601, 1_816_201, 4_478_761, 5_165_641, 6_544_441, 11_267_641, 13_816_441, 17_662_681, 21_542_761, 22_991_401,
    24_838_201, 26_704_441, 28_516_681, 29_275_561, 31_174_201, 33_730_921, 36_893_881, 41_648_761, 41_648_761,
    48_985_561, 48_985_561,
];
const TESTNET_FORKS: [u64; 21] = [
    1_801, 100_081, 2_696_401, 3_252_241, 4_794_481, 8_613_361, 10_928_881, 14_268_961, 17_666_641, 19_165_681,
    20_562_481, 22_919_041, 24_527_521, 25_226_641, 26_984_161, 28_820_881, 31_943_521, 36_619_201, 36_826_561,
    42_819_841, 43_361_281,
];

/// A run of epochs of equal length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// The first epoch of the run.
    pub first: Epoch,
    /// Its first block.
    pub start: Height,
    /// Blocks in each of its epochs.
    pub blocks: u64,
}

/// Which heights make which epoch (iotex-protocol.md §4.2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EpochSchedule {
    /// In order; never empty; the first starts at epoch 1, height 1.
    segments: Vec<Segment>,
}

impl EpochSchedule {
    /// Every epoch has `blocks` blocks (at least 1).
    pub fn uniform(blocks: u64) -> Self {
        Self {
            segments: vec![Segment {
                first: Epoch(1),
                start: Height(1),
                blocks: blocks.max(1),
            }],
        }
    }

    fn segmented(rest: [(u64, u64, u64); 3]) -> Self {
        let segments = rest.map(|(first, start, blocks)| Segment {
            first: Epoch(first),
            start: Height(start),
            blocks,
        });
        Self {
            segments: segments.to_vec(),
        }
    }

    fn segment(&self, fits: impl Fn(&Segment) -> bool) -> Segment {
        let first = Segment {
            first: Epoch(1),
            start: Height(1),
            blocks: 1,
        };
        self.segments
            .iter()
            .rev()
            .find(|s| fits(s))
            .or(self.segments.first())
            .copied()
            .unwrap_or(first)
    }

    /// The epoch that `height` belongs to; height 0 counts to epoch 1.
    pub fn epoch_of(&self, height: Height) -> Epoch {
        let s = self.segment(|s| s.start <= height);
        Epoch(s.first.0.saturating_add(height.0.saturating_sub(s.start.0) / s.blocks))
    }

    /// The first block of `epoch`; the highest height there is for an epoch that lies beyond all heights.
    pub fn start_of(&self, epoch: Epoch) -> Height {
        let s = self.segment(|s| s.first <= epoch);
        let passed = epoch.0.saturating_sub(s.first.0).saturating_mul(s.blocks);
        Height(s.start.0.saturating_add(passed))
    }

    /// The last block of `epoch`; saturates as [`Self::start_of`] does.
    pub fn last_of(&self, epoch: Epoch) -> Height {
        let next = self.start_of(Epoch(epoch.0.saturating_add(1)));
        Height(next.0.saturating_sub(1))
    }

    /// Blocks in `epoch`.
    pub fn blocks_in(&self, epoch: Epoch) -> u64 {
        self.segment(|s| s.first <= epoch).blocks
    }

    /// The block of `epoch` at whose end the next epoch's delegates are fixed: its middle (§4.1).
    pub fn cutoff_of(&self, epoch: Epoch) -> Height {
        Height(self.start_of(epoch).0.saturating_add(self.blocks_in(epoch) / 2))
    }

    /// The first epoch in which votes cast in a block at `height` count.
    pub fn votes_count_from(&self, height: Height) -> Epoch {
        let epoch = self.epoch_of(height);
        let wait = if height < self.cutoff_of(epoch) { 1 } else { 2 };
        Epoch(epoch.0.saturating_add(wait))
    }
}

/// The constants of native staking.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StakingParams {
    /// The least that can be staked.
    pub min_stake: Amount,
    /// The longest duration.
    pub max_duration: Days,
    /// Paid on top when a delegate registers.
    pub registration_fee: Amount,
    /// The least self-stake to register with or to activate.
    pub min_self_stake: Amount,
    /// The least self-stake to stay in the election.
    pub min_self_stake_active: Amount,
    /// Weighted votes needed to be listed.
    pub score_threshold: Amount,
    /// Seconds from unstake to withdraw.
    pub withdraw_wait: u64,
    /// Blocks from the intent to revoke an endorsement in use to its end.
    pub endorsement_wait: u64,
    /// At most one delegate may leave in this many epochs.
    pub exit_interval: u64,
}

impl Default for StakingParams {
    fn default() -> Self {
        Self {
            min_stake: Amount::from_iotx(100),
            max_duration: Days(1050),
            registration_fee: Amount::from_iotx(100),
            min_self_stake: Amount::from_iotx(1_200_000),
            min_self_stake_active: Amount::from_iotx(1_000_000),
            score_threshold: Amount::from_iotx(2_000_000),
            withdraw_wait: 3 * SECONDS_PER_DAY,
            endorsement_wait: 17_280,
            exit_interval: 24,
        }
    }
}

/// Everything about a network that the rules need.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NetworkParams {
    /// EVM chain id.
    pub chain_id: u64,
    /// Unix seconds of the genesis block (height 0).
    pub genesis_time: u64,
    /// Heights and epochs.
    pub schedule: EpochSchedule,
    /// Milliseconds between blocks today.
    pub block_millis: u64,
    /// Delegates elected an epoch.
    pub pool: u64,
    /// How many of them make blocks.
    pub active: u64,
    /// Native staking's constants.
    pub staking: StakingParams,
    /// Fork heights, in the order of [`Fork::ALL`].
    pub forks: [u64; 21],
}

impl NetworkParams {
    /// IoTeX mainnet.
    pub fn mainnet() -> Self {
        Self {
            chain_id: 4689,
            genesis_time: 1_553_558_500,
            schedule: EpochSchedule::segmented([(1, 1, 360), (5046, 1_816_201, 720), (53_765, 36_893_881, 1440)]),
            block_millis: 2_500,
            pool: 36,
            active: 24,
            staking: StakingParams::default(),
            forks: MAINNET_FORKS,
        }
    }

    /// IoTeX testnet; its withdraw wait is 14 days.
    pub fn testnet() -> Self {
        Self {
            chain_id: 4690,
            genesis_time: 1_571_036_400,
            schedule: EpochSchedule::segmented([(1, 1, 360), (279, 100_081, 720), (44_506, 31_943_521, 1440)]),
            staking: StakingParams {
                withdraw_wait: 14 * SECONDS_PER_DAY,
                ..Default::default()
            },
            forks: TESTNET_FORKS,
            ..Self::mainnet()
        }
    }

    /// The practice network: every fork from block 1, mainnet's constants, epochs of 1,440 blocks, and a chain
    /// id of its own.
    pub fn practice() -> Self {
        Self {
            chain_id: 468_900,
            genesis_time: 1_767_225_600,
            schedule: EpochSchedule::uniform(1440),
            forks: [1; 21],
            ..Self::mainnet()
        }
    }

    /// The height from which `fork` is in force.
    pub fn fork_height(&self, fork: Fork) -> Height {
        Height(self.forks[fork as usize])
    }

    /// Puts `fork` at another height: for chains with a genesis of their own.
    pub fn set_fork(&mut self, fork: Fork, height: Height) {
        self.forks[fork as usize] = height.0;
    }

    /// Whether `fork` is in force at `height`.
    pub fn at(&self, fork: Fork, height: Height) -> bool {
        height >= self.fork_height(fork)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_reference_checks_of_epochs_hold() {
        let (mainnet, testnet) = (NetworkParams::mainnet().schedule, NetworkParams::testnet().schedule);
        assert_eq!(mainnet.epoch_of(Height(13_816_441)), Epoch(21_713));
        assert_eq!(mainnet.epoch_of(Height(41_648_761)), Epoch(57_067));
        assert_eq!(mainnet.epoch_of(Height(48_985_561)), Epoch(62_162));
        assert_eq!(testnet.epoch_of(Height(42_819_841)), Epoch(52_059));
        assert_eq!(mainnet.start_of(Epoch(5046)), Height(1_816_201));
        assert_eq!(mainnet.last_of(Epoch(53_764)), Height(36_893_880));
    }

    #[test]
    fn votes_before_the_middle_of_an_epoch_count_in_the_next() {
        let schedule = EpochSchedule::uniform(20);
        assert_eq!(schedule.votes_count_from(Height(1)), Epoch(2));
        assert_eq!(schedule.votes_count_from(Height(10)), Epoch(2));
        assert_eq!(schedule.votes_count_from(Height(11)), Epoch(3));
        assert_eq!(schedule.votes_count_from(Height(20)), Epoch(3));
    }

    #[test]
    fn epochs_and_heights_beyond_the_last_saturate() {
        for params in Network::ALL.map(Network::params) {
            let schedule = params.schedule;
            assert_eq!(schedule.start_of(Epoch(u64::MAX)), Height(u64::MAX));
            assert_eq!(schedule.cutoff_of(Epoch(u64::MAX)), Height(u64::MAX));
            assert_eq!(schedule.last_of(Epoch(u64::MAX)), Height(u64::MAX - 1));
            assert!(schedule.votes_count_from(Height(u64::MAX)) > schedule.epoch_of(Height(u64::MAX)));
            assert_eq!(schedule.last_of(Epoch(0)), Height(0));
        }
    }

    #[test]
    fn forks_stand_in_order_and_the_practice_id_is_its_own() {
        for params in [
            NetworkParams::mainnet(),
            NetworkParams::testnet(),
            NetworkParams::practice(),
        ] {
            assert!(params.forks.is_sorted());
            assert_eq!(params.forks.len(), Fork::ALL.len());
        }
        assert!(![4689, 4690].contains(&NetworkParams::practice().chain_id));
    }

    proptest! {
        #[test]
        fn every_height_lies_within_its_epoch(height in 1u64..100_000_000) {
            for params in [NetworkParams::mainnet(), NetworkParams::testnet(), NetworkParams::practice()] {
                let epoch = params.schedule.epoch_of(Height(height));
                prop_assert!(params.schedule.start_of(epoch) <= Height(height));
                prop_assert!(Height(height) <= params.schedule.last_of(epoch));
                prop_assert_eq!(params.schedule.epoch_of(params.schedule.start_of(epoch)), epoch);
            }
        }
    }
}
