//! The question whether something is to be given away, in plain lines, made from the bytes that are to be signed.

use std::collections::BTreeSet;

use ballast_api::AccountView;
use ballast_chain::Gift;
use ballast_domain::{Address, Amount, BucketId, Phrase, TokenAmount, TokenForm, Units, grouped, shown_text};

use super::{Away, Gifts, ToSign};
use crate::{
    Result,
    confirm::Question,
    session::{Session, lock},
    tokens::listed_at,
};

/// As many gifts are told one by one.
const MOST: usize = 10;
/// Letters of an account's name that are shown.
const MOST_LETTERS: usize = 40;

const UNKNOWN: &str = "not in your address book";

impl Session {
    /// The question about what `all` of them give away.
    pub(super) async fn gift_question(&self, all: &[ToSign], away: &[Away]) -> Result<Question> {
        let mut told: Vec<&Away> = away.iter().collect();
        // Strangers come first, and of each kind what is most.
        told.sort_by_key(|one| (one.name.is_some(), std::cmp::Reverse(one.iotx())));
        let mut lines = Vec::new();
        match told.as_slice() {
            [one] => {
                lines.extend(one.to.map(|to| format!("To: {}", in_fours(&to.to_io1()))));
                lines.extend(one.to.map(|to| format!("({to})")));
                lines.extend(one.name.as_ref().map(|name| format!("In your address book: {name}")));
                lines.push(format!("What: {}", self.what(&one.gift)));
            }
            many => {
                let (shown, rest) = many.split_at(many.len().min(MOST));
                lines.extend(shown.iter().map(|one| self.line(one)));
                if !rest.is_empty() {
                    lines.push(format!(
                        "and {} more, {} IOTX together",
                        rest.len(),
                        sum(rest).for_people()
                    ));
                }
                lines.push(format!("IOTX given away, all together: {}", sum(many).for_people()));
            }
        }
        let fees = all
            .iter()
            .fold(Amount::ZERO, |sum, one| sum.saturating_add(one.max_fee));
        lines.push(format!("Fee: at most {} IOTX", fees.for_people()));
        lines.push(format!("From: {}", self.payers(all).await?));
        let (network, id) = (self.network.name(), self.params.chain_id);
        lines.push(format!("Network: {network}, chain {id}"));
        lines.push(String::new());
        lines.push(
            match away.iter().all(|one| one.name.is_some() && one.iotx() > Amount::ZERO) {
                true => {
                    let limit = *lock(&self.own::<Gifts>().limit);
                    let limit = limit.for_people();
                    format!("With it, more than {limit} IOTX go to people in your address book within a day.")
                }
                false => "What is given away cannot be called back.".to_owned(),
            },
        );
        lines.push("All of this was read off the bytes that will be signed.".to_owned());
        Ok(Question::new(self.title(all.len(), &told), lines))
    }

    fn title(&self, transactions: usize, told: &[&Away]) -> String {
        match told {
            [one] => match (&one.gift, &one.name) {
                (Gift::Iotx(amount), None) => format!("Send {} IOTX to an unknown address?", amount.for_people()),
                (Gift::Iotx(amount), Some(name)) => format!("Send {} IOTX to {name}?", amount.for_people()),
                (Gift::Call { .. }, _) => "Sign a call that Ballast cannot read?".to_owned(),
                (gift, _) => format!("Give away {}?", self.what(gift)),
            },
            _ if transactions == 1 => "Sign a transaction that gives to others?".to_owned(),
            _ => format!("Sign {transactions} transactions that give to others?"),
        }
    }

    fn line(&self, one: &Away) -> String {
        let whom = match (one.to, &one.name) {
            (Some(to), Some(name)) => format!("to {name}, {}", to.to_io1()),
            (Some(to), None) => format!("to {} ({UNKNOWN})", to.to_io1()),
            (None, _) => UNKNOWN.to_owned(),
        };
        format!("{}: {whom}", self.what(&one.gift))
    }

    /// Who signs, by the names that the person gave and the addresses.
    async fn payers(&self, all: &[ToSign]) -> Result<String> {
        let accounts = self.accounts().await?;
        let name = |address: &Address| {
            let found = accounts.iter().find(|account| account.address == *address);
            let label = found.and_then(|AccountView { label, .. }| shown_text(label.as_bytes(), MOST_LETTERS));
            match label {
                Some(label) => format!("{label} ({})", address.to_io1()),
                None => address.to_io1(),
            }
        };
        let payers: BTreeSet<Address> = all.iter().map(|one| one.account).collect();
        Ok(payers.iter().map(name).collect::<Vec<_>>().join(", "))
    }

    /// What somebody gets, in a few words.
    fn what(&self, gift: &Gift) -> String {
        let bucket = |id: BucketId| Phrase::from(id).to_string();
        match gift {
            Gift::Iotx(amount) => format!("{} IOTX", amount.for_people()),
            Gift::Tokens { contract, units } => self.tokens_in_words(*contract, units),
            Gift::AllowTokens { contract, units } => {
                format!("leave to take {}", self.tokens_in_words(*contract, units))
            }
            Gift::AllowAll { contract } => {
                format!("leave to take all that you have of the contract {}", contract.to_io1())
            }
            Gift::Bucket(id) => bucket(*id),
            Gift::AllowBucket(id) => format!("leave to take {}", bucket(*id)),
            Gift::Payout(id) => format!("all the money of {}", bucket(*id)),
            Gift::Deposit { bucket: id, amount } => {
                format!("{} IOTX for {}, which is not yours", amount.for_people(), bucket(*id))
            }
            Gift::Donation { bucket: id, amount } => {
                format!("{} IOTX of {}, as a donation", amount.for_people(), bucket(*id))
            }
            Gift::NewDelegate { name, amount } => {
                format!("the new delegate {name} with {} IOTX", amount.for_people())
            }
            Gift::Delegate => "your delegate".to_owned(),
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

impl Away {
    /// The IOTX that are known to leave by it.
    fn iotx(&self) -> Amount {
        match &self.gift {
            Gift::Iotx(amount)
            | Gift::Deposit { amount, .. }
            | Gift::Donation { amount, .. }
            | Gift::NewDelegate { amount, .. }
            | Gift::RewardPool(amount) => *amount,
            _ => Amount::ZERO,
        }
    }
}

fn sum(away: &[&Away]) -> Amount {
    away.iter()
        .fold(Amount::ZERO, |sum, one| sum.saturating_add(one.iotx()))
}

/// In groups of four letters, as people compare them.
fn in_fours(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_with_every_letter() {
        let address = Address::from_bytes([7; 20]).to_io1();
        let shown = in_fours(&address);
        assert_eq!(shown.replace(' ', ""), address);
        assert!(shown.starts_with("io1"));
    }
}
