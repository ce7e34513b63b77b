//! Wishes, sensible or not: actions on what stands on the chain, by whom it concerns and by others.

use ballast_domain::{
    Action, Address, Amount, Bucket, Candidate, Intent,
    actions::{
        Activate, ChangeCandidate, Claim, ClaimFor, ConfirmExit, CreateStake, Deposit, DepositRewards, Endorse,
        IntendRevoke, MigrateStake, Register, RegisterWithBls, RegisterWithBlsAndPop, RequestExit, Restake, Revoke,
        Send, SetVoterRewardDestination, TransferOwnership, TransferStake, Unstake, Update, UpdateWithBls,
        UpdateWithBlsAndPop, VoterRewardOptIn, Withdraw,
    },
};

use super::{dice::Dice, network::World, people::Person};

/// How often each action is wished.
const WEIGHTS: [(u64, &str); 27] = [
    (12, "createStake"),
    (7, "depositToStake"),
    (12, "restake"),
    (6, "changeCandidate"),
    (5, "transferStake"),
    (10, "unstake"),
    (8, "withdrawStake"),
    (4, "migrateStake"),
    (8, "candidateActivate"),
    (9, "endorseCandidate"),
    (4, "intentToRevokeEndorsement"),
    (6, "revokeEndorsement"),
    (3, "candidateRegister"),
    (2, "candidateUpdate"),
    (1, "candidateRegisterWithBLS"),
    (1, "candidateUpdateWithBLS"),
    (4, "candidateRegisterWithBLSAndPoP"),
    (5, "candidateUpdateWithBLSAndPoP"),
    (1, "setVoterRewardOptIn"),
    (3, "setVoterRewardDestination"),
    (4, "candidateTransferOwnership"),
    (2, "requestCandidateDeactivation"),
    (4, "confirmCandidateDeactivation"),
    (4, "send"),
    (4, "claim"),
    (3, "claimFor"),
    (2, "depositRewards"),
];

/// What was on the chain a while ago.
pub struct Seen {
    pub buckets: Vec<Bucket>,
    pub delegates: Vec<Candidate>,
    pub contract: Address,
}

impl Seen {
    pub async fn look(world: &World, people: &[Person], contract: Address) -> Self {
        let mut buckets = Vec::new();
        for person in people {
            let own = world.client.buckets_of(person.address).await.unwrap().value;
            buckets.extend(own.into_iter().filter(|b| b.id.contract.is_none()));
        }
        let delegates = world.client.delegates().await.unwrap().value;
        Self {
            buckets,
            delegates,
            contract,
        }
    }
}

/// Makes wishes.
pub struct Wisher<'a> {
    pub dice: &'a mut Dice,
    pub people: &'a [Person],
    pub seen: &'a Seen,
}

impl Wisher<'_> {
    /// Somebody wishes something.
    pub fn wish(&mut self) -> Intent {
        let all: u64 = WEIGHTS.iter().map(|(weight, _)| weight).sum();
        let mut left = self.dice.roll(all);
        let mut tag = WEIGHTS[0].1;
        for (weight, name) in WEIGHTS {
            tag = name;
            match left.checked_sub(weight) {
                Some(rest) => left = rest,
                None => break,
            }
        }
        let (account, action) = self.action(tag);
        Intent { account, action }
    }

    fn action(&mut self, tag: &str) -> (Address, Action) {
        let (delegate, controller) = self.delegate(tag);
        let (bucket, owner) = self.bucket(tag, &delegate);
        let payload = vec![7; self.dice.roll(3) as usize];
        let anybody = self.anybody();
        let poor = self.dice.percent(8);
        let by = |who: Address| if poor { anybody } else { who };
        match tag {
            "createStake" => (anybody, self.stake(payload).into()),
            "depositToStake" => (
                anybody,
                Deposit {
                    bucket,
                    amount: self.amount(),
                    payload,
                }
                .into(),
            ),
            "restake" => (by(owner), self.restake(bucket, payload).into()),
            "changeCandidate" => (
                by(owner),
                ChangeCandidate {
                    bucket,
                    candidate: self.name(),
                    payload,
                }
                .into(),
            ),
            "transferStake" => (
                by(owner),
                TransferStake {
                    bucket,
                    to: self.address(),
                    payload,
                }
                .into(),
            ),
            "unstake" => (by(owner), Unstake { bucket, payload }.into()),
            "withdrawStake" => (by(owner), Withdraw { bucket, payload }.into()),
            "migrateStake" => (by(owner), MigrateStake { bucket }.into()),
            "candidateActivate" => (by(controller), Activate { bucket }.into()),
            "endorseCandidate" => (by(owner), Endorse { bucket }.into()),
            "intentToRevokeEndorsement" => (by(owner), IntendRevoke { bucket }.into()),
            "revokeEndorsement" => (by(owner), Revoke { bucket }.into()),
            "candidateRegister" => (anybody, self.register(payload).into()),
            "candidateUpdate" => (by(controller), self.update(&delegate).into()),
            "candidateRegisterWithBLS" => (anybody, self.register_with_bls(payload).into()),
            "candidateUpdateWithBLS" => {
                let who = if self.dice.percent(25) {
                    delegate.operator
                } else {
                    by(controller)
                };
                (self.known(who), self.update_with_bls(&delegate).into())
            }
            "candidateRegisterWithBLSAndPoP" => (anybody, self.register_with_proof(payload).into()),
            "candidateUpdateWithBLSAndPoP" => {
                let who = if self.dice.percent(25) {
                    delegate.operator
                } else {
                    by(controller)
                };
                (self.known(who), self.update_with_proof(&delegate).into())
            }
            "setVoterRewardOptIn" => (by(controller), VoterRewardOptIn {}.into()),
            "setVoterRewardDestination" => {
                let recipient = self.address();
                (anybody, SetVoterRewardDestination { recipient }.into())
            }
            "candidateTransferOwnership" => (
                by(controller),
                TransferOwnership {
                    to: self.heir(),
                    payload,
                }
                .into(),
            ),
            "requestCandidateDeactivation" => (by(controller), RequestExit {}.into()),
            "confirmCandidateDeactivation" => (by(controller), ConfirmExit {}.into()),
            "send" => (
                anybody,
                Send {
                    to: self.address(),
                    amount: self.amount(),
                    payload,
                }
                .into(),
            ),
            // Nothing can be claimed where something was granted once, which no node tells: so it is not tried.
            "claim" => (
                by(delegate.reward),
                Claim {
                    amount: self.some(),
                    payload,
                }
                .into(),
            ),
            "claimFor" => {
                let address = if self.dice.percent(20) {
                    anybody
                } else {
                    delegate.reward
                };
                (
                    self.anybody(),
                    ClaimFor {
                        address,
                        amount: self.some(),
                        payload,
                    }
                    .into(),
                )
            }
            _ => (
                anybody,
                DepositRewards {
                    amount: self.amount(),
                    payload,
                }
                .into(),
            ),
        }
        .known_to(self)
    }

    fn stake(&mut self, payload: Vec<u8>) -> CreateStake {
        CreateStake {
            candidate: self.name(),
            amount: self.amount(),
            duration: self.days(),
            locked: self.dice.percent(50),
            payload,
        }
    }

    /// Mostly on the way out, so that buckets come to their end.
    fn restake(&mut self, bucket: u64, payload: Vec<u8>) -> Restake {
        let old = self
            .seen
            .buckets
            .iter()
            .find(|b| b.id.index == bucket)
            .map(|b| b.duration);
        Restake {
            bucket,
            duration: old.filter(|_| self.dice.percent(50)).unwrap_or_else(|| self.days()),
            locked: self.dice.percent(40),
            payload,
        }
    }

    fn register(&mut self, payload: Vec<u8>) -> Register {
        Register {
            name: self.new_name(),
            operator: self.address(),
            reward: self.anybody(),
            owner: self.anybody(),
            amount: if self.dice.percent(70) {
                Amount::ZERO
            } else {
                self.amount()
            },
            duration: self.days(),
            locked: self.dice.percent(50),
            payload,
        }
    }

    fn register_with_bls(&mut self, payload: Vec<u8>) -> RegisterWithBls {
        let like = self.register(payload);
        RegisterWithBls {
            name: like.name,
            operator: like.operator,
            reward: like.reward,
            owner: like.owner,
            amount: like.amount,
            duration: like.duration,
            locked: like.locked,
            bls_key: self.key(),
            payload: like.payload,
        }
    }

    fn register_with_proof(&mut self, payload: Vec<u8>) -> RegisterWithBlsAndPop {
        let mut like = self.register(payload);
        // Most people own a delegate before long, and one is all that anybody can own.
        let owns = |who: &Address| self.seen.delegates.iter().any(|delegate| delegate.owner == *who);
        let free: Vec<Address> = self.people.iter().map(|p| p.address).filter(|who| !owns(who)).collect();
        if !free.is_empty() && self.dice.percent(70) {
            like.owner = self.dice.pick(&free);
        }
        let held = self.possession(like.owner);
        RegisterWithBlsAndPop {
            name: like.name,
            operator: like.operator,
            reward: like.reward,
            owner: like.owner,
            amount: like.amount,
            duration: like.duration,
            locked: like.locked,
            bls_key: held.key,
            proof: held.proof,
            payload: like.payload,
        }
    }

    fn update(&mut self, delegate: &Candidate) -> Update {
        let keep = self.dice.percent(50);
        Update {
            name: if keep { delegate.name.clone() } else { self.new_name() },
            operator: if self.dice.percent(70) {
                delegate.operator
            } else {
                self.address()
            },
            reward: delegate.reward,
        }
    }

    fn update_with_bls(&mut self, delegate: &Candidate) -> UpdateWithBls {
        let like = self.update(delegate);
        UpdateWithBls {
            name: like.name,
            operator: like.operator,
            reward: like.reward,
            bls_key: self.key(),
        }
    }

    fn update_with_proof(&mut self, delegate: &Candidate) -> UpdateWithBlsAndPop {
        let like = self.update(delegate);
        let held = self.possession(delegate.id);
        UpdateWithBlsAndPop {
            name: like.name,
            operator: like.operator,
            reward: like.reward,
            bls_key: held.key,
            proof: held.proof,
        }
    }
}

/// A wish of somebody whose key nobody has is anybody's.
trait Known {
    fn known_to(self, wisher: &mut Wisher<'_>) -> Self;
}

impl Known for (Address, Action) {
    fn known_to(self, wisher: &mut Wisher<'_>) -> Self {
        (wisher.known(self.0), self.1)
    }
}
