//! Any bucket by its number, also somebody else's: to look at it, or to add to it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    flows::bucket::place,
    kit::components::{Button, ButtonLink, Field, Look},
};

/// The page that asks for the number.
#[component]
pub fn FindBucket() -> impl IntoView {
    let navigate = use_navigate();
    let text = RwSignal::new(String::new());
    let id = Memo::new(move |_| place::bucket(text.get().trim()));
    let error = Signal::derive(move || {
        let typed = text.with(|t| !t.trim().is_empty());
        (typed && id.get().is_none())
            .then(|| "A bucket is named by its number, or a bucket NFT by its contract and number: 0x…/7.".to_owned())
    });
    let go = move || {
        if let Some(id) = id.get_untracked() {
            navigate(&place::page(id), Default::default());
        }
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Find a bucket"</h1>
                <span class="sp"></span>
                <ButtonLink href="/buckets" test="find-all">"All buckets"</ButtonLink>
            </div>
            <form
                class="card stack roomy"
                on:submit=move |event| {
                    event.prevent_default();
                    go();
                }
            >
                <Field
                    label="Number"
                    test="find-number"
                    value=text
                    error
                    first=true
                    help="Any bucket of this network, also another account's: to look at it, or to add to it."
                />
                <div class="row">
                    <span class="sp"></span>
                    <Button
                        test="find-open"
                        press=move || ()
                        look=Look::Primary
                        submit=true
                        disabled=Signal::derive(move || id.get().is_none())
                    >
                        "Open"
                    </Button>
                </div>
            </form>
        </div>
    }
}
