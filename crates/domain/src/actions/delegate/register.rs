//! Register or update a delegate in the forms without a BLS key: from Xingu until Zanzibar the chain takes them for a
//! registration without self-stake only (node-behaviour.md §7), and since Zanzibar for all (zanzibar.md §4).

use serde::{Deserialize, Serialize};

use super::{super::Rules, change::Change, keys::Key, registration::Registration};
use crate::{Address, Amount, Context, Days, Effects, Ledger, Phrase, Refusal, Rule, StakingParams, Touch};

/// Register a delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Register {
    /// 1 to 12 characters of a-z and 0-9, not taken.
    pub name: String,
    /// Who will sign its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// Who controls it, and will own the self-stake.
    pub owner: Address,
    /// The self-stake: nothing, or from Zanzibar on at least 1,200,000 IOTX. No value is sent along: this says it.
    pub amount: Amount,
    /// The self-stake's duration, 0 to 1,050 days.
    pub duration: Days,
    /// The self-stake's stake-lock.
    pub locked: bool,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Register {
    fn registration(&self) -> Registration<'_> {
        Registration {
            name: &self.name,
            operator: self.operator,
            reward: self.reward,
            owner: self.owner,
            amount: self.amount,
            duration: self.duration,
            locked: self.locked,
            key: Key::Without,
        }
    }
}

impl Rules for Register {
    fn method(&self) -> &'static str {
        "candidateRegister"
    }

    fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
        self.registration().admit(params)
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        self.registration().apply(ledger, ctx, effects)
    }

    fn spends(&self) -> Amount {
        self.amount
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::NextBucket]
    }

    fn sentence(&self, _ledger: &Ledger, ctx: &Context) -> Phrase {
        self.registration().sentence(ctx)
    }

    fn forbid(&self, _ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        self.registration().forbid(ctx)
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        self.registration().cautions(ctx)
    }
}

/// Change a delegate's registration; its BLS key stays as it is. Until Zanzibar an update needs a key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// The name, new or as it is.
    pub name: String,
    /// The operator, new or as it is.
    pub operator: Address,
    /// The reward address, new or as it is.
    pub reward: Address,
}

impl Update {
    fn change(&self) -> Change<'_> {
        Change {
            name: &self.name,
            operator: self.operator,
            reward: self.reward,
            key: Key::Without,
        }
    }
}

impl Rules for Update {
    fn method(&self) -> &'static str {
        "candidateUpdate"
    }

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        self.change().admit()
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        self.change().apply(ledger, ctx, effects)
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        self.change().sentence(ledger, ctx)
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        Change::touches(caller)
    }

    fn forbid(&self, _ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        self.change().forbid(ctx)
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        self.change().cautions(ledger, ctx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailsAs, NetworkParams, Party, ReceiptStatus, TransferKind, Votes, actions::testing::*};

    #[test]
    fn the_sentence_names_the_fee_and_where_it_goes() {
        let register = Register {
            name: "fathom".into(),
            operator: STRANGER,
            reward: REWARD,
            owner: STRANGER,
            amount: Amount::ZERO,
            duration: Days(0),
            locked: false,
            payload: Vec::new(),
        };
        let sentence = register.sentence(&Ledger::default(), &context(STRANGER)).to_string();
        assert!(
            sentence.ends_with("The registration fee of 100 IOTX goes to the reward pool, for good."),
            "{sentence}"
        );
        let effects = done(&register, &mut Ledger::default(), STRANGER);
        assert_eq!(effects.transfers[0].amount, Amount::from_iotx(100));
        assert_eq!(effects.transfers[0].to, Party::RewardingPool);
    }

    /// Without a self-stake.
    fn register() -> Register {
        Register {
            name: "fathom".into(),
            operator: STRANGER,
            reward: REWARD,
            owner: STRANGER,
            amount: Amount::ZERO,
            duration: Days(0),
            locked: false,
            payload: Vec::new(),
        }
    }

    #[test]
    fn a_registration_that_leaves_nothing_for_fees_is_warned_of() {
        let register = register();
        let with = |balance: &str| {
            let ctx = Context {
                balance: balance.parse().unwrap(),
                ..context(STRANGER)
            };
            register.cautions(&Ledger::default(), &ctx)
        };
        assert_eq!(with("100.03"), [Rule::FeesLeft]);
        assert_eq!(with("100.04"), []);
    }

    #[test]
    fn who_cannot_pay_the_registration_fee_is_mined_and_who_cannot_pay_less_is_refused() {
        let register = register();
        let with = |balance: &str| {
            let ctx = Context {
                balance: balance.parse().unwrap(),
                ..context(STRANGER)
            };
            let done = register.apply(&mut Ledger::default(), &ctx, &mut Effects::default());
            done.map_err(|refusal| refusal.rule)
        };
        assert_eq!(with("0.009"), Err(Rule::Balance));
        assert_eq!(with("100.009"), Err(Rule::RegistrationFee));
        assert_eq!(with("100.01"), Ok(()));
        assert_eq!(Rule::Balance.fails_as(), FailsAs::Refused);
        let mined = FailsAs::Status(ReceiptStatus::NOT_ENOUGH_BALANCE);
        assert_eq!(Rule::RegistrationFee.fails_as(), mined);
    }

    /// Does it on a network, by `caller`, who has plenty.
    fn on(
        params: &NetworkParams,
        action: &impl Rules,
        ledger: &mut Ledger,
        caller: Address,
    ) -> (Result<(), Refusal>, Effects) {
        let ctx = Context {
            balance: Amount::from_iotx(2_000_000),
            ..context_of(params, caller)
        };
        let mut effects = Effects::default();
        (action.apply(ledger, &ctx, &mut effects), effects)
    }

    #[test]
    fn a_self_stake_without_a_key_is_dropped_before_zanzibar_and_taken_since() {
        let stakes = Register {
            amount: Amount::from_iotx(1_200_000),
            duration: Days(91),
            ..register()
        };
        let mut ledger = Ledger::default();
        ledger.staking.next_index = 6;
        let (early, _) = on(&before_zanzibar(), &stakes, &mut ledger.clone(), STRANGER);
        let early = early.unwrap_err();
        assert_eq!(
            (early.rule, early.rule.fails_as()),
            (Rule::BlsKeyMissing, FailsAs::Dropped)
        );
        let (taken, effects) = on(&zanzibar(), &stakes, &mut ledger, STRANGER);
        taken.unwrap();
        // recording 15, step 5: the log of the older form, with the bucket's number and the id
        let [log] = &effects.logs()[..] else { panic!("one log") };
        let ends = |topic: usize, bytes: &[u8]| log.topics[topic].ends_with(bytes);
        assert!(ends(0, b"candidateRegister") && ends(1, &6u64.to_be_bytes()) && ends(2, STRANGER.as_bytes()));
        let kinds: Vec<TransferKind> = effects.transfers.iter().map(|t| t.kind).collect();
        assert_eq!(kinds, [TransferKind::SelfStake, TransferKind::RegistrationFee]);
        let delegate = &ledger.staking.candidates[&STRANGER];
        assert_eq!((delegate.self_stake_bucket, delegate.bls_key.len()), (Some(6), 0));
        assert!(delegate.votes > Votes::from_iotx(1_200_000));
    }

    #[test]
    fn an_update_without_a_key_leaves_the_key_and_is_the_owners_alone() {
        let mut ledger = Ledger::default();
        done(&register(), &mut ledger, STRANGER);
        let key = vec![7; 48];
        let delegate = ledger.staking.candidates.get_mut(&STRANGER).unwrap();
        delegate.bls_key.clone_from(&key);
        delegate.operator = REWARD;
        let update = Update {
            name: "fathom2".into(),
            operator: REWARD,
            reward: STRANGER,
        };
        let (early, _) = on(&before_zanzibar(), &update, &mut ledger.clone(), STRANGER);
        assert_eq!(early.unwrap_err().rule, Rule::BlsKeyMissing);
        let same = Update {
            name: "fathom".into(),
            reward: REWARD,
            ..update.clone()
        };
        let (by_operator, _) = on(&zanzibar(), &same, &mut ledger.clone(), REWARD);
        let by_operator = by_operator.unwrap_err();
        assert_eq!(by_operator.rule, Rule::OperatorChanges);
        assert_eq!(by_operator.status(), Some(ReceiptStatus::UNAUTHORIZED));
        let (by_owner, effects) = on(&zanzibar(), &update, &mut ledger, STRANGER);
        by_owner.unwrap();
        assert!(effects.logs()[0].topics[1].ends_with(STRANGER.as_bytes()));
        let delegate = &ledger.staking.candidates[&STRANGER];
        assert_eq!((delegate.name.as_str(), delegate.reward), ("fathom2", STRANGER));
        assert_eq!(delegate.bls_key, key);
    }
}
