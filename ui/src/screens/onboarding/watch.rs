//! An address without its key.

use ballast_api::calls;
use ballast_domain::Address;
use leptos::prelude::*;

use super::{Step, Way};
use crate::{
    backend::ask,
    components::{Button, Field, Look},
    format::sentence,
};

/// The address and a name for it.
#[component]
pub fn Watch() -> impl IntoView {
    let way: Way = expect_context();
    view! {
        <h1>"Watch an address"</h1>
        <WatchForm done=Callback::new(move |()| way.finish())>
            <Button test="watch-back" press=move || way.to(Step::Welcome)>"Back"</Button>
        </WatchForm>
    }
}

/// The form; used here and in Settings.
#[component]
pub fn WatchForm(
    /// When it is watched.
    done: Callback<()>,
    /// Beside the button.
    children: Children,
) -> impl IntoView {
    let address = RwSignal::new(String::new());
    let label = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let judged = RwSignal::new(false);
    let error = Signal::derive(move || {
        let typed = address.get();
        let local = typed
            .parse::<Address>()
            .err()
            .map(|e| sentence(&e.to_string()))
            .filter(|_| judged.get());
        local.or_else(|| refused.get())
    });
    let submit = move || {
        judged.set(true);
        refused.set(None);
        if address.with_untracked(|a| a.parse::<Address>().is_err()) {
            return;
        }
        let call = calls::WatchAddress {
            address: address.with_untracked(|a| a.trim().to_owned()),
            label: label.with_untracked(|l| l.trim().to_owned()),
        };
        leptos::task::spawn_local(async move {
            match ask(&call).await {
                Ok(_) => done.run(()),
                Err(failure) => {
                    let _ = refused.try_set(Some(failure.sentence));
                }
            }
        });
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Field label="Address" test="watch-address" value=address error first=true mono=true help="io1… or 0x…" />
            <Field label="Your name for it" test="watch-label" value=label help="May stay empty." />
            <div class="row">
                {children()}
                <span class="sp"></span>
                <Button test="watch" press=move || () look=Look::Primary submit=true>"Watch"</Button>
            </div>
        </form>
    }
}
