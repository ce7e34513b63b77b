//! Have the protocol pay a delegate's voters (IIP-59, zanzibar.md §5.1).

use serde::{Deserialize, Serialize};

use super::{
    super::{
        Rules,
        words::{from_freeze, is_opted_in, percent, require_zanzibar},
    },
    events,
};
use crate::{Address, Amount, Candidate, Context, Effects, Ledger, Phrase, Portion, Refusal, Rule, Touch, phrase};

/// Opt the caller's delegate in to payout by the protocol; cannot be taken back. It takes effect at the next freeze.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VoterRewardOptIn {}

impl Rules for VoterRewardOptIn {
    fn method(&self) -> &'static str {
        "setVoterRewardOptIn"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        require_zanzibar(Rule::VotersNotYet, ctx)?;
        ctx.require_balance(Amount::ZERO)?;
        let id = own(ledger, ctx).ok_or(Refusal::from(Rule::CandidateExists))?.id;
        ledger.opt_in(id);
        effects.events.push(events::opted_in(id));
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let whose = own(ledger, ctx).map_or_else(|| "your delegate".into(), |c| Phrase::delegate(&c.name));
        let portions = own(ledger, ctx).and_then(|c| ledger.portions.get(&c.id));
        let parts = portions.and_then(|p| Some((p.block.set()?, p.epoch.set()?)));
        let what = parts.map_or_else(String::new, |(block, epoch)| {
            let (block, epoch) = (percent(block), percent(epoch));
            format!(": {block} of its block rewards and {epoch} of its epoch rewards")
        });
        let from = from_freeze(ctx).unwrap_or_else(|| "from the next freeze on".to_owned());
        phrase!(
            "Have the chain pay the voters of {} itself{}, {}. This cannot be taken back.",
            whose,
            what,
            from
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::VoterRewards(caller), Touch::OptIn(caller)]
    }

    /// With a portion missing the chain takes the opt-in all the same, and the voters get nothing without a word.
    fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        if ledger.delegate_profile.is_none() {
            return Err(Rule::ProfileUnknown.into());
        }
        // Whoever owns none is refused by the chain itself.
        let Some(candidate) = own(ledger, ctx) else {
            return Ok(());
        };
        match ledger.portions.get(&candidate.id) {
            None => Err(Rule::PortionsUnread.into()),
            Some(portions) if !portions.commission().configured => Err(Rule::PortionsMissing.into()),
            Some(_) => Ok(()),
        }
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let Some(candidate) = own(ledger, ctx) else {
            return Vec::new();
        };
        if is_opted_in(ledger, candidate.id) {
            return vec![Rule::OptedIn];
        }
        let zero = ledger
            .portions
            .get(&candidate.id)
            .is_some_and(|p| [p.block, p.epoch].contains(&Portion::Set(0)));
        let mut cautions = vec![Rule::OptInForGood, Rule::OptInPaysOwner];
        cautions.extend(zero.then_some(Rule::PortionZero));
        cautions
    }
}

/// The delegate that the caller owns; its operator is not enough.
fn own<'a>(ledger: &'a Ledger, ctx: &Context) -> Option<&'a Candidate> {
    ledger.staking.by_owner(ctx.caller)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Exit, Fork, Height, NetworkParams, Portions, Remedy, Votes, actions::testing::*};

    /// A delegate with the id of `REWARD`, given to `STRANGER`; its portions as they are told.
    fn given(portions: Option<[Portion; 2]>) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.staking.add_candidate(Candidate {
            id: REWARD,
            owner: STRANGER,
            operator: REWARD,
            reward: REWARD,
            name: "fathom".into(),
            votes: Votes::ZERO,
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
        if let Some([block, epoch]) = portions {
            ledger.portions.insert(REWARD, Portions { block, epoch });
        }
        ledger
    }

    #[test]
    fn the_owner_opts_in_the_id_and_again_and_nobody_else_does() {
        let mut ledger = given(None);
        let (params, before) = (zanzibar(), ledger.clone());
        let by = |caller, ledger: &mut Ledger| {
            let mut effects = Effects::default();
            let done = VoterRewardOptIn {}.apply(ledger, &context_of(&params, caller), &mut effects);
            (done.map_err(|refusal| refusal.rule), effects.logs())
        };
        // The operator, who is the id too, is mined with 205, and without a log.
        assert_eq!(by(REWARD, &mut ledger), (Err(Rule::CandidateExists), Vec::new()));
        assert_eq!(ledger, before);
        for _ in 0..2 {
            let (done, logs) = by(STRANGER, &mut ledger);
            assert_eq!(done, Ok(()));
            assert_eq!(logs, [events::opted_in(REWARD)]);
            assert!(is_opted_in(&ledger, REWARD));
        }
    }

    #[test]
    fn until_zanzibar_nodes_drop_it() {
        let mut params = zanzibar();
        params.set_fork(Fork::Zanzibar, Height(1_000));
        let refusal = |params: &NetworkParams| {
            let ctx = context_of(params, STRANGER);
            let done = VoterRewardOptIn {}.apply(&mut given(None), &ctx, &mut Effects::default());
            done.unwrap_err()
        };
        let early = refusal(&params);
        assert_eq!(
            (early.rule, early.remedy),
            (Rule::VotersNotYet, Remedy::FromHeight(Height(1_000)))
        );
        params.set_fork(Fork::Zanzibar, Height(u64::MAX));
        assert_eq!(refusal(&params).remedy, Remedy::Never);
    }

    #[test]
    fn it_is_forbidden_until_both_portions_read_back_valid() {
        let params = zanzibar();
        let forbidden = |delegate_profile, portions| {
            let ledger = Ledger {
                delegate_profile,
                ..given(portions)
            };
            let forbidden = VoterRewardOptIn {}.forbid(&ledger, &context_of(&params, STRANGER));
            forbidden.err().map(|refusal| refusal.rule)
        };
        let (known, both) = (Some(Address::ZERO), Some([Portion::Set(9_000), Portion::Set(0)]));
        assert_eq!(forbidden(None, both), Some(Rule::ProfileUnknown));
        assert_eq!(forbidden(known, None), Some(Rule::PortionsUnread));
        for (block, epoch) in [
            (Portion::Unset, Portion::Unset),
            (Portion::Set(9_000), Portion::Unset),
            (Portion::Invalid, Portion::Set(9_000)),
        ] {
            assert_eq!(forbidden(known, Some([block, epoch])), Some(Rule::PortionsMissing));
        }
        assert_eq!(forbidden(known, both), None);
    }

    #[test]
    fn what_it_does_for_good_is_said_before() {
        let params = zanzibar();
        let ctx = context_of(&params, STRANGER);
        let mut ledger = given(Some([Portion::Set(9_000), Portion::Set(0)]));
        let sentence = VoterRewardOptIn {}.sentence(&ledger, &ctx).to_string();
        let begins = "Have the chain pay the voters of fathom itself: 90 % of its block rewards and 0 % of its epoch \
                      rewards, from the freeze in block ";
        assert!(sentence.starts_with(begins), "{sentence}");
        let cautions = |ledger: &Ledger| VoterRewardOptIn {}.cautions(ledger, &ctx);
        let told = [Rule::OptInForGood, Rule::OptInPaysOwner, Rule::PortionZero];
        assert_eq!(cautions(&ledger), told);
        ledger.opt_in(REWARD);
        assert_eq!(cautions(&ledger), [Rule::OptedIn]);
    }
}
