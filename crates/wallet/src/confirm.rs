//! Questions that the person answers outside the page: drawn by the app's own process, so that whatever runs in the page can
//! neither answer them nor change what they say.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{Error, Result};

/// What every question ends with.
const FROM_BALLAST: &str = "This question comes from Ballast itself, not from its page. If you did not ask for it, choose No. A \
     Yes within its first second counts as a No.";

/// The person's answer; true is yes, and whatever is no yes is a no.
pub type Confirming = Pin<Box<dyn Future<Output = bool> + Send>>;

/// Who asks the person outside the page: the shell, by the system's own dialog.
pub trait Confirmer: Send + Sync {
    /// Asks a question; "no" has to be what a hurried hand gives.
    fn confirm(&self, question: Question) -> Confirming;
}

/// A question for the person: what yes would do, and what is to be known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The question itself, in one line, to be answered with yes or no.
    pub title: String,
    /// What is to be known, a paragraph a line; an empty one is a pause.
    pub lines: Vec<String>,
}

impl Question {
    /// A question with what is to be known of it.
    pub(crate) fn new(title: impl Into<String>, lines: Vec<String>) -> Self {
        Self {
            title: title.into(),
            lines,
        }
    }
}

/// Asks the person where somebody can, one question at a time. Without a [`Confirmer`] nobody stands between the person and
/// the wallet, as at the command line: what is asked for is the person's own wish, and nothing is asked again.
#[derive(Clone, Default)]
pub(crate) struct Asker {
    by: Option<Arc<dyn Confirmer>>,
    /// Whether a question is open.
    open: Arc<AtomicBool>,
    /// Held by whoever approves, from before the question until what was approved is written.
    approving: Arc<Mutex<()>>,
}

/// The turn of whoever approves: until it is dropped nobody else does.
#[derive(Default)]
pub(crate) struct Turn {
    _held: Option<OwnedMutexGuard<()>>,
}

/// Is there as long as a question is open.
struct Open(Arc<AtomicBool>);

impl Asker {
    /// Asks by this one.
    pub(crate) fn new(by: Option<Arc<dyn Confirmer>>) -> Self {
        Self { by, ..Self::default() }
    }

    /// Whether anything is asked at all.
    pub(crate) fn asks(&self) -> bool {
        self.by.is_some()
    }

    /// Waits for one's turn to approve: what a question says has to be so until what it asks about is written.
    ///
    /// # Errors
    /// [`Error::AskedAlready`] while a question is open.
    pub(crate) async fn turn(&self) -> Result<Turn> {
        if !self.asks() {
            return Ok(Turn::default());
        }
        if self.open.load(Ordering::SeqCst) {
            return Err(Error::AskedAlready);
        }
        let held = Arc::clone(&self.approving).lock_owned().await;
        Ok(Turn { _held: Some(held) })
    }

    /// Asks, and goes on with a yes alone.
    ///
    /// # Errors
    /// [`Error::NotConfirmed`]; [`Error::AskedAlready`] while another question is open.
    pub(crate) async fn ask(&self, mut question: Question) -> Result<()> {
        let Some(by) = &self.by else { return Ok(()) };
        if self.open.swap(true, Ordering::SeqCst) {
            return Err(Error::AskedAlready);
        }
        let _open = Open(Arc::clone(&self.open));
        question.lines.extend([String::new(), FROM_BALLAST.to_owned()]);
        match by.confirm(question).await {
            true => Ok(()),
            false => Err(Error::NotConfirmed),
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}
