//! Wishes that were put aside: opened into a review, which computes them anew, or thrown away.

use ballast_api::{DraftView, calls};
use leptos::prelude::*;

use crate::{
    flows::wish::{Wish, to_review},
    kit::{
        backend::ask,
        components::{Button, ButtonLink, EmptyState, Glyph, Reading, Skeleton},
        format::{ago, counted},
        state::{Remote, app, read},
    },
};

/// All drafts, the one changed last first.
#[component]
pub fn Drafts() -> impl IntoView {
    let app = app();
    let drafts = read(move || app.network().map(|_| calls::GetDrafts {}));
    let none = move || drafts.value.with(|d| d.as_ref().is_some_and(Vec::is_empty));
    let open = to_review();
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Drafts"</h1>
                <span class="sm dim">"Nothing here is signed yet"</span>
                <span class="sp"></span>
                <ButtonLink href="/activity" test="drafts-activity">"Activity"</ButtonLink>
            </div>
            <Reading of=drafts test="drafts-error" waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
                <section class="card">
                    <div class="list draft-lines" data-test="drafts">
                        <For each=move || drafts.value.get().unwrap_or_default() key=|d| (d.id.clone(), d.changed) let:draft>
                            <Line draft open drafts />
                        </For>
                    </div>
                    <Show when=none>
                        <EmptyState
                            glyph=Glyph::Activity
                            title="No draft"
                            text="What you review can be kept with “Save as draft” and opened another day: it is computed anew then."
                            test="drafts-none"
                        >
                            <ButtonLink href="/buckets" test="drafts-buckets">"Buckets"</ButtonLink>
                        </EmptyState>
                    </Show>
                </section>
            </Reading>
        </div>
    }
}

#[component]
fn Line(draft: DraftView, open: Callback<Wish>, drafts: Remote<Vec<DraftView>>) -> impl IntoView {
    let app = app();
    let (id, changed) = (StoredValue::new(draft.id.clone()), draft.changed);
    let what = match &draft.intents {
        Some(intents) => counted(intents.len(), "action"),
        None => "from a later version of Ballast: it cannot be opened here".to_owned(),
    };
    let delete = move || {
        leptos::task::spawn_local(async move {
            match ask(&calls::DeleteDraft { id: id.get_value() }).await {
                Ok(left) => drafts.value.set(Some(left)),
                Err(failure) => app.toasts.failure(&failure),
            }
        });
    };
    let wish = draft.intents.map(|intents| Wish {
        title: draft.name.clone(),
        intents,
        from: "/drafts",
    });
    let review = wish.map(|wish| {
        let label = format!("Review {}", wish.title);
        let press = move || open.run(wish.clone());
        view! { <Button test=format!("draft-open-{}", draft.id) press small=true label>"Review"</Button> }
    });
    view! {
        <div data-test=format!("draft-{}", id.get_value())>
            <div>
                <div class="b clip" title=draft.name.clone()>{draft.name.clone()}</div>
                <div class="xs dim">{what} ", " {move || ago(app.clock.since(changed))}</div>
            </div>
            {review}
            <Button
                test=format!("draft-delete-{}", id.get_value())
                press=delete
                small=true
                label=format!("Delete {}", draft.name)
            >
                "Delete"
            </Button>
        </div>
    }
}
