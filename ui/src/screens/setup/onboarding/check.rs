//! The word check of a new wallet.

use leptos::prelude::*;

use super::Way;
use crate::{flows::phrase::WordCheck, kit::components::Button};

/// Asks for the words at `positions`.
#[component]
pub fn Check(positions: Vec<usize>) -> impl IntoView {
    let way: Way = expect_context();
    view! {
        <h1>"Check your paper"</h1>
        <p class="mid">"Type these words as you wrote them down."</p>
        <WordCheck positions done=Callback::new(move |()| way.finish())>
            <Button test="check-later" press=move || way.finish()>"Later"</Button>
        </WordCheck>
    }
}
