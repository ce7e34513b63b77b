//! The last actions: this computer's own record, which needs no node.

use ballast_api::calls;
use leptos::prelude::*;

use crate::{
    flows::submission::SubmissionLine,
    kit::{
        components::{Reading, Skeleton},
        state::{app, read},
    },
};

/// As many as stand beside what comes next.
const SHOWN: usize = 5;

/// The newest first.
#[component]
pub fn LastActions() -> impl IntoView {
    let app = app();
    let list = read(move || {
        app.network().map(|_| calls::GetSubmissions {
            account: app.account.get(),
        })
    });
    let newest = move || {
        let newest = |all: &Vec<_>| all.iter().take(SHOWN).cloned().collect::<Vec<_>>();
        list.value.with(|l| l.as_ref().map(newest).unwrap_or_default())
    };
    let none = move || list.value.with(|l| l.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section class="card">
            <div class="row">
                <h2>"Last actions"</h2>
                <span class="sp"></span>
                <a class="sm dim" href="/activity" data-test="home-activity">"All"</a>
            </div>
            <Reading of=list test="home-submissions-error" waiting=|| view! { <p class="quiet-line"><Skeleton size="long" /></p> }>
                <div class="list actions" data-test="home-submissions">
                    <For each=newest key=|s| (s.id.clone(), s.state, s.held) let:submission>
                        <SubmissionLine submission />
                    </For>
                </div>
                <Show when=none>
                    <p class="sm mid quiet-line">"What you sign with this account appears here."</p>
                </Show>
            </Reading>
        </section>
    }
}
