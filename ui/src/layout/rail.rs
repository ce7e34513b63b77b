//! The rail on the left.

use ballast_api::VaultState;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    kit::{
        components::{Glyph, Icon, Mark},
        state::app,
    },
    screens::{PLACES, Place, Shown, Which, place_of},
};

/// Places, and the lock.
#[component]
pub fn Rail() -> impl IntoView {
    let path = use_location().pathname;
    let here = Memo::new(move |_| path.with(|path| place_of(path)));
    let links = move |shown: Shown| {
        let places = PLACES.iter().filter(|place| place.shown == shown);
        places.map(|place| to(place, here)).collect_view()
    };
    view! {
        <nav class="rail" aria-label="Places">
            <div class="brand">
                <Mark size=22 />
                <span class="word aloud">"Ballast"</span>
            </div>
            {links(Shown::Above)}
            <Show when=move || app().settings().operator>{links(Shown::ToOperators)}</Show>
            <span class="sp"></span>
            {links(Shown::Below)}
            <LockButton />
        </nav>
    }
}

/// A link to a place, marked while one is there.
fn to(place: &'static Place, here: Memo<Option<Which>>) -> impl IntoView {
    let current = move || (here.get() == Some(place.which)).then_some("page");
    view! {
        <a
            href=place.path
            title=place.name
            aria-current=current
            data-test=format!("rail-{}", place.name.to_lowercase().replace(' ', "-"))
        >
            <Icon glyph=place.glyph />
            <span class="word aloud">{place.name}</span>
        </a>
    }
}

#[component]
fn LockButton() -> impl IntoView {
    let app = app();
    move || match app.vault() {
        VaultState::None => ().into_any(),
        VaultState::Locked => view! {
            <button
                type="button"
                title="Unlock"
                data-test="rail-unlock"
                on:click=move |_| app.looking_around.set(false)
            >
                <Icon glyph=Glyph::Unlock />
                <span class="word aloud">"Unlock"</span>
            </button>
        }
        .into_any(),
        VaultState::Unlocked => view! {
            <button type="button" title="Lock" data-test="rail-lock" on:click=move |_| app.lock()>
                <Icon glyph=Glyph::Lock />
                <span class="word aloud">"Lock"</span>
                <span class="key">"Ctrl L"</span>
            </button>
        }
        .into_any(),
    }
}
