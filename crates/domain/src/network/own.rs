//! A network that a person added by URL, such as that of a node of one's own: what its node said of it, and what is taken
//! as on mainnet because the node did not say it, or no node ever does.

use serde::{Deserialize, Serialize};

use crate::{
    Address, EpochSchedule, Fork, Height, NetworkParams, Segment, StakingAddresses, VoterRewardParams, grouped,
};

/// What was asked of a network that the wallet does not know by itself. What its node did not say is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnNetwork {
    /// EVM chain id; none of those in [`crate::Network::ALL`].
    pub chain_id: u64,
    /// The epoch that ran when it was asked; those after it are as long.
    #[serde(default)]
    pub epoch: Option<Segment>,
    /// Milliseconds between blocks, on average over the last ones.
    #[serde(default)]
    pub block_millis: Option<u64>,
    /// Delegates elected an epoch.
    #[serde(default)]
    pub pool: Option<u64>,
    /// How many of them make blocks.
    #[serde(default)]
    pub active: Option<u64>,
    /// The contracts that issue bucket NFTs, as [`NetworkParams::staking_contracts`] has them: where code stands at
    /// addresses that are known, or where the person says that they stand.
    #[serde(default)]
    pub contracts: Option<[Address; 3]>,
    /// What the node showed of Zanzibar when it was asked last.
    #[serde(default)]
    pub zanzibar: ZanzibarSeen,
    /// The block from which Zanzibar is in force, where the person says it: no node tells. It stands above what was seen.
    #[serde(default)]
    pub zanzibar_height: Option<Height>,
}

/// What a node shows of Zanzibar (IIP-59) on a network that the wallet does not know (zanzibar.md §1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ZanzibarSeen {
    /// Nothing by which it could be told. That is no sign that it is not in force.
    #[default]
    Nothing,
    /// The node knows nothing of it, so it could not follow a chain on which it is in force.
    NotYet,
    /// It was in force in this block; since when, no node tells.
    InForce(Height),
}

impl OwnNetwork {
    /// What the rules need: as asked, and the rest as on mainnet with every fork before Zanzibar in force. Where nobody knows
    /// whether Zanzibar is, the rules are those before it; [`OwnNetwork::knows_zanzibar`] says so.
    pub fn params(self) -> NetworkParams {
        let mainnet = NetworkParams::mainnet();
        let pool = self.pool.unwrap_or(mainnet.pool).max(1);
        NetworkParams {
            chain_id: self.chain_id,
            // The practice network alone makes something of it.
            genesis_time: 0,
            schedule: self
                .epoch
                .map_or(EpochSchedule::uniform(BLOCKS), EpochSchedule::through),
            block_millis: self.block_millis.unwrap_or(mainnet.block_millis).max(1),
            pool,
            active: self.active.unwrap_or(mainnet.active).clamp(1, pool),
            forks: self.forks(),
            staking_contracts: self.contracts.map_or_else(Vec::new, |all| all.to_vec()),
            // No node tells where the contracts stand.
            voter_rewards: VoterRewardParams::default(),
            ..mainnet
        }
    }

    /// This network with the contracts for bucket NFTs that a person names in place of those that were found.
    #[must_use]
    pub fn with_staking(self, given: StakingAddresses) -> Self {
        if given == StakingAddresses::default() {
            return self;
        }
        let mut contracts = self.contracts.unwrap_or_default();
        for (there, given) in contracts.iter_mut().zip(given.versions()) {
            *there = given.unwrap_or(*there);
        }
        Self {
            contracts: Some(contracts),
            ..self
        }
    }

    /// Whether it is known that Zanzibar is in force there, or that it is not.
    pub const fn knows_zanzibar(self) -> bool {
        self.zanzibar_height.is_some() || !matches!(self.zanzibar, ZanzibarSeen::Nothing)
    }

    /// The block from which Zanzibar is taken to be in force; none where it is not, or nobody knows.
    pub const fn zanzibar_from(self) -> Option<Height> {
        match (self.zanzibar_height, self.zanzibar) {
            (Some(from), _) | (None, ZanzibarSeen::InForce(from)) => Some(from),
            (None, ZanzibarSeen::Nothing | ZanzibarSeen::NotYet) => None,
        }
    }

    fn forks(self) -> [u64; 24] {
        let mut forks = super::forks::BEFORE_ZANZIBAR;
        if let Some(from) = self.zanzibar_from() {
            // A genesis of one's own names all three; nodes want none of them before the one before it (zanzibar.md §18).
            for fork in Fork::OF_ZANZIBAR {
                forks[fork as usize] = from.0;
            }
        }
        forks
    }

    /// What is known of Zanzibar, as sentences.
    fn about_zanzibar(self) -> String {
        match (self.zanzibar_height, self.zanzibar) {
            (Some(from), _) => format!(
                "Zanzibar (IIP-59), with its Beta and its Gamma, is taken to be in force from block {} on, as you said.",
                grouped(from.0)
            ),
            (None, ZanzibarSeen::InForce(since)) => format!(
                "Zanzibar (IIP-59) is in force; since when no node tells, so it is taken, with its Beta and its Gamma, from block \
                 {} on, in which it was seen.",
                grouped(since.0)
            ),
            (None, ZanzibarSeen::NotYet) => {
                "Zanzibar (IIP-59) is not in force: the node is older than it. It is asked again each time the network is \
                 opened."
                    .to_owned()
            }
            (None, ZanzibarSeen::Nothing) => {
                "Whether Zanzibar (IIP-59) is in force is unknown: nothing that the node answers tells. The rules before it are \
                 taken, and what depends on it warns. The node is asked again each time the network is opened; the block from \
                 which it is in force can be said by `ballast-cli network zanzibar`."
                    .to_owned()
            }
        }
    }

    /// What the wallet takes for granted about it, as sentences: the part of its rules that was not asked.
    pub fn assumptions(self) -> Vec<String> {
        let params = self.params();
        let staking = &params.staking;
        let mut all = vec![format!(
            "No node tells the constants of staking: the wait to withdraw is taken as {} days, the least stake as {} \
             IOTX, and all others as mainnet's, with every fork before Zanzibar in force. {}",
            staking.withdraw_wait / crate::SECONDS_PER_DAY,
            staking.min_stake.to_iotx(),
            self.about_zanzibar(),
        )];
        if let (Some(first), Some(_)) = (all.first_mut(), self.zanzibar_from()) {
            *first += &format!(
                " No node tells how long reward eras are: they are taken to have {} epochs, and freezes of votes to stand where \
                 that puts them.",
                params.voter_rewards.epochs_per_era
            );
        }
        if self.epoch.is_none() {
            all.push(format!(
                "The node does not tell of epochs: they are taken to have {BLOCKS} blocks, as mainnet's have."
            ));
        }
        if self.block_millis.is_none() {
            all.push(format!(
                "The node's last blocks do not tell how often they come: every {} seconds is taken, as on mainnet.",
                params.block_millis as f64 / 1000.0
            ));
        }
        if self.pool.is_none() || self.active.is_none() {
            all.push(format!(
                "The node does not tell how many delegates are elected: {} an epoch are taken, of whom {} make blocks.",
                params.pool, params.active
            ));
        }
        if self.contracts.is_none() {
            all.push(
                "None of the contracts for bucket NFTs that Ballast knows stands on this chain: bucket NFTs are left \
                 out."
                    .to_owned(),
            );
        }
        all
    }
}

/// Blocks in an epoch of mainnet's today.
const BLOCKS: u64 = 1440;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContractVersion, Epoch, Network};

    fn unasked() -> OwnNetwork {
        OwnNetwork {
            chain_id: 4711,
            epoch: None,
            block_millis: None,
            pool: None,
            active: None,
            contracts: None,
            zanzibar: ZanzibarSeen::Nothing,
            zanzibar_height: None,
        }
    }

    #[test]
    fn what_was_not_asked_is_as_on_mainnet_and_is_said() {
        let (own, mainnet) = (unasked().params(), NetworkParams::mainnet());
        assert_eq!(
            (own.chain_id, own.pool, own.active),
            (4711, mainnet.pool, mainnet.active)
        );
        assert_eq!(
            (own.block_millis, &own.staking),
            (mainnet.block_millis, &mainnet.staking)
        );
        let last = mainnet.schedule.epoch_of(Height(49_000_000));
        assert_eq!(own.schedule.blocks_in(Epoch(1)), mainnet.schedule.blocks_in(last));
        assert_eq!(own.staking_contracts, []);
        assert_eq!(unasked().assumptions().len(), 5);
        assert!(unasked().assumptions()[0].contains("3 days") && unasked().assumptions()[0].contains("100 IOTX"));
    }

    #[test]
    fn what_was_asked_is_as_the_node_said() {
        let contracts = [1, 2, 3].map(|n| Address::from_bytes([n; 20]));
        let own = OwnNetwork {
            epoch: Some(Segment {
                first: Epoch(7),
                start: Height(121),
                blocks: 20,
            }),
            block_millis: Some(1_000),
            pool: Some(6),
            active: Some(4),
            contracts: Some(contracts),
            ..unasked()
        };
        let params = own.params();
        assert_eq!(params.schedule, EpochSchedule::uniform(20));
        assert_eq!((params.block_millis, params.pool, params.active), (1_000, 6, 4));
        assert_eq!(params.staking_contracts, contracts);
        assert_eq!(own.assumptions().len(), 1, "the constants of staking are never told");
    }

    #[test]
    fn contracts_that_a_person_names_stand_over_those_that_were_found_and_a_version_may_be_missing() {
        let [first, second, third, other] = [1, 2, 3, 9].map(|n| Address::from_bytes([n; 20]));
        let versions = |own: OwnNetwork| ContractVersion::ALL.map(|version| own.params().staking_contract(version));
        let only_third = StakingAddresses {
            v3: Some(other),
            ..StakingAddresses::default()
        };
        let found = OwnNetwork {
            contracts: Some([first, second, third]),
            ..unasked()
        };
        assert_eq!(
            versions(found.with_staking(only_third)),
            [first, second, other].map(Some)
        );
        let alone = unasked().with_staking(only_third);
        assert_eq!(versions(alone), [None, None, Some(other)]);
        assert_eq!(alone.params().bucket_contracts(), [other]);
        assert_eq!(
            alone.params().version_of(Address::ZERO),
            None,
            "nobody's address is no version"
        );
        assert_eq!(unasked().with_staking(StakingAddresses::default()), unasked());
    }

    #[test]
    fn zanzibar_is_in_force_from_where_somebody_says_or_saw_it_and_unknown_is_said() {
        let all = |own: OwnNetwork| {
            [Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma].map(|fork| own.params().fork_height(fork))
        };
        let never = Height(u64::MAX);
        let with = |zanzibar, zanzibar_height| OwnNetwork {
            zanzibar,
            zanzibar_height,
            ..unasked()
        };
        let said = Some(Height(1_441));
        for (own, from, known, words) in [
            (with(ZanzibarSeen::Nothing, None), never, false, "is unknown"),
            (with(ZanzibarSeen::NotYet, None), never, true, "is not in force"),
            (
                with(ZanzibarSeen::InForce(Height(90)), None),
                Height(90),
                true,
                "from block 90 on",
            ),
            (with(ZanzibarSeen::Nothing, said), Height(1_441), true, "as you said"),
            (with(ZanzibarSeen::NotYet, said), Height(1_441), true, "as you said"),
            (
                with(ZanzibarSeen::InForce(Height(90)), said),
                Height(1_441),
                true,
                "as you said",
            ),
        ] {
            assert_eq!(all(own), [from; 3], "{own:?}");
            assert_eq!(own.knows_zanzibar(), known, "{own:?}");
            assert!(own.assumptions()[0].contains(words), "{own:?}: {:?}", own.assumptions());
            let of_eras = own.assumptions()[0].contains("taken to have 24 epochs");
            assert_eq!(of_eras, from != never, "{own:?}");
            // Those before it are in force from the first block on, whatever is known of it.
            assert!(own.params().at(Fork::YapBeta, Height(1)));
        }
        assert!(
            !unasked()
                .assumptions()
                .iter()
                .any(|said| said.contains("every fork in force"))
        );
    }

    #[test]
    fn what_was_written_before_zanzibar_is_read_and_a_height_is_one_number() {
        let before: OwnNetwork = serde_json::from_str(r#"{"chainId": 4711}"#).unwrap();
        assert_eq!(before, unasked());
        let said: OwnNetwork = serde_json::from_str(r#"{"chainId": 4711, "zanzibarHeight": 7}"#).unwrap();
        assert_eq!(said.zanzibar_height, Some(Height(7)));
        let seen = r#"{"chainId": 4711, "zanzibar": {"inForce": 9}}"#;
        let seen: OwnNetwork = serde_json::from_str(seen).unwrap();
        assert_eq!(seen.params().fork_height(Fork::Zanzibar), Height(9));
    }

    #[test]
    fn numbers_that_make_no_sense_break_nothing() {
        let own = OwnNetwork {
            epoch: Some(Segment {
                first: Epoch(0),
                start: Height(0),
                blocks: 0,
            }),
            block_millis: Some(0),
            pool: Some(0),
            active: Some(9),
            ..unasked()
        };
        let params = own.params();
        assert_eq!((params.block_millis, params.pool, params.active), (1, 1, 1));
        assert_eq!(params.schedule, EpochSchedule::uniform(1));
    }

    #[test]
    fn it_is_written_and_read_beside_the_networks_that_are_known() {
        let text = serde_json::to_string(&[Network::Mainnet, Network::Own(unasked())]).unwrap();
        assert!(text.starts_with(r#"["mainnet",{"own":{"chainId":4711,"#), "{text}");
        let read: Vec<Network> = serde_json::from_str(&text).unwrap();
        assert_eq!(read, [Network::Mainnet, Network::Own(unasked())]);
        assert_eq!(read[1].key(), "own-4711");
    }
}
