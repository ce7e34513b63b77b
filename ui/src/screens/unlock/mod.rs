//! The locked window: the password, or a look around without it.

use leptos::prelude::*;

use crate::{
    components::{Button, Look, Mark, UnlockForm},
    state::app,
};

/// Asks for the password; what is public can be read without it.
#[component]
pub fn Unlock() -> impl IntoView {
    let app = app();
    let network = move || {
        app.network().map(|n| {
            if n == ballast_domain::Network::Practice {
                "practice"
            } else {
                "real"
            }
        })
    };
    view! {
        <div class="gate" data-network=network data-test="unlock-screen">
            <div class="gate-card">
                <div class="row tight accent-ink"><Mark size=30 /></div>
                <div>
                    <h1>"Ballast is locked"</h1>
                    <p class="sm mid">
                        {move || app.network().map(|n| format!("Your keys on {} are encrypted on this computer.", n.name()))}
                    </p>
                </div>
                <UnlockForm />
                <Button test="look-around" press=move || app.looking_around.set(true) look=Look::Quiet>
                    "Look around without unlocking"
                </Button>
            </div>
        </div>
    }
}
