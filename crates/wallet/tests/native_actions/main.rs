//! Random wishes: what the wallet says of each by the rules of `ballast-domain` is what the chain does with it. What is
//! legal succeeds, and moves the money and votes that the proposal showed; what breaks a rule is sent all the same, past
//! the form, and is refused, dropped or mined with exactly the status that the rule names.
//!
//! `BALLAST_WISHES` says how many, and `BALLAST_SEED` starts another run; a failure says the seed and the wish. `cargo
//! xtask soak wishes` asks for ten thousand. `live.rs` says how to hold a live node to it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod dice;
mod every_rule;
mod live;
mod matter;
mod network;
mod nft_rules;
mod one_verdict;
mod people;
mod verdict;
mod wishes;

use std::collections::BTreeMap;

use ballast_domain::{Action, Address};

use self::{
    dice::Dice,
    network::World,
    people::{genesis, people},
    verdict::judge,
    wishes::{Seen, Wisher},
};

/// How many, unless `BALLAST_WISHES` says: a tenth of the soak's.
const WISHES: u64 = 1_000;
const SEED: u64 = 0x1077_2026;
/// An endorsement in use ends after so many blocks, and a delegate leaves after twice as many.
const WAIT: u64 = 17_290;
/// How many such waits there are, with as many wishes before each.
const WAITS: u64 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_wallet_says_of_random_wishes_is_what_the_chain_does() {
    let (seed, number) = (seed(), given("BALLAST_WISHES").unwrap_or(WISHES));
    let genesis = genesis(&people());
    let contract = genesis.system_staking_contracts[2];
    let world = World::start(genesis).await;
    world.mine(1, network::STEP).await;
    let found = wishes(&world, contract, seed, number).await;
    if seed == SEED && number >= WISHES {
        every_action_was_done_and_refused(&found);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_wallet_says_is_what_a_live_chain_does() {
    let Some((world, number)) = live::named().await else {
        println!("no BALLAST_NODE_URL: nothing was asked");
        return;
    };
    let contract = world.params.staking_contracts[2];
    wishes(&world, contract, seed(), number).await;
}

fn seed() -> u64 {
    given("BALLAST_SEED").unwrap_or(SEED)
}

/// A number that the environment gives.
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().unwrap())
}

/// What the chain does not do any more since Zanzibar, and what needs the portions of a delegate, which nobody wishes here.
const NEVER_DONE: [&str; 3] = [
    "candidateRegisterWithBLS",
    "candidateUpdateWithBLS",
    "setVoterRewardOptIn",
];

type Found = BTreeMap<(&'static str, String), u64>;

async fn wishes(world: &World, contract: Address, seed: u64, number: u64) -> Found {
    println!("BALLAST_SEED={seed} BALLAST_WISHES={number}");
    let (mut dice, people) = (Dice::new(seed), people());
    let mut seen = Seen::look(world, &people, contract).await;
    let mut found = Found::new();
    for wish in 0..number {
        if world.makes_blocks() {
            pass(world, &mut dice, wish, number).await;
        }
        if wish.is_multiple_of(16) || !world.makes_blocks() {
            seen = Seen::look(world, &people, contract).await;
        }
        let intent = Wisher {
            dice: &mut dice,
            people: &people,
            seen: &seen,
        }
        .wish();
        let person = people.iter().find(|p| p.address == intent.account).unwrap();
        let verdict = judge(world, person, &intent).await;
        let verdict = verdict.unwrap_or_else(|why| panic!("seed {seed}, wish {wish}: {intent:?}: {why}"));
        *found.entry((intent.action.tag(), verdict.to_string())).or_default() += 1;
    }
    for ((tag, verdict), times) in &found {
        println!("{times:5} {tag}: {verdict}");
    }
    found
}

/// Other runs may miss one by chance.
fn every_action_was_done_and_refused(found: &Found) {
    for tag in Action::TAGS.iter().filter(|tag| !by_contract(tag)) {
        let is = |legal| move |((of, verdict), _): &(&(&str, String), &u64)| of == tag && (verdict == "done") == legal;
        let done = found.iter().any(|entry| is(true)(&entry));
        let refused = found.iter().any(|entry| is(false)(&entry));
        assert!(refused, "{tag} was never refused");
        assert!(done || NEVER_DONE.contains(tag), "{tag} was never done");
    }
}

/// What contracts decide has its own runs.
fn by_contract(tag: &str) -> bool {
    tag.starts_with("nft") || matches!(tag, "sendToken" | "sendNft" | "allowToken" | "setPortion")
}

/// Time goes on: now and then a day, a quarter, or the blocks that an endorsement and an exit wait for.
async fn pass(world: &World, dice: &mut Dice, wish: u64, number: u64) {
    let between = (number / WAITS).max(1);
    match dice.roll(100) {
        0..4 => world.mine(1, 86_400 * (1 + dice.roll(4))).await,
        4..6 => world.mine(1, 86_400 * 91).await,
        _ if wish % between == between - 1 => world.mine(WAIT, 1).await,
        _ => return,
    };
}
