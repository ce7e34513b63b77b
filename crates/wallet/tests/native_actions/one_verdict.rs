//! One verdict: whoever is asked about a wish says the same of it. The review, a rehearsal, the forms (staking, sending,
//! registering, and those of a bucket's and an operator's page), the bucket's own menu and the command line.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    sync::Mutex,
};

use ballast_api::calls;
use ballast_domain::{
    Action, Context, Intent, Rule, Timestamp,
    menu::{BucketAction, DelegateAction},
    rehearsal::{Clock, Planned, attempt},
};
use serde_json::{Value, json};

use super::{
    SEED, by_contract,
    contract_wishes::{BADGE, COIN, contract_wishes},
    every_rule,
    network::{STEP, World},
    nft_rules,
    people::{genesis, people},
    verdict::note,
    wishes,
};

/// The rule that forbids a wish; none where none does.
type Word = Option<String>;

/// What no form and no rehearsal can know: the contract's own word, and what is under way.
const REVIEW_ALONE: [&str; 3] = ["contract.fails", "gas.above-block", "money.under-way"];

/// Asks all about a wish.
///
/// # Errors
/// Who said something else than the review.
pub async fn agree(world: &World, intent: &Intent) -> Result<Word, String> {
    let proposal = world.propose(intent).await;
    let review: Word = proposal.block().map(|w| w.rule.clone());
    if review.as_deref().is_some_and(|rule| REVIEW_ALONE.contains(&rule)) {
        return Ok(review);
    }
    let mut said = vec![
        ("a rehearsal", rehearsal(world, intent).await),
        ("a form", form(world, intent).await),
    ];
    // Menus speak of who can pay.
    if review.as_deref() != Some(Rule::Balance.id()) {
        said.extend(of_bucket(world, intent).await.map(|word| ("the bucket's menu", word)));
        said.extend(
            of_delegate(world, intent)
                .await
                .map(|word| ("the operator's page", word)),
        );
    }
    said.push(("the command line", command_line(world, intent)));
    match said.into_iter().find(|(_, word)| *word != review) {
        None => Ok(review),
        Some((who, word)) => Err(format!("the review says {review:?}, {who} {word:?}")),
    }
}

async fn rehearsal(world: &World, intent: &Intent) -> Word {
    let planned = Planned {
        at: Timestamp::default(),
        intent: intent.clone(),
    };
    let asked = calls::Rehearse {
        plan: vec![planned],
        until: Timestamp::default(),
    };
    let rehearsal = world.ask(&asked).await.value;
    let refusal = rehearsal.steps[0].refusal.clone();
    refusal.map(|r| r.rule.id().to_owned())
}

/// As the window's forms do it: on what they ask the backend for, by the rules themselves.
async fn form(world: &World, intent: &Intent) -> Word {
    let asked = calls::GetGround {
        account: intent.account,
        touches: intent.touches(),
    };
    let ground = world.ask(&asked).await;
    let clock = Clock {
        params: &ground.value.params,
        height: ground.height,
        now: ground.value.now,
    };
    let ctx = Context {
        balance: ground.value.spendable,
        fee: ground.value.fee,
        ..clock.context(intent.account)
    };
    let verdict = attempt(&intent.action, &ground.value.ledger, &ctx);
    verdict.err().map(|r| r.rule.id().to_owned())
}

/// The menu of a bucket's page knows what asks for nothing; it speaks of its owner, who can pay.
async fn of_bucket(world: &World, intent: &Intent) -> Option<Word> {
    let bucket = *intent.buckets().first()?;
    let leave_at = None;
    let life = world.try_ask(&calls::GetBucketLife { bucket, leave_at }).await?.value;
    if life.bucket.owner != intent.account {
        return None;
    }
    let entry = life.actions.iter().find(|entry| {
        let nothing = entry.action.asks(bucket.contract.is_some()).is_empty();
        let action = nothing.then(|| entry.action.action(&life.bucket, &world.params, &Default::default()));
        action.flatten().is_some_and(|action| is_same(&action, &intent.action))
    })?;
    // To ask for an end anew is left out of menus, and is no other verdict.
    (entry.action != BucketAction::IntendRevoke).then(|| entry.refusal.as_ref().map(|r| r.rule.id().to_owned()))
}

/// Memos apart.
fn is_same(one: &Action, other: &Action) -> bool {
    let bare = |action: &Action| {
        let mut fields = serde_json::to_value(action).unwrap();
        fields.as_object_mut().unwrap().remove("payload");
        fields
    };
    bare(one) == bare(other)
}

/// An operator's page speaks of the delegates that an account of the wallet owns; what can be done with them without being
/// told more is the way out of the election, and the opt-in.
async fn of_delegate(world: &World, intent: &Intent) -> Option<Word> {
    let wanted = match &intent.action {
        Action::RequestExit(_) => DelegateAction::RequestExit,
        Action::ConfirmExit(_) => DelegateAction::ConfirmExit,
        Action::VoterRewardOptIn(_) => DelegateAction::OptIn,
        _ => return None,
    };
    let own = world.ask(&calls::GetOwnDelegates {}).await.value;
    let mine = own.iter().find(|own| own.owned && own.account == intent.account)?;
    let deed = mine.deeds.iter().find(|deed| deed.deed == wanted)?;
    Some(deed.refusal.as_ref().map(|r| r.rule.id().to_owned()))
}

/// `ballast-cli propose`, which `cargo xtask test` builds before: it stands two folders above the running test. Left out
/// where it is not there, the command line could say what it likes.
fn command_line(world: &World, intent: &Intent) -> Word {
    let test = std::env::current_exe().unwrap();
    let program: PathBuf = test.ancestors().nth(2).unwrap().join("ballast-cli");
    assert!(
        program.exists(),
        "{} is not there, and the command line is asked too: cargo build --bin ballast-cli",
        program.display()
    );
    let mut written = serde_json::to_value(intent).unwrap();
    written.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    for field in Action::money_in(intent.action.tag()) {
        if let Some(amount) = written.get(field).and_then(Value::as_str) {
            written[field] = format!("{amount} Rau").into();
        }
    }
    let mut child = Command::new(program)
        .args(["--json", "--network", "practice", "--node", &world.url, "--home"])
        .arg(world.folder.path().join("cli"))
        .args(["propose", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text = written.to_string();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let run = child.wait_with_output().unwrap();
    let told: Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|e| panic!("{e}: {text}: {}", String::from_utf8_lossy(&run.stderr)));
    let warnings = told["warnings"].as_array();
    let warnings = warnings.unwrap_or_else(|| panic!("{text}: {told}"));
    let block = warnings.iter().find(|w| w["severity"] == "block");
    assert_eq!(block.is_none(), run.status.success(), "{text}");
    block.map(|w| w["rule"].as_str().unwrap().to_owned())
}

/// How often each verdict was given on each action.
pub type Words = BTreeMap<(&'static str, Word), u64>;

/// How many random wishes about native actions all are asked about, and how many about what contracts keep.
const WISHES: u64 = 300;
const OF_CONTRACTS: u64 = 140;
/// How many of them are legal at least, and refused at least.
const OF_EACH: u64 = 67;

/// Token rules, by whom no token needs to be held.
async fn tokens(world: &World, contract: ballast_domain::Address) {
    let people = people();
    let (by, to) = (people[8].address, people[9].address);
    let coin = |token: &str, to: ballast_domain::Address, decimals: u8| {
        json!({ "account": by, "action": "sendToken", "token": token, "to": to,
                "quantity": { "units": "1", "decimals": decimals } })
    };
    let badge =
        |token: Value| json!({ "account": by, "action": "sendNft", "token": token, "from": by, "to": to, "id": "1" });
    for (wish, rule) in [
        (coin(&to.to_string(), to, 18), Rule::TokenUnknown),
        (coin(COIN, to, 6), Rule::TokenDecimals),
        (coin(COIN, to, 18), Rule::TokenBalance),
        (
            json!({ "account": by, "action": "allowToken", "token": COIN, "spender": COIN,
                    "quantity": { "units": "1", "decimals": 18 } }),
            Rule::TokenLost,
        ),
        (badge(json!(BADGE)), Rule::TokenHolder),
        (
            json!({ "account": by, "action": "sendToken", "token": COIN, "to": COIN,
                    "quantity": { "units": "0", "decimals": 18 } }),
            Rule::TokenLost,
        ),
        (
            json!({ "account": by, "action": "nftUnlock", "bucket": format!("{COIN}/1") }),
            Rule::NftContract,
        ),
        (badge(json!(contract)), Rule::TokenHolder),
        (
            json!({ "account": by, "action": "nftApprove", "bucket": format!("{contract}/1"), "to": contract }),
            Rule::NftUnknown,
        ),
    ] {
        let intent: Intent = serde_json::from_value(wish.clone()).unwrap();
        note(world, &intent).await.unwrap_or_else(|why| panic!("{wish}: {why}"));
        let words = world.asked.as_ref().unwrap().lock().unwrap();
        let word = (intent.action.tag(), Some(rule.id().to_owned()));
        assert!(words.contains_key(&word), "{wish}: {words:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_asked_about_a_wish_says_the_same_of_it() {
    let words = every_rule::played(Some(Mutex::default())).await;
    let words = nft_rules::played(words).await;
    let genesis = genesis(&people());
    let contracts = genesis.system_staking_contracts.clone();
    let contract = contracts[2];
    let mut world = World::start(genesis).await;
    world.mine(1, STEP).await;
    world.asked = words;
    tokens(&world, contract).await;
    let scripted = world.asked.replace(Mutex::default()).unwrap().into_inner().unwrap();
    wishes(&world, contract, SEED, WISHES).await;
    contract_wishes(&world, &people(), &contracts, SEED, OF_CONTRACTS).await;
    let random = world.asked.take().unwrap().into_inner().unwrap();

    let count = |legal: bool| {
        random
            .iter()
            .filter(|((_, word), _)| word.is_none() == legal)
            .map(|(_, n)| n)
            .sum::<u64>()
    };
    let (legal, refused) = (count(true), count(false));
    // Minting the tokens is asked about too.
    assert!(legal + refused >= WISHES + OF_CONTRACTS);
    assert!(
        legal >= OF_EACH && refused >= OF_EACH,
        "{legal} legal, {refused} refused"
    );
    for tag in Action::TAGS.iter().filter(|tag| by_contract(tag)) {
        assert!(random.keys().any(|(of, _)| of == tag), "no random wish was {tag}");
    }
    let all: Words = scripted.into_iter().chain(random).collect();
    for tag in Action::TAGS {
        assert!(all.keys().any(|(of, _)| of == tag), "nobody was asked about {tag}");
    }
    let said: BTreeSet<&str> = all.keys().filter_map(|(_, word)| word.as_deref()).collect();
    let missed: Vec<_> = Rule::ALL
        .iter()
        .map(|rule| rule.id())
        .filter(|id| !said.contains(id))
        .collect();
    assert_eq!(missed, NOT_REFUSED, "rules that nobody was refused by");
}

/// Rules that warn and forbid nothing; and nine that forbid what these chains cannot come to: what is before Zanzibar, no
/// DelegateProfile or one that says nothing, no contract to turn a bucket into an NFT, a bucket type that was closed, a token
/// whose decimals changed since it was added, a bucket NFT held and given away as if it were any token.
const NOT_REFUSED: [&str; 45] = [
    "balance.fees-left",
    "delegate.leaving",
    "bucket.restarts-clock",
    "bucket.foreign",
    "bucket.to-contract",
    "endorsement.starts-exit",
    "endorsement.leaves",
    "endorsement.wait-restarts",
    "delegate.bls-key",
    "delegate.bls-proof-early",
    "delegate.register-for-other",
    "delegate.reward-idle",
    "delegate.self-stake-lost",
    "nft.nowhere",
    "nft.type-closed",
    "nft.muted",
    "nft.migrate-longer",
    "rewards.claim-below-fee",
    "rewards.claim-for-other",
    "voters.not-yet",
    "voters.profile-unknown",
    "voters.portion-zero",
    "voters.portions-unread",
    "voters.opted-in",
    "voters.opt-in-for-good",
    "voters.opt-in-pays-owner",
    "voters.destination-same",
    "voters.destination-contract",
    "voters.destination-compounds",
    "send.to-contract",
    "send.calls-contract",
    "send.to-oneself",
    "send.nothing",
    "recipient.own",
    "recipient.first-time",
    "recipient.look-alike",
    "token.decimals-changed",
    "token.is-bucket",
    "token.unlisted",
    "token.to-contract",
    "token.allow-person",
    "token.allow-more",
    "rewards.deposit-gift",
    "voters.forfeits",
    "voters.forfeits-unread",
];
