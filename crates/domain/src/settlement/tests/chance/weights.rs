//! Votes at the freeze of random eras, held to what the buckets give.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{DELEGATES, Dice, bucket, delegate_id, dice, end, network, person, rates, set_up};
use crate::{Address, Era, Hash, Height, NetworkParams, Votes};

/// What the buckets give, each by itself: the votes by voter and delegate.
fn votes_of(dice: &Dice, params: &NetworkParams) -> BTreeMap<(Address, Address), Votes> {
    let mut all: BTreeMap<(Address, Address), Votes> = BTreeMap::new();
    let mut add = |voter: Address, id: Address, votes: Votes| {
        let sum = all.entry((voter, id)).or_default();
        *sum = sum.saturating_add(votes);
    };
    for place in 0..DELEGATES {
        let id = delegate_id(place);
        add(id, id, bucket(id, id, 2_000_000 + place as u64, 7, true).votes(true));
    }
    for (owner, place, iotx, days, locked, nft) in &dice.stakes {
        let (voter, id) = (person(*owner), delegate_id(*place));
        let bucket = bucket(voter, id, *iotx, *days, *locked);
        let votes = match *nft {
            true => bucket.contract_votes(params),
            false => bucket.votes(false),
        };
        add(voter, id, votes);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn at_the_freeze_each_weight_and_each_total_is_what_the_buckets_give(dice in dice()) {
        // Without votes that a total lacks, which are another test's.
        let dice = Dice { lacks: 0, ..dice };
        let params = network(10, dice.budget);
        let (mut ledger, votes) = (set_up(&dice, &params), votes_of(&dice, &params));
        ledger.freeze_votes(&end(&params, 6, Hash(dice.seed)), Era(2), &rates(&dice), true);
        // What changes hands afterwards is the former voter's for this era.
        for (index, to) in &dice.moved {
            ledger.staking.set_owner(*index, person(*to));
        }
        let window = ledger.voter_rewards.window.as_ref().unwrap();
        let mut frozen = BTreeMap::new();
        for voter in window.voters() {
            frozen.extend(window.of(voter).map(|(id, weight)| ((voter, id), weight)));
        }
        prop_assert_eq!(&frozen, &votes);
        for place in 0..DELEGATES {
            let id = delegate_id(place);
            let Some(snapshot) = ledger.reward_snapshot(id) else {
                prop_assert!(!dice.opted[place]);
                continue;
            };
            let each = frozen.iter().filter(|((_, of), _)| *of == id);
            let sum = each.fold(Votes::ZERO, |sum, (_, weight)| sum.saturating_add(*weight));
            prop_assert!(dice.opted[place] && snapshot.freeze_height == Height(6));
            prop_assert_eq!(snapshot.total_weight, sum);
        }
    }
}
