//! Random eras: whatever is voted, chosen and changed, no Rau is lost or made.

mod weights;

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, option, prelude::*};

use super::{assert_balanced, bucket, commissions, delegate, end, listed, network, policy, stake};
use crate::{
    Address, Amount, Commission, ContractVersion, Era, Hash, Height, Ledger, NetworkParams, PaidTo, Party, Payment,
    Portion, RewardFund, StakingContract, Transfer, TransferKind, Votes,
};

const DELEGATES: usize = 3;
const NFTS: Address = Address::from_bytes([0xee; 20]);

/// A bucket: whose it is, for which delegate, IOTX, days, whether it is locked, and whether it is an NFT.
type Stake = (u8, usize, u64, u32, bool, bool);

/// What an era goes by.
#[derive(Clone, Debug)]
struct Dice {
    stakes: Vec<Stake>,
    /// By delegate, in basis points; none is unset.
    portions: Vec<(Option<u16>, Option<u16>)>,
    opted: Vec<bool>,
    /// By voter: an account to be paid instead.
    destinations: Vec<Option<u8>>,
    /// By voter: a bucket to be paid into.
    registered: Vec<Option<u64>>,
    /// Who makes the blocks, and their tips.
    blocks: Vec<(usize, u64)>,
    /// After the freeze: which bucket goes to whom.
    moved: Vec<(u64, u8)>,
    budget: u64,
    /// Votes that a delegate's total lacks.
    lacks: u64,
    seed: [u8; 32],
}

fn dice() -> impl Strategy<Value = Dice> {
    let stake = (
        0u8..12,
        0..DELEGATES,
        1u64..2_000_000,
        0u32..1_050,
        any::<bool>(),
        any::<bool>(),
    );
    let portion = || option::weighted(0.9, 0u16..=10_000);
    let chosen = (
        vec(stake, 0..25),
        vec((portion(), portion()), DELEGATES),
        vec(prop::bool::weighted(0.8), DELEGATES),
        vec(option::of(20u8..24), 12),
        vec(option::of(0u64..20), 12),
    );
    let happens = (
        vec((0..DELEGATES, 0u64..1_000_000), 1..12),
        vec((0u64..25, 0u8..16), 0..6),
        prop_oneof![1u64..8, Just(256u64)],
        prop_oneof![Just(0u64), 1u64..3_000_000],
        any::<[u8; 32]>(),
    );
    (chosen, happens).prop_map(|(chosen, happens)| {
        let (stakes, portions, opted, destinations, registered) = chosen;
        let (blocks, moved, budget, lacks, seed) = happens;
        Dice {
            stakes,
            portions,
            opted,
            destinations,
            registered,
            blocks,
            moved,
            budget,
            lacks,
            seed,
        }
    })
}

fn person(number: u8) -> Address {
    // Spread over all addresses, so that payouts begin anywhere among them.
    Address::from_bytes([number.wrapping_mul(37); 20])
}

fn delegate_id(place: usize) -> Address {
    Address::from_bytes([[0x33, 0x99, 0xcc][place % DELEGATES]; 20])
}

fn set_up(dice: &Dice, params: &NetworkParams) -> Ledger {
    let mut ledger = Ledger {
        rewards: RewardFund::new(Amount::from_iotx(1_000_000)),
        ..Ledger::default()
    };
    for place in 0..DELEGATES {
        let iotx = 2_000_000 + place as u64;
        delegate(&mut ledger, delegate_id(place), person(200 + place as u8), iotx);
        if dice.opted[place] {
            ledger.opt_in(delegate_id(place));
        }
    }
    let mut book = StakingContract::new(ContractVersion::V3);
    for (number, (owner, place, iotx, days, locked, nft)) in dice.stakes.iter().enumerate() {
        let mut bucket = bucket(person(*owner), delegate_id(*place), *iotx, *days, *locked);
        if *nft {
            bucket.id.contract = Some(NFTS);
            bucket.id.index = number as u64 + 1;
            let votes = bucket.contract_votes(params);
            ledger.staking.revote(bucket.candidate, Votes::ZERO, votes);
            book.insert(bucket.clone(), bucket.duration.seconds(), false);
        } else {
            stake(&mut ledger, bucket);
        }
    }
    ledger.contracts.insert(NFTS, book);
    // As if an endorsement had lapsed without anybody's transaction: the total lacks a bonus that the buckets have.
    ledger
        .staking
        .revote(delegate_id(0), Votes::from_iotx(dice.lacks), Votes::ZERO);
    for (voter, to) in dice.destinations.iter().enumerate() {
        if let Some(to) = to {
            ledger.set_destination(person(voter as u8), person(*to), Height(1));
        }
    }
    ledger
}

fn rates(dice: &Dice) -> BTreeMap<Address, Commission> {
    let portion = |set: Option<u16>| set.map_or(Portion::Unset, Portion::Set);
    let rate = |(place, (block, epoch)): (usize, &(Option<u16>, Option<u16>))| {
        let commission = Commission::of(portion(*block), portion(*epoch));
        (delegate_id(place), commission)
    };
    commissions(&dice.portions.iter().enumerate().map(rate).collect::<Vec<_>>())
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    amounts.sum()
}

/// An era with what it paid.
struct Played {
    ledger: Ledger,
    payments: Vec<Payment>,
    /// Commissions and tips that went to owners, and what went to voters, by the receipts.
    to_owners: Amount,
    to_voters: Amount,
}

/// Plays an era: blocks before and after the freeze, changes, the plan, the payout.
fn play(dice: &Dice) -> Result<Played, TestCaseError> {
    let params = network(10, dice.budget);
    let mut ledger = set_up(dice, &params);
    let all = listed(&ledger);
    let mut to_owners = Amount::ZERO;
    let start = |height| end(&params, height, Hash(dice.seed));
    let half = dice.blocks.len() / 2;
    for (place, (producer, tips)) in dice.blocks.iter().enumerate() {
        if place == half {
            ledger.freeze_votes(&start(6), Era(2), &rates(dice), true);
        }
        let tips = Amount::from_rau((*tips).into());
        ledger.rewards.deposit(tips);
        let granted = ledger.grant_block(&start(5), &all, delegate_id(*producer), tips, &policy());
        prop_assert!(!granted.failed);
        to_owners = to_owners.saturating_add(sum(granted.transfers.iter().map(|t| t.amount)));
        assert_balanced(&ledger.rewards);
    }
    for (index, to) in &dice.moved {
        ledger.staking.set_owner(*index, person(*to));
    }
    let granted = ledger.grant_epoch(&start(20), &all, &[], &policy());
    prop_assert!(!granted.failed);
    to_owners = to_owners.saturating_add(sum(granted.transfers.iter().map(|t| t.amount)));
    assert_balanced(&ledger.rewards);

    let foretold = ledger.foretold();
    let mut payments = Vec::new();
    let mut to_voters = Amount::ZERO;
    for height in 21..200 {
        if !ledger.owes_payout() {
            break;
        }
        let registered = |voter: Address| {
            let place = (0..12u8).find(|number| person(*number) == voter)?;
            dice.registered[usize::from(place)]
        };
        let (granted, paid) = ledger.pay_voters(&start(height), registered);
        prop_assert!(!granted.failed && paid.len() as u64 <= dice.budget);
        to_voters = to_voters.saturating_add(sum(granted.transfers.iter().map(|t| t.amount)));
        check_transfers(&granted.transfers, &paid)?;
        payments.extend(paid);
        assert_balanced(&ledger.rewards);
    }
    prop_assert!(!ledger.owes_payout(), "a payout comes to its end");
    let came: BTreeMap<_, _> = payments.iter().map(|p| (p.voter, p.shares.clone())).collect();
    prop_assert_eq!(came.len(), payments.len(), "nobody is paid twice");
    prop_assert_eq!(came, foretold);
    Ok(Played {
        ledger,
        payments,
        to_owners,
        to_voters,
    })
}

/// Each credit stands in the receipt once, in the order of the payments, and what was compounded stands there as one.
fn check_transfers(transfers: &[Transfer], paid: &[Payment]) -> Result<(), TestCaseError> {
    let credits = paid.iter().filter_map(|p| match p.to {
        PaidTo::Account(account) => Some((Party::Account(account), p.total())),
        PaidTo::Bucket(_) => None,
    });
    let claims = transfers.iter().filter(|t| t.kind == TransferKind::ClaimRewards);
    let claims: Vec<_> = claims.map(|t| (t.to, t.amount)).collect();
    prop_assert_eq!(claims, credits.collect::<Vec<_>>());
    let compounded = sum(paid.iter().filter(|p| p.to.bucket().is_some()).map(Payment::total));
    let deposits = transfers.iter().filter(|t| t.kind == TransferKind::DepositToBucket);
    prop_assert_eq!(sum(deposits.map(|t| t.amount)), compounded);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_rau_is_lost_or_made_in_an_era(dice in dice()) {
        let fund = RewardFund::new(Amount::from_iotx(1_000_000));
        let tips = sum(dice.blocks.iter().map(|(_, tips)| Amount::from_rau((*tips).into())));
        let Played { ledger, payments, to_owners, to_voters } = play(&dice)?;
        let paid = sum(payments.iter().map(Payment::total));
        prop_assert_eq!(paid, to_voters);
        // What was earned: all that the pool may not grant any more.
        let earned = fund.available().saturating_add(tips).saturating_sub(ledger.rewards.available());
        let (unclaimed, dust) = ledger.rewards.owed();
        let kinds = [paid, dust, to_owners, unclaimed];
        prop_assert_eq!(sum(kinds.into_iter()), earned);
        prop_assert_eq!(
            fund.total().saturating_add(tips).saturating_sub(ledger.rewards.total()),
            paid.saturating_add(to_owners)
        );
        if let Some(payout) = &ledger.voter_rewards.distribution {
            for entry in &payout.entries {
                prop_assert!(entry.distributed <= entry.amount);
                let shares = payments.iter().flat_map(|p| &p.shares).filter(|(id, _)| *id == entry.id);
                prop_assert_eq!(sum(shares.map(|(_, share)| *share)), entry.distributed);
                let left = entry.amount.saturating_sub(entry.distributed);
                prop_assert_eq!(left, ledger.rewards.pending(entry.id));
            }
        }
    }

    #[test]
    fn a_budget_changes_when_voters_are_paid_and_not_what(dice in dice(), budget in 1u64..8) {
        // Without buckets that change their votes while the payout runs, which is another test's.
        let dice = Dice { registered: vec![None; 12], lacks: 0, ..dice };
        let slow = play(&Dice { budget, ..dice.clone() })?;
        let fast = play(&Dice { budget: 256, ..dice })?;
        prop_assert_eq!(slow.ledger.rewards, fast.ledger.rewards);
        let voters = |played: &[Payment]| played.iter().map(|p| p.voter).collect::<Vec<_>>();
        prop_assert_eq!(voters(&slow.payments), voters(&fast.payments), "the order is the same");
        let all: BTreeSet<Address> = voters(&slow.payments).into_iter().collect();
        prop_assert!(all.len() <= 12 + DELEGATES);
    }
}
