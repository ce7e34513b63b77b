//! What is given away, in a few words each.

use ballast_chain::Gift;
use ballast_domain::{Address, BucketId, Phrase, TokenAmount, TokenForm, Units, grouped};

use super::Away;
use crate::{session::Session, tokens::listed_at};

const UNKNOWN: &str = "not in your address book";

impl Session {
    /// What somebody gets, and who.
    pub(super) fn line(&self, one: &Away) -> String {
        let whom = match (one.to, &one.name) {
            _ if one.is_change() => return self.what(one),
            (Some(to), Some(name)) => format!("to {name}, {}", to.to_io1()),
            (Some(to), None) => format!("to {} ({UNKNOWN})", to.to_io1()),
            (None, _) => UNKNOWN.to_owned(),
        };
        format!("{}: {whom}", self.what(one))
    }

    /// What somebody gets.
    pub(super) fn what(&self, one: &Away) -> String {
        let bucket = |id: BucketId| in_words(id, one);
        match &one.gift {
            Gift::Iotx(amount) => format!("{} IOTX", amount.for_people()),
            Gift::Tokens { contract, units } => self.tokens_in_words(*contract, units),
            Gift::AllowTokens { contract, units } => {
                format!("leave to take {}", self.tokens_in_words(*contract, units))
            }
            Gift::AllowAll { contract } => format!(
                "leave to take all that you have, and will have, of the contract {}",
                contract.to_io1()
            ),
            Gift::Bucket(id) => bucket(*id),
            Gift::AllowBucket(id) => format!("leave to take {}, with whatever comes into it", bucket(*id)),
            Gift::Payout(id) => format!("all the money of {}", bucket(*id)),
            Gift::Deposit { bucket: id, amount } => {
                let whose = match one.to {
                    Some(_) => "which is not yours or will not be",
                    None => "and nodes do not agree whose that is",
                };
                format!("{} IOTX for {}, {whose}", amount.for_people(), Phrase::from(*id))
            }
            Gift::Donation { bucket: id, amount } => {
                format!("{} IOTX of {}, as a donation", amount.for_people(), Phrase::from(*id))
            }
            Gift::NewDelegate { name, amount } => {
                let fee = self.params.staking.registration_fee.for_people();
                let stake = amount.for_people();
                format!("the new delegate {name} with {stake} IOTX; it costs {fee} IOTX more, for good")
            }
            Gift::Delegate => "your delegate".to_owned(),
            Gift::DelegateChange { name, key } => {
                let what = if *key {
                    "node, reward account and BLS key"
                } else {
                    "node and reward account"
                };
                format!("a change of your delegate: name {name}, {what}")
            }
            Gift::OptIn => "the chain pays your delegate's voters, and what is left to its owner".to_owned(),
            Gift::Profile { contract, field } => {
                format!("what your delegate promises at {}: {field}", contract.to_io1())
            }
            Gift::Exit => "your delegate leaves the election".to_owned(),
            Gift::DelegateRewards { name } => format!("the rewards of the delegate {name}"),
            Gift::Operation { name } => format!("the making of blocks for the delegate {name}"),
            Gift::VoterRewards => "the rewards of your votes".to_owned(),
            Gift::RewardPool(amount) => format!("{} IOTX to the reward pool", amount.for_people()),
            Gift::Call { bytes } => format!("a call of {} bytes", grouped(*bytes as u64)),
        }
    }

    /// By their name where the wallet knows it by itself; else both that the number may mean.
    fn tokens_in_words(&self, contract: Address, units: &Units) -> String {
        match listed_at(self.network, contract) {
            Some(token) if token.form == TokenForm::Erc20 => {
                let amount = TokenAmount::new(units.clone(), token.decimals.unwrap_or(0));
                format!("{} {}", amount.for_people(), token.symbol)
            }
            Some(token) => format!("number {units} of {}", token.symbol),
            None => {
                let contract = contract.to_io1();
                format!("{units} of the smallest units, or number {units}, of the token {contract}")
            }
        }
    }
}

/// A bucket that is given, with what it holds and whose word that is.
fn in_words(id: BucketId, one: &Away) -> String {
    let bucket = Phrase::from(id);
    match one.holds {
        Some(holds) if holds.added.is_zero() => {
            format!("{bucket}, which holds {} IOTX by a node's word", holds.all.for_people())
        }
        Some(holds) => format!(
            "{bucket}, which holds {} IOTX by a node's word and with the {} IOTX that you sign into it",
            holds.all.for_people(),
            holds.added.for_people()
        ),
        None => format!("{bucket}, which holds \u{2014} IOTX"),
    }
}
