//! How delegates pay their voters, by nodes old and new and at every state of the fork; and what a voter forfeits that leaves
//! one before a freeze.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use ballast_api::{Delegates, calls};
use ballast_domain::{
    Address, Amount, Fork, Hash, Height, Intent, Network, PayoutMode, Portion, Proposal, Touch, VoterPayout, keccak256,
    word,
};
use ballast_practice::{Genesis, GenesisAccount, GenesisBucket, default_genesis};
use common::told::World;
use serde_json::{Value, json};

const VOTER: Address = Address::from_bytes([9; 20]);

impl World {
    async fn of(genesis: Genesis) -> Self {
        Self::told(genesis, |_, _, _| {}).await
    }

    /// The wallet asks a relay that may answer otherwise than the node.
    async fn told(genesis: Genesis, change: impl Fn(&str, &Value, &mut Value) + Send + Sync + 'static) -> Self {
        let world = Self::unopened(genesis, change).await;
        world.wallet.open(Network::Practice).await.unwrap();
        world
    }

    async fn delegates(&self) -> Delegates {
        self.wallet.call(&calls::GetDelegates {}).await.unwrap()
    }

    async fn payout(&self, name: &str) -> VoterPayout {
        let rows = self.delegates().await.rows.value;
        rows.iter().find(|row| row.name == name).unwrap().payout.unwrap()
    }

    async fn unstakes(&self, bucket: u64) -> Proposal {
        let wish = json!({ "account": VOTER, "action": "unstake", "bucket": bucket });
        let intent: Intent = serde_json::from_value(wish).unwrap();
        self.wallet.call(&calls::Propose { intent }).await.unwrap()
    }
}

/// The built-in genesis with the fork at this height, and eras of so many epochs of 1,440 blocks.
fn since(height: u64, epochs: u64) -> Genesis {
    Genesis {
        zanzibar_height: Some(height),
        zanzibar_beta_height: Some(height),
        zanzibar_gamma_height: Some(height),
        epochs_per_reward_era: Some(epochs),
        ..default_genesis()
    }
}

/// The built-in genesis as of a node before the fork's release.
fn before() -> Genesis {
    let mut genesis = default_genesis();
    genesis.delegates.iter_mut().for_each(|delegate| delegate.voters = None);
    Genesis {
        zanzibar_height: None,
        zanzibar_beta_height: None,
        zanzibar_gamma_height: None,
        epochs_per_reward_era: None,
        voter_budget_per_block: None,
        delegate_profile_contract: None,
        auto_deposit_contract: None,
        hermes_vaults: None,
        ..genesis
    }
}

/// The first freeze of eras of two epochs: the middle of the first epoch.
const FREEZE: u64 = 721;

#[tokio::test(flavor = "multi_thread")]
async fn of_an_old_node_nothing_is_known_and_nothing_is_guessed() {
    let world = World::of(before()).await;
    world.mine_to(3).await;
    let delegates = world.delegates().await;
    assert_eq!(delegates.rows.value.len(), 40);
    assert!(delegates.rows.value.iter().all(|row| row.payout.is_none()));
    assert_eq!(delegates.freeze, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_node_below_the_fork_answers_and_its_protocol_pays_nobody() {
    let world = World::of(since(1_000_000, 2)).await;
    world.mine_to(FREEZE + 2).await;
    for row in world.delegates().await.rows.value {
        let payout = row.payout.unwrap();
        assert!(!payout.mode.is_by_protocol(), "{}: {payout:?}", row.name);
        assert_eq!(payout.commission, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_go_by_the_height_at_which_a_practice_network_says_that_it_comes_to_the_fork() {
    let world = World::of(since(10, 2)).await;
    for (height, in_force) in [(3, false), (12, true)] {
        world.mine_to(height).await;
        world.wallet.call(&calls::CatchUp {}).await.unwrap();
        let chain = world.wallet.call(&calls::GetChain {}).await.unwrap();
        assert_eq!(chain.height, Some(Height(height)));
        assert_eq!(chain.zanzibar, Some(in_force));
        let asked = calls::GetGround {
            account: VOTER,
            touches: Vec::new(),
        };
        let ground = world.wallet.call(&asked).await.unwrap();
        let params = &ground.value.params;
        assert_eq!(
            params.fork_height(Fork::Zanzibar),
            Height(10),
            "and not the built-in one"
        );
        assert_eq!(params.at(Fork::Zanzibar, ground.height), in_force);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_of_payout_is_told_from_the_others_once_votes_are_frozen() {
    let mut genesis = since(1, 2);
    let keel = genesis.delegates.iter_mut().find(|delegate| delegate.name == "keel");
    keel.unwrap().voters.as_mut().unwrap().block_portion = Some(10_001);
    let world = World::of(genesis).await;
    world.mine_to(FREEZE - 1).await;
    assert_eq!(
        world.payout("fathom").await.mode,
        PayoutMode::ByHand,
        "an opt-in takes effect with the freeze"
    );
    world.mine_to(FREEZE).await;
    for (name, mode) in [
        ("fathom", PayoutMode::Protocol),
        ("ebb", PayoutMode::ByHand),
        ("tidewater", PayoutMode::Unset),
        ("keel", PayoutMode::Unset),
        ("polaris", PayoutMode::Nothing),
        // Both are paid into the vault of Hermes, and one was moved over.
        ("mainsail", PayoutMode::Protocol),
        ("jib", PayoutMode::Hermes),
    ] {
        assert_eq!(world.payout(name).await.mode, mode, "{name}");
    }
    let [fathom, tidewater, keel] = [
        world.payout("fathom").await,
        world.payout("tidewater").await,
        world.payout("keel").await,
    ];
    assert_eq!(
        fathom.next(),
        fathom.commission,
        "what is in force is what its profile says"
    );
    assert_eq!(tidewater.portions.unwrap().epoch, Portion::Unset);
    assert_eq!(keel.portions.unwrap().block, Portion::Invalid, "over 10 000");
    let freeze = world.delegates().await.freeze.unwrap();
    assert_eq!((freeze.era.0, freeze.height.0), (4, 2 * 1_440 + FREEZE));
}

/// The event of an opt-in, as its emitter logs it in a block.
fn opted_in(emitter: Address, id: Address, block: u64) -> Value {
    let event = keccak256(b"VoterRewardOptInSet(bytes32)");
    json!({ "address": emitter, "topics": [Hash(event), Hash(word::address(id))], "data": "0x",
            "blockNumber": format!("{block:#x}"), "transactionHash": Hash([7; 32]), "logIndex": format!("{block:#x}") })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opt_in_is_told_from_its_event_until_its_first_freeze_and_no_foreign_event_is_one() {
    let genesis = since(1, 2);
    let id = |name: &str| {
        genesis
            .delegates
            .iter()
            .find(|delegate| delegate.name == name)
            .unwrap()
            .owner
    };
    let logs = [
        opted_in(Address::STAKING, id("ebb"), 2),
        opted_in(VOTER, id("jib"), 3),
        // Of the freeze's own block, which takes it up.
        opted_in(Address::STAKING, id("jib"), FREEZE),
    ];
    let refuses = Arc::new(AtomicBool::new(true));
    let is_refused = refuses.clone();
    let topic = logs[0]["topics"][0].clone();
    let world = World::told(genesis, move |method, params, answer| {
        if method != "eth_getLogs" || params[0]["topics"][0] != topic {
            return;
        }
        if is_refused.load(Ordering::SeqCst) {
            let error = json!({ "code": 4444, "message": "pruned history unavailable" });
            *answer = json!({ "jsonrpc": "2.0", "id": answer["id"], "error": error });
        } else {
            // Whatever was asked for: what does not fit is left out.
            answer["result"] = json!(logs);
        }
    })
    .await;
    world.mine_to(5).await;
    assert_eq!(world.payout("ebb").await.mode, PayoutMode::ByHand, "it is not told");
    refuses.store(false, Ordering::SeqCst);
    // All are asked about together, and seldom.
    world.mine_to(5 + 120).await;
    let ebb = world.payout("ebb").await;
    assert_eq!((ebb.mode, ebb.commission), (PayoutMode::OptedIn, None));
    assert_eq!(world.payout("jib").await.mode, PayoutMode::Hermes);
    // This node does not take it up in the freeze: by then it is told no more.
    world.mine_to(FREEZE + 1).await;
    assert_eq!(world.payout("ebb").await.mode, PayoutMode::ByHand);
    assert_eq!(world.payout("jib").await.mode, PayoutMode::Hermes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portion_of_33_bytes_is_none_and_counts_from_the_next_freeze_on() {
    let genesis = since(1, 2);
    let fathom = genesis.delegates.iter().find(|delegate| delegate.name == "fathom");
    let id = fathom.unwrap().owner.to_hex().trim_start_matches("0x").to_lowercase();
    let field: String = b"blockRewardPortion".iter().map(|byte| format!("{byte:02x}")).collect();
    let world = World::told(genesis, move |method, params, answer| {
        let data = params[0]["data"].as_str().unwrap_or_default().to_lowercase();
        if method == "eth_call" && data.contains(&id) && data.contains(&field) {
            let told = format!("{:064x}{:064x}{}{}", 32, 33, "ff".repeat(33), "00".repeat(31));
            answer["result"] = json!(format!("0x{told}"));
        }
    })
    .await;
    world.mine_to(FREEZE).await;
    let payout = world.payout("fathom").await;
    assert_eq!(payout.mode, PayoutMode::Protocol, "as it was written down");
    assert_eq!(payout.portions.unwrap().block, Portion::Invalid);
    let told = payout.explanation();
    assert!(told.contains("From the next freeze on it is nothing"), "{told}");
}

/// Eras of three epochs, and a voter of `fathom` with a bucket that can be unstaked: the first era is planned in block 4320, and
/// the votes of the second are frozen in block 6481.
fn with_voter() -> Genesis {
    let mut genesis = since(1, 3);
    genesis.balances.push(GenesisAccount {
        name: "somebody".to_owned(),
        address: VOTER,
        balance: Amount::from_iotx(1_000),
    });
    genesis.buckets.push(GenesisBucket {
        owner: VOTER,
        delegate: "fathom".to_owned(),
        amount: Amount::from_iotx(50_000),
        days: 7,
        auto_stake: false,
        age_days: 10,
        unstaked_hours_ago: None,
    });
    genesis
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_does_not_tell_of_an_eras_rewards_is_a_caution_and_no_failure() {
    let world = World::told(with_voter(), |method, params, answer| {
        let data = params[0]["data"].as_str().unwrap_or_default();
        // pendingVoterReward
        if method == "eth_call" && data.starts_with("0xc2b9bae0") {
            let error = json!({ "code": -32603, "message": "something else" });
            *answer = json!({ "jsonrpc": "2.0", "id": answer["id"], "error": error });
        }
    })
    .await;
    let warns = |proposal: &Proposal| -> Vec<String> {
        let rules = proposal.warnings.iter().map(|warning| warning.rule.clone());
        rules.filter(|rule| rule.starts_with("voters.forfeits")).collect()
    };
    world.mine_to(5_800).await;
    let bucket = world.client.buckets_of(VOTER).await.unwrap().value[0].id.index;
    let early = world.unstakes(bucket).await;
    assert_eq!(early.block(), None, "{:?}", early.warnings);
    assert_eq!(warns(&early), ["voters.forfeits-unread"]);
    world.mine_to(6_490).await;
    let late = world.unstakes(bucket).await;
    assert_eq!((late.block(), warns(&late)), (None, Vec::new()), "{:?}", late.warnings);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_rewards_go_is_not_known_of_an_old_node_and_unset_of_a_new_one() {
    let account = VOTER;
    for (genesis, is_known) in [(before(), false), (since(1, 2), true)] {
        let world = World::of(genesis).await;
        world.mine_to(3).await;
        let touches = vec![Touch::Destination(account)];
        let ground = world.wallet.call(&calls::GetGround { account, touches }).await.unwrap();
        let ledger = ground.value.ledger;
        assert_eq!(ledger.destination_of(account), None);
        assert_eq!(ledger.knows_destination(account), is_known);
        assert_eq!(ledger.unread.compounding.contains(&account), !is_known);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_voters_of_five_delegates_are_kept_at_most() {
    let world = World::of(since(1, 2)).await;
    world.mine_to(3).await;
    let delegates = world.delegates().await.rows.value;
    let ids: Vec<Address> = delegates.iter().map(|row| row.id).take(6).collect();
    let watch = async |delegate: Address| world.wallet.call(&calls::WatchDelegate { delegate }).await;
    for delegate in &ids[..5] {
        watch(*delegate).await.unwrap();
    }
    let refused = watch(ids[5]).await.unwrap_err();
    assert_eq!(refused.code, "delegate.watched-most");
    assert!(
        refused.sentence.contains("five other delegates"),
        "{}",
        refused.sentence
    );
    assert_eq!(watch(ids[2]).await.unwrap(), ids[..5], "it is watched already");
    assert_eq!(watch(VOTER).await.unwrap_err().code, "delegate.not-found");
    let delegate = ids[0];
    let left = world.wallet.call(&calls::UnwatchDelegate { delegate }).await.unwrap();
    assert_eq!(left, ids[1..5]);
    assert_eq!(watch(ids[5]).await.unwrap(), ids[1..6]);
    let all = world.wallet.call(&calls::GetWatchedDelegates {}).await.unwrap();
    assert_eq!(all, ids[1..6]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_unstakes_before_a_freeze_is_told_what_that_forfeits_and_nobody_after_it() {
    let world = World::of(with_voter()).await;
    // An epoch of the second era is over, and so its reward is in the pools.
    world.mine_to(5_800).await;
    let bucket = world.client.buckets_of(VOTER).await.unwrap().value[0].id.index;
    let sentence = |proposal: &Proposal, rule: &str| {
        let told = proposal.warnings.iter().find(|warning| warning.rule == rule);
        told.map(|warning| warning.sentence.replace('\u{202f}', " "))
    };
    let early = world.unstakes(bucket).await;
    assert_eq!(early.block(), None, "{:?}", early.warnings);
    let told = sentence(&early, "voters.forfeits").unwrap();
    assert!(told.starts_with("In a block up to 6 481, about "), "{told}");
    assert!(
        told.contains("IOTX of fathom's rewards for era 6") && told.contains("at this pace"),
        "{told}"
    );
    let counts = sentence(&early, "votes.count-from").unwrap();
    assert!(
        counts.contains("from era 6 on, whose votes are frozen in block 6 481"),
        "{counts}"
    );
    world.mine_to(6_490).await;
    let late = world.unstakes(bucket).await;
    assert_eq!(
        (late.block(), sentence(&late, "voters.forfeits")),
        (None, None),
        "{:?}",
        late.warnings
    );
    assert!(sentence(&late, "votes.count-from").unwrap().contains("from era 9 on"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opt_in_waits_for_the_portions_that_its_own_batch_sets() {
    let genesis = since(1, 2);
    let ebb = genesis.delegates.iter().find(|delegate| delegate.name == "ebb");
    let (owner, profile) = (ebb.unwrap().owner, genesis.delegate_profile_contract.unwrap());
    let world = World::of(genesis).await;
    world.mine_to(3).await;
    let set = |field: &str| json!({ "action": "setPortion", "contract": profile, "field": field, "portion": 8_500 });
    let wishes = [set("block"), set("epoch"), json!({ "action": "setVoterRewardOptIn" })];
    let intent = |mut wish: Value| -> Intent {
        wish["account"] = json!(owner);
        serde_json::from_value(wish).unwrap()
    };
    let intents = wishes.into_iter().map(intent).collect();
    let batch = world.wallet.call(&calls::ProposeBatch { intents }).await.unwrap();
    let blocks = batch.items.iter().map(Proposal::block);
    let rules: Vec<Option<&str>> = blocks.map(|block| Some(block?.rule.as_str())).collect();
    assert_eq!(rules, [None, None, Some("batch.portion-later")]);
}
