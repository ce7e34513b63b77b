//! Every rule of native actions by itself: what the wallet says before signing, sent all the same past the form, and what
//! the chain makes of it. The random run beside it finds what nobody thought of; this one leaves no rule out.

use std::{collections::BTreeSet, sync::Mutex};

use ballast_domain::{Address, BlsKey, Intent, Rule};
use serde_json::{Value, json};

use super::{
    matter::possession,
    network::{STEP, World},
    one_verdict::Words,
    people::{Person, genesis, people},
    verdict::{judge, note},
};

/// A compressed point of the curve's group, and one beside it.
const KEY: &str = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
const NO_KEY: &str =
    "0x800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004";

/// A voter with 50 million IOTX, another one, one to whom a delegate is given; one with 250 IOTX, one with 0.03.
const VOTER: usize = 8;
const OTHER: usize = 9;
const HEIR: usize = 10;
const POOR: usize = 18;
const PENNILESS: usize = 21;
/// Who can stake once, and pay little after it.
const THIN: usize = 19;
/// The operator of the first delegate.
const OPERATOR: usize = 4;
/// Who registers a delegate with its key, and who has one from the start.
const PROVEN: usize = 11;
const VOTED: usize = 3;

/// What is to come of a wish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Expected {
    /// It is done: it makes ready for what follows.
    Done,
    /// The wallet forbids it by this rule, and the chain does as the rule says.
    Broken(Rule),
    /// The wallet allows it with this rule as a warning, and the chain does it.
    Cautioned(Rule),
    /// The wallet warns by this rule; whether it is done is up to somebody else's contract.
    Said(Rule),
}

use Expected::{Broken, Cautioned, Done, Said};

struct Script<'a> {
    people: &'a [Person],
    /// Names of the delegates that the first four people own.
    names: Vec<String>,
    /// Their self-stake buckets.
    own: Vec<u64>,
    /// The first bucket that is not a delegate's from the start.
    next: u64,
    contract: Address,
    /// DelegateProfile.
    profile: Address,
}

impl Script<'_> {
    fn who(&self, number: usize) -> Address {
        self.people[number].address
    }

    fn stake(&self, delegate: &str, amount: &str, duration: u32, locked: bool) -> Value {
        json!({ "action": "createStake", "candidate": delegate, "amount": format!("{amount} IOTX"),
                "duration": duration, "locked": locked })
    }

    /// With a proof for `proven`.
    fn register_proven(&self, name: &str, operator: Address, owner: Address, proven: Address) -> Value {
        let mut register = self.register(name, operator, owner, "0", KEY);
        register["action"] = json!("candidateRegisterWithBLSAndPoP");
        register["proof"] = json!(possession(1, proven).proof);
        register
    }

    fn register(&self, name: &str, operator: Address, owner: Address, amount: &str, key: &str) -> Value {
        json!({ "action": "candidateRegisterWithBLS", "name": name, "operator": operator, "reward": owner,
                "owner": owner, "amount": format!("{amount} IOTX"), "duration": 91, "locked": true, "blsKey": key })
    }

    /// What each bucket of the script is; they are made in this order.
    fn buckets(&self) -> Vec<(usize, Value, Expected)> {
        let (first, second) = (&self.names[1], &self.names[2]);
        [
            self.stake(first, "1000", 91, true),
            self.stake(first, "1000", 91, false),
            self.stake(first, "1000", 0, false),
            self.stake(first, "1200000", 91, true),
            self.stake(second, "1200000", 91, true),
            self.stake(first, "100", 0, true),
            self.stake(first, "100", 0, true),
        ]
        .into_iter()
        .map(|stake| (VOTER, stake, Done))
        .collect()
    }

    fn of_buckets(&self) -> Vec<(usize, Value, Expected)> {
        let n = self.next;
        let [locked, open, gone, large, elsewhere, lost, stuck] = [n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6];
        let (leaving, first) = (&self.names[0], &self.names[1]);
        let of = |action: &str, bucket: u64| json!({ "action": action, "bucket": bucket });
        let restake = |bucket: u64, duration: u32, locked: bool| json!({ "action": "restake", "bucket": bucket, "duration": duration, "locked": locked });
        let deposit = |bucket: u64, amount: &str| json!({ "action": "depositToStake", "bucket": bucket, "amount": format!("{amount} IOTX") });
        let give = |bucket: u64, to: Address| json!({ "action": "transferStake", "bucket": bucket, "to": to });
        let vote =
            |bucket: u64, name: &str| json!({ "action": "changeCandidate", "bucket": bucket, "candidate": name });
        vec![
            (VOTER, of("unstake", gone), Done),
            (VOTER, deposit(locked, "0"), Broken(Rule::AmountZero)),
            (VOTER, self.stake(first, "99.99", 91, true), Broken(Rule::MinStake)),
            (VOTER, self.stake(first, "100", 1051, true), Broken(Rule::MaxDuration)),
            (VOTER, self.stake("Keel", "100", 91, true), Broken(Rule::CandidateName)),
            (
                VOTER,
                self.stake("nobody", "100", 91, true),
                Broken(Rule::CandidateExists),
            ),
            (
                VOTER,
                self.stake(leaving, "100", 91, true),
                Cautioned(Rule::CandidateLeaving),
            ),
            (POOR, self.stake(first, "250", 91, true), Broken(Rule::Balance)),
            (THIN, self.stake(first, "100", 91, true), Cautioned(Rule::FeesLeft)),
            (VOTER, of("unstake", 999_999), Broken(Rule::BucketExists)),
            (OTHER, of("unstake", open), Broken(Rule::BucketOwner)),
            (VOTER, restake(gone, 91, true), Broken(Rule::AlreadyUnstaked)),
            (VOTER, of("unstake", locked), Broken(Rule::Locked)),
            (VOTER, deposit(open, "1"), Broken(Rule::NotLocked)),
            (VOTER, restake(locked, 7, true), Broken(Rule::ShortenLocked)),
            (VOTER, restake(open, 7, false), Broken(Rule::ShortenEarly)),
            (VOTER, of("unstake", open), Broken(Rule::UnstakeEarly)),
            (VOTER, restake(open, 91, false), Cautioned(Rule::RestartsClock)),
            (VOTER, of("withdrawStake", open), Broken(Rule::WithdrawNotUnstaked)),
            (VOTER, of("withdrawStake", gone), Broken(Rule::WithdrawEarly)),
            (VOTER, vote(locked, first), Broken(Rule::SameCandidate)),
            (VOTER, give(locked, self.who(VOTER)), Broken(Rule::SameOwner)),
            (VOTER, give(lost, Address::ZERO), Broken(Rule::ZeroRecipient)),
            (VOTER, give(stuck, Address::STAKING), Broken(Rule::BucketToProtocol)),
            (OTHER, deposit(locked, "1"), Cautioned(Rule::ForeignBucket)),
            (VOTER, of("migrateStake", open), Broken(Rule::MigrateNotLocked)),
            (VOTER, of("endorseCandidate", locked), Broken(Rule::SelfStakeAmount)),
            (
                VOTER,
                of("intentToRevokeEndorsement", locked),
                Broken(Rule::NotEndorsed),
            ),
            (VOTER, of("endorseCandidate", large), Done),
            (VOTER, of("endorseCandidate", large), Broken(Rule::Endorsing)),
            (VOTER, of("revokeEndorsement", large), Broken(Rule::RevokeEarly)),
            (1, of("candidateActivate", elsewhere), Broken(Rule::OtherCandidate)),
            (2, of("candidateActivate", elsewhere), Broken(Rule::NotOwnedNorEndorsed)),
            (1, of("candidateActivate", self.own[1]), Broken(Rule::SelfStake)),
        ]
    }

    fn of_delegates(&self) -> Vec<(usize, Value, Expected)> {
        let who = |number| self.who(number);
        let (fresh, voter) = (who(OTHER), who(VOTER));
        let old = |name: &str, operator: Address, owner: Address, amount: &str| {
            json!({ "action": "candidateRegister", "name": name, "operator": operator, "reward": owner, "owner": owner,
                    "amount": format!("{amount} IOTX"), "duration": 91, "locked": true })
        };
        let give = |to: Address| json!({ "action": "candidateTransferOwnership", "to": to });
        let bare = |action: &str| json!({ "action": action });
        let taken = &self.names[1];
        vec![
            (1, old("fresh", fresh, who(1), "0"), Broken(Rule::CandidateTaken)),
            (VOTER, old(taken, fresh, voter, "0"), Broken(Rule::NameTaken)),
            (
                VOTER,
                old("fresh", who(OPERATOR), voter, "0"),
                Broken(Rule::OperatorTaken),
            ),
            (
                PENNILESS,
                old("fresh", fresh, who(PENNILESS), "0"),
                Broken(Rule::RegistrationFee),
            ),
            (
                VOTER,
                self.register("fresh", fresh, voter, "1", KEY),
                Broken(Rule::RegisterAmount),
            ),
            (
                VOTER,
                self.register("fresh", fresh, voter, "0", NO_KEY),
                Broken(Rule::BlsKeyInvalid),
            ),
            (
                VOTER,
                self.register("fresh", fresh, voter, "0", KEY),
                Broken(Rule::BlsProofMissing),
            ),
            (
                VOTER,
                self.register_proven("fresh", fresh, voter, fresh),
                Broken(Rule::BlsProofWrong),
            ),
            (
                PROVEN,
                self.register_proven("proven", who(15), who(PROVEN), who(PROVEN)),
                Done,
            ),
            (
                VOTER,
                self.register_proven("fresh", fresh, voter, voter),
                Broken(Rule::BlsKeyTaken),
            ),
            (
                VOTER,
                old("nobodys", Address::ZERO, voter, "0"),
                Broken(Rule::DelegateNobody),
            ),
            (
                VOTER,
                old("others", who(13), who(14), "0"),
                Cautioned(Rule::RegisterForOther),
            ),
            (
                OPERATOR,
                json!({ "action": "candidateUpdateWithBLS", "name": "mine", "operator": who(OPERATOR),
                        "reward": who(0), "blsKey": KEY }),
                Broken(Rule::OperatorChanges),
            ),
            (1, give(who(1)), Broken(Rule::OwnDelegate)),
            (1, give(self.contract), Broken(Rule::NewOwnerContract)),
            (1, give(who(2)), Broken(Rule::NewOwnerTaken)),
            (2, give(who(HEIR)), Cautioned(Rule::SelfStakeLost)),
            (HEIR, bare("requestCandidateDeactivation"), Broken(Rule::NoSelfStake)),
            (1, bare("confirmCandidateDeactivation"), Broken(Rule::ExitNotReady)),
            (1, bare("requestCandidateDeactivation"), Done),
            (1, bare("requestCandidateDeactivation"), Broken(Rule::ExitRequested)),
        ]
    }

    fn of_voters(&self) -> Vec<(usize, Value, Expected)> {
        let set = |contract: Address, field: &str, portion: u64| json!({ "action": "setPortion", "contract": contract, "field": field, "portion": portion });
        let destination = |to: Address| json!({ "action": "setVoterRewardDestination", "recipient": to });
        let opt_in = || json!({ "action": "setVoterRewardOptIn" });
        let (profile, other) = (self.profile, self.who(OTHER));
        vec![
            (OPERATOR, opt_in(), Broken(Rule::CandidateExists)),
            (VOTED, set(profile, "block", 10_001), Broken(Rule::PortionRange)),
            (VOTED, set(other, "block", 8_500), Broken(Rule::ProfileContract)),
            (OTHER, set(profile, "block", 8_500), Broken(Rule::ProfileSender)),
            (VOTED, set(profile, "block", 8_500), Done),
            (VOTED, set(profile, "epoch", 0), Cautioned(Rule::PortionZero)),
            (VOTED, opt_in(), Cautioned(Rule::OptInForGood)),
            (VOTED, opt_in(), Cautioned(Rule::OptInPaysOwner)),
            // The chain takes it: it looks at no portions.
            (PROVEN, opt_in(), Broken(Rule::PortionsMissing)),
            (VOTER, destination(other), Done),
            (VOTER, destination(other), Cautioned(Rule::DestinationSame)),
            (VOTER, destination(self.contract), Cautioned(Rule::DestinationContract)),
            (VOTER, destination(Address::STAKING), Broken(Rule::ProtocolRecipient)),
        ]
    }

    fn of_money(&self) -> Vec<(usize, Value, Expected)> {
        let amount = |action: &str, amount: &str| json!({ "action": action, "amount": amount });
        let send = |to: Address, amount: &str| json!({ "action": "send", "to": to, "amount": amount });
        let mut long = send(self.who(OTHER), "1 IOTX");
        long["payload"] = json!(vec![7; 32_001]);
        let for_first = json!({ "action": "claimFor", "address": self.who(1), "amount": "1 IOTX" });
        vec![
            (1, amount("claim", "40000000 IOTX"), Broken(Rule::ClaimTooMuch)),
            (VOTER, amount("claim", "1 IOTX"), Broken(Rule::NoRewards)),
            (1, amount("claim", "1 Rau"), Cautioned(Rule::ClaimBelowFee)),
            (VOTER, for_first, Cautioned(Rule::ClaimForOther)),
            (POOR, send(self.who(VOTER), "250 IOTX"), Broken(Rule::SendBalance)),
            (VOTER, send(Address::STAKING, "1 IOTX"), Broken(Rule::SendToProtocol)),
            (VOTER, send(Address::POLL, "1 IOTX"), Broken(Rule::ProtocolRecipient)),
            (VOTER, long, Broken(Rule::MemoTooLong)),
            (VOTER, send(self.contract, "1 IOTX"), Said(Rule::SendToContract)),
            (VOTER, send(self.who(VOTER), "1 IOTX"), Cautioned(Rule::SendToOneself)),
            (VOTER, send(self.who(OTHER), "0 IOTX"), Cautioned(Rule::SendNothing)),
            (
                POOR,
                amount("depositRewards", "250 IOTX"),
                Broken(Rule::RewardDepositBalance),
            ),
            (
                VOTER,
                amount("depositRewards", "1 IOTX"),
                Cautioned(Rule::RewardDepositGift),
            ),
        ]
    }

    /// A self-stake whose days are over: only the exit queue lets it go.
    fn of_a_ripe_self_stake(&self) -> Vec<(usize, Value, Expected)> {
        let unstake = json!({ "action": "unstake", "bucket": self.own[3] });
        vec![(3, unstake, Broken(Rule::SelfStakeExit))]
    }
}

/// Plays wishes; notes each rule that was seen.
async fn play(world: &World, script: &Script<'_>, wishes: Vec<(usize, Value, Expected)>, seen: &mut BTreeSet<&str>) {
    for (number, mut action, expected) in wishes {
        let person = &script.people[number];
        action["account"] = json!(person.address);
        let text = action.to_string();
        let intent: Intent = serde_json::from_value(action).unwrap_or_else(|why| panic!("{text}: {why}"));
        if let Cautioned(rule) | Said(rule) = expected {
            let warnings = world.propose(&intent).await.warnings;
            assert!(warnings.iter().any(|w| w.rule == rule.id()), "{text}: {warnings:?}");
            seen.insert(rule.id());
        }
        if matches!(expected, Said(_)) {
            note(world, &intent).await.unwrap_or_else(|why| panic!("{text}: {why}"));
            continue;
        }
        let verdict = judge(world, person, &intent).await;
        let verdict = verdict.unwrap_or_else(|why| panic!("{text}: {why}")).to_string();
        let wanted = match expected {
            Broken(rule) => {
                seen.insert(rule.id());
                rule.id()
            }
            _ => "done",
        };
        assert_eq!(verdict, wanted, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_rule_of_native_actions_is_said_before_and_met_on_the_chain() {
    played(None).await;
}

/// Plays all of it; with `words`, everybody is asked about each wish.
pub async fn played(words: Option<Mutex<Words>>) -> Option<Mutex<Words>> {
    assert!(KEY.parse::<BlsKey>().is_ok() && NO_KEY.parse::<BlsKey>().is_ok());
    let people = people();
    let genesis = genesis(&people);
    let contract = genesis.system_staking_contracts[2];
    let profile = genesis.delegate_profile_contract.unwrap();
    let mut world = World::start(genesis).await;
    world.asked = words;
    world.mine(30, STEP).await;
    let delegates = world.client.delegates().await.unwrap().value;
    let owned = |number: usize| delegates.iter().find(|d| d.owner == people[number].address).unwrap();
    let script = Script {
        people: &people,
        names: (0..4).map(|n| owned(n).name.clone()).collect(),
        own: (0..4).map(|n| owned(n).self_stake_bucket.unwrap()).collect(),
        next: world.client.next_bucket().await.unwrap().value,
        contract,
        profile,
    };
    let mut seen = BTreeSet::new();
    for wishes in [
        script.buckets(),
        script.of_buckets(),
        script.of_delegates(),
        script.of_voters(),
        script.of_money(),
    ] {
        play(&world, &script, wishes, &mut seen).await;
    }
    let unlock = json!({ "action": "restake", "bucket": script.own[3], "duration": 1050, "locked": false });
    play(&world, &script, vec![(3, unlock, Done)], &mut seen).await;
    world.mine(1, 86_400 * 1051).await;
    play(&world, &script, script.of_a_ripe_self_stake(), &mut seen).await;

    // Bucket NFTs have rules of their own, played in `ballast-practice` beside their contracts; tokens have theirs and
    // recipients are only warned of, which the black-box tests see (`tests/tests/money.rs`). What an endorsement that is in
    // use becomes takes days, and who is opted in shows at a freeze, and so does what is lost by leaving before one: `domain` plays
    // that, and what was before Zanzibar.
    let elsewhere = [
        "nft.",
        "token.",
        "recipient.",
        "send.calls-contract",
        "bucket.to-contract",
        "endorsement.starts-exit",
        "endorsement.leaves",
        "endorsement.wait-restarts",
        "delegate.bls-proof-early",
        "delegate.reward-idle",
        "voters.not-yet",
        "voters.profile-unknown",
        "voters.portions-unread",
        "voters.opted-in",
        "voters.destination-compounds",
        "voters.forfeits",
    ];
    let native = Rule::ALL
        .iter()
        .map(|rule| rule.id())
        .filter(|id| *id != Rule::BlsKeyMissing.id() && !elsewhere.iter().any(|other| id.starts_with(other)));
    let missed: Vec<_> = native.filter(|id| !seen.contains(id)).collect();
    assert!(missed.is_empty(), "not played: {missed:?}");
    world.asked
}
