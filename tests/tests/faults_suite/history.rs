//! What the history tells, held to the chain.

use ballast_api::{HistoryRow, SubmissionState};
use ballast_domain::{Amount, ArrivalKind};

use crate::{judge::Judge, world::MONEY};

impl Judge {
    /// What of a history is not so. `knows_all` says whether the wallet claims to have seen every block: then what came in
    /// is what the account was given.
    pub fn history(&self, rows: &[HistoryRow], knows_all: bool) -> Vec<String> {
        let (mut wrong, mut came) = (Vec::new(), Amount::ZERO);
        for row in rows {
            match row.arrival {
                None => wrong.extend(self.own_row(row)),
                Some(ArrivalKind::Unexplained) => {
                    wrong.push(format!("nobody gave what the history tells of: {:?}", row.sentence));
                }
                // A store that was lost knows no more what was signed with it.
                Some(ArrivalKind::Left) => wrong.extend(self.departure(row)),
                Some(_) => {
                    came = came.saturating_add(row.incoming.unwrap_or(Amount::ZERO));
                    wrong.extend(self.arrival(row));
                }
            }
        }
        if knows_all && came != MONEY {
            wrong.push(format!("the history says that {came:?} came in, and it was {MONEY:?}"));
        }
        wrong
    }

    /// What came in by itself stands in a transaction that paid it.
    fn arrival(&self, row: &HistoryRow) -> Option<String> {
        let paid = row.hash.and_then(|hash| self.truth.mined(&hash.to_string()));
        let is_so = paid.is_some_and(|tx| tx.done && tx.to == Some(self.account) && Some(tx.value) == row.incoming);
        (!is_so).then(|| format!("nobody paid what the history tells of: {:?}", row.sentence))
    }

    /// What left with what was signed elsewhere stands in a transaction.
    fn departure(&self, row: &HistoryRow) -> Option<String> {
        let mined = row.hash.and_then(|hash| self.truth.mined(&hash.to_string()));
        let took_nothing = mined.is_none();
        took_nothing.then(|| format!("nothing took what the history tells of: {:?}", row.sentence))
    }

    /// What an own action took, where more than one node's word says that it was done.
    fn own_row(&self, row: &HistoryRow) -> Option<String> {
        if row.state != SubmissionState::Final || row.by_one_node {
            return None;
        }
        // Whether it was done at all is judged elsewhere.
        let tx = self.truth.mined(&row.hash?.to_string())?;
        let is_so = row.outgoing.is_none_or(|out| out == tx.value) && row.fee.is_none_or(|fee| fee == tx.fee);
        (!is_so).then(|| {
            let (out, fee) = (row.outgoing, row.fee);
            format!("the history says that {out:?} went out, for a fee of {fee:?}: {tx:?}")
        })
    }
}
