//! Register a delegate, or change its registration, with the BLS key that its node signs with, and nothing more: the forms
//! that the chain takes from Xingu until Zanzibar (node-behaviour.md §7). Since then they cost their fee and do nothing.

use serde::{Deserialize, Serialize};

use super::{super::Rules, change::Change, keys::Key, registration::Registration};
use crate::{Address, Amount, BlsKey, Context, Days, Effects, Ledger, Phrase, Refusal, Rule, StakingParams, Touch};

/// Register a delegate with a BLS key, with or without a self-stake.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterWithBls {
    /// 1 to 12 characters of a-z and 0-9, not taken.
    pub name: String,
    /// Who will sign its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// Who controls it, and will own the self-stake.
    pub owner: Address,
    /// The self-stake: nothing, or at least 1,200,000 IOTX. It is sent along as the transaction's value.
    pub amount: Amount,
    /// The self-stake's duration, 0 to 1,050 days.
    pub duration: Days,
    /// The self-stake's stake-lock.
    pub locked: bool,
    /// The node's public key.
    pub bls_key: BlsKey,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl RegisterWithBls {
    fn registration(&self) -> Registration<'_> {
        Registration {
            name: &self.name,
            operator: self.operator,
            reward: self.reward,
            owner: self.owner,
            amount: self.amount,
            duration: self.duration,
            locked: self.locked,
            key: Key::Bare(&self.bls_key),
        }
    }
}

impl Rules for RegisterWithBls {
    fn method(&self) -> &'static str {
        "candidateRegisterWithBLS"
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

/// Change a delegate's registration. Its operator may change the key alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateWithBls {
    /// The name, new or as it is.
    pub name: String,
    /// The operator, new or as it is.
    pub operator: Address,
    /// The reward address, new or as it is.
    pub reward: Address,
    /// The node's public key, new or as it is.
    pub bls_key: BlsKey,
}

impl UpdateWithBls {
    fn change(&self) -> Change<'_> {
        Change {
            name: &self.name,
            operator: self.operator,
            reward: self.reward,
            key: Key::Bare(&self.bls_key),
        }
    }
}

impl Rules for UpdateWithBls {
    fn method(&self) -> &'static str {
        "candidateUpdateWithBLS"
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
    use crate::{NetworkParams, ReceiptStatus, actions::testing::*};

    const GENERATOR: &str =
        "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    fn register() -> RegisterWithBls {
        RegisterWithBls {
            name: "fathom".into(),
            operator: STRANGER,
            reward: STRANGER,
            owner: STRANGER,
            amount: Amount::ZERO,
            duration: Days(0),
            locked: false,
            bls_key: GENERATOR.parse().unwrap(),
            payload: Vec::new(),
        }
    }

    #[test]
    fn a_key_without_its_proof_costs_the_fee_since_zanzibar_and_is_all_there_is_before() {
        let mut ledger = Ledger::default();
        let rule = |params: &NetworkParams, action: &dyn Rules, ledger: &mut Ledger| {
            let mut effects = Effects::default();
            let done = action.apply(ledger, &context_of(params, STRANGER), &mut effects);
            (done.map_err(|refusal| refusal.rule), effects)
        };
        let (missing, effects) = rule(&zanzibar(), &register(), &mut ledger);
        assert_eq!(missing, Err(Rule::BlsProofMissing));
        assert_eq!(
            Refusal::from(Rule::BlsProofMissing).status(),
            Some(ReceiptStatus::UNAUTHORIZED)
        );
        // recording 15, step 24: no event, no transfer, and the log of the older form with no bucket's number
        assert!(effects.events.is_empty() && effects.transfers.is_empty());
        assert_eq!(effects.topics.len(), 3);
        assert!(effects.topics[1].ends_with(&[0xff; 8]));
        assert_eq!(ledger, Ledger::default());
        let (before, effects) = rule(&before_zanzibar(), &register(), &mut ledger);
        assert_eq!((before, effects.events.len()), (Ok(()), 1));
        let update = UpdateWithBls {
            name: "fathom".into(),
            operator: STRANGER,
            reward: STRANGER,
            bls_key: GENERATOR.parse().unwrap(),
        };
        let (missing, effects) = rule(&zanzibar(), &update, &mut ledger);
        assert_eq!((missing, effects.topics.len()), (Err(Rule::BlsProofMissing), 1));
        assert_eq!(rule(&before_zanzibar(), &update, &mut ledger).0, Ok(()));
    }
}
