//! Passwords, and a recovery phrase: how one is chosen, written down and checked. No word here is of any wallet.

use leptos::prelude::*;

use super::{
    sample::nothing,
    section::{Section, State},
};
use crate::{
    flows::{
        password::{Password, PasswordFields},
        phrase::{WordCheck, WordGrid},
    },
    kit::components::{Button, Dialog},
};

const WORDS: [&str; 12] = [
    "anchor", "ballast", "cabin", "deck", "ebb", "fathom", "galley", "harbour", "island", "jetty", "keel", "lantern",
];

/// A new password, the words, and their check.
#[component]
pub fn Secrets() -> impl IntoView {
    let checking = RwSignal::new(false);
    let wrong = Password::anew();
    wrong.text.set("short".to_owned());
    wrong.judged.set(true);
    view! {
        <Section name="secrets" title="Passwords and phrases">
            <div class="grid2">
                <State name="a new password, too short"><PasswordFields password=wrong /></State>
                <State name="the words"><WordGrid words=WORDS.map(ToOwned::to_owned).to_vec() /></State>
                <State name="the check of the words, which has the keyboard">
                    <Button test="gallery-check-open" press=move || checking.set(true)>"Check"</Button>
                </State>
            </div>
            <Dialog open=checking title="Check your paper" test="gallery-check">
                <WordCheck positions=vec![3, 8] done=nothing()>
                    <Button test="gallery-check-close" press=move || checking.set(false)>"Close"</Button>
                </WordCheck>
            </Dialog>
        </Section>
    }
}
