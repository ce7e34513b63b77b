//! The frame of the window: which face it shows, and the rail, the bars and the ground around every screen.

mod account;
mod banner;
mod context;
mod epoch;
mod hand;
mod keys;
mod network;
mod rail;
mod toasts;

use std::time::Duration;

use ballast_api::VaultState;
use ballast_domain::Network;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    kit::{
        components::{ErrorPanel, Mark, copy_figures},
        state::{App, Panel, app},
    },
    screens::{Later, Pages, Unlock, load_ahead},
};

/// When the first screen stands, or soon after.
const SOON: Duration = Duration::from_secs(1);

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

/// What the window shows, and what stands before it.
fn stage(app: App, was_open: bool) -> (Face, Gate) {
    match (app.status.with(Option::is_some), app.startup.with(Option::is_some)) {
        (false, true) => return (Face::Broken, Gate::Nothing),
        (false, false) => return (Face::Starting, Gate::Nothing),
        _ if app.onboarding.get() => return (Face::Onboarding, Gate::Nothing),
        _ => {}
    }
    let (forgotten, around) = (app.forgotten.get(), app.looking_around.get());
    let gate = match app.vault() {
        _ if forgotten => Gate::Forgotten,
        VaultState::Locked if !around => Gate::Locked,
        _ => Gate::Nothing,
    };
    match gate {
        Gate::Nothing => (Face::Open, gate),
        // What was open keeps what is typed in it.
        _ if was_open => (Face::Open, gate),
        _ => (Face::Locked, gate),
    }
}

/// The whole window.
#[component]
pub fn Root() -> impl IntoView {
    let app = App::start();
    copy_figures();
    // Each view below follows one memo: what it shows is decided here.
    let stage = Memo::new(move |before: Option<&(Face, Gate)>| {
        let was_open = before.is_some_and(|(face, _)| *face == Face::Open);
        stage(app, was_open)
    });
    let gate = Memo::new(move |_| stage.get().1);
    // Another network's window begins anew: what was typed for one is not meant for the other.
    let window = Memo::new(move |_| {
        let (face, _) = stage.get();
        (face, app.network().filter(|_| face == Face::Open))
    });
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
    let before_it = move || match gate.get() {
        Gate::Locked => view! { <Unlock networks=ViewFn::from(|| Later::OtherNetworks.view()) /> }.into_any(),
        Gate::Forgotten => Later::Forgotten.view(),
        Gate::Nothing => ().into_any(),
    };
    // Nothing of the first screen needs it at once.
    let stands = RwSignal::new(false);
    let rest = move || {
        let _ = stands.try_set(true);
    };
    set_timeout(rest, SOON);
    view! {
        <Router>
            <Keys />
            {shown}
            {before_it}
        </Router>
        <context::ContextMenu />
        <toasts::ToastList />
        {move || stands.get().then(|| Later::Keyboard.view())}
    }
}

/// Listens for keys; a component, because moving about needs the router around it.
#[component]
fn Keys() -> impl IntoView {
    keys::watch_keys(app());
    hand::watch_hand();
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
    let is_lost = Memo::new(move |_| {
        app.status
            .with(|status| status.as_ref().is_some_and(|s| s.lost.is_some()))
    });
    let lost = move || is_lost.get().then(|| Later::LostSettings.view());
    let panel = move || {
        app.panel.get().map(|panel| match panel {
            Panel::Find => Later::Find.view(),
            Panel::Keys => Later::Keys.view(),
            Panel::AddAccount => Later::AddAccount.view(),
        })
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
                {lost}
                <Pages />
            </main>
            {panel}
        </div>
    }
}
