//! What was signed here, and how far each has come.

mod held;
mod line;
mod page;
mod replace;
mod strip;

use ballast_api::calls;
use leptos::prelude::*;

pub use line::SubmissionLine;
pub use page::SubmissionPage;
pub use replace::ReplaceSubmission;
pub use strip::{Stop, Strip};

use crate::{
    components::{ButtonLink, EmptyState, Glyph, Reading, Skeleton},
    state::{app, read},
};

/// Own submissions, the newest first.
#[component]
pub fn Activity() -> impl IntoView {
    let app = app();
    let list = read(move || {
        app.network().map(|_| calls::GetSubmissions {
            account: app.account.get(),
        })
    });
    let submissions = move || list.value.get().unwrap_or_default();
    let together = Memo::new(move |_| app.account.get().is_none() && app.accounts().len() > 1);
    let none = move || list.value.with(|l| l.as_ref().is_some_and(Vec::is_empty));
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Activity"</h1>
                <span class="sm dim">"what was signed on this computer"</span>
                <span class="sp"></span>
                <ButtonLink href="/drafts" test="activity-drafts">"Drafts"</ButtonLink>
            </div>
            <Reading of=list test="activity-error" waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
            <section class="card">
                <div class="list actions" class:with-accounts=together data-test="activity">
                    <For each=submissions key=|s| (s.id.clone(), s.state, s.held, s.stuck.is_some()) let:submission>
                        <SubmissionLine submission with_account=together />
                    </For>
                </div>
                <Show when=none>
                    <EmptyState
                        glyph=Glyph::Activity
                        title="Nothing was signed yet"
                        text="Every transaction you sign is written down here before it is sent, and followed until it is final."
                        test="activity-none"
                    >
                        <ButtonLink href="/stake" test="activity-stake">"Stake"</ButtonLink>
                    </EmptyState>
                </Show>
            </section>
            </Reading>
        </div>
    }
}
