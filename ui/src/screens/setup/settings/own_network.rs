//! Networks of one's own: one more by a node's URL, what is taken for granted about each, and its removal.

use ballast_api::{NetworkStatus, Status, calls};
use leptos::prelude::*;

use crate::kit::{
    backend::{Failure, ask},
    components::{Button, Dialog, ErrorPanel, Field, Glyph, Look, NotNow, focus_named},
    state::{KeptForm, app},
};

/// Asks for a change of the networks and shows what came of it.
fn make(
    change: impl Future<Output = Result<Status, Failure>> + 'static,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    done: impl FnOnce() + 'static,
) {
    busy.set(true);
    leptos::task::spawn_local(async move {
        let answer = change.await;
        // The screen may be gone; the window's state is not.
        let _ = failure.try_set(answer.as_ref().err().cloned());
        if let Ok(status) = answer {
            done();
            app().take(status);
        }
        let _ = busy.try_set(false);
    });
}

/// What can be seen and done of one that was added, beside opening it.
#[component]
pub fn OwnNetwork(status: NetworkStatus, busy: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let (network, chain_id, name) = (status.network, status.chain_id, status.name.clone());
    let (telling, removing) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<Failure>);
    let remove = move || {
        let done = move || {
            KeptForm::forget_all_of(network);
            let _ = removing.try_set(false);
        };
        make(
            async move { ask(&calls::RemoveNetwork { chain_id }).await },
            busy,
            failure,
            done,
        );
    };
    let assumptions = StoredValue::new(status.assumptions);
    let test = format!("remove-{}", network.key());
    view! {
        <Button test=format!("about-{}", network.key()) press=move || telling.set(true) small=true>
            "What is assumed"
        </Button>
        {move || {
            let test = test.clone();
            if app.network() == Some(network) {
                view! { <NotNow test why="It is open. Open another network first.">"Remove"</NotNow> }.into_any()
            } else {
                view! {
                    <Button test press=move || removing.set(true) small=true disabled=busy>
                        "Remove"
                    </Button>
                }
                    .into_any()
            }
        }}
        <Dialog open=telling title=format!("What is assumed about {name}") test="network-assumed">
            <ul class="sm stack-s" data-test="network-assumptions">
                {assumptions.with_value(|all| all.iter().map(|said| view! { <li>{said.clone()}</li> }).collect_view())}
            </ul>
            <div class="row">
                <span class="sp"></span>
                <Button test="network-assumed-close" press=move || telling.set(false)>"Close"</Button>
            </div>
        </Dialog>
        <Dialog open=removing title=format!("Remove {name}?") test="network-remove">
            <p class="sm mid">
                "Ballast forgets its name, its endpoints and what its node said. Keys, accounts and history stay in the folder "
                <span class="mono">{network.key()}</span>
                " on this computer, and are there again when you add a node of this chain again. Until then nothing that waits \
                 there is followed or sent."
            </p>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="network-remove-error" /> })}
            <div class="row">
                <span class="sp"></span>
                <Button test="network-remove-not" press=move || removing.set(false)>"Keep it"</Button>
                <Button test="network-remove-yes" press=remove look=Look::Primary disabled=busy settles=true>"Remove"</Button>
            </div>
        </Dialog>
    }
}

/// A network by the URL of a node: looked at, then there to be opened.
#[component]
pub fn AddNetwork(busy: RwSignal<bool>) -> impl IntoView {
    let (url, ws, name) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let failure = RwSignal::new(None::<Failure>);
    let open = RwSignal::new(false);
    let add = move || {
        let wanted = calls::AddNetwork {
            url: url.get_untracked(),
            ws: Some(ws.get_untracked()),
            name: name.get_untracked(),
        };
        let done = move || {
            for field in [url, ws, name] {
                let _ = field.try_set(String::new());
            }
            let _ = open.try_set(false);
        };
        make(async move { ask(&wanted).await }, busy, failure, done);
    };
    // What opened the form has the keyboard again.
    let close = move || {
        open.set(false);
        focus_named("network-new");
    };
    view! {
        <Show
            when=move || open.get()
            fallback=move || {
                view! {
                    <div>
                        <Button test="network-new" press=move || open.set(true) small=true glyph=Glyph::Plus>
                            "Add a custom network"
                        </Button>
                    </div>
                }
            }
        >
            <form
                class="stack"
                data-test="network-form"
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event.stop_propagation();
                        close();
                    }
                }
                on:submit=move |event| {
                    event.prevent_default();
                    add();
                }
            >
                <h2>"Custom network"</h2>
                <div class="grid2">
                    <Field label="Name" test="network-name" value=name first=true help="Optional; the chain id is used if empty" />
                    <Field label="RPC URL" test="network-url" value=url mono=true help="http or https address of its JSON-RPC" />
                    <Field label="WebSocket URL (optional)" test="network-ws" value=ws mono=true help="ws:// or wss://" />
                </div>
                {move || failure.get().map(|failure| view! { <ErrorPanel failure test="network-new-error" /> })}
                <div class="row">
                    <span class="sm dim">
                        "The node is looked at first: whether it is IoTeX's, of a chain that is not here yet, makes blocks and answers \
                         in time. A connection without encryption is for your own network only."
                    </span>
                    <span class="sp"></span>
                    <Button test="network-new-not" press=close look=Look::Quiet>"Cancel"</Button>
                    <Button
                        test="network-add"
                        press=move || ()
                        submit=true
                        disabled=Signal::derive(move || busy.get() || url.with(|u| u.trim().is_empty()))
                    >
                        {move || if busy.get() { "Looking at it" } else { "Check and add" }}
                    </Button>
                </div>
            </form>
        </Show>
    }
}
