//! The locked window: the password, or a look around without it.

use leptos::prelude::*;

use crate::kit::{
    components::{Button, Look, Mark, Popover, UnlockForm},
    state::app,
};

/// Asks for the password; what is public can be read without it.
#[component]
pub fn Unlock(
    /// The other networks, to open one.
    networks: ViewFn,
) -> impl IntoView {
    let app = app();
    let network = move || app.gate_network();
    view! {
        <main class="gate" data-network=network data-test="unlock-screen">
            <div class="gate-card">
                <div class="row tight accent-ink"><Mark size=30 /></div>
                <div>
                    <h1>"Ballast is locked"</h1>
                    <p class="sm mid">
                        {move || app.network_name().map(|name| format!("Your keys on {name} are encrypted on this computer."))}
                    </p>
                </div>
                <UnlockForm />
                <Button test="forgot" press=move || app.forgotten.set(true) look=Look::Quiet>
                    "I forgot the password"
                </Button>
                <Popover
                    class="btn quiet"
                    test="other-network"
                    label="Each network has a wallet of its own"
                    button=ViewFn::from(|| "Another network")
                    from_left=true
                >
                    {networks.run()}
                </Popover>
                <Button test="look-around" press=move || app.looking_around.set(true) look=Look::Quiet>
                    "Look around without unlocking"
                </Button>
            </div>
        </main>
    }
}
