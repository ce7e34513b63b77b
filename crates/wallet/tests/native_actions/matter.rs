//! What wishes are about: buckets, delegates, names, amounts and addresses, most of them fitting.

use ballast_domain::{Address, Amount, BlsKey, Bucket, Candidate, Days, Exit, hash160};
use ballast_vault::Possession;

use super::wishes::Wisher;

/// Points of the curve's group, and one of the curve that is not in it.
const KEYS: [&str; 3] = [
    "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
    "a572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e",
    "800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004",
];
const DAYS: [u32; 12] = [0, 0, 1, 1, 7, 30, 90, 91, 91, 365, 1050, 1051];
const AMOUNTS: [&str; 10] = [
    "0",
    "0.000000000000000001",
    "99.999999999999999999",
    "100",
    "1000",
    "1199999",
    "1200000",
    "1200001",
    "2500000",
    "2000000000",
];

/// The public key of a private one, which is this number, and the proof for a delegate that it is held.
pub fn possession(secret: u8, id: Address) -> Possession {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bls.key");
    std::fs::write(&path, format!("{secret:064x}")).unwrap();
    ballast_vault::prove_possession(&path, id).unwrap()
}

impl Wisher<'_> {
    /// A bucket, and who owns it. What goes on is mostly what was begun: chance alone comes to few ends.
    pub(super) fn bucket(&mut self, tag: &str, delegate: &Candidate) -> (u64, Address) {
        let large = |b: &Bucket| b.amount >= Amount::from_iotx(1_200_000) && !b.is_unstaked();
        let backs = |b: &Bucket| b.owner == delegate.owner || b.endorsement.expire_height() > 0;
        let fits = |b: &&Bucket| match tag {
            "withdrawStake" => b.is_unstaked(),
            "unstake" => !b.locked && !b.is_unstaked(),
            "endorseCandidate" => large(b),
            "candidateActivate" => large(b) && b.candidate == delegate.id && backs(b),
            "intentToRevokeEndorsement" | "revokeEndorsement" => b.endorsement.expire_height() > 0,
            _ => !b.is_unstaked(),
        };
        let all = &self.seen.buckets;
        let fitting: Vec<&Bucket> = all.iter().filter(fits).collect();
        let found = match self.dice.roll(100) {
            0..85 if !fitting.is_empty() => self.dice.pick(&fitting),
            85..97 if !all.is_empty() => self.dice.pick(&all.iter().collect::<Vec<_>>()),
            _ => return (self.dice.pick(&[999_999, u64::MAX, 0, 1]), self.anybody()),
        };
        (found.id.index, found.owner)
    }

    /// A delegate, and who owns it; of those that fit mostly.
    pub(super) fn delegate(&mut self, tag: &str) -> (Candidate, Address) {
        let fits = |c: &&Candidate| match tag {
            "requestCandidateDeactivation" => c.self_stake_bucket.is_some() && c.exit == Exit::None,
            "confirmCandidateDeactivation" => matches!(c.exit, Exit::ScheduledAt(_)),
            // It ends the self-stake, and with it the way out.
            "candidateTransferOwnership" => c.exit == Exit::None,
            _ => true,
        };
        let owned = |c: &&Candidate| self.people.iter().any(|p| p.address == c.owner);
        let own: Vec<&Candidate> = self.seen.delegates.iter().filter(owned).collect();
        let fitting: Vec<&Candidate> = own.iter().copied().filter(fits).collect();
        let found = match self.dice.roll(100) {
            0..85 if !fitting.is_empty() => self.dice.pick(&fitting),
            _ if !own.is_empty() => self.dice.pick(&own),
            _ => &self.seen.delegates[0],
        };
        (found.clone(), found.owner)
    }

    pub(super) fn name(&mut self) -> String {
        match self.dice.roll(100) {
            0..92 => self.dice.pick(&self.seen.delegates).name,
            _ => self.dice.pick(&["nobody", "Keel", "", "thirteenchars"]).to_owned(),
        }
    }

    pub(super) fn new_name(&mut self) -> String {
        match self.dice.percent(75) {
            true => format!("d{}", self.dice.roll(100_000)),
            false => self.name(),
        }
    }

    pub(super) fn key(&mut self) -> BlsKey {
        let place = if self.dice.percent(10) {
            2
        } else {
            self.dice.roll(2) as usize
        };
        KEYS[place].parse().unwrap()
    }

    /// A key with its proof, mostly for the delegate that it is to be for.
    pub(super) fn possession(&mut self, id: Address) -> Possession {
        let id = if self.dice.percent(85) { id } else { self.anybody() };
        possession(1 + self.dice.roll(100) as u8, id)
    }

    pub(super) fn amount(&mut self) -> Amount {
        self.dice.pick(&AMOUNTS).parse().unwrap()
    }

    /// More than nothing.
    pub(super) fn some(&mut self) -> Amount {
        let amounts = ["0.000000000000000001", "1", "12.5", "40000000"];
        self.dice.pick(&amounts).parse().unwrap()
    }

    pub(super) fn days(&mut self) -> Days {
        Days(self.dice.pick(&DAYS))
    }

    pub(super) fn anybody(&mut self) -> Address {
        self.people[self.dice.roll(self.people.len() as u64) as usize].address
    }

    /// Whom a delegate is given to: rarely out of the hands of people.
    pub(super) fn heir(&mut self) -> Address {
        match self.dice.percent(90) {
            true => self.anybody(),
            false => self.address(),
        }
    }

    /// Mostly people; else nobody, a contract, a protocol, somebody new.
    pub(super) fn address(&mut self) -> Address {
        match self.dice.roll(20) {
            0 => Address::ZERO,
            1 => self.seen.contract,
            2 => self.dice.pick(&[Address::STAKING, Address::REWARDING]),
            3..8 => Address::from_bytes(hash160(&self.dice.roll(u64::MAX).to_be_bytes())),
            _ => self.anybody(),
        }
    }

    /// Whoever has a key; anybody in place of who has none.
    pub(super) fn known(&mut self, who: Address) -> Address {
        match self.people.iter().any(|p| p.address == who) {
            true => who,
            false => self.anybody(),
        }
    }
}
