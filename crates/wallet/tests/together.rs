//! What is signed with one word is told of together: one notice counts a batch or a sequence, and does not come for each of
//! its actions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::time::Duration;

use ballast_api::{
    Event, SubmissionView, Tally, Whole,
    calls::{
        ApproveBatch, AskPracticeMoney, BeginSequence, GetHistory, GetSubmissions, Propose, ProposeBatch,
        ProposeSequence,
    },
};
use ballast_domain::{
    Address, Intent, Named, Network, Phrase,
    sequence::{SequenceStep, SequenceWish},
};
use ballast_practice::{Config, Handle, start};
use ballast_wallet::{Options, Wallet};
use serde_json::json;
use tokio::{sync::broadcast::Receiver, time::timeout};

const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/// A wallet with money on a practice network of fast blocks.
struct World {
    _chain: Handle,
    _home: tempfile::TempDir,
    wallet: Wallet,
    account: Address,
}

impl World {
    async fn start() -> Self {
        let config = Config {
            block_seconds: 0.2,
            ..Config::default()
        };
        let chain = start(config).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        let wallet = Wallet::new(Options {
            node: Some(chain.url()),
            ..common::options(home.path())
        });
        wallet.open(Network::Practice).await.unwrap();
        let account = common::create_account(&wallet).await;
        wallet.call(&AskPracticeMoney { account }).await.unwrap();
        let world = Self {
            _chain: chain,
            _home: home,
            wallet,
            account,
        };
        for _ in 0..100 {
            let intents = vec![world.send(1)];
            let batch = world.wallet.call(&ProposeBatch { intents }).await.unwrap();
            if batch.legal().count() == 1 {
                return world;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the practice money did not come");
    }

    fn send(&self, iotx: u64) -> Intent {
        let amount = format!("{iotx} IOTX");
        let send = json!({ "account": self.account, "action": "send", "to": FRIEND, "amount": amount });
        serde_json::from_value(send).unwrap()
    }
}

/// What is told until all of it is over: the counts, and what is told of each action.
async fn told(news: &mut Receiver<Event>, of: &Whole) -> (Vec<Tally>, Vec<SubmissionView>) {
    let (mut tallies, mut views) = (Vec::<Tally>::new(), Vec::new());
    while !tallies.last().is_some_and(|tally| tally.over) {
        let next = timeout(Duration::from_secs(60), news.recv()).await;
        match next.expect("it never came to its end").unwrap() {
            Event::Tally(tally) if tally.of == *of => tallies.push(*tally),
            Event::Submission(view) => views.push(*view),
            _ => {}
        }
    }
    (tallies, views)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_counted_in_one_notice_and_its_actions_are_known_as_its_own() {
    let world = World::start().await;
    let mut news = world.wallet.events();
    let intents = (1..=5).map(|iotx| world.send(iotx)).collect();
    let id = world.wallet.call(&ProposeBatch { intents }).await.unwrap().id;
    world.wallet.call(&ApproveBatch { id: id.clone() }).await.unwrap();
    let (tallies, views) = told(&mut news, &Whole::Batch(id.clone())).await;
    let last = tallies.last().unwrap();
    assert_eq!((last.all, last.done, last.failed), (5, 5, 0));
    assert_eq!(last.sentence(), "5 transactions done.");
    assert!(
        tallies.is_sorted_by(|a, b| a.done < b.done),
        "each tells something new: {tallies:?}"
    );
    assert!(
        views.iter().all(|view| view.batch.as_ref() == Some(&id)),
        "whoever shows them can tell"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_that_go_out_together_are_counted_under_the_name_of_their_sequence() {
    let world = World::start().await;
    let mut news = world.wallet.events();
    let step = |iotx| SequenceStep {
        after: Vec::new(),
        intent: world.send(iotx),
    };
    let wish = SequenceWish::Steps {
        title: "Three gifts".into(),
        steps: vec![step(1), step(2), step(3)],
    };
    let id = world.wallet.call(&ProposeSequence { wish }).await.unwrap().id;
    let begin = BeginSequence {
        id: id.clone(),
        by_itself: true,
    };
    world.wallet.call(&begin).await.unwrap();
    let (tallies, views) = told(&mut news, &Whole::Sequence(id.clone())).await;
    assert_eq!(tallies.last().unwrap().sentence(), "Three gifts: 3 steps done.");
    assert!(tallies.len() <= 3, "{tallies:?}");
    assert!(
        !views.is_empty() && views.iter().all(|view| view.part_of.as_ref() == Some(&id)),
        "{views:?}"
    );
    // Whoever lists them knows it too.
    let listed = world.wallet.call(&GetSubmissions { account: None }).await.unwrap();
    assert!(listed.iter().all(|view| view.part_of.as_ref() == Some(&id)));
    let filter = Default::default();
    let mut rows = world.wallet.call(&GetHistory { filter }).await.unwrap();
    rows.retain(|row| row.arrival.is_none());
    assert!(rows.len() == 3 && rows.iter().all(|row| row.part_of.as_ref() == Some(&id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_refused_actions_signs_nothing_and_each_is_named_without_a_promise() {
    let world = World::start().await;
    let unstake = json!({ "account": world.account, "action": "unstake", "bucket": 999_999 });
    let intents = vec![serde_json::from_value(unstake).unwrap(); 2];
    let batch = world.wallet.call(&ProposeBatch { intents }).await.unwrap();
    assert_eq!((batch.legal().count(), batch.refused().count()), (0, 2));
    let approved = world.wallet.call(&ApproveBatch { id: batch.id }).await;
    assert!(approved.is_err(), "{approved:?}");
    let brief = batch.items[0].intent.in_brief().to_string();
    assert_eq!(brief, "Unstake, bucket 999\u{202f}999");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_wished_and_what_came_of_it_name_the_account_in_pieces() {
    let world = World::start().await;
    let intents = vec![world.send(1), world.send(2)];
    let batch = world.wallet.call(&ProposeBatch { intents }).await.unwrap();
    let friend = Named::Account(FRIEND.parse().unwrap());
    let names = |says: &Phrase| says.pieces().iter().any(|piece| piece.names.as_ref() == Some(&friend));
    for item in &batch.items {
        assert_eq!(item.says.to_string(), item.sentence);
        assert!(names(&item.says), "{:?}", item.says);
    }
    let stake = json!({ "account": world.account, "action": "createStake", "candidate": "fathom",
        "amount": "100 IOTX", "duration": 7, "locked": true });
    let intent = serde_json::from_value(stake).unwrap();
    let staked = world.wallet.call(&Propose { intent }).await.unwrap();
    let fathom = Named::Delegate("fathom".into());
    let is_named = |says: &Phrase| says.pieces().iter().any(|piece| piece.names.as_ref() == Some(&fathom));
    assert!(is_named(&staked.says), "{:?}", staked.says);
    let lines = staked.changes.iter().filter(|line| is_named(&line.says)).count();
    assert!(lines > 0, "its votes are told under its name: {:?}", staked.changes);
    assert!(staked.changes.iter().all(|line| line.says.to_string() == line.label));

    let mut news = world.wallet.events();
    let id = batch.id.clone();
    world.wallet.call(&ApproveBatch { id }).await.unwrap();
    told(&mut news, &Whole::Batch(batch.id)).await;
    for view in world.wallet.call(&GetSubmissions { account: None }).await.unwrap() {
        let outcome = view.outcome.unwrap();
        assert!(
            names(&view.says) && names(&outcome.says),
            "{:?} {:?}",
            view.says,
            outcome.says
        );
        assert_eq!(outcome.says.to_string(), outcome.sentence);
    }
}
