//! The question whether something is to be given away, in plain lines, made from the bytes that are to be signed.

use std::{cmp::Reverse, collections::BTreeSet};

use ballast_api::AccountView;
use ballast_chain::Gift;
use ballast_domain::{Address, Amount, shown_text};

use super::{
    Away, ToSign,
    day::{MOST_FEES, fees},
    rows::in_parts,
};
use crate::{Result, confirm::Question, session::Session};

/// As many gifts of IOTX to people in the address book are told one by one.
const MOST_OF_BOOK: usize = 10;
/// As many of one's own accounts that sign are told one by one.
const MOST_PAYERS: usize = 6;
/// Letters of an account's name that are shown.
const MOST_LETTERS: usize = 40;

const BY_ITSELF: &str =
    "Later steps are signed without another question while the wallet is open, also in days or weeks.";
const AFTER_A_PRESS: &str = "Later steps are signed after a press in the window, without a question like this one.";

/// How what is signed later is signed, without another question.
#[derive(Clone, Copy)]
pub(in crate::road) enum Later {
    /// As soon as its turn comes.
    ByItself,
    /// After a press in the page.
    AfterAPress,
}

impl Later {
    const fn words(self) -> &'static str {
        match self {
            Self::ByItself => BY_ITSELF,
            Self::AfterAPress => AFTER_A_PRESS,
        }
    }
}

impl Session {
    /// The questions about what `all` of them give away: one, and more where one window has no room for all that has to be
    /// read. Each says in its title what is given in IOTX, all together; the gift of most IOTX comes first, then what is no
    /// IOTX, then strangers, and of each kind what is most. Nobody is left out but people of the address book who get IOTX,
    /// which are told as a sum.
    pub(super) async fn gift_questions(
        &self,
        all: &[ToSign],
        away: &[Away],
        later: Option<Later>,
    ) -> Result<Vec<Question>> {
        let told = in_order(away);
        let mut lines = self.head(&told);
        lines.push(format!("Fee: at most {} IOTX", fees(all).for_people()));
        lines.extend(self.signed_by(all).await?);
        lines.push(String::new());
        lines.extend(later.map(|later| later.words().to_owned()));
        lines.extend(self.what_it_means(away));
        lines.push("All of this was read off the bytes that will be signed.".to_owned());
        let title = self.title(all.len(), &told);
        let parts = in_parts(lines);
        let of = parts.len();
        let part = |(at, lines): (usize, Vec<String>)| match of {
            1 => Question::new(title.clone(), lines),
            _ => Question::new(format!("{title} Part {} of {of}", at + 1), lines),
        };
        Ok(parts.into_iter().enumerate().map(part).collect())
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

    /// What there is to be thought of.
    fn what_it_means(&self, away: &[Away]) -> Vec<String> {
        let mut lines = Vec::new();
        if away.iter().all(|one| one.name.is_some() && one.is_iotx()) {
            lines.push(format!(
                "With it, more than {} IOTX go to people in your address book within a day.",
                self.gift_limit().for_people()
            ));
        } else if !away.iter().all(Away::is_change) {
            lines.push("What is given away cannot be called back.".to_owned());
        }
        if away.iter().any(|one| matches!(one.gift, Gift::Exit)) {
            lines.push("A delegate that asked to leave cannot take that back.".to_owned());
        }
        if away.iter().any(|one| matches!(one.gift, Gift::OptIn)) {
            lines.push("That the chain pays a delegate's voters cannot be taken back.".to_owned());
        }
        if away.iter().any(|one| matches!(one.gift, Gift::DelegateChange { .. })) {
            lines.push("A delegate whose node has another key or address than this makes no blocks.".to_owned());
        }
        lines
    }

    /// What is given to whom.
    fn head(&self, told: &[&Away]) -> Vec<String> {
        if let [one] = told {
            let mut lines = Vec::new();
            lines.extend(one.to.map(|to| format!("To: {}", in_fours(&to.to_io1()))));
            lines.extend(one.to.map(|to| format!("({to})")));
            lines.extend(one.name.as_ref().map(|name| format!("In your address book: {name}")));
            lines.push(format!("What: {}", self.what(one)));
            return lines;
        }
        let mut lines = in_all(told);
        let is_small = |one: &&&Away| one.is_iotx() && one.name.is_some();
        let (of_book, grave): (Vec<&Away>, Vec<&Away>) = told.iter().copied().partition(|one| is_small(&one));
        let (shown, rest) = of_book.split_at(of_book.len().min(MOST_OF_BOOK));
        lines.extend(grave.iter().chain(shown).map(|one| self.line(one)));
        if !rest.is_empty() {
            lines.push(format!(
                "and {} more in your address book, {} IOTX together",
                rest.len(),
                sum_of(rest, |one| one.iotx).for_people()
            ));
        }
        lines
    }

    fn title(&self, transactions: usize, told: &[&Away]) -> String {
        let [one] = told else {
            let worth = sum_of(told, Away::worth);
            let more = told.iter().any(|one| one.worth().is_zero());
            let what = match (worth.is_zero(), more) {
                (true, _) if told.iter().all(|one| one.is_change()) => "change your delegate".to_owned(),
                (true, _) => "give to others".to_owned(),
                (false, true) => format!("give away {} IOTX and more", worth.for_people()),
                (false, false) => format!("give away {} IOTX", worth.for_people()),
            };
            return match transactions {
                1 => format!("Sign a transaction to {what}?"),
                all => format!("Sign {all} transactions to {what}?"),
            };
        };
        match (&one.gift, &one.name) {
            (Gift::Iotx(amount), None) => format!("Send {} IOTX to an unknown address?", amount.for_people()),
            (Gift::Iotx(amount), Some(name)) => format!("Send {} IOTX to {name}?", amount.for_people()),
            (Gift::Call { .. }, _) => "Sign a call that Ballast cannot read?".to_owned(),
            (Gift::NewDelegate { name, .. }, _) => {
                format!(
                    "Register the delegate {name} and give away {} IOTX?",
                    one.iotx.for_people()
                )
            }
            (Gift::Exit, _) => "Take your delegate out of the election?".to_owned(),
            (Gift::DelegateChange { .. }, _) => "Change your delegate?".to_owned(),
            (Gift::OptIn, _) => "Have the chain pay your delegate's voters?".to_owned(),
            (Gift::Profile { .. }, _) => "Change what your delegate promises?".to_owned(),
            _ => format!("Give away {}?", self.what(one)),
        }
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
        let shown: Vec<String> = payers.iter().take(MOST_PAYERS).map(name).collect();
        let text = shown.join(", ");
        Ok(match payers.len().saturating_sub(MOST_PAYERS) {
            0 => text,
            more => format!("{text} and {more} more of your accounts"),
        })
    }
}

impl Away {
    const fn is_iotx(&self) -> bool {
        matches!(self.gift, Gift::Iotx(_))
    }

    /// Whether nobody gets anything by it.
    pub(super) const fn is_change(&self) -> bool {
        matches!(
            self.gift,
            Gift::DelegateChange { .. } | Gift::OptIn | Gift::Profile { .. } | Gift::Exit
        )
    }

    /// What is known of its worth, in IOTX.
    fn worth(&self) -> Amount {
        let holds = self.holds.map_or(Amount::ZERO, |holds| holds.all);
        self.iotx.saturating_add(holds)
    }
}

/// The gift of most IOTX, that it stands behind nothing; then what is no IOTX, then strangers, and of each kind what is most.
fn in_order(away: &[Away]) -> Vec<&Away> {
    let mut told: Vec<&Away> = away.iter().collect();
    told.sort_by_key(|one| (one.is_iotx(), one.name.is_some(), Reverse(one.worth())));
    let most = told.iter().map(|one| one.worth()).max().unwrap_or(Amount::ZERO);
    if let Some(at) = told.iter().position(|one| !most.is_zero() && one.worth() == most) {
        // Those before it move behind it, in their order.
        told[..=at].rotate_right(1);
    }
    told
}

/// What many gifts come to, all together; the worth of what is beside IOTX stands in no sum.
fn in_all(told: &[&Away]) -> Vec<String> {
    let iotx = sum_of(told, |one| one.iotx);
    let in_buckets = sum_of(told, |one| one.holds.map_or(Amount::ZERO, |holds| holds.all));
    let others = told.iter().filter(|one| one.worth().is_zero()).count();
    let mut lines = vec![format!("IOTX given away, all together: {}", iotx.for_people())];
    if !in_buckets.is_zero() {
        lines.push(format!("IOTX in buckets that are given: {}", in_buckets.for_people()));
    }
    if others > 0 {
        lines.push(format!("and {others} that no sum has: see below"));
    }
    lines.push(String::new());
    lines
}

fn sum_of(away: &[&Away], of: impl Fn(&Away) -> Amount) -> Amount {
    away.iter().fold(Amount::ZERO, |sum, one| sum.saturating_add(of(one)))
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
    fn what_asks_for_a_press_is_not_told_to_go_on_by_itself() {
        assert!(Later::ByItself.words().contains("without another question"));
        assert!(Later::AfterAPress.words().contains("after a press"));
    }

    #[test]
    fn an_address_is_shown_with_every_letter() {
        let address = Address::from_bytes([7; 20]).to_io1();
        let shown = in_fours(&address);
        assert_eq!(shown.replace(' ', ""), address);
        assert!(shown.starts_with("io1"));
    }

    #[test]
    fn the_most_iotx_stands_behind_no_junk() {
        let away = |number: u8, gift, iotx| Away {
            to: Some(Address::from_bytes([number; 20])),
            name: None,
            gift,
            holds: None,
            iotx: Amount::from_iotx(iotx),
        };
        let contract = Address::from_bytes([9; 20]);
        let mut all: Vec<Away> = (0..18)
            .map(|number| away(number, Gift::AllowAll { contract }, 0))
            .collect();
        for (number, iotx) in [(20, 1), (21, 12_000), (22, 5)] {
            all.push(away(number, Gift::Iotx(Amount::from_iotx(iotx)), iotx));
        }
        let told = in_order(&all);
        assert_eq!(told[0].iotx, Amount::from_iotx(12_000));
        assert!(told[1..19].iter().all(|one| one.iotx.is_zero()), "then what no sum has");
        let last: Vec<Amount> = told[19..].iter().map(|one| one.iotx).collect();
        assert_eq!(last, [Amount::from_iotx(5), Amount::from_iotx(1)]);
        let said = in_all(&told).join("\n").replace('\u{202f}', " ");
        assert!(
            said.contains("all together: 12 006") && said.contains("and 18 that no sum has"),
            "{said}"
        );
    }
}
