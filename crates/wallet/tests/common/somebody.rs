//! Somebody at the machine, who is asked outside the page.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

use ballast_wallet::{Confirmer, Confirming, Question};

/// Says yes to all that is asked, until it says no, or thinks about it for ever.
#[derive(Default)]
pub struct Somebody {
    pub no: AtomicBool,
    pub thinks: AtomicBool,
    pub asked: Mutex<Vec<Question>>,
}

impl Confirmer for Somebody {
    fn confirm(&self, question: Question) -> Confirming {
        self.asked.lock().unwrap().push(question);
        match self.thinks.load(Ordering::SeqCst) {
            true => Box::pin(std::future::pending()),
            false => Box::pin(std::future::ready(!self.no.load(Ordering::SeqCst))),
        }
    }
}
