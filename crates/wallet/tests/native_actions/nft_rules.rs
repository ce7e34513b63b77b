//! Every rule of bucket NFTs by itself: what the wallet says before signing, sent all the same past the form, what the
//! contract makes of it, and how its revert is told in words.

use std::sync::Mutex;

use ballast_chain::encode;
use ballast_domain::{Address, Amount, ContractVersion, Intent, Rule};
use ballast_practice::GenesisBucketType;
use serde_json::{Value, json};

use super::{
    network::{STEP, World},
    one_verdict::Words,
    people::{Person, genesis, people},
    verdict::judge,
};

/// Two voters with 50 million IOTX, and one with 250.
const VOTER: usize = 8;
const OTHER: usize = 9;
const POOR: usize = 18;
const DAY: u64 = 86_400;
/// The practice network's test coin, a contract that takes no IOTX.
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";

/// Who, what, the rule that forbids it, and what the contract is told to answer; no rule where it is done.
type Wish = (usize, Value, Option<Rule>, &'static str);

struct Script<'a> {
    people: &'a [Person],
    contracts: &'a [Address],
}

impl Script<'_> {
    fn at(&self, version: ContractVersion) -> Address {
        self.contracts[usize::from(version.number()) - 1]
    }

    fn id(&self, version: ContractVersion, number: u64) -> String {
        format!("{}/{number}", self.at(version))
    }

    fn stake(&self, version: ContractVersion, amount: &str, term: &str) -> Value {
        json!({ "action": "nftStake", "contract": self.at(version), "delegate": self.people[1].address,
                "amount": format!("{amount} IOTX"), "duration": term })
    }

    fn of(&self, action: &str, version: ContractVersion, number: u64) -> Value {
        json!({ "action": action, "bucket": self.id(version, number), "to": self.people[VOTER].address })
    }

    fn give(&self, version: ContractVersion, number: u64, to: Address) -> Value {
        json!({ "action": "nftTransfer", "bucket": self.id(version, number), "to": to,
                "from": self.people[VOTER].address })
    }

    fn timed(&self, action: &str, version: ContractVersion, number: u64, term: &str) -> Value {
        json!({ "action": action, "bucket": self.id(version, number), "amount": "0 IOTX", "duration": term })
    }

    fn merge(&self, version: ContractVersion, buckets: &[u64], term: &str) -> Value {
        json!({ "action": "nftMerge", "contract": self.at(version), "buckets": buckets, "amount": "0 IOTX",
                "duration": term })
    }

    fn move_to(&self, version: ContractVersion, number: u64, delegate: usize) -> Value {
        json!({ "action": "nftChangeDelegate", "bucket": self.id(version, number),
                "delegate": self.people[delegate].address })
    }

    /// Buckets 1 to 3 of version 3: locked, counting down, unstaked.
    fn third(&self) -> Vec<Wish> {
        let v3 = ContractVersion::V3;
        let mut nobody = self.stake(v3, "100", "7 days");
        nobody["delegate"] = json!(self.people[VOTER].address);
        let mut summed = self.timed("nftExpand", v3, 1, "91 days");
        summed["total"] = json!("1000 IOTX");
        let done = |wish| (VOTER, wish, None, "");
        let broken = |wish, rule, says| (VOTER, wish, Some(rule), says);
        vec![
            done(self.stake(v3, "1000", "91 days")),
            done(self.stake(v3, "1000", "7 days")),
            done(self.stake(v3, "100", "0 days")),
            done(self.of("nftUnlock", v3, 2)),
            done(self.of("nftUnlock", v3, 3)),
            done(self.of("nftUnstake", v3, 3)),
            broken(self.stake(v3, "99", "7 days"), Rule::NftAmount, "ErrInvalidAmount"),
            broken(self.stake(v3, "100", "1096 days"), Rule::NftTerm, "ErrInvalidDuration"),
            broken(nobody, Rule::NftDelegate, ""),
            (POOR, self.stake(v3, "250", "7 days"), Some(Rule::Balance), ""),
            (OTHER, self.of("nftUnlock", v3, 1), Some(Rule::NftOwner), "ErrNotOwner"),
            broken(self.of("nftUnlock", v3, 99), Rule::NftUnknown, "there is no such token"),
            broken(self.of("nftUnlock", v3, 2), Rule::NftUnlocked, "ErrNotLockedBucket"),
            broken(self.of("nftUnstake", v3, 1), Rule::NftLocked, "ErrNotReady"),
            broken(self.of("nftUnstake", v3, 2), Rule::NftUnstakeEarly, "ErrNotReady"),
            broken(
                self.of("nftWithdraw", v3, 1),
                Rule::NftNotUnstaked,
                "ErrNotUnstakedBucket",
            ),
            broken(self.of("nftWithdraw", v3, 3), Rule::NftWithdrawEarly, "ErrNotReady"),
            broken(
                self.timed("nftExpand", v3, 2, "91 days"),
                Rule::NftUnlocked,
                "ErrNotLockedBucket",
            ),
            broken(
                self.timed("nftExpand", v3, 1, "90 days"),
                Rule::NftShorter,
                "ErrInvalidDuration",
            ),
            broken(summed, Rule::NftTotalUnasked, ""),
            broken(
                self.timed("nftLock", v3, 2, "6 days"),
                Rule::NftShorter,
                "ErrInvalidDuration",
            ),
            broken(
                self.timed("nftLock", v3, 3, "6 days"),
                Rule::NftUnstaked,
                "ErrNotStakedBucket",
            ),
            broken(
                self.merge(v3, &[1], "91 days"),
                Rule::NftMergeOne,
                "ErrInvalidParameter",
            ),
            broken(
                self.merge(v3, &[1, 2], "90 days"),
                Rule::NftShorter,
                "ErrInvalidDuration",
            ),
            broken(
                self.merge(v3, &[1, 3], "91 days"),
                Rule::NftUnstaked,
                "ErrNotStakedBucket",
            ),
            broken(self.move_to(v3, 1, 1), Rule::NftSameCandidate, "ErrInvalidParameter"),
            broken(self.move_to(v3, 3, 2), Rule::NftUnstaked, "ErrNotStakedBucket"),
            broken(self.give(v3, 1, Address::ZERO), Rule::NftZeroRecipient, "zero address"),
            // The contract lets it go, to where nobody could ever take it back.
            broken(self.give(v3, 1, Address::STAKING), Rule::BucketToProtocol, ""),
        ]
    }

    /// Version 2 mutes what is made or changed; the chain does that without a word.
    fn second(&self) -> Vec<Wish> {
        let v2 = ContractVersion::V2;
        let mut migrate = self.of("nftMigrate", v2, 1);
        migrate["to"] = json!(self.at(ContractVersion::V3));
        let broken = |wish, rule, says| (VOTER, wish, Some(rule), says);
        vec![
            broken(self.stake(v2, "500", "172800 blocks"), Rule::NftMutes, ""),
            broken(self.stake(v2, "500", "172800 blocks"), Rule::NftMutes, ""),
            broken(
                self.stake(v2, "500", "1000 blocks"),
                Rule::NftTerm,
                "ErrInvalidDuration",
            ),
            broken(self.timed("nftExpand", v2, 1, "172800 blocks"), Rule::NftMutes, ""),
            broken(self.merge(v2, &[1, 2], "172800 blocks"), Rule::NftMutes, ""),
            broken(migrate, Rule::NftNotApproved, "only the token's owner"),
            (VOTER, self.of("nftUnlock", v2, 1), None, ""),
            broken(self.timed("nftLock", v2, 1, "172800 blocks"), Rule::NftMutes, ""),
        ]
    }

    /// Version 1 says in short texts what the others name by number.
    fn first(&self) -> Vec<Wish> {
        let v1 = ContractVersion::V1;
        let expand = |number: u64, total: &str| {
            let mut wish = self.timed("nftExpand", v1, number, "100 blocks");
            wish["total"] = json!(format!("{total} IOTX"));
            wish
        };
        let done = |wish| (VOTER, wish, None, "");
        let broken = |wish, rule, says| (VOTER, wish, Some(rule), says);
        vec![
            done(self.stake(v1, "100", "100 blocks")),
            done(self.stake(v1, "100", "10 blocks")),
            broken(self.stake(v1, "101", "10 blocks"), Rule::NftType, "invalid bucket type"),
            (OTHER, self.of("nftUnlock", v1, 1), Some(Rule::NftOwner), "not owner"),
            broken(self.of("nftUnstake", v1, 1), Rule::NftLocked, "not an unlocked bucket"),
            broken(expand(1, "200"), Rule::NftTotal, "invalid amount"),
            broken(
                self.timed("nftLock", v1, 1, "100 blocks"),
                Rule::NftLocked,
                "not an unlocked bucket",
            ),
            broken(self.merge(v1, &[1], "100 blocks"), Rule::NftMergeOne, "invalid length"),
            broken(self.move_to(v1, 1, 1), Rule::NftSameCandidate, "invalid operation"),
            broken(
                self.of("nftWithdraw", v1, 1),
                Rule::NftNotUnstaked,
                "not an unstaked bucket",
            ),
            done(self.of("nftUnlock", v1, 2)),
            broken(self.of("nftUnlock", v1, 2), Rule::NftUnlocked, "not a locked token"),
            broken(
                self.of("nftUnstake", v1, 2),
                Rule::NftUnstakeEarly,
                "not ready to unstake",
            ),
        ]
    }

    /// Once the days of bucket 2 of version 1 are over.
    fn first_later(&self) -> Vec<Wish> {
        let v1 = ContractVersion::V1;
        let broken = |wish, rule, says| (VOTER, wish, Some(rule), says);
        vec![
            (VOTER, self.of("nftUnstake", v1, 2), None, ""),
            broken(
                self.of("nftWithdraw", v1, 2),
                Rule::NftWithdrawEarly,
                "not ready to withdraw",
            ),
            broken(
                self.give(v1, 2, self.people[OTHER].address),
                Rule::NftBound,
                "cannot transfer unstaked",
            ),
            broken(self.of("nftUnstake", v1, 2), Rule::NftUnstaked, "not a staked token"),
        ]
    }
}

async fn play(world: &World, people: &[Person], wishes: Vec<Wish>) {
    for (number, mut action, rule, says) in wishes {
        let person = &people[number];
        action["account"] = json!(person.address);
        let intent: Intent = serde_json::from_value(action.clone()).unwrap_or_else(|why| panic!("{action}: {why}"));
        let verdict = judge(world, person, &intent).await;
        let verdict = verdict.unwrap_or_else(|why| panic!("{action}: {why}")).to_string();
        assert_eq!(verdict, rule.map_or("done", Rule::id), "{action}");
        if !says.is_empty() {
            let call = encode(&intent.action);
            let why = world
                .client
                .why_reverted(person.address, &call)
                .await
                .unwrap()
                .unwrap_or_default();
            assert!(why.contains(says), "{action}: {why:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_rule_of_bucket_nfts_is_said_before_and_met_at_the_contract() {
    played(None).await;
}

/// Plays all of it; with `words`, everybody is asked about each wish.
pub async fn played(words: Option<Mutex<Words>>) -> Option<Mutex<Words>> {
    let people = people();
    let mut genesis = genesis(&people);
    let kind = |blocks| GenesisBucketType {
        amount: Amount::from_iotx(100),
        blocks,
    };
    genesis.bucket_types = vec![kind(10), kind(100)];
    let contracts = genesis.system_staking_contracts.clone();
    let mut world = World::start(genesis).await;
    world.asked = words;
    world.mine(30, STEP).await;
    let script = Script {
        people: &people,
        contracts: &contracts,
    };
    for wishes in [script.third(), script.second(), script.first()] {
        play(&world, &people, wishes).await;
    }
    world.mine(12, STEP).await;
    play(&world, &people, script.first_later()).await;

    // Whom the contract cannot pay has the money stay where it is: no rule of the wallet's, so its own word is told.
    world.mine(1, 4 * DAY).await;
    let mut unpaid = script.of("nftWithdraw", ContractVersion::V3, 3);
    unpaid["to"] = json!(COIN);
    unpaid["account"] = json!(people[VOTER].address);
    let proposal = world.propose(&serde_json::from_value(unpaid).unwrap()).await;
    let block = proposal.block().unwrap();
    assert_eq!(
        (block.rule.as_str(), proposal.transactions.len()),
        ("contract.fails", 0)
    );
    assert!(block.sentence.contains("ErrTransferFailed"), "{}", block.sentence);
    world.asked
}
