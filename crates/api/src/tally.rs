//! What was signed with one word, counted: how many of it are final, and how many came to nothing.

use serde::{Deserialize, Serialize};

use crate::{BatchView, SubmissionState, SubmissionView};

/// What was signed with one word, and where it is shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Whole {
    /// A batch, by its id.
    Batch(String),
    /// A sequence, by its id.
    Sequence(String),
}

/// How far something of several transactions has come. One notice tells of all of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Of what.
    pub of: Whole,
    /// The name of a sequence; a batch has none.
    #[serde(default)]
    pub title: Option<String>,
    /// How many transactions it takes.
    pub all: usize,
    /// How many are final.
    pub done: usize,
    /// How many came to nothing.
    pub failed: usize,
    /// Whether nothing more of it is going to happen.
    pub over: bool,
}

impl Tally {
    /// The whole of it in one sentence: `3 of 5 are final.`, `5 transactions done.`, `4 done, 1 failed.`
    pub fn sentence(&self) -> String {
        let Self { all, done, failed, .. } = *self;
        let plural = |count: usize, one: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {one}s"),
        };
        let one = match self.of {
            Whole::Batch(_) => "transaction",
            Whole::Sequence(_) => "step",
        };
        let are = if done == 1 { "is" } else { "are" };
        let counted = match (self.over, failed) {
            (false, 0) => format!("{done} of {all} {are} final."),
            (false, _) => format!("{done} of {all} {are} final, {failed} failed."),
            (true, 0) if done < all => format!("{done} of {all} done; it was stopped."),
            (true, 0) => format!("{} done.", plural(done, one)),
            (true, _) if done == 0 => format!("{} failed.", plural(failed, one)),
            (true, _) => format!("{done} done, {failed} failed."),
        };
        match &self.title {
            Some(title) => format!("{title}: {counted}"),
            None => counted,
        }
    }
}

impl BatchView {
    /// The batch's actions: what made way for another of it is not one of them any more.
    pub fn standing(&self) -> Vec<&SubmissionView> {
        let made_way = |item: &&SubmissionView| {
            let by = item.replaced_by.as_ref();
            by.is_some_and(|by| self.items.iter().any(|other| other.id == *by))
        };
        self.items.iter().filter(|item| !made_way(item)).collect()
    }

    /// How far the batch has come.
    pub fn tally(&self) -> Tally {
        let items = self.standing();
        let open = items.iter().filter(|item| item.state.is_open()).count();
        let is_done = |item: &&&SubmissionView| item.state == SubmissionState::Final && !item.called_off;
        let done = items.iter().filter(is_done).count();
        Tally {
            of: Whole::Batch(self.id.clone()),
            title: None,
            all: items.len(),
            done,
            failed: items.len() - open - done,
            over: open == 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, Phrase, Timestamp};

    use super::*;

    fn tally(all: usize, done: usize, failed: usize) -> Tally {
        Tally {
            of: Whole::Batch("b".into()),
            title: None,
            all,
            done,
            failed,
            over: done + failed == all,
        }
    }

    #[test]
    fn one_sentence_tells_of_all_of_it() {
        let said = |all, done, failed| tally(all, done, failed).sentence();
        assert_eq!(said(5, 3, 0), "3 of 5 are final.");
        assert_eq!(said(5, 1, 0), "1 of 5 is final.");
        assert_eq!(said(5, 3, 1), "3 of 5 are final, 1 failed.");
        assert_eq!(said(5, 5, 0), "5 transactions done.");
        assert_eq!(said(1, 1, 0), "1 transaction done.");
        assert_eq!(said(5, 4, 1), "4 done, 1 failed.");
        assert_eq!(said(2, 0, 2), "2 transactions failed.");
        let leaving = Tally {
            of: Whole::Sequence("s".into()),
            title: Some("Take bucket 7 out".into()),
            ..tally(3, 3, 0)
        };
        assert_eq!(leaving.sentence(), "Take bucket 7 out: 3 steps done.");
    }

    fn item(id: &str, state: SubmissionState, replaced_by: Option<&str>) -> SubmissionView {
        SubmissionView {
            id: id.into(),
            account: Address::ZERO,
            action: "unstake".into(),
            sentence: String::new(),
            says: Phrase::default(),
            state,
            by_one_node: false,
            held: false,
            stuck: None,
            stuck_says: Phrase::default(),
            gap: None,
            unwritten: None,
            replaced_by: replaced_by.map(str::to_owned),
            batch: Some("b".into()),
            part_of: None,
            called_off: false,
            hash: Default::default(),
            nonce: 0,
            created: Timestamp::default(),
            changed: Timestamp::default(),
            height: None,
            fee: None,
            outcome: None,
            error: None,
            note: String::new(),
            link: None,
        }
    }

    #[test]
    fn what_made_way_for_another_of_the_batch_is_not_counted() {
        use SubmissionState::{Failed, Final, Replaced, Sent};
        let batch = BatchView {
            id: "b".into(),
            items: vec![
                item("1", Final, None),
                item("2", Replaced, Some("4")),
                item("3", Failed, None),
                item("4", Sent, None),
            ],
        };
        let counted = batch.tally();
        assert_eq!(
            (counted.all, counted.done, counted.failed, counted.over),
            (3, 1, 1, false)
        );
    }

    #[test]
    fn what_was_called_off_is_not_done_and_what_was_stopped_is_not_whole() {
        use SubmissionState::{Final, Replaced};
        let called_off = SubmissionView {
            called_off: true,
            ..item("c", Final, None)
        };
        let batch = BatchView {
            items: vec![item("a", Final, None), item("b", Replaced, Some("c")), called_off],
            id: "b".into(),
        };
        assert_eq!(batch.tally().sentence(), "1 done, 1 failed.");
        let stopped = Tally {
            over: true,
            ..tally(5, 2, 0)
        };
        assert_eq!(stopped.sentence(), "2 of 5 done; it was stopped.");
    }
}
