//! What a bucket's page says of bucket NFTs of all three versions.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_domain::{
    Address, Amount, BucketId, BucketState, Candidate, ContractEvent, ContractVersion, Exit, Height, Intent, Ledger,
    Moment, NFT_WAIT_BLOCKS, Network, NetworkParams, Refusal, Remedy, Rule, SECONDS_PER_DAY, StakingContract, Step,
    Timestamp, Votes,
    actions::{NftUnlock, nft::Term},
    menu::{Answers, BucketAction},
    rehearsal::{
        Clock, Cost, Legality, MomentKind, Planned, Start, attempt, legality_in, legality_of_selected, lifecycle_in,
        rehearse,
    },
};

const ALICE: Address = Address::from_bytes([1; 20]);
const KEEL: Address = Address::from_bytes([21; 20]);
const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
const DAY_OF_BLOCKS: u64 = 17_280;
const DAYS: u64 = 7;

struct World {
    params: NetworkParams,
    ledger: Ledger,
    height: u64,
    now: Timestamp,
}

impl World {
    /// Two delegates, and in each contract a locked bucket 1 of 100 IOTX for 7 days that Alice made.
    fn new() -> Self {
        let params = Network::Practice.params();
        let mut ledger = Ledger::default();
        for (name, byte) in [("keel", 21), ("jib", 22)] {
            let id = Address::from_bytes([byte; 20]);
            ledger.staking.add_candidate(Candidate {
                id,
                owner: id,
                operator: id,
                reward: id,
                name: name.into(),
                votes: Votes::ZERO,
                self_stake_bucket: None,
                self_stake: Amount::ZERO,
                bls_key: Vec::new(),
                exit: Exit::None,
            });
        }
        let mut world = Self {
            params,
            ledger,
            height: 1_000,
            now: NOW,
        };
        let durations = [1_000, DAYS * DAY_OF_BLOCKS, DAYS * SECONDS_PER_DAY];
        for (version, duration) in ContractVersion::ALL.into_iter().zip(durations) {
            let mut contract = StakingContract::new(version);
            contract.set_type(Amount::from_iotx(100), 1_000, true);
            world.ledger.contracts.insert(world.at(version), contract);
            // Version 2's was there before what is done with it mutes.
            let height = if version == ContractVersion::V2 { 0 } else { 1_000 };
            world.stake(version, 1, duration, height);
        }
        world
    }

    fn at(&self, version: ContractVersion) -> Address {
        self.params.staking_contract(version).unwrap()
    }

    fn stake(&mut self, version: ContractVersion, index: u64, duration: u64, height: u64) {
        let staked = ContractEvent::Staked {
            index,
            delegate: KEEL,
            amount: Amount::from_iotx(100),
            duration,
        };
        self.tell(version, &[ContractEvent::Transfer { index, to: ALICE }, staked], height);
    }

    fn tell(&mut self, version: ContractVersion, events: &[ContractEvent], height: u64) {
        let moment = Moment {
            params: &self.params,
            height: Height(height),
            now: self.now,
        };
        let at = self.params.staking_contract(version).unwrap();
        self.ledger.follow(at, events, &moment);
    }

    fn id(&self, version: ContractVersion) -> BucketId {
        BucketId {
            contract: Some(self.at(version)),
            index: 1,
        }
    }

    fn clock(&self) -> Clock<'_> {
        Clock {
            params: &self.params,
            height: Height(self.height),
            now: self.now,
        }
    }

    fn menu(&self, version: ContractVersion) -> Vec<Legality> {
        legality_in(self.id(version), &self.ledger, &self.clock())
    }
}

fn of(menu: &[Legality], action: BucketAction) -> Option<Refusal> {
    let found = menu.iter().find(|l| l.action == action);
    found
        .unwrap_or_else(|| panic!("{action:?} is not in the menu"))
        .refusal
        .clone()
}

#[test]
fn of_version_2_what_mutes_is_refused_and_both_ways_out_are_open() {
    let mut world = World::new();
    let menu = world.menu(ContractVersion::V2);
    assert_eq!(of(&menu, BucketAction::Expand), Some(Rule::NftMutes.into()));
    assert_eq!(of(&menu, BucketAction::Unlock), None);
    assert_eq!(of(&menu, BucketAction::Allow), None);
    assert_eq!(of(&menu, BucketAction::ToThird), Some(Rule::NftNotApproved.into()));
    let to = world.at(ContractVersion::V3);
    world.tell(ContractVersion::V2, &[ContractEvent::Approved { index: 1, to }], 1_000);
    let menu = world.menu(ContractVersion::V2);
    assert!(menu.iter().all(|l| l.action != BucketAction::Allow), "it is allowed");
    assert_eq!(of(&menu, BucketAction::ToThird), None);
    let third = world.menu(ContractVersion::V3);
    assert!(
        third.iter().all(|l| l.action != BucketAction::ToThird),
        "it is there already"
    );
}

#[test]
fn a_bucket_that_counts_in_blocks_says_about_when_it_can_be_left() {
    let mut world = World::new();
    world.tell(ContractVersion::V1, &[ContractEvent::Unlocked { index: 1 }], 1_000);
    world.height = 1_500;
    let menu = world.menu(ContractVersion::V1);
    let unstake = menu.iter().find(|l| l.action == BucketAction::Unstake).unwrap();
    let refusal = unstake.refusal.as_ref().unwrap();
    assert_eq!(refusal.rule, Rule::NftUnstakeEarly);
    assert_eq!(refusal.remedy, Remedy::FromHeight(Height(2_000)));
    let at = unstake.possible.as_ref().unwrap().at;
    assert_eq!(NOW.seconds_until(at), 499 * 5 / 2, "to the first moment of block 2,000");
    let bucket = world.ledger.bucket(world.id(ContractVersion::V1)).unwrap();
    assert_eq!(world.clock().state(&bucket), BucketState::CountingDown(at));
    let life = lifecycle_in(bucket.id, &world.ledger, &world.clock(), NOW).unwrap();
    let whole = NOW.seconds_until(life.leaving.when(Step::Withdraw).unwrap());
    assert_eq!(whole, (499 + NFT_WAIT_BLOCKS) * 5 / 2);
    assert_eq!(life.leaving.blocked, None);
}

#[test]
fn the_life_of_version_3_ends_with_the_money_in_hand() {
    let world = World::new();
    let id = world.id(ContractVersion::V3);
    let life = lifecycle_in(id, &world.ledger, &world.clock(), NOW).unwrap();
    let kinds: Vec<_> = life
        .leaving
        .moments
        .iter()
        .map(|m| (m.kind, m.votes == Some(Votes::ZERO)))
        .collect();
    assert_eq!(
        kinds,
        [
            (MomentKind::Unlocked, false),
            (MomentKind::Unstaked, true),
            (MomentKind::Withdrawn, true)
        ]
    );
    let menu = world.menu(ContractVersion::V3);
    let withdraw = menu.iter().find(|l| l.action == BucketAction::Withdraw).unwrap();
    let possible = withdraw.possible.as_ref().unwrap();
    assert_eq!(possible.after, [Step::Unlock, Step::Unstake]);
    assert_eq!(Some(possible.at), life.leaving.when(Step::Withdraw));
}

#[test]
fn a_rehearsal_says_what_may_be_done_with_a_bucket_nft_then_and_when() {
    let world = World::new();
    let id = world.id(ContractVersion::V3);
    let clock = world.clock();
    let start = Start {
        clock,
        ledger: &world.ledger,
        balances: [(ALICE, Amount::from_iotx(100))].into(),
    };
    let unlock = Planned {
        at: NOW,
        intent: Intent {
            account: ALICE,
            action: NftUnlock { bucket: id }.into(),
        },
    };
    let free = Cost {
        fee: Amount::ZERO,
        max: Amount::ZERO,
    };
    let until = NOW.plus_seconds(DAYS * SECONDS_PER_DAY);
    let rehearsal = rehearse(&start, &[unlock], |_| free, until);
    let then = rehearsal.nfts.iter().find(|nft| nft.id == id).unwrap();
    assert_eq!((then.word(), then.unlocks), ("Matured", Some(until)));
    assert_eq!(of(&then.actions, BucketAction::Unstake), None);
    assert_eq!(
        of(&then.actions, BucketAction::Withdraw),
        Some(Rule::NftNotUnstaked.into())
    );
    let life = then.lifecycle.as_ref().unwrap();
    assert_eq!(life.leaving.when(Step::Unstake), Some(until));
    assert!(then.place.is_some(), "its delegate's place");
    let other = rehearsal.nfts.iter().find(|nft| nft.id != id).unwrap();
    assert!(other.actions.is_empty() && !other.is_given_away(), "no action names it");
}

#[test]
fn merging_needs_another_bucket_of_the_same_contract() {
    let mut world = World::new();
    let alone = world.menu(ContractVersion::V3);
    assert_eq!(of(&alone, BucketAction::Merge), Some(Rule::NftMergeOne.into()));
    world.stake(ContractVersion::V3, 2, 91 * SECONDS_PER_DAY, 1_000);
    assert_eq!(of(&world.menu(ContractVersion::V3), BucketAction::Merge), None);
}

#[test]
fn a_form_becomes_an_action_once_all_is_told_that_it_asks_for() {
    let world = World::new();
    let id = world.id(ContractVersion::V3);
    let bucket = world.ledger.bucket(id).unwrap();
    let told = |amount| Answers {
        amount,
        term: Some(Term::of(&bucket)),
        ..Answers::default()
    };
    let expand = |answers: &Answers| BucketAction::Expand.action(&bucket, &world.params, answers);
    assert_eq!(expand(&told(None)), None);
    let action = expand(&told(Some(Amount::from_iotx(50)))).unwrap();
    let after = attempt(&action, &world.ledger, &world.clock().context(ALICE)).unwrap();
    assert_eq!(after.bucket(id).unwrap().amount, Amount::from_iotx(150));
    let stranger = Address::from_bytes([9; 20]);
    let refused = attempt(&action, &world.ledger, &world.clock().context(stranger));
    assert_eq!(refused.err(), Some(Rule::NftOwner.into()));
}

#[test]
fn of_several_buckets_something_is_legal_as_soon_as_one_of_them_allows_it() {
    let mut world = World::new();
    let [second, third] = [ContractVersion::V2, ContractVersion::V3].map(|version| world.id(version));
    let verdict = |world: &World, wanted, buckets: &[BucketId]| {
        let clock = Clock {
            params: &world.params,
            height: Height(world.height),
            now: world.now,
        };
        legality_of_selected(wanted, buckets, &world.ledger, &clock).map_err(|refusal| refusal.map(|r| r.rule))
    };
    use BucketAction::{ChangeDelegate, Extend, Lock, Migrate, Unlock, Unstake, Withdraw};
    assert_eq!(verdict(&world, Unlock, &[second, third]), Ok(()));
    assert_eq!(verdict(&world, Extend, &[third]), Ok(()));
    assert_eq!(verdict(&world, ChangeDelegate, &[third]), Ok(()));
    assert_eq!(verdict(&world, Lock, &[second, third]), Err(None), "both are locked");
    assert_eq!(verdict(&world, Migrate, &[second, third]), Err(None), "on its own page");
    assert_eq!(verdict(&world, Unlock, &[]), Err(None));
    for wanted in [Unstake, Withdraw] {
        assert!(matches!(verdict(&world, wanted, &[third]), Err(Some(_))), "{wanted:?}");
    }
    world.tell(ContractVersion::V3, &[ContractEvent::Unlocked { index: 1 }], 1_000);
    assert_eq!(verdict(&world, Lock, &[second, third]), Ok(()), "one of them is open");
    world.now = world.now.plus_seconds((DAYS + 1) * SECONDS_PER_DAY);
    assert_eq!(verdict(&world, Unstake, &[second, third]), Ok(()));
    assert!(matches!(verdict(&world, Unstake, &[second]), Err(Some(_))));
}
