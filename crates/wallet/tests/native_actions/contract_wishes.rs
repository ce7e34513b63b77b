//! Random wishes about what contracts keep: bucket NFTs, tokens, and leave to take them; sensible or not, by whom it
//! concerns and by others, with contracts among those who get something.

use std::collections::BTreeMap;

use ballast_domain::{Address, Bucket, Intent, NetworkParams};
use serde_json::{Value, json};

use super::{
    dice::Dice,
    network::{STEP, World},
    people::Person,
    verdict::{Verdict, judge},
};

/// The practice network's test tokens.
pub const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
pub const BADGE: &str = "0x5Fd5Ad10B73E4BA88919c03Fb56284b301c71fCc";

/// Who acts: voters with millions of IOTX.
const ACTORS: std::ops::Range<usize> = 8..14;
const DAY: u64 = 86_400;
/// The selector of the test tokens' `mint(uint256)`.
const MINT: [u8; 4] = [0xa0, 0x71, 0x2d, 0x68];
/// How many badges there are: each is made by one of the actors.
const BADGES: u64 = 6;

const AMOUNTS: [&str; 6] = ["99", "100", "100", "1000", "25000", "2000000000"];
const TERMS: [&str; 7] = [
    "0 days",
    "0 days",
    "7 days",
    "30 days",
    "91 days",
    "1095 days",
    "1096 days",
];
/// How often each action is wished.
const WEIGHTS: [(u64, &str); 15] = [
    (12, "nftStake"),
    (5, "nftExpand"),
    (9, "nftUnlock"),
    (5, "nftLock"),
    (9, "nftUnstake"),
    (8, "nftWithdraw"),
    (4, "nftMerge"),
    (3, "nftApprove"),
    (6, "nftTransfer"),
    (6, "nftChangeDelegate"),
    (2, "nftMigrate"),
    (9, "sendToken"),
    (7, "allowToken"),
    (8, "sendNft"),
    (6, "setPortion"),
];

struct Wisher<'a> {
    dice: Dice,
    people: &'a [Person],
    contracts: &'a [Address],
    buckets: Vec<Bucket>,
    /// Who holds which badge.
    holders: BTreeMap<u64, Address>,
}

/// Makes `number` wishes and does each, also against the wallet's advice.
///
/// # Panics
/// Where anybody says something else of one, or the chain does something else.
pub async fn contract_wishes(world: &World, people: &[Person], contracts: &[Address], seed: u64, number: u64) {
    let mut wisher = Wisher {
        dice: Dice::new(seed),
        people,
        contracts,
        buckets: Vec::new(),
        holders: BTreeMap::new(),
    };
    wisher.mint(world).await;
    for wish in 0..number {
        if wish.is_multiple_of(8) {
            let days = wisher.dice.pick(&[0, 1, 7, 31, 92]);
            world.mine(1, STEP + days * DAY).await;
            wisher.look(world).await;
        }
        let intent = wisher.wish();
        let said = format!("contract wish {wish} of seed {seed}: {intent}");
        let intent: Intent = serde_json::from_value(intent).unwrap_or_else(|why| panic!("{said}: {why}"));
        let verdict = judge(world, wisher.person(intent.account), &intent).await;
        let verdict = verdict.unwrap_or_else(|why| panic!("{said}: {why}"));
        if let (Verdict::Done, ballast_domain::Action::SendNft(sent)) = (verdict, &intent.action) {
            let badge = sent.id.to_string().parse().unwrap();
            wisher.holders.insert(badge, sent.to);
        }
    }
}

impl Wisher<'_> {
    /// Tokens for some of the actors.
    async fn mint(&mut self, world: &World) {
        for badge in 1..=BADGES {
            let person = &self.people[ACTORS.start + (badge % 3) as usize];
            for (contract, number) in [(COIN, 1_000_000_u64), (BADGE, badge)] {
                let mut payload = MINT.to_vec();
                payload.extend([0; 24]);
                payload.extend(number.to_be_bytes());
                let mint = json!({ "account": person.address, "action": "send", "to": contract, "amount": "0 IOTX",
                                   "payload": payload });
                let intent: Intent = serde_json::from_value(mint).unwrap();
                let verdict = judge(world, person, &intent).await;
                assert!(matches!(verdict, Ok(Verdict::Done)), "mint: {:?}", verdict.err());
            }
            self.holders.insert(badge, person.address);
        }
    }

    async fn look(&mut self, world: &World) {
        self.buckets.clear();
        for person in &self.people[ACTORS] {
            let own = world.client.buckets_of(person.address).await.unwrap().value;
            self.buckets.extend(own.into_iter().filter(|b| b.id.contract.is_some()));
        }
    }

    fn person(&self, address: Address) -> &Person {
        self.people.iter().find(|person| person.address == address).unwrap()
    }

    fn actor(&mut self) -> Address {
        let place = ACTORS.start + self.dice.roll(ACTORS.len() as u64) as usize;
        self.people[place].address
    }

    /// A delegate mostly; the contracts take any address.
    fn delegate(&mut self) -> Address {
        match self.dice.percent(85) {
            true => self.people[self.dice.roll(4) as usize].address,
            false => self.actor(),
        }
    }

    /// Mostly people; else a contract, or a protocol.
    fn recipient(&mut self) -> Address {
        match self.dice.roll(20) {
            0 => Address::STAKING,
            1..5 => self.dice.pick(self.contracts),
            _ => self.actor(),
        }
    }

    /// One that fits mostly, and who owns it mostly.
    fn bucket(&mut self, tag: &str) -> (String, Address) {
        let fits = |bucket: &&Bucket| match tag {
            "nftUnlock" | "nftExpand" => bucket.locked,
            "nftUnstake" | "nftLock" => !bucket.locked && !bucket.is_unstaked(),
            "nftWithdraw" => bucket.is_unstaked(),
            "nftMigrate" => bucket.id.contract == Some(self.contracts[1]),
            _ => !bucket.is_unstaked(),
        };
        let fitting: Vec<Bucket> = self.buckets.iter().filter(fits).cloned().collect();
        let all = if fitting.is_empty() || self.dice.percent(12) {
            self.buckets.clone()
        } else {
            fitting
        };
        // Only version 2 can be left for another: no other contract knows the call.
        let contract = self.contracts[if tag == "nftMigrate" { 1 } else { 2 }];
        let all: Vec<Bucket> = match tag {
            "nftMigrate" => all.into_iter().filter(|b| b.id.contract == Some(contract)).collect(),
            _ => all,
        };
        if all.is_empty() || self.dice.percent(4) {
            return (format!("{contract}/4711"), self.actor());
        }
        let found = self.dice.pick(&all);
        let by = if self.dice.percent(88) {
            found.owner
        } else {
            self.actor()
        };
        (found.id.to_string(), by)
    }

    fn wish(&mut self) -> Value {
        let all: u64 = WEIGHTS.iter().map(|(weight, _)| weight).sum();
        let mut left = self.dice.roll(all);
        let (_, tag) = WEIGHTS
            .into_iter()
            .find(|(weight, _)| match left.checked_sub(*weight) {
                Some(rest) => {
                    left = rest;
                    false
                }
                None => true,
            })
            .unwrap();
        let (by, mut wish) = match tag {
            "sendToken" | "allowToken" => (self.actor(), self.coins(tag)),
            "sendNft" => self.badge(),
            "setPortion" => self.portion(),
            _ => self.of_buckets(tag),
        };
        wish["action"] = json!(tag);
        wish["account"] = json!(by);
        wish
    }

    fn coins(&mut self, tag: &str) -> Value {
        let token = if self.dice.percent(90) {
            COIN.to_owned()
        } else {
            self.actor().to_string()
        };
        let units = self.dice.pick(&["0", "1", "500", "1000000000000000000000000000000"]);
        let quantity = json!({ "units": units, "decimals": 18 });
        let to = match self.dice.percent(75) {
            true => self.actor(),
            false => self.dice.pick(self.contracts),
        };
        let name = if tag == "allowToken" { "spender" } else { "to" };
        json!({ "token": token, name: to, "quantity": quantity })
    }

    fn badge(&mut self) -> (Address, Value) {
        let id = 1 + self.dice.roll(BADGES + 1);
        let anybody = self.actor();
        let holder = self.holders.get(&id).copied();
        let held = holder.filter(|holder| self.people.iter().any(|person| person.address == *holder));
        let by = held.filter(|_| self.dice.percent(75)).unwrap_or(anybody);
        let to = match self.dice.percent(80) {
            true => self.actor(),
            false => self.dice.pick(self.contracts),
        };
        (
            by,
            json!({ "token": BADGE, "from": by, "to": to, "id": id.to_string() }),
        )
    }

    /// By a delegate mostly, and into the contract that the chain reads.
    fn portion(&mut self) -> (Address, Value) {
        let delegate = self.people[self.dice.roll(4) as usize].address;
        let by = if self.dice.percent(80) { delegate } else { self.actor() };
        let profile = NetworkParams::practice().voter_rewards.delegate_profile.unwrap();
        let contract = if self.dice.percent(90) { profile } else { self.actor() };
        let field = self.dice.pick(&["block", "epoch"]);
        let portion = self.dice.pick(&[0, 1, 8_500, 10_000, 10_001]);
        (by, json!({ "contract": contract, "field": field, "portion": portion }))
    }

    fn of_buckets(&mut self, tag: &str) -> (Address, Value) {
        let contract = if self.dice.percent(90) {
            self.contracts[2]
        } else {
            self.contracts[1]
        };
        let term = self.dice.pick(&TERMS);
        let amount = format!("{} IOTX", self.dice.pick(&AMOUNTS));
        if tag == "nftStake" {
            let term = if contract == self.contracts[1] {
                "172800 blocks"
            } else {
                term
            };
            let wish = json!({ "contract": contract, "delegate": self.delegate(), "amount": amount, "duration": term });
            return (self.actor(), wish);
        }
        let (bucket, by) = self.bucket(tag);
        if tag == "nftMerge" {
            let own = self
                .buckets
                .iter()
                .filter(|b| b.owner == by && b.id.contract == Some(self.contracts[2]));
            let numbers: Vec<u64> = own.map(|b| b.id.index).take(2).collect();
            let wish =
                json!({ "contract": self.contracts[2], "buckets": numbers, "amount": "0 IOTX", "duration": term });
            return (by, wish);
        }
        let wish = match tag {
            "nftExpand" => json!({ "bucket": bucket, "amount": amount, "duration": term }),
            "nftLock" => json!({ "bucket": bucket, "duration": term }),
            "nftWithdraw" => json!({ "bucket": bucket, "to": self.recipient() }),
            "nftTransfer" => json!({ "bucket": bucket, "from": by, "to": self.recipient() }),
            "nftChangeDelegate" => json!({ "bucket": bucket, "delegate": self.delegate() }),
            "nftApprove" | "nftMigrate" => json!({ "bucket": bucket, "to": self.contracts[2] }),
            _ => json!({ "bucket": bucket }),
        };
        (by, wish)
    }
}
