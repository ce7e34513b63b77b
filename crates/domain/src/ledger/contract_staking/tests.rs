use crate::{
    Address, Amount, Candidate, ContractEvent as E, ContractVersion, Days, Exit, Fork, Height, Ledger, Moment,
    NetworkParams, SECONDS_PER_DAY, StakingContract, Timestamp, Votes, vote_weight,
};

const NFT: Address = Address::from_bytes([9; 20]);
const ALICE: Address = Address::from_bytes([1; 20]);
const DELEGATE: Address = Address::from_bytes([2; 20]);
const OTHER: Address = Address::from_bytes([3; 20]);
const NOBODY: Address = Address::from_bytes([4; 20]);
const WAKE: u64 = 61;

/// A chain with Wake at block 61 and Xingu at `xingu`, two candidates without votes, and one contract.
struct Chain {
    ledger: Ledger,
    params: NetworkParams,
}

impl Chain {
    fn new(version: ContractVersion, xingu: u64) -> Self {
        let mut params = NetworkParams::practice();
        params.set_fork(Fork::Wake, Height(WAKE));
        params.set_fork(Fork::Xingu, Height(xingu));
        let mut ledger = Ledger::default();
        for (n, id) in [DELEGATE, OTHER].into_iter().enumerate() {
            ledger.staking.add_candidate(Candidate {
                id,
                owner: id,
                operator: id,
                reward: id,
                name: format!("delegate{n}"),
                votes: Votes::ZERO,
                self_stake_bucket: None,
                self_stake: Amount::ZERO,
                bls_key: Vec::new(),
                exit: Exit::None,
            });
        }
        ledger.contracts.insert(NFT, StakingContract::new(version));
        Self { ledger, params }
    }

    /// A block comes every 10 seconds.
    fn says(&mut self, height: u64, events: &[E]) {
        let at = Moment {
            params: &self.params,
            height: Height(height),
            now: Timestamp::from_seconds(height * 10),
        };
        self.ledger.follow(NFT, events, &at);
    }

    fn stakes(&mut self, height: u64, index: u64, delegate: Address, duration: u64) {
        let amount = Amount::from_iotx(100);
        let staked = E::Staked {
            index,
            delegate,
            amount,
            duration,
        };
        self.says(height, &[E::Transfer { index, to: ALICE }, staked]);
    }

    fn own_votes(&self, of: Address) -> Votes {
        self.ledger.staking.candidates[&of].votes
    }

    fn apart(&self, of: Address, height: u64) -> Votes {
        self.ledger.votes_apart(of, &self.params, Height(height))
    }

    fn bucket(&self, index: u64) -> crate::Bucket {
        self.ledger.contracts[&NFT].bucket(index).unwrap()
    }
}

fn hundred(days: u32, locked: bool) -> Votes {
    vote_weight(Amount::from_iotx(100), Days(days), locked, false)
}

#[test]
fn a_candidates_own_count_follows_a_bucket_in_seconds_through_its_life() {
    let mut chain = Chain::new(ContractVersion::V3, 1);
    chain.stakes(10, 1, DELEGATE, 91 * SECONDS_PER_DAY);
    assert_eq!(chain.own_votes(DELEGATE), hundred(91, true));
    assert_eq!((chain.bucket(1).owner, chain.bucket(1).duration), (ALICE, Days(91)));
    chain.says(11, &[E::Unlocked { index: 1 }]);
    assert_eq!(chain.own_votes(DELEGATE), hundred(91, false));
    assert_eq!(chain.bucket(1).stake_start, Timestamp::from_seconds(110));
    chain.says(
        12,
        &[E::DelegateChanged {
            index: 1,
            delegate: OTHER,
        }],
    );
    assert_eq!(
        (chain.own_votes(DELEGATE), chain.own_votes(OTHER)),
        (Votes::ZERO, hundred(91, false))
    );
    chain.says(
        13,
        &[E::Locked {
            index: 1,
            duration: 7 * SECONDS_PER_DAY,
        }],
    );
    assert_eq!(chain.own_votes(OTHER), hundred(7, true));
    assert_eq!(chain.bucket(1).stake_start, chain.bucket(1).created);
    chain.says(14, &[E::Unlocked { index: 1 }]);
    chain.says(15, &[E::Unstaked { index: 1 }]);
    assert_eq!(chain.own_votes(OTHER), Votes::ZERO);
    assert!(chain.bucket(1).is_unstaked());
    chain.says(
        16,
        &[
            E::Transfer {
                index: 1,
                to: Address::ZERO,
            },
            E::Withdrawn { index: 1 },
        ],
    );
    assert!(chain.ledger.contracts[&NFT].bucket(1).is_none());
}

#[test]
fn merging_leaves_the_first_with_its_delegate() {
    let mut chain = Chain::new(ContractVersion::V3, 1);
    for (index, delegate) in [(1, DELEGATE), (2, OTHER), (3, OTHER)] {
        chain.stakes(10, index, delegate, 7 * SECONDS_PER_DAY);
    }
    let merged = E::Merged {
        indexes: vec![1, 2, 3],
        amount: Amount::from_iotx(300),
        duration: 30 * SECONDS_PER_DAY,
    };
    chain.says(11, &[merged]);
    assert_eq!(
        chain.own_votes(DELEGATE),
        vote_weight(Amount::from_iotx(300), Days(30), true, false)
    );
    assert_eq!(chain.own_votes(OTHER), Votes::ZERO);
    assert_eq!(chain.ledger.contracts[&NFT].buckets().count(), 1);
}

#[test]
fn votes_for_who_is_no_candidate_go_nowhere() {
    let mut chain = Chain::new(ContractVersion::V3, 1);
    chain.stakes(10, 1, NOBODY, 0);
    assert_eq!(chain.bucket(1).candidate, NOBODY);
    chain.says(
        11,
        &[E::DelegateChanged {
            index: 1,
            delegate: DELEGATE,
        }],
    );
    assert_eq!(chain.own_votes(DELEGATE), hundred(0, true));
}

#[test]
fn votes_stand_apart_until_xingu_and_join_then() {
    let mut chain = Chain::new(ContractVersion::V3, 20);
    chain.stakes(10, 1, DELEGATE, 7 * SECONDS_PER_DAY);
    assert_eq!(
        (chain.own_votes(DELEGATE), chain.apart(DELEGATE, 19)),
        (Votes::ZERO, hundred(7, true))
    );
    chain.ledger.join_contract_votes(&chain.params);
    assert_eq!(
        (chain.own_votes(DELEGATE), chain.apart(DELEGATE, 20)),
        (hundred(7, true), Votes::ZERO)
    );
}

#[test]
fn blocks_count_as_long_as_they_take_today_and_begun_days_whole() {
    let mut chain = Chain::new(ContractVersion::V1, 1);
    chain.stakes(10, 1, DELEGATE, 1_000);
    assert_eq!(chain.own_votes(DELEGATE), hundred(1, true));
    chain.stakes(10, 2, OTHER, 172_800);
    assert_eq!(chain.own_votes(OTHER), hundred(5, true));
    let clock = chain.bucket(2).blocks.unwrap();
    assert_eq!(
        (clock.duration, clock.created, clock.unstake_start),
        (172_800, Height(10), None)
    );
    chain.says(11, &[E::Unlocked { index: 2 }, E::Unstaked { index: 2 }]);
    assert_eq!(chain.own_votes(OTHER), Votes::ZERO);
    assert_eq!(chain.ledger.contracts[&NFT].total(), 2);
}

#[test]
fn from_wake_on_what_adds_to_a_bucket_of_version_2_mutes_it_for_good() {
    let (amount, duration) = (Amount::from_iotx(110), 345_600);
    let muting = [
        E::Locked { index: 1, duration },
        E::Expanded {
            index: 1,
            amount,
            duration,
        },
        E::Merged {
            indexes: vec![1, 2],
            amount,
            duration,
        },
        E::Donated {
            index: 1,
            amount: Amount::from_iotx(1),
        },
    ];
    for event in muting {
        let mut chain = Chain::new(ContractVersion::V2, 1);
        for index in [1, 2] {
            chain.stakes(10, index, DELEGATE, 172_800);
        }
        chain.says(WAKE - 1, std::slice::from_ref(&event));
        assert!(chain.own_votes(DELEGATE) > Votes::ZERO && chain.bucket(1).candidate == DELEGATE);
        chain.says(
            WAKE,
            &[
                event,
                E::DelegateChanged {
                    index: 1,
                    delegate: OTHER,
                },
                E::Unlocked { index: 1 },
            ],
        );
        assert_eq!(
            (chain.own_votes(OTHER), chain.bucket(1).candidate),
            (Votes::ZERO, Address::ZERO)
        );
    }
}

#[test]
fn from_wake_on_a_new_bucket_of_version_2_is_mute_and_those_left_alone_are_not() {
    let mut chain = Chain::new(ContractVersion::V2, 1);
    chain.stakes(10, 1, DELEGATE, 172_800);
    chain.stakes(WAKE, 2, OTHER, 172_800);
    let other = E::DelegateChanged {
        index: 1,
        delegate: OTHER,
    };
    chain.says(
        WAKE,
        &[other, E::Unlocked { index: 1 }, E::Transfer { index: 1, to: NOBODY }],
    );
    assert_eq!(chain.own_votes(OTHER), hundred(5, false));
    assert_eq!(
        (chain.bucket(1).owner, chain.bucket(2).candidate),
        (NOBODY, Address::ZERO)
    );
}

#[test]
fn the_other_versions_are_never_mute() {
    for version in [ContractVersion::V1, ContractVersion::V3] {
        let mut chain = Chain::new(version, 1);
        chain.stakes(WAKE, 1, DELEGATE, 0);
        assert_eq!(chain.own_votes(DELEGATE), hundred(0, true));
    }
}

#[test]
fn a_type_is_one_however_often_it_is_set() {
    let mut chain = Chain::new(ContractVersion::V1, 1);
    let set = |active| E::TypeSet {
        amount: Amount::from_iotx(10_000),
        blocks: 1_000,
        active,
    };
    chain.says(2, &[set(true), set(false)]);
    assert_eq!(chain.ledger.contracts[&NFT].active_types().count(), 0);
    chain.says(3, &[set(true)]);
    assert_eq!(chain.ledger.contracts[&NFT].active_types().count(), 1);
}
