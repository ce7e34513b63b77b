//! The rail on the left.

use ballast_api::VaultState;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{OPERATOR, PLACES, Place};
use crate::{
    components::{Glyph, Icon, Mark},
    state::app,
};

/// Places, and the lock.
#[component]
pub fn Rail() -> impl IntoView {
    let path = use_location().pathname;
    let link = move |index: usize| to(&PLACES[index], path);
    view! {
        <nav class="rail" aria-label="Places">
            <div class="brand">
                <Mark size=22 />
                "Ballast"
            </div>
            {(0..4).map(link).collect_view()}
            <Show when=move || app().settings().operator>{to(&OPERATOR, path)}</Show>
            <span class="sp"></span>
            {link(4)}
            {link(5)}
            <LockButton />
        </nav>
    }
}

/// A link to a place, marked while one is there.
fn to(place: &'static Place, path: Memo<String>) -> impl IntoView {
    let here = move || {
        let path = path.get();
        let here = path == place.path || place.also.iter().any(|also| path.starts_with(also));
        here.then_some("page")
    };
    view! {
        <a href=place.path aria-current=here data-test=format!("rail-{}", place.name.to_lowercase().replace(' ', "-"))>
            <Icon glyph=place.glyph />
            {place.name}
        </a>
    }
}

#[component]
fn LockButton() -> impl IntoView {
    let app = app();
    move || match app.vault() {
        VaultState::None => ().into_any(),
        VaultState::Locked => view! {
            <button type="button" data-test="rail-unlock" on:click=move |_| app.looking_around.set(false)>
                <Icon glyph=Glyph::Unlock />
                "Unlock"
            </button>
        }
        .into_any(),
        VaultState::Unlocked => view! {
            <button type="button" data-test="rail-lock" on:click=move |_| app.lock()>
                <Icon glyph=Glyph::Lock />
                "Lock"
                <span class="key">"Ctrl L"</span>
            </button>
        }
        .into_any(),
    }
}
