//! What a screen wants reviewed: handed over, because addresses of pages do not hold intents.

use std::sync::{Mutex, PoisonError};

use ballast_domain::Intent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// What is wanted, and where it was wished.
#[derive(Clone, PartialEq, Eq)]
pub struct Wish {
    /// What is done, in a few words: `Unlock 3 buckets`.
    pub title: String,
    /// In order.
    pub intents: Vec<Intent>,
    /// The page to go back to.
    pub from: &'static str,
}

static WISH: Mutex<Option<Wish>> = Mutex::new(None);

/// The last wish; none after the window was opened anew.
pub fn last() -> Option<Wish> {
    WISH.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// A way to the review of wishes, for a component that makes some.
pub fn to_review() -> Callback<Wish> {
    let navigate = use_navigate();
    Callback::new(move |wish: Wish| {
        *WISH.lock().unwrap_or_else(PoisonError::into_inner) = Some(wish);
        navigate("/batch", Default::default());
    })
}
