//! Say which part of a delegate's rewards is its voters': a field of the contract DelegateProfile (zanzibar.md §6).

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{from_freeze, percent},
};
use crate::{Address, Amount, Context, Effects, Ledger, Phrase, Portion, Refusal, Rule, Touch, phrase};

/// All of a reward, in basis points.
const WHOLE: u16 = 10_000;

/// A field of DelegateProfile that the chain reads at a freeze. The voters get anything only where both are set.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PortionField {
    /// Of each block's reward.
    Block,
    /// Of each epoch's reward.
    Epoch,
}

impl PortionField {
    /// Both, in the order in which the chain reads them.
    pub const ALL: [Self; 2] = [Self::Block, Self::Epoch];

    /// What the contract calls it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Block => "blockRewardPortion",
            Self::Epoch => "epochRewardPortion",
        }
    }

    /// The rewards that it is a part of, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Block => "block rewards",
            Self::Epoch => "epoch rewards",
        }
    }
}

/// Set one portion of the delegate whose permanent id the caller is; the other one takes a transaction of its own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SetPortion {
    /// DelegateProfile.
    pub contract: Address,
    /// Which rewards.
    pub field: PortionField,
    /// The voters' part in basis points, 0 to 10,000.
    pub portion: u16,
}

/// A portion in basis points, as people write it in percent: `85`, `85 %`, `33.33`. None where it is no percentage of two
/// decimals at most, or more than all.
pub fn portion_of_percent(text: &str) -> Option<u16> {
    let number = text.trim().trim_end_matches('%').trim_end();
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str, most: usize| {
        let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| is_number)
    };
    // No more than 999.99 and so within 32 bits.
    let (hundreds, rest) = (u32::from(digits(whole, 3)?) * 100, u32::from(digits(part, 2)?));
    let rest = if part.len() == 1 { rest * 10 } else { rest };
    u16::try_from(hundreds + rest).ok().filter(|bps| *bps <= WHOLE)
}

impl Rules for SetPortion {
    fn method(&self) -> &'static str {
        "updateProfile"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(Amount::ZERO)?;
        // What was not read stays unknown, and one that was not set counts once it reads back: an opt-in that is signed together
        // with it could not be taken back where this failed.
        if let Some(portions) = ledger.portions.get_mut(&ctx.caller) {
            let place = match self.field {
                PortionField::Block => &mut portions.block,
                PortionField::Epoch => &mut portions.epoch,
            };
            if place.set().is_some() {
                *place = Portion::Set(self.portion);
            }
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let delegate = ledger.staking.candidates.get(&ctx.caller);
        let whose = delegate.map_or_else(|| "your delegate".into(), |c| Phrase::delegate(&c.name));
        let from = from_freeze(ctx).map_or_else(String::new, |from| format!(" It counts {from}."));
        phrase!(
            "Give the voters of {} {} of its {}.{}",
            whose,
            percent(self.portion),
            self.field.words(),
            from
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::VoterRewards(caller)]
    }

    /// The contract takes any bytes from anybody, and writes them under the sender.
    fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        match ledger.delegate_profile {
            None => return Err(Rule::ProfileUnknown.into()),
            Some(at) if at != self.contract => return Err(Rule::ProfileContract.into()),
            Some(_) => {}
        }
        if self.portion > WHOLE {
            return Err(Rule::PortionRange.into());
        }
        match ledger.staking.candidates.contains_key(&ctx.caller) {
            true => Ok(()),
            false => Err(Rule::ProfileSender.into()),
        }
    }

    fn cautions(&self, _ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        match self.portion {
            0 => vec![Rule::PortionZero],
            _ => Vec::new(),
        }
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(67_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Candidate, Exit, Portions, Votes,
        actions::{VoterRewardOptIn, testing::*},
    };

    const PROFILE: Address = Address::from_bytes([9; 20]);

    fn set(field: PortionField, portion: u16) -> SetPortion {
        SetPortion {
            contract: PROFILE,
            field,
            portion,
        }
    }

    /// A delegate with the id of `REWARD`, given to `STRANGER`, that set nothing yet.
    fn unset() -> Ledger {
        let mut ledger = Ledger {
            delegate_profile: Some(PROFILE),
            ..Ledger::default()
        };
        ledger.staking.add_candidate(Candidate {
            id: REWARD,
            owner: STRANGER,
            operator: STRANGER,
            reward: STRANGER,
            name: "fathom".into(),
            votes: Votes::ZERO,
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
        let (block, epoch) = (Portion::Unset, Portion::Unset);
        ledger.portions.insert(REWARD, Portions { block, epoch });
        ledger
    }

    #[test]
    fn a_portion_is_written_in_percent() {
        for (text, bps) in [
            ("85", 8_500),
            ("33.33 %", 3_333),
            ("33.3%", 3_330),
            ("0", 0),
            ("100.00", WHOLE),
        ] {
            assert_eq!(portion_of_percent(text), Some(bps), "{text}");
        }
        for text in ["", "%", "100.01", "1000", "8.555", "8,5", "-1", "+1", "all", "."] {
            assert_eq!(portion_of_percent(text), None, "{text}");
        }
    }

    #[test]
    fn each_field_is_set_by_itself_and_what_was_not_read_stays_unknown() {
        let mut ledger = unset();
        let (block, epoch) = (Portion::Set(1), Portion::Set(2));
        ledger.portions.insert(REWARD, Portions { block, epoch });
        done(&set(PortionField::Block, 8_500), &mut ledger, REWARD);
        assert_eq!(ledger.portions[&REWARD].block, Portion::Set(8_500));
        assert_eq!(ledger.portions[&REWARD].epoch, epoch);
        done(&set(PortionField::Epoch, 0), &mut ledger, REWARD);
        assert_eq!(ledger.portions[&REWARD].epoch, Portion::Set(0));
        ledger.portions.clear();
        done(&set(PortionField::Block, 1), &mut ledger, REWARD);
        assert!(ledger.portions.is_empty());
    }

    #[test]
    fn no_opt_in_is_signed_together_with_the_portions_that_it_needs() {
        let mut ledger = unset();
        for field in PortionField::ALL {
            done(&set(field, 8_500), &mut ledger, REWARD);
        }
        let params = zanzibar();
        let forbidden = VoterRewardOptIn {}.forbid(&ledger, &context_of(&params, STRANGER));
        assert_eq!(
            forbidden.err().map(|refusal| refusal.rule),
            Some(Rule::PortionsMissing),
            "they were not read back"
        );
    }

    #[test]
    fn only_the_permanent_id_writes_a_portion_and_only_to_the_networks_own_contract() {
        let mut ledger = unset();
        let forbidden = |set: &SetPortion, ledger: &Ledger, caller| {
            let forbidden = set.forbid(ledger, &context(caller));
            forbidden.err().map(|refusal| refusal.rule)
        };
        let good = set(PortionField::Epoch, WHOLE);
        assert_eq!(forbidden(&good, &ledger, REWARD), None);
        assert_eq!(
            forbidden(&good, &ledger, STRANGER),
            Some(Rule::ProfileSender),
            "the owner is not the id"
        );
        let too_much = set(PortionField::Block, WHOLE + 1);
        assert_eq!(forbidden(&too_much, &ledger, REWARD), Some(Rule::PortionRange));
        let elsewhere = SetPortion {
            contract: STRANGER,
            ..good.clone()
        };
        assert_eq!(forbidden(&elsewhere, &ledger, REWARD), Some(Rule::ProfileContract));
        ledger.delegate_profile = None;
        assert_eq!(forbidden(&good, &ledger, REWARD), Some(Rule::ProfileUnknown));
    }

    #[test]
    fn a_portion_is_said_in_percent_with_when_it_counts_and_nothing_is_warned_of() {
        let params = zanzibar();
        let ctx = context_of(&params, REWARD);
        let sentence = set(PortionField::Block, 3_333).sentence(&unset(), &ctx).to_string();
        let begins = "Give the voters of fathom 33.33 % of its block rewards. It counts from the freeze in block ";
        assert!(sentence.starts_with(begins), "{sentence}");
        assert_eq!(
            set(PortionField::Block, 0).cautions(&unset(), &ctx),
            [Rule::PortionZero]
        );
        assert_eq!(set(PortionField::Block, 1).cautions(&unset(), &ctx), []);
    }
}
