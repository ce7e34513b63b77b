//! The frame of the window: which face it shows, and the rail, the bars and the ground around every screen.

mod account;
mod banner;
mod epoch;
mod network;
mod rail;
mod toasts;

pub use network::{figures, standing};

use ballast_api::VaultState;
use ballast_domain::Network;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::{EmptyState, ErrorPanel, Glyph, Mark, copy_figures},
    screens::{home::Home, later::Later, unlock::Unlock},
    state::{App, app, watch_keys},
};

/// A place in the rail.
pub struct Place {
    /// Where it is.
    pub path: &'static str,
    /// Its word.
    pub name: &'static str,
    glyph: Glyph,
    /// Also marked on paths that begin so.
    also: &'static [&'static str],
}

/// The places, in the order of the rail and of Ctrl+1…6.
pub const PLACES: [Place; 6] = [
    Place {
        path: "/",
        name: "Home",
        glyph: Glyph::Home,
        also: &["/send", "/receive"],
    },
    Place {
        path: "/delegates",
        name: "Delegates",
        glyph: Glyph::Delegates,
        also: &["/stake"],
    },
    Place {
        path: "/buckets",
        name: "Buckets",
        glyph: Glyph::Buckets,
        also: &["/bucket", "/plan", "/ladder", "/calendar", "/batch"],
    },
    Place {
        path: "/activity",
        name: "Activity",
        glyph: Glyph::Activity,
        also: &["/activity", "/drafts"],
    },
    Place {
        path: "/book",
        name: "Address book",
        glyph: Glyph::Words,
        also: &["/book"],
    },
    Place {
        path: "/settings",
        name: "Settings",
        glyph: Glyph::Settings,
        also: &["/settings"],
    },
];

/// In the rail in operator mode only.
const OPERATOR: Place = Place {
    path: "/operator",
    name: "Operator",
    glyph: Glyph::Key,
    also: &["/operator"],
};

/// What the window shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Starting,
    Broken,
    Onboarding,
    Locked,
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
            _ if app.vault() == VaultState::Locked && !app.looking_around.get() => Face::Locked,
            _ => Face::Open,
        },
    );
    let shown = move || match face.get() {
        Face::Starting => view! { <div class="starting"><Mark size=56 /></div> }.into_any(),
        Face::Broken => view! { <Broken /> }.into_any(),
        Face::Onboarding => Later::Onboarding.view().into_any(),
        Face::Locked => view! { <Unlock /> }.into_any(),
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
    watch_keys(app());
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
                <Routes fallback=NowhereElse>
                    <Route path=path!("/") view=Home />
                    <Route path=path!("/delegates") view=|| Later::Delegates.view() />
                    <Route path=path!("/buckets") view=|| Later::Buckets.view() />
                    <Route path=path!("/stake") view=|| Later::ChooseDelegate.view() />
                    <Route path=path!("/stake/:name") view=|| Later::Stake.view() />
                    <Route path=path!("/bucket") view=|| Later::FindBucket.view() />
                    <Route path=path!("/bucket/:id") view=|| Later::BucketPage.view() />
                    <Route path=path!("/bucket/:id/:action") view=|| Later::BucketAct.view() />
                    <Route path=path!("/activity") view=|| Later::Activity.view() />
                    <Route path=path!("/activity/:id") view=|| Later::SubmissionPage.view() />
                    <Route path=path!("/activity/:id/:how") view=|| Later::ReplaceSubmission.view() />
                    <Route path=path!("/settings") view=|| Later::Settings.view() />
                    <Route path=path!("/send") view=|| Later::Send.view() />
                    <Route path=path!("/receive") view=|| Later::Receive.view() />
                    <Route path=path!("/book") view=|| Later::AddressBook.view() />
                    <Route path=path!("/operator") view=|| Later::Operator.view() />
                    <Route path=path!("/operator/register") view=|| Later::RegisterDelegate.view() />
                    <Route path=path!("/operator/:name/:deed") view=|| Later::DelegateDeed.view() />
                    <Route path=path!("/batch") view=|| Later::ReviewWish.view() />
                    <Route path=path!("/batch/:id") view=|| Later::BatchPage.view() />
                    <Route path=path!("/drafts") view=|| Later::Drafts.view() />
                    <Route path=path!("/plan") view=|| Later::Plan.view() />
                    <Route path=path!("/ladder") view=|| Later::LadderPlanner.view() />
                    <Route path=path!("/calendar") view=|| Later::Calendar.view() />
                </Routes>
            </main>
        </div>
    }
}

#[component]
fn NowhereElse() -> impl IntoView {
    view! {
        <EmptyState
            glyph=Glyph::Info
            title="There is no such page"
            text="Choose a place on the left."
            test="nowhere"
        />
    }
}
