//! How do you want to begin?

use ballast_api::Origin;
use ballast_domain::Network;
use leptos::prelude::*;

use super::{Step, Way, network::ChooseNetwork};
use crate::kit::{
    backend::Failure,
    components::{Button, ErrorPanel, Glyph, Icon},
    state::app,
};

/// The network, and the ways in.
#[component]
pub fn Welcome() -> impl IntoView {
    let app = app();
    let way: Way = expect_context();
    let chosen = RwSignal::new(untrack(|| app.network()).unwrap_or(Network::Practice));
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let go = Callback::new(move |step: Step| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let network = chosen.get_untracked();
            let opened = if app.network_untracked() == Some(network) {
                Ok(())
            } else {
                app.open(network).await.map(drop)
            };
            let _ = busy.try_set(false);
            match opened {
                Ok(()) if step == Step::Welcome => way.leave(),
                Ok(()) => way.to(step),
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
        });
    });
    // A network that has accounts here needs no new wallet: it is opened, or gets one account more.
    let used = move || {
        app.status.with(|s| {
            let networks = s.as_ref().map(|s| s.networks.as_slice()).unwrap_or_default();
            networks.iter().any(|n| n.network == chosen.get() && n.used)
        })
    };
    let is_open = move || app.network() == Some(chosen.get());
    let has_phrase = move || is_open() && app.accounts().iter().any(|a| matches!(a.origin, Origin::Phrase { .. }));
    // Delegates can be looked at without an account; a network with accounts has a choice of its own above.
    let can_look = move || is_open() && !used();
    view! {
        <h1>"How do you want to begin?"</h1>
        <ChooseNetwork chosen />
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="welcome-error" /> })}
        <Show
            when=used
            fallback=move || {
                view! {
                    <Choice
                        test="begin-create"
                        glyph=Glyph::Plus
                        name="Create a new wallet"
                        text="12 or 24 words, written down on paper and checked."
                        first=true
                        press=move || go.run(Step::Create)
                    />
                }
            }
        >
            <Choice
                test="begin-open"
                glyph=Glyph::Home
                name="Open the wallet that is here"
                text="This network has accounts on this computer. What you bring below joins them."
                first=true
                press=move || go.run(Step::Welcome)
            />
        </Show>
        <Show when=has_phrase>
            <Choice
                test="begin-more"
                glyph=Glyph::Plus
                name="Add one more account"
                text="The next one of your recovery phrase; no new words."
                press=move || go.run(Step::More)
            />
        </Show>
        <Choice
            test="begin-phrase"
            glyph=Glyph::Words
            name="Import a recovery phrase"
            text="12 or 24 words you have; both IoTeX and Ethereum paths are searched for your accounts."
            press=move || go.run(Step::Phrase)
        />
        <Choice
            test="begin-key"
            glyph=Glyph::Key
            name="Import a private key"
            text="64 hex digits: one account."
            press=move || go.run(Step::Key)
        />
        <Choice
            test="begin-watch"
            glyph=Glyph::Eye
            name="Only watch an address"
            text="See buckets and votes of any io1 or 0x address. No keys."
            press=move || go.run(Step::Watch)
        />
        <Show when=can_look>
            <div>
                <Button test="begin-look" press=move || way.leave()>"Look around without an account"</Button>
            </div>
        </Show>
        <p class="sm dim" role="status">
            {move || {
                if busy.get() { format!("Opening {}…", app.name_of_network(chosen.get())) } else { String::new() }
            }}
        </p>
    }
}

#[component]
fn Choice(
    test: &'static str,
    glyph: Glyph,
    name: &'static str,
    text: &'static str,
    #[prop(optional)] first: bool,
    #[prop(into)] press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="choice" class:first=first data-test=test on:click=move |_| press.run(())>
            <span class="tile">
                <Icon glyph />
            </span>
            <span>
                <span class="name">{name}</span>
                <br />
                <span class="sm mid">{text}</span>
            </span>
            <span class="dim">
                <Icon glyph=Glyph::Arrow />
            </span>
        </button>
    }
}
