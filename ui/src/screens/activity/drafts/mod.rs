//! Wishes that were put aside: opened into a review, which computes them anew, or thrown away.

use ballast_api::{DraftView, calls};
use leptos::prelude::*;

use crate::{
    flows::wish::{Wish, to_review},
    kit::{
        backend::ask,
        components::{Button, ButtonLink, EmptyState, Glyph, Reading, Skeleton, unsettled},
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
    let deleting = RwSignal::new(false);
    let moved = unsettled(move || {
        let ids = |all: &Option<Vec<DraftView>>| all.iter().flatten().map(|d| d.id.clone()).collect::<Vec<_>>();
        drafts.value.with(ids)
    });
    let still = Still {
        deleting,
        cannot: Signal::derive(move || deleting.get() || moved.get()),
    };
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
                            <Line draft open drafts still />
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

/// Whether one can be deleted now.
#[derive(Clone, Copy)]
struct Still {
    /// One is being deleted.
    deleting: RwSignal<bool>,
    /// None can be.
    cannot: Signal<bool>,
}

#[component]
fn Line(draft: DraftView, open: Callback<Wish>, drafts: Remote<Vec<DraftView>>, still: Still) -> impl IntoView {
    let app = app();
    let (id, changed) = (StoredValue::new(draft.id.clone()), draft.changed);
    let what = match &draft.intents {
        Some(intents) => counted(intents.len(), "action"),
        None => "from a later version of Ballast: it cannot be opened here".to_owned(),
    };
    let delete = move || {
        let id = id.get_value();
        still.deleting.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::DeleteDraft { id }).await {
                Ok(left) => drop(drafts.value.try_set(Some(left))),
                Err(failure) => app.toasts.failure(&failure),
            }
            // The screen may be gone.
            let _ = still.deleting.try_set(false);
        });
    };
    let wish = draft.intents.map(|intents| Wish {
        title: draft.name.clone(),
        intents,
        from: "/drafts".to_owned(),
        form: None,
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
                disabled=still.cannot
            >
                "Delete"
            </Button>
        </div>
    }
}
