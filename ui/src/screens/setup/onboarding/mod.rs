//! The beginning: a network, then a new wallet, one that is brought, or an address that is only watched.

mod add;
mod bring;
pub mod check;
mod create;
mod found;
pub mod more;
mod network;
pub mod watch;
mod welcome;
pub mod words;

use ballast_api::Search;
use ballast_domain::Address;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

pub use add::AddAccount;

use crate::kit::{components::Mark, state::app};

/// Where one is.
#[derive(Clone, PartialEq)]
pub enum Step {
    /// The choices.
    Welcome,
    /// A password for a new wallet.
    Create,
    /// Its words.
    Words(Vec<String>),
    /// Which of them are asked for; and the words, for who wants to see them once more.
    Check(Vec<usize>, Vec<String>),
    /// The next account of the phrase that is here.
    More,
    /// A phrase that exists.
    Phrase,
    /// A key that exists.
    Key,
    /// What was found on a phrase's paths.
    Found(Search),
    /// An address without a key.
    Watch,
}

/// The way through, shared by its steps.
#[derive(Clone, Copy)]
pub struct Way {
    /// Where one is.
    pub step: RwSignal<Step>,
    /// Goes to Home.
    home: Callback<()>,
}

impl Way {
    /// Goes to a step.
    pub fn to(self, step: Step) {
        // The window may have left the beginning while something was awaited.
        let _ = self.step.try_set(step);
    }

    /// Leaves the beginning for Home, and shows the account that was added there.
    pub fn finish(self) {
        leptos::task::spawn_local(async move {
            look_at_new().await;
            self.leave();
        });
    }

    /// Leaves the beginning for Home.
    pub fn leave(self) {
        app().onboarding.set(false);
        self.home.run(());
    }
}

/// The whole beginning.
#[component]
pub fn Onboarding() -> impl IntoView {
    let navigate = use_navigate();
    let way = Way {
        step: RwSignal::new(Step::Welcome),
        home: Callback::new(move |()| navigate("/", Default::default())),
    };
    provide_context(way);
    let content = move || match way.step.get() {
        Step::Welcome => view! { <welcome::Welcome /> }.into_any(),
        Step::Create => view! { <create::Create /> }.into_any(),
        Step::Words(words) => view! { <words::Words words /> }.into_any(),
        Step::Check(positions, words) => view! { <check::Check positions words /> }.into_any(),
        Step::More => view! { <more::More /> }.into_any(),
        Step::Phrase => view! { <bring::BringPhrase /> }.into_any(),
        Step::Key => view! { <bring::BringKey /> }.into_any(),
        Step::Found(found) => view! { <found::Found search=found /> }.into_any(),
        Step::Watch => view! { <watch::Watch /> }.into_any(),
    };
    view! {
        <div class="welcome" data-test="onboarding">
            <aside class="sea" aria-label="About Ballast">
                <Mark size=64 />
                <div class="name">"Ballast"</div>
                <div class="promise">
                    "Stake IOTX with the delegates you choose, and see what every signature does before you give it."
                </div>
                <span class="sp"></span>
                <div class="sm oath">
                    "Your keys stay on this computer, encrypted. Nobody from Ballast will ever write to you or ask for your phrase."
                </div>
            </aside>
            <main class="begin">{content}</main>
        </div>
    }
}

/// Reads the accounts anew, and looks at the one that was added.
pub async fn look_at_new() {
    let app = app();
    let known = addresses();
    app.refresh().await;
    if let Some(new) = addresses().into_iter().find(|a| !known.contains(a)) {
        app.account.set(Some(new));
    }
}

fn addresses() -> Vec<Address> {
    untrack(|| app().accounts()).into_iter().map(|a| a.address).collect()
}
