//! Where practice money comes from.

use ballast_api::calls;
use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{Button, Glyph, Icon},
    state::app,
};

/// Where practice money comes from.
pub const FROM_FAUCET: &str =
    "Practice money comes from this network's faucet, as much as you ask for. It is worth nothing anywhere else.";

/// For an account that has too little: that it does, where practice money comes from, and the button.
#[component]
pub fn PracticeMoney(
    /// For whom.
    address: Address,
    /// Its name for tests.
    test: &'static str,
    /// What it has too little for.
    #[prop(into)]
    lack: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="note level" data-test=test>
            <Icon glyph=Glyph::Flask />
            <span class="grow">{lack} " " {FROM_FAUCET}</span>
            <Faucet address />
        </div>
    }
}

/// The button that asks the practice network for money.
#[component]
pub fn Faucet(
    /// For whom.
    address: Address,
    /// As wide as its card.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let press = move || {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::AskPracticeMoney { account: address }).await {
                Ok(chain) => {
                    app.chain.set(Some(chain));
                    app.pulse.update(|pulse| *pulse += 1);
                    app.toasts.say("good", "Practice money is in the account.");
                }
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <Button test="practice-money" press glyph=Glyph::Flask disabled=busy wide small=!wide>
            "Ask for practice money"
        </Button>
    }
}
