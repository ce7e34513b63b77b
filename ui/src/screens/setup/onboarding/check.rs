//! The word check of a new wallet.

use leptos::prelude::*;

use super::{Step, Way};
use crate::{flows::phrase::WordCheck, kit::components::Button};

/// Asks for the words at `positions`, and shows all of them again to who has to look.
#[component]
pub fn Check(positions: Vec<usize>, words: Vec<String>) -> impl IntoView {
    let way: Way = expect_context();
    view! {
        <h1>"Check your paper"</h1>
        <p class="mid">"Type these words as you wrote them down."</p>
        <WordCheck positions done=Callback::new(move |()| way.finish())>
            <Button test="check-again" press=move || way.to(Step::Words(words.clone()))>"Show the words again"</Button>
            <Button test="check-later" press=move || way.finish()>"Later"</Button>
        </WordCheck>
    }
}
