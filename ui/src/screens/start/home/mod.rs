//! The first screen: what do I hold, what is due, what did I do last.

mod last;
mod next;
mod receive;
mod total;

use ballast_api::{Home as Figures, Origin};
use ballast_domain::{Amount, Network};
use leptos::prelude::*;

use crate::{
    flows::faucet::PracticeMoney,
    kit::{
        components::{Button, ButtonLink, EmptyState, ErrorPanel, Glyph, Icon, Look},
        state::app,
    },
};

/// Home. What this computer knows by itself shows whether or not a node answers.
#[component]
pub fn Home() -> impl IntoView {
    let app = app();
    let home = app.home();
    let figures = RwSignal::new(None::<Figures>);
    Effect::new(move |_| {
        let new = home.value.get();
        figures.update(|old| *old = new.map(|new| new.or_earlier(old.as_ref())));
    });
    // What is held is on the screen before the rest is built.
    // The first frame is the one that is drawn now, and the second comes after it.
    Effect::new(move |_| request_animation_frame(move || request_animation_frame(move || app.painted.set(true))));
    let failure = move || {
        let of_figures = figures.with(|f| f.as_ref().and_then(|f| f.failure.clone()));
        home.failure.get().or(of_figures)
    };
    let stands = move || figures.with(|f| f.as_ref().is_some_and(|f| f.total().is_some()));
    let any = move || !app.accounts().is_empty();
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Home"</h1>
                <span class="sp"></span>
                <Show when=any>
                    <ButtonLink href="/send" test="home-send" glyph=Glyph::Up>
                        "Send"
                    </ButtonLink>
                </Show>
                <receive::Receive />
                <Show when=any>
                    <ButtonLink href="/stake" test="home-stake" look=Look::Primary glyph=Glyph::Plus>
                        "Stake"
                    </ButtonLink>
                </Show>
            </div>
            <Show when=any fallback=Nobody>
                {move || {
                    let again = Callback::new(move |()| home.retry());
                    let stands = stands();
                    failure().map(|failure| view! { <ErrorPanel failure again stands test="home-error" /> })
                }}
                <NotWrittenDown />
                <Penniless figures />
                <total::Total home=figures />
                <Show when=move || app.painted.get()>
                    <div class="grid3">
                        <next::Next home=figures />
                        <last::LastActions />
                    </div>
                </Show>
            </Show>
        </div>
    }
}

/// A network on which there is no account yet.
#[component]
fn Nobody() -> impl IntoView {
    let app = app();
    let name = move || app.network_name().unwrap_or_else(|| "this network".to_owned());
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Key
                title=format!("No account on {} yet", name())
                text="Create a wallet, import one, or watch an address. Delegates can be looked at without."
                test="home-nobody"
            >
                <Button test="home-begin" press=move || app.onboarding.set(true) look=Look::Primary glyph=Glyph::Plus>
                    "Add an account"
                </Button>
            </EmptyState>
        </section>
    }
}

/// Where practice money comes from, while the account has none at hand.
#[component]
fn Penniless(figures: RwSignal<Option<Figures>>) -> impl IntoView {
    let app = app();
    let empty = Memo::new(move |_| {
        let none = figures.with(|f| f.as_ref()?.liquid.as_ref().map(|l| l.value == Amount::ZERO));
        none == Some(true) && app.network() == Some(Network::Practice)
    });
    let account = Memo::new(move |_| app.acting().map(|a| a.address).filter(|_| empty.get()));
    move || {
        account.get().map(|address| {
            let lack = Signal::derive(move || format!("{} has no IOTX at hand.", app.name_of(address)));
            view! { <PracticeMoney address test="home-penniless" lack /> }
        })
    }
}

/// A reminder while the recovery phrase exists on this computer only.
#[component]
fn NotWrittenDown() -> impl IntoView {
    let app = app();
    let missing = move || {
        app.accounts()
            .iter()
            .any(|a| matches!(&a.origin, Origin::Phrase { backed_up: false, .. }))
    };
    view! {
        <Show when=missing>
            <div class="note warn" data-test="not-backed-up">
                <Icon glyph=Glyph::Warning />
                <span>
                    "The recovery phrase is not written down yet. If this computer is lost, so is your money. "
                    <a class="link" href="/settings" data-test="go-back-up">"Write it down now"</a>
                </span>
            </div>
        </Show>
    }
}
