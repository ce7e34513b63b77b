//! What `ballast-domain` says of bucket NFTs, held to the contracts themselves by random actions. `BALLAST_NFT_ACTIONS`
//! says how many, and `BALLAST_SEED` starts other runs. `cargo xtask soak nfts` plays 36,000.

use std::collections::BTreeMap;

use ballast_domain::{
    Address, Amount, Bucket, BucketId, Candidate, Context, ContractVersion, Days, Effects, FailsAs, Ledger,
    NetworkParams, ReceiptStatus, Timestamp,
    actions::{
        Rules,
        nft::{
            NftApprove, NftChangeDelegate, NftExpand, NftLock, NftMerge, NftMigrate, NftStake, NftTransfer, NftUnlock,
            NftUnstake, NftWithdraw, Term,
        },
    },
    keccak256,
};
use ethers_core::{
    abi::{Token, encode},
    types::U256,
};

use super::last_receipt;
use crate::{
    Genesis, GenesisAccount, GenesisBucketType,
    chain::Chain,
    testing::{FLOOR, Person, STEP, Send, before_zanzibar, genesis},
};

/// Where Wake, Xingu and Yap begin.
const FORKS: u64 = 60;
const DAY: u64 = 86_400_000_000;
/// How many actions, unless `BALLAST_NFT_ACTIONS` says: a tenth of the soak's. With fewer, or most other seeds, what takes
/// two waits is done too seldom to say anything.
const ACTIONS: u64 = 3_600;
const SEED: u64 = 22;
/// How many of them on one chain.
const ROUNDS: u64 = 400;
const NAMES: [&str; 3] = ["anchor", "fathom", "squall"];

/// A genesis with bucket types of 10 and 20 blocks, and people rich enough.
fn start() -> Genesis {
    let mut genesis = before_zanzibar(genesis());
    let rich = |number: u8| GenesisAccount {
        name: format!("rich {number}"),
        address: Person::new(number).address,
        balance: Amount::from_iotx(10_000_000),
    };
    genesis.balances.extend((11..=12).map(rich));
    let kind = |(iotx, blocks)| GenesisBucketType {
        amount: Amount::from_iotx(iotx),
        blocks,
    };
    genesis.bucket_types = [(100, 10), (100, 20), (200, 20), (300, 20)].map(kind).to_vec();
    for fork in ["wake", "xingu", "yap"] {
        genesis.fork_heights.insert(fork.to_owned(), FORKS);
    }
    genesis
}

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len() as u64) as usize].clone()
    }
}

/// An action, and how its contract is called.
struct Wish {
    action: Box<dyn Rules>,
    to: Address,
    value: Amount,
    data: Vec<u8>,
}

fn uint(value: impl Into<U256>) -> Token {
    Token::Uint(value.into())
}

fn word(address: Address) -> Token {
    Token::Address((*address.as_bytes()).into())
}

fn call(method: &str, arguments: &[Token]) -> Vec<u8> {
    [&keccak256(method.as_bytes())[..4], &encode(arguments)].concat()
}

/// Something that somebody may wish, sensible or not.
fn wish(dice: &mut Dice, chain: &Chain, who: Address, other: Address) -> Wish {
    let stand = &chain.genesis.system_staking_contracts;
    let place = dice.roll(3) as usize;
    let (at, version) = (stand[place], ContractVersion::ALL[place]);
    let held = |at: Address| chain.world.ledger.contracts[&at].buckets();
    let issued = held(at).map(|b| b.id.index).max().unwrap_or(0);
    // Mostly one's own, and what goes on is what was begun: chance alone comes to few ends.
    let kind = dice.roll(13);
    let fits = |b: &Bucket| b.owner == who && (b.is_unstaked() == (kind == 10));
    let own: Vec<u64> = held(at).filter(fits).map(|b| b.id.index).collect();
    let index = match own.is_empty() || dice.roll(4) == 0 {
        true => 1 + dice.roll(issued + 2),
        false => dice.pick(&own),
    };
    let bucket = BucketId {
        contract: Some(at),
        index,
    };
    let term = match version {
        ContractVersion::V1 => Term::Blocks(dice.pick(&[10, 20, 30])),
        ContractVersion::V2 => Term::Blocks(dice.pick(&[0, 0, 17_280, 34_560, 100, 18_921_600 + 17_280])),
        ContractVersion::V3 => Term::Days(Days(dice.pick(&[0, 1, 2, 7, 1_096]))),
    };
    // What the wallet would refuse to send is sent all the same, as it is.
    let clock = match term {
        Term::Days(days) => uint(days.seconds()),
        Term::Blocks(blocks) => uint(blocks),
    };
    let name = dice.pick(&NAMES);
    let candidates = &chain.world.ledger.staking;
    let id = match dice.roll(20) {
        0 => other,
        _ => candidates.by_name(name).map(|c: &Candidate| c.id).unwrap(),
    };
    let delegate = word(id);
    let amount = Amount::from_iotx(dice.pick(&[0, 50, 100, 100, 200]));
    let nothing = Amount::ZERO;
    let made = |action: Box<dyn Rules>, to, value, data| Wish {
        action,
        to,
        value,
        data,
    };
    match kind {
        0..=2 => {
            let count = 1 + dice.roll(2);
            let action = NftStake {
                contract: at,
                delegate: id,
                amount,
                duration: term,
                count: u32::try_from(count).unwrap().try_into().unwrap(),
            };
            let data = match count {
                1 => call("stake(uint256,address)", &[clock, delegate]),
                n => call(
                    "stake(uint256,uint256,address,uint256)",
                    &[uint(amount.rau()), clock, delegate, uint(n)],
                ),
            };
            made(Box::new(action), at, amount.saturating_mul(count.into()), data)
        }
        3 | 4 => made(
            Box::new(NftUnlock { bucket }),
            at,
            nothing,
            call("unlock(uint256)", &[uint(index)]),
        ),
        5 => {
            let action = NftLock { bucket, duration: term };
            made(
                Box::new(action),
                at,
                nothing,
                call("lock(uint256,uint256)", &[uint(index), clock]),
            )
        }
        6 => {
            let had = chain.world.ledger.contracts[&at]
                .bucket(index)
                .map_or(nothing, |b| b.amount);
            let total = had.saturating_add(dice.pick(&[amount, amount, amount, Amount::ZERO]));
            let action = NftExpand {
                bucket,
                amount,
                total: (version == ContractVersion::V1 || dice.roll(8) == 0).then_some(total),
                duration: term,
            };
            let data = match action.total {
                Some(_) => call(
                    "expandBucket(uint256,uint256,uint256)",
                    &[uint(index), uint(total.rau()), clock],
                ),
                None => call("expandBucket(uint256,uint256)", &[uint(index), clock]),
            };
            made(Box::new(action), at, amount, data)
        }
        7 => {
            let mut buckets: Vec<u64> = (0..1 + dice.roll(3)).map(|_| 1 + dice.roll(issued + 1)).collect();
            if dice.roll(4) > 0 {
                buckets = own.into_iter().take(2).collect();
            }
            let list = Token::Array(buckets.iter().map(|index| uint(*index)).collect());
            let action = NftMerge {
                contract: at,
                buckets,
                amount,
                duration: term,
            };
            made(
                Box::new(action),
                at,
                amount,
                call("merge(uint256[],uint256)", &[list, clock]),
            )
        }
        8 => {
            let action = NftChangeDelegate { bucket, delegate: id };
            let data = call("changeDelegate(uint256,address)", &[uint(index), delegate]);
            made(Box::new(action), at, nothing, data)
        }
        9 => made(
            Box::new(NftUnstake { bucket }),
            at,
            nothing,
            call("unstake(uint256)", &[uint(index)]),
        ),
        10 => {
            let data = call("withdraw(uint256,address)", &[uint(index), word(who)]);
            made(Box::new(NftWithdraw { bucket, to: who }), at, nothing, data)
        }
        11 => {
            let to = dice.pick(&[other, who, Address::ZERO]);
            let data = call(
                "transferFrom(address,address,uint256)",
                &[word(who), word(to), uint(index)],
            );
            made(Box::new(NftTransfer { bucket, from: who, to }), at, nothing, data)
        }
        _ => {
            let is_second = |b: &Bucket| b.owner == who && b.locked;
            let second: Vec<u64> = held(stand[1]).filter(is_second).map(|b| b.id.index).take(2).collect();
            let index = if second.is_empty() { index } else { dice.pick(&second) };
            let bucket = BucketId {
                contract: Some(stand[1]),
                index,
            };
            if dice.roll(2) == 0 {
                let data = call("approve(address,uint256)", &[word(stand[2]), uint(index)]);
                made(Box::new(NftApprove { bucket, to: stand[2] }), stand[1], nothing, data)
            } else {
                let data = call("migrateLegacyBucket(uint256)", &[uint(index)]);
                made(Box::new(NftMigrate { bucket, to: stand[2] }), stand[2], nothing, data)
            }
        }
    }
}

/// Plays `rounds` actions on a chain of their own; counts those that were done.
fn play(seed: u64, rounds: u64, done: &mut BTreeMap<&'static str, usize>) {
    let mut chain = Chain::new(start()).unwrap();
    chain.mine(STEP).unwrap();
    let params: NetworkParams = chain.params.clone();
    let people = [Person::new(11), Person::new(12)];
    let mut dice = Dice(seed);
    for round in 0..rounds {
        let turn = dice.roll(2) as usize;
        let (who, other) = (&people[turn], &people[1 - turn]);
        let step = dice.pick(&[STEP, STEP, STEP, DAY, 4 * DAY]);
        let ctx = Context {
            params: &params,
            caller: who.address,
            balance: chain.world.accounts.balance(who.address),
            fee: Amount::ZERO,
            height: chain.next_height(),
            now: Timestamp::from_micros(chain.now().micros() + step),
        };
        let wish = wish(&mut dice, &chain, who.address, other.address);
        let sentence = wish.action.sentence(&chain.world.ledger, &ctx).to_string();
        let context = format!("seed {seed}, round {round}: {sentence}");
        let mut expected = chain.world.ledger.clone();
        if ctx.height.0 == FORKS {
            expected.join_contract_votes(&params);
        }
        let verdict = wish.action.apply(&mut expected, &ctx, &mut Effects::default());
        let send = Send {
            nonce: chain.world.accounts.nonce(who.address),
            price: FLOOR,
            gas: 3_000_000,
            to: Some(wish.to),
            value: wish.value.rau(),
            data: wish.data,
        };
        chain.submit(&who.sign(send)).unwrap();
        chain.mine(step).unwrap();
        let status = last_receipt(&chain).status;
        match &verdict {
            Ok(()) => assert_eq!(status, ReceiptStatus::SUCCESS, "{context}"),
            Err(refusal) => {
                assert_eq!(
                    refusal.rule.fails_as(),
                    FailsAs::Status(status),
                    "{context}: {refusal:?}"
                );
            }
        }
        *done.entry(wish.action.method()).or_default() += usize::from(verdict.is_ok());
        let got = &chain.world.ledger;
        assert_eq!(got.contracts, expected.contracts, "{context}");
        let votes = |ledger: &Ledger| {
            NAMES.map(|name| {
                let candidate = ledger.staking.by_name(name).unwrap();
                (candidate.votes, ledger.votes_apart(candidate.id, &params, ctx.height))
            })
        };
        assert_eq!(votes(got), votes(&expected), "{context}");
    }
}

/// A number that the environment gives.
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().unwrap())
}

#[test]
fn what_the_rules_say_of_bucket_nfts_is_what_the_contracts_do() {
    let actions = given("BALLAST_NFT_ACTIONS").unwrap_or(ACTIONS);
    let seed = given("BALLAST_SEED").unwrap_or(SEED);
    println!("BALLAST_SEED={seed} BALLAST_NFT_ACTIONS={actions}");
    let mut done = BTreeMap::new();
    let (mut left, mut chain) = (actions, seed);
    while left > 0 {
        let rounds = left.min(ROUNDS);
        chain = chain.wrapping_add(1);
        // The dice take any seed but 0.
        play(chain.wrapping_mul(0x9e37_79b9_7f4a_7c15).max(1), rounds, &mut done);
        left -= rounds;
    }
    // Of each a good part must be legal for this to say anything.
    assert!(done.len() == 11 && done.values().all(|times| *times >= 20), "{done:?}");
}
