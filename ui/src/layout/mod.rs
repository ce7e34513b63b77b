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
    /// The gate, before anything was open in this window.
    Locked,
    Open,
}

/// What stands before the open window, which keeps what is typed in it meanwhile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    Nothing,
    Locked,
    Forgotten,
}

/// The whole window.
#[component]
pub fn Root() -> impl IntoView {
    let app = App::start();
    copy_figures();
    let gate = Memo::new(move |_| match app.vault() {
        _ if app.forgotten.get() => Gate::Forgotten,
        VaultState::Locked if !app.looking_around.get() => Gate::Locked,
        _ => Gate::Nothing,
    });
    let face = Memo::new(
        move |before| match (app.status.with(Option::is_some), app.startup.with(Option::is_some)) {
            (false, true) => Face::Broken,
            (false, false) => Face::Starting,
            _ if app.onboarding.get() => Face::Onboarding,
            _ if gate.get() != Gate::Nothing && before != Some(&Face::Open) => Face::Locked,
            _ => Face::Open,
        },
    );
    // Another network's window begins anew: what was typed for one is not meant for the other.
    let network = Memo::new(move |_| app.network());
    let window = Memo::new(move |_| (face.get(), network.get()));
    let shown = move || match window.get().0 {
        Face::Starting => view! { <div class="starting"><Mark size=56 /></div> }.into_any(),
        Face::Broken => view! { <Broken /> }.into_any(),
        Face::Onboarding => Later::Onboarding.view(),
        Face::Locked => ().into_any(),
        Face::Open => {
            let closed = move || gate.get() != Gate::Nothing;
            view! { <div class="behind" inert=closed hidden=closed><Frame /></div> }.into_any()
        }
    };
    let before_it = move || match (face.get(), gate.get()) {
        (Face::Locked | Face::Open, Gate::Locked) => view! { <Unlock /> }.into_any(),
        (Face::Locked | Face::Open, Gate::Forgotten) => Later::Forgotten.view(),
        _ => ().into_any(),
    };
    view! {
        <Router>
            <Keys />
            {shown}
            {before_it}
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
