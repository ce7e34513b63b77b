//! The bounds within which a step may be signed without another question.

use serde::{Deserialize, Serialize};

use crate::{
    Address, Amount, BucketId, Hash, Proposal, Rule, Severity, Transaction, actions::TokenGrant, grouped,
    price::is_about_price,
};

/// The bounds of one step. Money is in Rau.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bounds {
    /// Who is called or paid.
    pub to: Address,
    /// Who gets something by it.
    pub recipient: Option<Address>,
    /// Keccak-256 of the code that stands at `to` and at `recipient`, in that order, where any does.
    pub code: Vec<Hash>,
    /// The most IOTX that is sent along.
    pub value: Amount,
    /// The tokens that it gives, or lets be taken: none but of this contract, to nobody else, and no more. One that was
    /// agreed to before tokens had a bound asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<TokenGrant>,
    /// The buckets that it names, and the most that each holds then.
    pub buckets: Vec<(BucketId, Amount)>,
    /// The most gas.
    pub gas: u64,
    /// The most that is paid for each unit of gas.
    pub max_fee_per_gas: Amount,
}

/// Which bound a step has come to pass.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Passed {
    /// Gas costs more than was agreed.
    Price {
        /// What it costs now, Rau for each unit.
        now: Amount,
        /// What was agreed.
        agreed: Amount,
    },
    /// It takes more gas than was agreed.
    Gas {
        /// What it takes now.
        now: u64,
        /// What was agreed.
        agreed: u64,
    },
    /// It sends more IOTX than was agreed, or to somebody else.
    Money,
    /// It gives other or more tokens than was agreed, lets more of them be taken, or by somebody else.
    Tokens,
    /// A bucket that it names holds more than was agreed.
    Bucket {
        /// Which.
        bucket: BucketId,
        /// What it holds now.
        now: Amount,
    },
    /// Other code stands where it goes.
    Code,
    /// A rule warns of it that had not warned before.
    Caution {
        /// The rule's id.
        rule: String,
        /// What it says.
        sentence: String,
    },
}

impl Bounds {
    /// The most that its gas can cost.
    pub fn max_fee(&self) -> Amount {
        self.max_fee_per_gas.saturating_mul(u128::from(self.gas))
    }

    /// Offers no more for gas than was agreed, and lets it have no more where what it takes is within that: a call of a contract
    /// is let have a fifth more than a node's run of it took, one of a protocol just what the node said. Whether the price
    /// will do says [`Bounds::passed_by`].
    pub fn cap(&self, transaction: &mut Transaction) {
        let has_margin = !transaction.to.is_protocol();
        if has_margin && transaction.gas_limit / 6 * 5 <= self.gas {
            transaction.gas_limit = transaction.gas_limit.min(self.gas);
        }
        transaction.max_fee_per_gas = transaction.max_fee_per_gas.min(self.max_fee_per_gas);
        transaction.max_tip_per_gas = transaction.max_tip_per_gas.min(transaction.max_fee_per_gas);
    }

    /// Every bound that a step is beyond as it would be done now; none where it may be signed as it is.
    pub fn passed_by(&self, now: &AsNow, seen: &[String]) -> Vec<Passed> {
        let Some(transaction) = now.proposal.transactions.first() else {
            return Vec::new();
        };
        let mut all = Vec::new();
        if transaction.to != self.to
            || transaction.value > self.value
            || now.proposal.intent.recipient() != self.recipient
            || now.proposal.transactions.len() > 1
        {
            all.push(Passed::Money);
        }
        if let Some(grant) = now.proposal.intent.action.grants()
            && !self.tokens.as_ref().is_some_and(|agreed| grant.is_within(agreed))
        {
            all.push(Passed::Tokens);
        }
        for (bucket, holds) in &now.buckets {
            let most = self.buckets.iter().find(|(id, _)| id == bucket).map(|(_, most)| *most);
            if most.is_none_or(|most| *holds > most) {
                all.push(Passed::Bucket {
                    bucket: *bucket,
                    now: *holds,
                });
            }
        }
        if now.code != self.code {
            all.push(Passed::Code);
        }
        if transaction.gas_limit > self.gas {
            all.push(Passed::Gas {
                now: transaction.gas_limit,
                agreed: self.gas,
            });
        }
        // By an eighth it can rise before the transaction stands in a block.
        let may_rise_to = now.price.saturating_add(Amount::from_rau(now.price.rau() / 8));
        if may_rise_to > self.max_fee_per_gas {
            all.push(Passed::Price {
                now: now.price,
                agreed: self.max_fee_per_gas,
            });
        }
        all.extend(new_cautions(&now.proposal, seen));
        all
    }
}

/// A step as it would be done now.
#[derive(Clone, Debug)]
pub struct AsNow {
    /// What would be signed, within the bounds' price and gas where that will do.
    pub proposal: Proposal,
    /// What a unit of gas costs.
    pub price: Amount,
    /// The code that stands where it goes, as in [`Bounds::code`].
    pub code: Vec<Hash>,
    /// The buckets that it names, and what each holds.
    pub buckets: Vec<(BucketId, Amount)>,
}

/// The rules that warn of a proposal and are not among those that the person has seen. What of a reward era a step forfeits hangs
/// on the hour in which its turn comes, which nobody knows when it is agreed to: it holds no step.
fn new_cautions(proposal: &Proposal, seen: &[String]) -> Vec<Passed> {
    let is_rule = |rule: &Rule| !matches!(rule, Rule::ForfeitsEra | Rule::ForfeitsUnread);
    let of_rules = |id: &str| Rule::ALL.iter().any(|rule| is_rule(rule) && rule.id() == id) || is_about_price(id);
    let warnings = proposal.warnings.iter();
    let new = warnings.filter(|w| w.severity == Severity::Caution && of_rules(&w.rule) && !seen.contains(&w.rule));
    new.map(|w| Passed::Caution {
        rule: w.rule.clone(),
        sentence: w.sentence.clone(),
    })
    .collect()
}

impl Passed {
    /// What it means, as a sentence for people.
    pub fn sentence(&self) -> String {
        match self {
            Self::Price { now, agreed } => format!(
                "Gas costs {} Rau a unit now, and you agreed to {} at most.",
                now.rau_for_people(),
                agreed.rau_for_people()
            ),
            Self::Gas { now, agreed } => format!(
                "It takes {} gas now, and you agreed to {} at most.",
                grouped(*now),
                grouped(*agreed)
            ),
            Self::Money => "It would send other money, or to somebody else, than you agreed to.".into(),
            Self::Tokens => "It would give other or more tokens, or to somebody else, than you agreed to.".into(),
            Self::Bucket { bucket, now } => {
                format!(
                    "{} holds {} IOTX now, more than when you agreed.",
                    bucket.title(),
                    now.for_people()
                )
            }
            Self::Code => "Another contract stands where it goes than when you agreed.".into(),
            Self::Caution { sentence, .. } => sentence.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Action, Calldata, Height, Intent, Phrase, Snapshot, Timestamp, TokenAmount, Units, Warning,
        actions::{AllowToken, SendNft, SendToken},
    };

    const COIN: Address = Address::from_bytes([9; 20]);
    const ADA: Address = Address::from_bytes([1; 20]);
    const EVE: Address = Address::from_bytes([2; 20]);

    fn proposal(action: Action) -> Proposal {
        let transaction = Transaction {
            chain_id: 4689,
            nonce: 0,
            to: COIN,
            to_name: None,
            method: None,
            value: Amount::ZERO,
            data: Calldata::default(),
            gas_limit: 50_000,
            max_fee_per_gas: Amount::from_rau(9),
            max_tip_per_gas: Amount::ZERO,
            reencoded: true,
        };
        Proposal {
            id: String::new(),
            intent: Intent { account: ADA, action },
            sentence: String::new(),
            says: Phrase::default(),
            changes: Vec::new(),
            transactions: vec![transaction],
            fee: Amount::ZERO,
            max_fee: Amount::ZERO,
            warnings: Vec::new(),
            basis: Snapshot {
                value: (),
                height: Height(1),
                node: String::new(),
                at: Timestamp::from_seconds(1),
            },
            fresh_for: 60,
            replaces: None,
            ran: None,
        }
    }

    fn bounds_of(agreed: &Action) -> Bounds {
        Bounds {
            to: COIN,
            recipient: None,
            code: Vec::new(),
            value: Amount::ZERO,
            tokens: agreed.grants(),
            buckets: Vec::new(),
            gas: 50_000,
            max_fee_per_gas: Amount::from_rau(18),
        }
    }

    /// What is passed where `now` is done and `agreed` was agreed to.
    fn passed(agreed: &Action, now: Action) -> Vec<Passed> {
        let proposal = proposal(now);
        let bounds = Bounds {
            // Who gets something is a bound of its own, which this is not about.
            recipient: proposal.intent.recipient(),
            ..bounds_of(agreed)
        };
        let now = AsNow {
            proposal,
            price: Amount::from_rau(9),
            code: Vec::new(),
            buckets: Vec::new(),
        };
        bounds.passed_by(&now, &[])
    }

    fn send(to: Address, units: u64, decimals: u8) -> Action {
        let quantity = TokenAmount::new(units.into(), decimals);
        SendToken {
            token: COIN,
            to,
            quantity,
        }
        .into()
    }

    fn allow(spender: Address, units: u64) -> Action {
        let quantity = TokenAmount::new(units.into(), 6);
        AllowToken {
            token: COIN,
            spender,
            quantity,
        }
        .into()
    }

    fn give(id: u64, to: Address) -> Action {
        SendNft {
            token: COIN,
            id: Units::from(id),
            from: ADA,
            to,
        }
        .into()
    }

    #[test]
    fn no_other_and_no_more_tokens_go_to_nobody_else_than_was_agreed() {
        for (agreed, now) in [
            (send(ADA, 7, 6), send(ADA, 8, 6)),
            (send(ADA, 7, 6), send(EVE, 7, 6)),
            (send(ADA, 7, 6), send(ADA, 7, 18)),
            (send(ADA, 7, 6), give(7, ADA)),
            (allow(ADA, 7), allow(ADA, 8)),
            (allow(ADA, 7), allow(EVE, 7)),
            (give(7, ADA), give(8, ADA)),
            (give(7, ADA), give(7, EVE)),
        ] {
            assert_eq!(passed(&agreed, now.clone()), [Passed::Tokens], "{now:?}");
            assert_eq!(passed(&agreed, agreed.clone()), [], "{agreed:?}");
        }
        assert_eq!(passed(&send(ADA, 7, 6), send(ADA, 6, 6)), [], "less is within");
    }

    #[test]
    fn a_caution_that_was_not_seen_asks_and_what_a_step_forfeits_of_an_era_does_not() {
        let mut warned = proposal(send(ADA, 7, 6));
        warned.warnings = [Rule::CandidateLeaving, Rule::ForfeitsEra, Rule::ForfeitsUnread]
            .map(Warning::caution)
            .to_vec();
        let rules = |seen: &[String]| -> Vec<String> {
            let new = new_cautions(&warned, seen).into_iter();
            new.filter_map(|passed| match passed {
                Passed::Caution { rule, .. } => Some(rule),
                _ => None,
            })
            .collect()
        };
        assert_eq!(rules(&[]), [Rule::CandidateLeaving.id()]);
        assert!(rules(&[Rule::CandidateLeaving.id().to_owned()]).is_empty());
    }

    #[test]
    fn a_protocols_call_has_no_margin_that_could_be_taken_away() {
        let capped = |to: Address, agreed: u64| {
            let mut transaction = Transaction {
                to,
                ..proposal(send(ADA, 1, 6)).transactions.remove(0)
            };
            let bounds = Bounds {
                gas: agreed,
                ..bounds_of(&send(ADA, 1, 6))
            };
            bounds.cap(&mut transaction);
            transaction.gas_limit
        };
        assert_eq!(capped(COIN, 45_000), 45_000);
        assert_eq!(
            capped(Address::STAKING, 45_000),
            50_000,
            "it asks, and is not mined to fail"
        );
        assert_eq!(capped(Address::STAKING, 60_000), 50_000);
    }

    #[test]
    fn a_step_that_was_agreed_to_before_tokens_had_a_bound_asks() {
        let old = r#"{ "to": "0x0909090909090909090909090909090909090909", "recipient": null, "code": [], "value": "0",
            "buckets": [], "gas": 50000, "maxFeePerGas": "18" }"#;
        let bounds: Bounds = serde_json::from_str(old).unwrap();
        let now = AsNow {
            proposal: proposal(send(ADA, 1, 6)),
            price: Amount::from_rau(9),
            code: Vec::new(),
            buckets: Vec::new(),
        };
        assert!(bounds.passed_by(&now, &[]).contains(&Passed::Tokens));
    }
}
