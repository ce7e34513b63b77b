//! Short news in the corner, for a while.

use std::time::Duration;

use ballast_domain::Phrase;
use leptos::prelude::*;

use crate::kit::backend::Failure;

const SHOWN_FOR: Duration = Duration::from_secs(8);
/// More than this would cover the page: the oldest make way.
const MOST: usize = 4;

/// One piece of news.
#[derive(Clone, PartialEq, Eq)]
pub struct Toast {
    /// Names it.
    pub id: u64,
    /// `good`, `warn`, `bad`, or `wait` for what goes on.
    pub verdict: &'static str,
    /// What happened.
    pub says: Phrase,
    /// The page of what it is about, where it has one.
    pub page: Option<String>,
}

impl Toast {
    /// Whether both are about the same: then the newer takes the other's place.
    fn is_about(&self, other: &Self) -> bool {
        match (&self.page, &other.page) {
            (None, None) => self.says == other.says,
            (one, other) => one == other,
        }
    }
}

/// All that are shown.
#[derive(Clone, Copy)]
pub struct Toasts {
    /// The oldest first.
    pub shown: RwSignal<Vec<Toast>>,
    next: RwSignal<u64>,
}

impl Toasts {
    /// None.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next: RwSignal::new(0),
        }
    }

    /// Shows a sentence for a while.
    pub fn say(self, verdict: &'static str, says: impl Into<Phrase>) {
        self.show(verdict, says.into(), None);
    }

    /// Shows how something stands that has a page, for a while; in the place of what was shown of it before.
    pub fn tell(self, verdict: &'static str, says: impl Into<Phrase>, page: String) {
        self.show(verdict, says.into(), Some(page));
    }

    fn show(self, verdict: &'static str, says: Phrase, page: Option<String>) {
        let id = self.next.get_untracked();
        self.next.set(id + 1);
        let toast = Toast {
            id,
            verdict,
            says,
            page,
        };
        self.shown.update(|shown| {
            match shown.iter_mut().find(|other| other.is_about(&toast)) {
                Some(other) => *other = toast,
                None => shown.push(toast),
            }
            shown.drain(..shown.len().saturating_sub(MOST));
        });
        set_timeout(move || self.dismiss(id), SHOWN_FOR);
    }

    /// Shows what went wrong.
    pub fn failure(self, failure: &Failure) {
        self.say("bad", failure.sentence.clone());
    }

    /// Takes one away.
    pub fn dismiss(self, id: u64) {
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toast(says: &str, page: Option<&str>) -> Toast {
        Toast {
            id: 0,
            verdict: "good",
            says: says.into(),
            page: page.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_told_of_one_thing_takes_one_place() {
        let batch = |says| toast(says, Some("/batch/1"));
        assert!(batch("3 of 5 are final.").is_about(&batch("5 transactions done.")));
        assert!(!batch("Done.").is_about(&toast("Done.", Some("/batch/2"))));
        assert!(toast("Copied.", None).is_about(&toast("Copied.", None)));
        assert!(!toast("Copied.", None).is_about(&toast("Kept.", None)));
        assert!(!toast("Done.", None).is_about(&batch("Done.")));
    }
}
