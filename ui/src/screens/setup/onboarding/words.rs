//! The recovery phrase, shown to be written down on paper.

use ballast_api::calls;
use leptos::prelude::*;

use super::{Step, Way};
use crate::{
    flows::phrase::WordGrid,
    kit::{
        backend::ask,
        components::{Button, Glyph, Icon, Look},
        state::app,
    },
};

/// All words, numbered.
#[component]
pub fn Words(words: Vec<String>) -> impl IntoView {
    let app = app();
    let way: Way = expect_context();
    let shown = words.clone();
    let next = move || {
        let words = shown.clone();
        leptos::task::spawn_local(async move {
            match ask(&calls::AskWordCheck { which: None }).await {
                Ok(positions) => way.to(Step::Check(positions, words)),
                Err(failure) => app.toasts.failure(&failure),
            }
        });
    };
    view! {
        <h1>"Your recovery phrase"</h1>
        <p class="mid">
            {format!("Write these {} words on paper, in this order. They are the wallet: whoever has them has the money.", words.len())}
        </p>
        <WordGrid words />
        <div class="note warn">
            <Icon glyph=Glyph::Warning />
            <span>"No photo, no file, no message. Three of the words are asked for next."</span>
        </div>
        <div class="row">
            <Button test="words-later" press=move || way.finish() settles=true>"Later"</Button>
            <span class="sp"></span>
            <Button test="words-written" press=next look=Look::Primary settles=true>"I have written them down"</Button>
        </div>
    }
}
