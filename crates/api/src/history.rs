//! The history of one's own actions and of what came in, in rows as a tax office wants them.

use ballast_domain::{
    Address, Amount, ArrivalKind, BucketId, Era, Hash, Height, Timestamp, TokenAmount, Transfer, Units,
};
use serde::{Deserialize, Serialize};

use crate::SubmissionState;

/// The `action` of a row that tells of money that came in by itself. Looked for, it stands for [`PAYOUT`] and [`COMMISSION`] too,
/// where they brought money.
pub const RECEIVED: &str = "received";
/// The `action` of a row that tells of what the protocol paid or compounded for votes.
pub const PAYOUT: &str = "payout";
/// The `action` of a row that tells of the commissions and tips of a delegate's owner.
pub const COMMISSION: &str = "commission";
/// The `action` of a row that tells of money that left with what was not signed here.
pub const LEFT: &str = "left";
/// The actions of rows that are not of own actions.
pub const BY_ITSELF: [&str; 4] = [RECEIVED, PAYOUT, COMMISSION, LEFT];

/// Which actions to list; all by default. Every field that is set must fit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HistoryFilter {
    /// Of which account.
    pub account: Option<Address>,
    /// What was done, as in an intent's `action`; [`RECEIVED`] for what came in by itself, or another of [`BY_ITSELF`].
    pub action: Option<String>,
    /// Any of these; empty for all.
    pub states: Vec<SubmissionState>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// Somewhere in what is shown, in any case of letters.
    pub search: Option<String>,
}

impl HistoryFilter {
    /// Whether all is wanted that came in, of some time or of any: then it is said of which blocks that is not known.
    pub fn wants_all_that_came(&self) -> bool {
        let action = self.action.as_deref().is_none_or(|action| action == RECEIVED);
        action && self.states.is_empty() && self.search.is_none()
    }
}

/// Which clock a row's time is from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TimeOf {
    /// The chain's: the block's time.
    Block,
    /// This machine's, when it was signed: it stands in no block, or no node says when that was made.
    Signing,
}

impl TimeOf {
    /// One word, for a table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Signing => "signing",
        }
    }
}

/// By how much an account's balance changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// Whether it fell.
    pub fell: bool,
    /// By how much.
    pub amount: Amount,
}

impl Effect {
    /// What comes in, less what goes out.
    pub fn of(incoming: Amount, outgoing: Amount) -> Self {
        match incoming.checked_sub(outgoing) {
            Some(amount) => Self { fell: false, amount },
            None => Self {
                fell: true,
                amount: outgoing.saturating_sub(incoming),
            },
        }
    }

    /// Exact decimal text in IOTX: `-1000.01`.
    pub fn to_iotx(self) -> String {
        let sign = if self.fell { "-" } else { "" };
        format!("{sign}{}", self.amount.to_iotx())
    }
}

/// Tokens that came to an account or left it, by the word of their contract.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenMove {
    /// The contract.
    pub token: Address,
    /// Its short name, where the wallet knows the token.
    pub symbol: Option<String>,
    /// Whether they came.
    pub came: bool,
    /// How much; of a token whose decimals are not known, in its smallest unit. None for one with a number.
    pub amount: Option<TokenAmount>,
    /// Which one, where each has a number.
    pub number: Option<Units>,
}

impl TokenMove {
    /// Whether how much it was is told in the smallest unit: a token that is not known may have decimals.
    pub fn in_smallest_units(&self) -> bool {
        let counts_whole = self.amount.as_ref().is_some_and(|amount| amount.decimals == 0);
        counts_whole && self.symbol.is_none()
    }

    /// `out 12.5 TCOIN`, `in number 7 BADGE`: exact; a token that is not known by its contract.
    pub fn to_text(&self) -> String {
        let way = if self.came { "in" } else { "out" };
        let what = match (&self.amount, &self.number) {
            (Some(amount), _) if self.in_smallest_units() => {
                format!("{} of the smallest unit of", amount.to_text())
            }
            (Some(amount), _) => amount.to_text(),
            (None, Some(number)) => format!("number {number}"),
            (None, None) => String::new(),
        };
        let symbol = self.symbol.clone().unwrap_or_else(|| self.token.to_string());
        format!("{way} {what} {symbol}")
    }
}

/// What the protocol paid or compounded for the votes for one delegate in one reward era (zanzibar.md §10).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VoterPayout {
    /// The era that was paid for.
    pub era: Era,
    /// The delegate's identifier.
    pub delegate: Address,
    /// What the delegate is called; none where nobody said.
    pub name: Option<String>,
    /// Whose votes it is for.
    pub voter: Address,
    /// Whose balance got it; the voter where it went into the bucket of [`HistoryRow::bucket`].
    pub recipient: Address,
    /// How much, wherever it went.
    pub amount: Amount,
}

/// That a row stands for several payments to a delegate's owner.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Summed {
    /// The reward era in which they were made.
    pub era: Era,
    /// How many they are; 1 or more.
    pub payments: u64,
    /// The block of the first; that of the last is the row's.
    pub first: Height,
}

/// What the protocol paid or compounded, in a line: as much as is shown of it beside what was signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaidLine {
    /// Its row's ([`HistoryRow::id`]).
    pub id: String,
    /// When.
    pub time: Timestamp,
    /// In one sentence.
    pub sentence: String,
    /// The block.
    pub height: Option<Height>,
    /// How far it has come.
    pub state: SubmissionState,
}

/// One action of one's own, or money that came in by itself ([`HistoryRow::arrival`]).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRow {
    /// The submission's; of what came in by itself a name of its own.
    pub id: String,
    /// When.
    pub time: Timestamp,
    /// By which clock.
    pub time_of: TimeOf,
    /// Who signed and paid; to whom it came.
    pub account: Address,
    /// What was done, as in an intent's `action`, or one of [`BY_ITSELF`].
    pub action: String,
    /// What became of it, or what was wanted, in one sentence.
    pub sentence: String,
    /// The bucket that was made or changed.
    pub bucket: Option<BucketId>,
    /// What came to the account; none where it is not known: the action is under way, or the node did not tell.
    pub incoming: Option<Amount>,
    /// What left the account, the fee aside.
    pub outgoing: Option<Amount>,
    /// What it cost.
    pub fee: Option<Amount>,
    /// All three together.
    pub effect: Option<Effect>,
    /// Every movement that the node tells of, fees included.
    pub transfers: Vec<Transfer>,
    /// The block it stands in.
    pub height: Option<Height>,
    /// The transaction; none where no transaction tells of what came in, or several do.
    pub hash: Option<Hash>,
    /// How far it has come.
    pub state: SubmissionState,
    /// Whether one node alone says how it ended ([`crate::SubmissionView::by_one_node`]).
    #[serde(default)]
    pub by_one_node: bool,
    /// Whether it waits for the person's word ([`crate::SubmissionView::held`]).
    #[serde(default)]
    pub held: bool,
    /// Who got something, where somebody did.
    #[serde(default)]
    pub to: Option<Address>,
    /// Why it came in, where it did so by itself, or that it left so.
    #[serde(default)]
    pub arrival: Option<ArrivalKind>,
    /// The account that it came in from, where it came from one.
    #[serde(default)]
    pub from: Option<Address>,
    /// Tokens that moved.
    #[serde(default)]
    pub tokens: Vec<TokenMove>,
    /// The person's note; may be empty.
    #[serde(default)]
    pub note: String,
    /// The transaction on the network's explorer; none where it has none.
    #[serde(default)]
    pub link: Option<String>,
    /// The sequence that it is a step of.
    #[serde(default)]
    pub part_of: Option<String>,
    /// What the protocol paid or compounded, where the row tells of that.
    #[serde(default)]
    pub payout: Option<VoterPayout>,
    /// The payments that it stands for, where it is the sum of some.
    #[serde(default)]
    pub summed: Option<Summed>,
}

impl HistoryRow {
    /// Whether the row's action is the one that is looked for. What the protocol paid was received, too, where the account got it.
    pub fn is_of(&self, action: &str) -> bool {
        let came = || self.incoming.is_some_and(|incoming| !incoming.is_zero());
        let is_received = || [PAYOUT, COMMISSION].contains(&self.action.as_str()) && came();
        self.action == action || (action == RECEIVED && is_received())
    }

    /// Whether the row's action has ended, by one node's word alone.
    pub fn ended_by_one_node(&self) -> bool {
        self.by_one_node && !self.state.is_open()
    }
}

/// A form for taking the history elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HistoryForm {
    /// For spreadsheets: comma-separated, with a heading.
    Csv,
    /// For programs: a list of objects.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_exact_and_signed() {
        let one = Amount::from_iotx(1);
        let rau = Amount::from_rau(1);
        assert_eq!(Effect::of(one, rau).to_iotx(), "0.999999999999999999");
        assert_eq!(Effect::of(rau, one).to_iotx(), "-0.999999999999999999");
        assert_eq!(Effect::of(one, one).to_iotx(), "0");
    }
}
