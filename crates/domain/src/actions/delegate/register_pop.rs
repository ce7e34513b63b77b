//! Register a delegate, or change its registration, with the BLS key that its node signs with and the proof that its private
//! half is held: the forms that the chain takes a key in since Zanzibar (zanzibar.md §3, §4).

use serde::{Deserialize, Serialize};

use super::{super::Rules, change::Change, keys::Key, registration::Registration};
use crate::{
    Address, Amount, BlsKey, BlsProof, Context, Days, Effects, Ledger, Phrase, Refusal, Rule, StakingParams, Touch,
};

/// Register a delegate with a BLS key and its proof of possession, with or without a self-stake.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterWithBlsAndPop {
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
    /// The key's proof of possession, made for the owner.
    pub proof: BlsProof,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl RegisterWithBlsAndPop {
    fn registration(&self) -> Registration<'_> {
        Registration {
            name: &self.name,
            operator: self.operator,
            reward: self.reward,
            owner: self.owner,
            amount: self.amount,
            duration: self.duration,
            locked: self.locked,
            key: Key::Proven(&self.bls_key, &self.proof),
        }
    }
}

impl Rules for RegisterWithBlsAndPop {
    fn method(&self) -> &'static str {
        "candidateRegisterWithBLSAndPoP"
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

/// Change a delegate's registration, its BLS key included. Its operator may change the key alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateWithBlsAndPop {
    /// The name, new or as it is.
    pub name: String,
    /// The operator, new or as it is.
    pub operator: Address,
    /// The reward address, new or as it is.
    pub reward: Address,
    /// The node's public key, new or as it is.
    pub bls_key: BlsKey,
    /// The key's proof of possession, made for the delegate's permanent id, whoever owns it now.
    pub proof: BlsProof,
}

impl UpdateWithBlsAndPop {
    fn change(&self) -> Change<'_> {
        Change {
            name: &self.name,
            operator: self.operator,
            reward: self.reward,
            key: Key::Proven(&self.bls_key, &self.proof),
        }
    }
}

impl Rules for UpdateWithBlsAndPop {
    fn method(&self) -> &'static str {
        "candidateUpdateWithBLSAndPoP"
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

#[cfg(all(test, feature = "curves"))]
mod tests {
    use super::*;
    use crate::{Height, ReceiptStatus, actions::testing::*};

    /// The reference's vector: a proof for this delegate, by this key.
    const ID: Address = Address::from_bytes([
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11,
        0x12, 0x13,
    ]);
    const KEY: &str =
        "a491d1b0ecd9bb917989f0e74f0dea0422eac4a873e5e2644f368dffb9a6e20fd6e10c1b77654d067c0618f6e5a7f79a";
    const PROOF: &str = "a51105238ac56dbf2881da7666c43ed416492ce646cd99d904e7558d0fe00bc08ad6d35cd8c408812f13620972976996\
                         178f0862dc156bbff1a9acdae6160f56a42e74b04c73ffd7d662f7e337906c5c21061aa291c3ce0d7c3f25b7e4d61ea1";

    fn register(owner: Address) -> RegisterWithBlsAndPop {
        RegisterWithBlsAndPop {
            name: "fathom".into(),
            operator: owner,
            reward: owner,
            owner,
            amount: Amount::ZERO,
            duration: Days(0),
            locked: false,
            bls_key: KEY.parse().unwrap(),
            proof: PROOF.parse().unwrap(),
            payload: Vec::new(),
        }
    }

    fn update() -> UpdateWithBlsAndPop {
        UpdateWithBlsAndPop {
            name: "fathom".into(),
            operator: ID,
            reward: ID,
            bls_key: KEY.parse().unwrap(),
            proof: PROOF.parse().unwrap(),
        }
    }

    /// The rule that it breaks since Zanzibar, and how many topics and events the node logs.
    fn tried(action: &dyn Rules, ledger: &mut Ledger, caller: Address) -> (Option<Rule>, usize, usize) {
        let params = zanzibar();
        let mut effects = Effects::default();
        let done = action.apply(ledger, &context_of(&params, caller), &mut effects);
        let rule = done.err().map(|refusal| refusal.rule);
        (rule, effects.topics.len(), effects.events.len())
    }

    #[test]
    fn a_proof_is_for_the_owner_where_a_delegate_is_registered_whoever_pays() {
        let mut ledger = Ledger::default();
        let others = tried(&register(STRANGER), &mut ledger, STRANGER);
        assert_eq!(others, (Some(Rule::BlsProofWrong), 3, 0));
        assert_eq!(
            Refusal::from(Rule::BlsProofWrong).status(),
            Some(ReceiptStatus::UNAUTHORIZED)
        );
        assert_eq!(ledger, Ledger::default(), "a failed registration leaves nothing");
        assert_eq!(tried(&register(ID), &mut ledger, STRANGER), (None, 3, 1));
        assert_eq!(ledger.staking.candidates[&ID].bls_key.len(), 48);
    }

    #[test]
    fn a_key_of_another_delegate_comes_before_the_proof_where_it_is_registered_and_after_it_where_it_is_changed() {
        let mut ledger = Ledger::default();
        tried(&register(ID), &mut ledger, ID);
        let second = RegisterWithBlsAndPop {
            name: "squall".into(),
            ..register(STRANGER)
        };
        // Its proof is wrong, too.
        assert_eq!(tried(&second, &mut ledger, STRANGER).0, Some(Rule::BlsKeyTaken));
        // Somebody else has the key when this one wants it.
        let mut holder = ledger.staking.candidates[&ID].clone();
        (holder.id, holder.owner, holder.operator, holder.name) = (STRANGER, STRANGER, STRANGER, "squall".into());
        ledger.staking.add_candidate(holder);
        assert_eq!(tried(&update(), &mut ledger, ID).0, Some(Rule::BlsKeyTaken));
        let wrong = UpdateWithBlsAndPop {
            proof: BlsProof::from_bytes(&[1; 96]).unwrap(),
            ..update()
        };
        assert_eq!(tried(&wrong, &mut ledger, ID).0, Some(Rule::BlsProofWrong));
    }

    #[test]
    fn a_proof_is_for_the_permanent_id_where_a_registration_is_changed_whoever_owns_it() {
        let mut ledger = Ledger::default();
        tried(&register(ID), &mut ledger, ID);
        let delegate = ledger.staking.candidates.get_mut(&ID).unwrap();
        (delegate.owner, delegate.operator) = (STRANGER, REWARD);
        let same = UpdateWithBlsAndPop {
            operator: REWARD,
            ..update()
        };
        for caller in [STRANGER, REWARD] {
            assert_eq!(tried(&same, &mut ledger, caller), (None, 2, 1), "owner, then operator");
        }
        let renames = UpdateWithBlsAndPop {
            name: "other".into(),
            ..same
        };
        assert_eq!(
            tried(&renames, &mut ledger, REWARD),
            (Some(Rule::OperatorChanges), 1, 0)
        );
    }

    #[test]
    fn before_zanzibar_nobody_looks_at_a_proof_and_the_wallet_lets_nobody_send_it() {
        let mut params = before_zanzibar();
        let mut ledger = Ledger::default();
        let wrong = RegisterWithBlsAndPop {
            proof: BlsProof::from_bytes(&[1]).unwrap(),
            ..register(STRANGER)
        };
        let done = wrong.apply(&mut ledger, &context_of(&params, STRANGER), &mut Effects::default());
        assert_eq!(done, Ok(()));
        params.set_fork(crate::Fork::Zanzibar, Height(9_000));
        let early = wrong.forbid(&ledger, &context_of(&params, STRANGER)).unwrap_err();
        assert_eq!(early, Refusal::below(Rule::BlsProofEarly, Height(9_000)));
    }
}
