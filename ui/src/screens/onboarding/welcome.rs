//! How do you want to begin?

use ballast_domain::Network;
use leptos::prelude::*;

use super::{Step, Way, has_vault, network::ChooseNetwork};
use crate::{
    backend::Failure,
    components::{Button, ErrorPanel, Glyph, Icon},
    state::app,
};

/// The network and the four ways.
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
                Ok(()) if step == Step::Create && has_vault() => app.onboarding.set(false),
                Ok(()) => way.to(step),
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
        });
    });
    let can_leave = move || {
        app.status.with(|s| {
            s.as_ref()
                .is_some_and(|s| s.network.is_some() && !s.accounts.is_empty())
        })
    };
    view! {
        <h1>"How do you want to begin?"</h1>
        <ChooseNetwork chosen />
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="welcome-error" /> })}
        <Choice
            test="begin-create"
            glyph=Glyph::Plus
            name="Create a new wallet"
            text="12 or 24 words, written down on paper and checked."
            first=true
            press=move || go.run(Step::Create)
        />
        <Choice
            test="begin-phrase"
            glyph=Glyph::Words
            name="Bring a recovery phrase"
            text="12 or 24 words you have; both IoTeX and Ethereum paths are searched for your accounts."
            press=move || go.run(Step::Phrase)
        />
        <Choice
            test="begin-key"
            glyph=Glyph::Key
            name="Bring a private key"
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
        <Show when=can_leave>
            <div>
                <Button test="begin-leave" press=move || app.onboarding.set(false)>"Back to Ballast"</Button>
            </div>
        </Show>
        <p class="sm dim" role="status">
            {move || {
                if busy.get() { format!("Opening {}…", chosen.get().name()) } else { String::new() }
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
