//! The accounts: their names, where their keys come from, the way to where their rewards go, and one more.

use ballast_api::{AccountView, Origin, PhraseView, calls};
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{Button, ButtonLink, Glyph, unsettled},
    format::short,
    state::{Panel, app, read},
};

/// All accounts of this network's profile.
#[component]
pub fn Accounts() -> impl IntoView {
    let app = app();
    let phrases = read(move || Some(calls::GetPhrases {}));
    let moved = unsettled(move || app.accounts().iter().map(|a| a.address).collect::<Vec<_>>());
    view! {
        <section class="card">
            <div class="row">
                <h2>"Accounts"</h2>
                <span class="sp"></span>
                <Button test="account-add" press=move || app.show(Panel::AddAccount) small=true glyph=Glyph::Plus>
                    "Add"
                </Button>
            </div>
            <div class="list settings" data-test="accounts">
                <For each=move || app.accounts() key=|a| (a.address, a.label.clone()) let:account>
                    <Line account phrases=phrases.value moved />
                </For>
            </div>
        </section>
    }
}

#[component]
fn Line(account: AccountView, phrases: RwSignal<Option<Vec<PhraseView>>>, moved: Signal<bool>) -> impl IntoView {
    let app = app();
    let address = account.address;
    let name = RwSignal::new(account.label.clone());
    let old = StoredValue::new(account.label.clone());
    let rename = move || {
        let label = name.with_untracked(|n| n.trim().to_owned());
        if label == old.get_value() {
            return;
        }
        leptos::task::spawn_local(async move {
            match ask(&calls::RenameAccount { address, label }).await {
                Ok(status) => app.take(status),
                Err(failure) => app.toasts.failure(&failure),
            }
        });
    };
    let watched = account.origin == Origin::Watch;
    let origin = move || match &account.origin {
        Origin::Phrase { path, phrase, .. } => match number_of(phrases, *phrase) {
            Some(number) => format!("{path}, phrase {number}"),
            None => path.clone(),
        },
        Origin::Key => "private key".to_owned(),
        Origin::Watch => "watched, no key".to_owned(),
    };
    let busy = RwSignal::new(false);
    let cannot = Signal::derive(move || busy.get() || moved.get());
    let unwatch = move || {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::UnwatchAddress { address }).await {
                Ok(status) => app.take(status),
                Err(failure) => app.toasts.failure(&failure),
            }
            // Its line is gone where it worked.
            let _ = busy.try_set(false);
        });
    };
    view! {
        <div>
            <span class="in small">
                <input
                    aria-label="Name of the account"
                    data-test=format!("account-name-{}", address.to_io1())
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                    on:change=move |_| rename()
                />
            </span>
            <span class="mono mid" title=address.to_io1()>{short(&address.to_io1())}</span>
            <span class="row tight wraps">
                <span class="mono dim">{origin}</span>
                <ButtonLink
                    href=format!("/rewards/{}", address.to_hex())
                    test=format!("rewards-{}", address.to_io1())
                    small=true
                    label=format!("Rewards of {}: where they go", old.get_value())
                >
                    "Rewards"
                </ButtonLink>
                {watched
                    .then(|| {
                        view! {
                            <Button test=format!("unwatch-{}", address.to_io1()) press=unwatch small=true disabled=cannot>
                                "Stop watching"
                            </Button>
                        }
                    })}
            </span>
        </div>
    }
}

/// A phrase's number, where there are several to be told apart.
fn number_of(phrases: RwSignal<Option<Vec<PhraseView>>>, phrase: u32) -> Option<u32> {
    phrases.with(|all| {
        let all = all.as_ref().filter(|all| all.len() > 1)?;
        all.iter().find(|p| p.phrase == phrase).map(|p| p.number)
    })
}
