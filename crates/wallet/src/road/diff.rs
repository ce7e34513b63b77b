//! What differs between the ledger before and after an action, as lines of a table. Knows no single action.

use ballast_domain::{
    Address, Amount, Bucket, BucketId, Candidate, Change, Figure, Ledger, NetworkParams, Party, Phrase, Transfer,
    Votes, phrase, rehearsal::Clock,
};

use super::token_lines::token_lines;
use crate::portfolio::{Portfolio, portfolio_of};

/// One side of the comparison.
pub(super) struct Side<'a> {
    pub(super) balance: Amount,
    pub(super) ledger: &'a Ledger,
    pub(super) others: &'a [Bucket],
}

impl Side<'_> {
    fn buckets_of(&self, account: Address) -> Vec<Bucket> {
        let native = self.ledger.staking.buckets.values().cloned();
        let nfts = self.ledger.contracts.values().flat_map(|contract| contract.buckets());
        let all = native.chain(nfts).chain(self.others.iter().cloned());
        all.filter(|b| b.owner == account).collect()
    }

    /// Place by votes, 1 the first.
    fn place(&self, candidate: &Candidate) -> u64 {
        self.ledger
            .staking
            .candidates
            .values()
            .filter(|c| c.votes > candidate.votes)
            .count() as u64
            + 1
    }
}

/// What the account holds after paying the fee and what moved.
pub(super) fn balance_after(account: Address, balance: Amount, fee: Amount, moved: &[Transfer]) -> Amount {
    let own = Party::Account(account);
    let paid = moved.iter().filter(|t| t.from == own).map(|t| t.amount).sum::<Amount>();
    let got = moved.iter().filter(|t| t.to == own).map(|t| t.amount).sum::<Amount>();
    balance.saturating_add(got).saturating_sub(paid).saturating_sub(fee)
}

/// Whether any delegate's votes change. One that is new had none before.
pub(super) fn moves_votes(before: &Side, after: &Side) -> bool {
    let old = |id| before.ledger.staking.candidates.get(id);
    let mut now = after.ledger.staking.candidates.iter();
    now.any(|(id, new)| old(id).map_or(Votes::ZERO, |old| old.votes) != new.votes)
}

/// The table: the account's money and votes always, then what else differs. The clock stands before the block in which
/// the action would be.
pub(super) fn changes(account: Address, before: &Side, after: &Side, clock: &Clock) -> Vec<Change> {
    let mut lines = totals(account, before, after, clock.params);
    lines.extend(token_lines(account, before.ledger, after.ledger));
    lines.extend(delegates(before, after));
    lines.extend(buckets(before, after, clock));
    lines
}

/// The account's money, votes and buckets, all together.
pub(super) fn totals(account: Address, before: &Side, after: &Side, params: &NetworkParams) -> Vec<Change> {
    let sum = |side: &Side| {
        let is_self_stake = |b: &Bucket| b.id.contract.is_none() && side.ledger.staking.is_self_stake(b);
        portfolio_of(side.buckets_of(account).iter(), is_self_stake, params)
    };
    let (old, new) = (sum(before), sum(after));
    let mut lines = vec![
        line("Liquid", Figure::Iotx(before.balance), Figure::Iotx(after.balance)),
        line("Staked", Figure::Iotx(old.staked), Figure::Iotx(new.staked)),
        line("Your votes", Figure::Votes(old.votes), Figure::Votes(new.votes)),
    ];
    if old.unstaking != new.unstaking {
        lines.push(line(
            "Unstaking",
            Figure::Iotx(old.unstaking),
            Figure::Iotx(new.unstaking),
        ));
    }
    let count = |p: &Portfolio| Figure::Count(p.staked_in + p.unstaking_in);
    if count(&old) != count(&new) {
        lines.push(line("Buckets", count(&old), count(&new)));
    }
    let rewards = |side: &Side| Figure::Iotx(side.ledger.rewards.unclaimed(account));
    if rewards(before) != rewards(after) {
        lines.push(line("Rewards to claim", rewards(before), rewards(after)));
    }
    lines
}

fn delegates(before: &Side, after: &Side) -> Vec<Change> {
    let mut lines = Vec::new();
    for (id, new) in &after.ledger.staking.candidates {
        let Some(old) = before
            .ledger
            .staking
            .candidates
            .get(id)
            .filter(|old| old.votes != new.votes)
        else {
            continue;
        };
        let name = Phrase::delegate(&new.name);
        lines.push(line(
            phrase!("Votes of {}", &name),
            Figure::Votes(old.votes),
            Figure::Votes(new.votes),
        ));
        let places = (Figure::Place(before.place(old)), Figure::Place(after.place(new)));
        lines.push(line(phrase!("{}, place", name), places.0, places.1));
    }
    lines
}

fn buckets(before: &Side, after: &Side, clock: &Clock) -> Vec<Change> {
    let mut lines = Vec::new();
    for new in &all(after) {
        let old = find(before, new.id);
        let (name, old) = (Phrase::title(new.id), old.as_ref());
        if old == Some(new) {
            continue;
        }
        let word = |b: Option<&Bucket>| Figure::Text(b.map_or("—", |b| clock.state(b).word()).into());
        let free = |b: Option<&Bucket>| match b.map(|b| (clock.earliest_free(b), b.blocks.is_some())) {
            // When blocks come is an estimate.
            Some((at, true)) => Figure::Text(format!("≈ {}", at.date())),
            Some((at, false)) => Figure::Date(at),
            None => Figure::Unknown,
        };
        let mut push = |says: Phrase, old: Figure, new: Figure| {
            if old != new {
                lines.push(line(says, old, new));
            }
        };
        match old {
            None => push("Free at the earliest".into(), Figure::Unknown, free(Some(new))),
            Some(_) => {
                push(name.clone(), word(old), word(Some(new)));
                push(
                    phrase!("{}, amount", &name),
                    Figure::Iotx(old.map_or(Amount::ZERO, |b| b.amount)),
                    Figure::Iotx(new.amount),
                );
                push(phrase!("{}, free at the earliest", &name), free(old), free(Some(new)));
                if let Some(old) = old.filter(|old| old.owner != new.owner) {
                    push(phrase!("{}, owner", &name), text(old.owner), text(new.owner));
                }
            }
        }
    }
    lines
}

/// Native buckets, and those of known contracts.
fn all(side: &Side) -> Vec<Bucket> {
    let native = side.ledger.staking.buckets.values().cloned();
    let nfts = side.ledger.contracts.values().flat_map(|contract| contract.buckets());
    native.chain(nfts).collect()
}

fn find(side: &Side, id: BucketId) -> Option<Bucket> {
    match id.contract {
        None => side.ledger.staking.buckets.get(&id.index).cloned(),
        Some(at) => side.ledger.contracts.get(&at)?.bucket(id.index),
    }
}

fn text(address: Address) -> Figure {
    Figure::Text(address.to_string())
}

fn line(says: impl Into<Phrase>, before: Figure, after: Figure) -> Change {
    Change::new(says, before, after)
}

#[cfg(test)]
mod tests {
    use ballast_domain::{
        BlockClock, ContractVersion, Days, Endorsement, Exit, Height, Network, StakingContract, Timestamp,
    };

    use super::*;

    #[test]
    fn a_bucket_that_counts_in_blocks_has_an_estimated_date() {
        let params = Network::Practice.params();
        let clock = Clock {
            params: &params,
            height: Height(5_000),
            now: Timestamp::from_seconds(1_800_000_000),
        };
        let contract = params.staking_contract(ContractVersion::V1).unwrap();
        let with = |locked, stake_start| {
            let mut ledger = Ledger::default();
            let mut book = StakingContract::new(ContractVersion::V1);
            let bucket = Bucket {
                id: BucketId {
                    contract: Some(contract),
                    index: 7,
                },
                candidate: Address::from_bytes([1; 20]),
                owner: Address::from_bytes([2; 20]),
                amount: Amount::from_iotx(100),
                duration: Days(0),
                created: Timestamp::default(),
                stake_start: Timestamp::default(),
                unstake_start: None,
                locked,
                endorsement: Endorsement::None,
                blocks: Some(BlockClock {
                    duration: 34_560,
                    created: Height(100),
                    stake_start: Height(stake_start),
                    unstake_start: None,
                }),
            };
            book.insert(bucket, 34_560, false);
            ledger.contracts.insert(contract, book);
            ledger
        };
        let (before, after) = (with(true, 100), with(false, 5_001));
        let side = |ledger| Side {
            balance: Amount::ZERO,
            ledger,
            others: &[],
        };
        let lines = buckets(&side(&before), &side(&after), &clock);
        // 34 560 blocks are a day, and the contract's wait a day and a half.
        let text = |text: &str| Figure::Text(text.into());
        assert_eq!(
            lines,
            [line(
                Phrase::title(BucketId {
                    contract: Some(contract),
                    index: 7
                }),
                text("Locked"),
                text("Counting down")
            )],
            "the date stays: it is of leaving as soon as possible"
        );
        let new = buckets(&side(&Ledger::default()), &side(&after), &clock);
        assert_eq!(
            new,
            [line("Free at the earliest", Figure::Unknown, text("≈ 17 January 2027"))]
        );
    }

    fn ledger(delegates: &[(u8, u64)]) -> Ledger {
        let mut ledger = Ledger::default();
        for (n, iotx) in delegates {
            let id = Address::from_bytes([*n; 20]);
            ledger.staking.add_candidate(Candidate {
                id,
                owner: id,
                operator: id,
                reward: id,
                name: format!("delegate{n}"),
                votes: Votes::from_iotx(*iotx),
                self_stake_bucket: None,
                self_stake: Amount::ZERO,
                bls_key: Vec::new(),
                exit: Exit::None,
            });
        }
        ledger
    }

    #[test]
    fn only_votes_that_change_are_moved_and_a_new_delegate_has_none() {
        let moved = |before: &[(u8, u64)], after: &[(u8, u64)]| {
            let side = |ledger| Side {
                balance: Amount::ZERO,
                ledger,
                others: &[],
            };
            moves_votes(&side(&ledger(before)), &side(&ledger(after)))
        };
        assert!(!moved(&[(1, 7), (2, 5)], &[(1, 7), (2, 5)]));
        assert!(
            !moved(&[(2, 5)], &[(1, 0), (2, 5)]),
            "registered, and nobody votes for it yet"
        );
        assert!(moved(&[(2, 5)], &[(2, 6)]));
        assert!(moved(&[(2, 5)], &[(1, 1), (2, 5)]));
    }
}
