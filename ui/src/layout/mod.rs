//! The frame of the window: which face it shows, and the rail, the bars and the ground around every screen.

mod account;
mod banner;
mod epoch;
mod keys;
mod lost;
mod network;
mod rail;
mod toasts;

use ballast_api::VaultState;
use ballast_domain::Network;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    kit::{
        components::{ErrorPanel, Mark, copy_figures},
        state::{App, app},
    },
    screens::{Later, Pages, Unlock, load_ahead},
};

/// What the window shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Starting,
    Broken,
    Onboarding,
    Locked,
    Forgotten,
    Open,
}

/// The whole window.
#[component]
pub fn Root() -> impl IntoView {
    let app = App::start();
    copy_figures();
    let face = Memo::new(
        move |_| match (app.status.with(Option::is_some), app.startup.with(Option::is_some)) {
            (false, true) => Face::Broken,
            (false, false) => Face::Starting,
            _ if app.onboarding.get() => Face::Onboarding,
            _ if app.forgotten.get() => Face::Forgotten,
            _ if app.vault() == VaultState::Locked && !app.looking_around.get() => Face::Locked,
            _ => Face::Open,
        },
    );
    let shown = move || match face.get() {
        Face::Starting => view! { <div class="starting"><Mark size=56 /></div> }.into_any(),
        Face::Broken => view! { <Broken /> }.into_any(),
        Face::Onboarding => Later::Onboarding.view(),
        Face::Locked => view! { <Unlock /> }.into_any(),
        Face::Forgotten => Later::Forgotten.view(),
        Face::Open => view! { <Frame /> }.into_any(),
    };
    view! {
        <Router>
            <Keys />
            {shown}
        </Router>
        <toasts::ToastList />
    }
}

/// Listens for keys; a component, because moving about needs the router around it.
#[component]
fn Keys() -> impl IntoView {
    keys::watch_keys(app());
}

#[component]
fn Broken() -> impl IntoView {
    let app = app();
    view! {
        <div class="starting">
            {move || {
                app.startup
                    .get()
                    .map(|failure| {
                        view! { <ErrorPanel failure again=Callback::new(move |()| app.begin()) test="startup-failed" /> }
                    })
            }}
        </div>
    }
}

/// Rail, bars and the screen of the present path.
#[component]
fn Frame() -> impl IntoView {
    let app = app();
    Effect::new(move |before: Option<bool>| {
        let painted = app.painted.get();
        if painted && before != Some(true) {
            load_ahead();
        }
        painted
    });
    let network = move || match app.network() {
        Some(Network::Practice) => "practice",
        Some(Network::Testnet) => "testnet",
        Some(Network::Mainnet) => "mainnet",
        Some(Network::Own(_)) => "own",
        None => "",
    };
    view! {
        <div class="app" data-network=network data-test="app">
            <banner::Banner />
            <rail::Rail />
            <header class="top">
                <account::AccountPill />
                <span class="sp"></span>
                <epoch::EpochBar />
                <network::NetworkPill />
            </header>
            <main class="main">
                <lost::LostSettings />
                <Pages />
            </main>
        </div>
    }
}
