//! The question whether something is to be given away, in plain lines, made from the bytes that are to be signed.

use std::{cmp::Reverse, collections::BTreeSet};

use ballast_api::AccountView;
use ballast_chain::Gift;
use ballast_domain::{Address, Amount, BucketId, Phrase, TokenAmount, TokenForm, Units, grouped, shown_text};

use super::{
    Away, ToSign,
    day::{MOST_FEES, fees},
};
use crate::{Result, confirm::Question, session::Session, tokens::listed_at};

/// As many gifts of IOTX to people in the address book are told one by one.
const MOST_OF_BOOK: usize = 10;
/// As many lines have room in one window.
const MOST_LINES: usize = 20;
/// Letters of an account's name that are shown.
const MOST_LETTERS: usize = 40;

const UNKNOWN: &str = "not in your address book";
const LATER: &str = "Later steps are signed without another question while the wallet is open, also in days or weeks.";

impl Session {
    /// The questions about what `all` of them give away: one, and more where one window has no room for all that has to be
    /// read. What is no IOTX comes first, then strangers, and of each kind what is most; nobody is left out but people of the
    /// address book who get IOTX, which are told as a sum.
    pub(super) async fn gift_questions(&self, all: &[ToSign], away: &[Away], later: bool) -> Result<Vec<Question>> {
        let told = in_order(away);
        let mut heads = self.heads(&told);
        let mut rest = vec![format!("Fee: at most {} IOTX", fees(all).for_people())];
        rest.extend(self.signed_by(all).await?);
        rest.push(String::new());
        if later {
            rest.push(LATER.to_owned());
        }
        rest.push(match away.iter().all(|one| one.name.is_some() && one.is_iotx()) {
            true => format!(
                "With it, more than {} IOTX go to people in your address book within a day.",
                self.gift_limit().for_people()
            ),
            false => "What is given away cannot be called back.".to_owned(),
        });
        rest.push("All of this was read off the bytes that will be signed.".to_owned());
        let title = self.title(all.len(), &told);
        if let Some(last) = heads.last_mut() {
            last.append(&mut rest);
        }
        let parts = heads.len();
        let part = |(at, lines): (usize, Vec<String>)| match parts {
            1 => Question::new(title.clone(), lines),
            _ => Question::new(format!("{title} Part {} of {parts}", at + 1), lines),
        };
        Ok(heads.into_iter().enumerate().map(part).collect())
    }

    /// The question about what `all` of them cost.
    pub(super) async fn fee_question(&self, all: &[ToSign]) -> Result<Question> {
        let mut lines = self.signed_by(all).await?;
        lines.push(String::new());
        lines.push(format!(
            "With it, fees of transactions that nobody was asked about may come to more than {} IOTX within a day.",
            MOST_FEES.for_people()
        ));
        Ok(Question::new(
            format!("Pay up to {} IOTX in fees?", fees(all).for_people()),
            lines,
        ))
    }

    async fn signed_by(&self, all: &[ToSign]) -> Result<Vec<String>> {
        let (network, id) = (self.network.name(), self.params.chain_id);
        Ok(vec![
            format!("From: {}", self.payers(all).await?),
            format!("Network: {network}, chain {id}"),
        ])
    }

    /// What is given to whom, in as many parts as it takes.
    fn heads(&self, told: &[&Away]) -> Vec<Vec<String>> {
        if let [one] = told {
            let mut lines = Vec::new();
            lines.extend(one.to.map(|to| format!("To: {}", in_fours(&to.to_io1()))));
            lines.extend(one.to.map(|to| format!("({to})")));
            lines.extend(one.name.as_ref().map(|name| format!("In your address book: {name}")));
            lines.push(format!("What: {}", self.what(one)));
            return vec![lines];
        }
        let is_small = |one: &&&Away| one.is_iotx() && one.name.is_some();
        let (of_book, grave): (Vec<&Away>, Vec<&Away>) = told.iter().copied().partition(|one| is_small(&one));
        let (shown, rest) = of_book.split_at(of_book.len().min(MOST_OF_BOOK));
        let mut lines: Vec<String> = grave.iter().chain(shown).map(|one| self.line(one)).collect();
        if !rest.is_empty() {
            lines.push(format!(
                "and {} more in your address book, {} IOTX together",
                rest.len(),
                sum(rest).for_people()
            ));
        }
        lines.push(format!("IOTX given away, all together: {}", sum(told).for_people()));
        lines.extend(beside_iotx(told));
        lines.chunks(MOST_LINES).map(<[String]>::to_vec).collect()
    }

    fn title(&self, transactions: usize, told: &[&Away]) -> String {
        match told {
            [one] => match (&one.gift, &one.name) {
                (Gift::Iotx(amount), None) => format!("Send {} IOTX to an unknown address?", amount.for_people()),
                (Gift::Iotx(amount), Some(name)) => format!("Send {} IOTX to {name}?", amount.for_people()),
                (Gift::Call { .. }, _) => "Sign a call that Ballast cannot read?".to_owned(),
                (Gift::NewDelegate { name, .. }, _) => format!("Register the delegate {name}?"),
                _ => format!("Give away {}?", self.what(one)),
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
        format!("{}: {whom}", self.what(one))
    }

    /// Who signs, by the names that the person gave and the addresses.
    async fn payers(&self, all: &[ToSign]) -> Result<String> {
        let accounts = self.accounts().await?;
        let name = |address: &Address| {
            let found = accounts.iter().find(|account| account.address == *address);
            let label = found.and_then(|AccountView { label, .. }| shown_text(label.as_bytes(), MOST_LETTERS));
            // The name stands behind, and as one: whoever changes it writes no line of the question.
            match label {
                Some(label) => format!("{} (\u{201c}{label}\u{201d})", address.to_io1()),
                None => address.to_io1(),
            }
        };
        let payers: BTreeSet<Address> = all.iter().map(|one| one.account).collect();
        Ok(payers.iter().map(name).collect::<Vec<_>>().join(", "))
    }

    /// What somebody gets, in a few words.
    fn what(&self, one: &Away) -> String {
        let bucket = |id: BucketId| match one.holds {
            Some(amount) => format!(
                "{}, which holds {} IOTX by a node's word",
                Phrase::from(id),
                amount.for_people()
            ),
            None => format!("{}, which holds \u{2014} IOTX", Phrase::from(id)),
        };
        match &one.gift {
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
                format!(
                    "{} IOTX for {}, which is not yours",
                    amount.for_people(),
                    Phrase::from(*id)
                )
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
    const fn is_iotx(&self) -> bool {
        matches!(self.gift, Gift::Iotx(_))
    }

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

/// What is no IOTX first, then strangers, and of each kind what is most.
fn in_order(away: &[Away]) -> Vec<&Away> {
    let mut told: Vec<&Away> = away.iter().collect();
    told.sort_by_key(|one| {
        (
            one.is_iotx(),
            one.name.is_some(),
            Reverse(one.iotx().max(one.holds.unwrap_or_default())),
        )
    });
    told
}

/// How much is given beside IOTX: its worth stands in no sum.
fn beside_iotx(told: &[&Away]) -> Option<String> {
    let others = told.iter().filter(|one| one.iotx().is_zero()).count();
    (others > 0).then(|| format!("and {others} that no sum has: see above"))
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
