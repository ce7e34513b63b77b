//! The first screen: what do I hold, what is due, what did I do last.

mod next;
mod receive;
mod total;

use ballast_api::{Origin, calls};
use leptos::prelude::*;

use crate::{
    components::{ButtonLink, ErrorPanel, Glyph, Icon, Look},
    screens::activity::SubmissionLine,
    state::{app, read},
};

/// Home.
#[component]
pub fn Home() -> impl IntoView {
    let app = app();
    let home = read(move || {
        app.network().map(|_| calls::GetHome {
            account: app.account.get(),
        })
    });
    let submissions = move || {
        home.value
            .with(|h| h.as_ref().map(|h| h.submissions.clone()).unwrap_or_default())
    };
    let none = move || {
        home.value
            .with(|h| h.as_ref().is_some_and(|h| h.submissions.is_empty()))
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Home"</h1>
                <span class="sp"></span>
                <receive::Receive />
                <ButtonLink href="/stake" test="home-stake" look=Look::Primary glyph=Glyph::Plus>
                    "Stake"
                </ButtonLink>
            </div>
            {move || {
                home.failure
                    .get()
                    .map(|failure| {
                        view! { <ErrorPanel failure again=Callback::new(move |()| home.retry()) test="home-error" /> }
                    })
            }}
            <NotWrittenDown />
            <total::Total home=home.value />
            <div class="grid3">
                <next::Next home=home.value />
                <section class="card">
                    <div class="row">
                        <h2>"Last actions"</h2>
                        <span class="sp"></span>
                        <a class="sm dim" href="/activity" data-test="home-activity">"All"</a>
                    </div>
                    <div class="list actions" data-test="home-submissions">
                        <For each=submissions key=|s| (s.id.clone(), s.state) let:submission>
                            <SubmissionLine submission />
                        </For>
                    </div>
                    <Show when=none>
                        <p class="sm mid quiet-line">"What you sign with this account appears here."</p>
                    </Show>
                </section>
            </div>
        </div>
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
                    "The recovery phrase is not written down yet. Lost with this computer, the money is lost too. "
                    <a class="link" href="/settings" data-test="go-back-up">"Write it down now"</a>
                </span>
            </div>
        </Show>
    }
}
