//! The chain that zanzibar.md §8.3 tells of: epochs of ten blocks, eras of two epochs, two voters a block, two delegates.

use super::{assert_balanced, bucket, commissions, delegate, end, kept, listed, network, policy, stake};
use crate::{
    Address, Amount, BlockEnd, Granted, Hash, Height, Ledger, NetworkParams, Payment, RewardFund, Timestamp, Votes,
    election::Elected,
};

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

pub(super) fn hash(text: &str) -> Hash {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).unwrap();
    Hash(bytes)
}

/// Who takes part: the two delegates, and the voters by their numbers.
pub(super) struct People {
    pub a: Address,
    pub d: Address,
    /// Voters 1 to 7, from 0 on.
    pub v: [Address; 7],
    /// Where voter 2 wants its rewards.
    pub sink: Address,
}

pub(super) fn people() -> People {
    People {
        a: address("0xda7e12ef57c236a06117c5e0d04a228e7181cf36"),
        d: address("0x1e14d5373e1af9cc77f0032ad2cd0fba8be5ea2e"),
        v: [
            "0xfff810c667050c7e4263a39e796af8d5e74a1b55",
            "0xbdcbe4abd19dcd801fb21603c92d7e0942024da9",
            "0x0ddfc506136fb7c050cc2e9511eccd81b15e7426",
            "0x2da17b9caa55286ade9cff46c1c411efd4c3e11f",
            "0x49857a3c3dd031a353011a368754030d18e2f856",
            "0x373ac9768d737270b09526e0fd1093c75b527588",
            "0xc82b9bc346368522a310e9bd78808d77cdc594d8",
        ]
        .map(address),
        sink: address("0x95df9b6f1823936dcbd93821c143819fed175231"),
    }
}

/// The chain as it runs.
pub(super) struct Run {
    params: NetworkParams,
    pub ledger: Ledger,
    people: People,
    current: Vec<Elected>,
    next: Vec<Elected>,
    pub height: u64,
}

impl Run {
    pub fn start() -> Self {
        let people = people();
        let mut ledger = Ledger {
            rewards: RewardFund::new(Amount::from_iotx(200_000_000)),
            ..Ledger::default()
        };
        let (a, d, v) = (people.a, people.d, people.v);
        delegate(&mut ledger, a, Address::STAKING, 5_000_000);
        delegate(&mut ledger, d, d, 4_000_000);
        let current = listed(&ledger);
        for (owner, candidate, iotx, days, locked) in [
            (v[2], a, 500, 7, true),
            (v[2], d, 700, 7, true),
            (v[0], a, 1_000, 91, true),
            (v[4], a, 123_457, 350, true),
            (v[3], d, 100, 0, false),
            (v[1], a, 1_000, 91, false),
        ] {
            stake(&mut ledger, bucket(owner, candidate, iotx, days, locked));
        }
        ledger.opt_in(a);
        ledger.opt_in(d);
        ledger.set_destination(v[1], people.sink, Height(1));
        Self {
            params: network(10, 2),
            ledger,
            people,
            next: Vec::new(),
            current,
            height: 0,
        }
    }

    /// What happens in block 8 before its grants.
    fn changes(&mut self) {
        let v = self.people.v;
        self.ledger.staking.set_owner(5, v[6]);
        let unstaked = self.ledger.staking.buckets.get_mut(&6).unwrap();
        unstaked.unstake_start = Some(Timestamp::from_seconds(1_767_225_640));
        let lost = unstaked.weight(false);
        self.ledger.staking.revote(self.people.d, lost, Votes::ZERO);
        stake(&mut self.ledger, bucket(v[5], self.people.a, 1_000_000, 91, true));
    }

    /// Makes a block; `parent` is the hash of the one before it. Returns what voters were paid in it.
    pub fn block(&mut self, parent: Hash) -> Option<(Granted, Vec<Payment>)> {
        self.height += 1;
        let params = self.params.clone();
        let at = end(&params, self.height, parent);
        let epoch = params.schedule.epoch_of(at.height);
        if self.height == 8 {
            self.changes();
        }
        if at.height == params.schedule.cutoff_of(epoch) {
            self.next = listed(&self.ledger);
        }
        if let Some(era) = params.eras().of_freeze(at.height) {
            let rates = commissions(&[(self.people.a, kept(1_500, 1_500)), (self.people.d, kept(6_667, 6_667))]);
            let logs = self.ledger.freeze_votes(&at, era, &rates, false);
            assert_eq!(logs.len(), 2);
        }
        let pays = self.ledger.owes_payout();
        let granted = self
            .ledger
            .grant_block(&at, &self.current, self.people.a, Amount::ZERO, &policy());
        assert!(!granted.failed);
        assert_balanced(&self.ledger.rewards);
        let paid = match at.height == params.schedule.last_of(epoch) {
            true => {
                self.epoch(&at);
                None
            }
            false => pays.then(|| self.pay(&at)),
        };
        assert_balanced(&self.ledger.rewards);
        paid
    }

    fn epoch(&mut self, at: &BlockEnd) {
        let granted = self.ledger.grant_epoch(at, &self.current, &[], &policy());
        assert!(!granted.failed);
        self.current = self.next.clone();
    }

    fn pay(&mut self, at: &BlockEnd) -> (Granted, Vec<Payment>) {
        let compounds = self.people.v[0];
        self.ledger.pay_voters(at, |voter| (voter == compounds).then_some(4))
    }

    pub fn until(&mut self, height: u64) {
        while self.height < height {
            assert_eq!(self.block(Hash::default()).map(|paid| paid.1), None);
        }
    }

    pub fn pending(&self) -> [u128; 2] {
        [self.people.a, self.people.d].map(|id| self.ledger.rewards.pending(id).rau())
    }

    pub fn totals(&self) -> [u128; 2] {
        let total = |id| self.ledger.reward_snapshot(id).unwrap().total_weight.rau();
        [self.people.a, self.people.d].map(total)
    }

    pub fn plan(&self) -> [(Address, u128); 2] {
        let payout = self.ledger.voter_rewards.distribution.as_ref().unwrap();
        let entries = payout.entries.iter().map(|entry| (entry.id, entry.amount.rau()));
        entries.collect::<Vec<_>>().try_into().unwrap()
    }

    /// What the next block pays to whom, of whose rewards, and how far the payout was before.
    pub fn paid(&mut self) -> (String, Vec<(Address, Address, u128)>) {
        let (granted, payments) = self.block(Hash::default()).unwrap();
        let rows = payments.iter().flat_map(|payment| {
            let voter = payment.voter;
            payment.shares.iter().map(move |(id, share)| (*id, voter, share.rau()))
        });
        let text = &granted.logs[0].data[4..];
        let text = text.split(|byte| *byte == 0x1a).next().unwrap();
        (String::from_utf8(text.to_vec()).unwrap(), rows.collect())
    }
}
