//! What a screen wants reviewed: handed over, because addresses of pages do not hold intents, and kept over a reload. It is
//! proposed anew whenever it is reviewed; nothing that is kept signs anything.

use ballast_domain::Intent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

use crate::kit::state::KeptForm;

/// What is wanted, and where it was wished.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// What is done, in a few words: `Unlock 3 buckets`.
    pub title: String,
    /// In order.
    pub intents: Vec<Intent>,
    /// The page to go back to.
    pub from: String,
    /// The form that it was wished in, which stands there again for who goes back, and is forgotten once it is signed.
    pub form: Option<KeptForm>,
}

impl Wish {
    /// What is forgotten once it is signed: the wish itself, and its form.
    pub fn forgets(&self) -> Vec<KeptForm> {
        std::iter::once(place()).chain(self.form.clone()).collect()
    }
}

const LAST: &str = "last";

fn place() -> KeptForm {
    KeptForm::of("wish")
}

/// The last wish on the open network; none once it was signed, and after the window was opened anew.
pub fn last() -> Option<Wish> {
    place().kept(LAST)
}

/// A way to the review of wishes, for a component that makes some.
pub fn to_review() -> Callback<Wish> {
    let navigate = use_navigate();
    Callback::new(move |wish: Wish| {
        place().write(LAST, &wish);
        navigate("/batch", Default::default());
    })
}
