//! What the person writes beside a bucket: a name, a note, a group. It stays on this computer.

use ballast_api::calls;
use leptos::prelude::*;

use super::Known;
use crate::kit::{
    backend::ask,
    components::{Button, Field},
    state::app,
};

/// The last card.
#[component]
pub fn NoteForm(known: Known) -> impl IntoView {
    let app = app();
    let written = move |read: fn(&ballast_api::BucketLife) -> &String| {
        known.with_untracked(|k| k.as_ref().map(|k| read(&k.value).clone()).unwrap_or_default())
    };
    let label = RwSignal::new(written(|l| &l.label));
    let group = RwSignal::new(written(|l| &l.group));
    let note = RwSignal::new(written(|l| &l.note));
    let busy = RwSignal::new(false);
    let changed = Memo::new(move |_| {
        let mine = (label.get(), group.get(), note.get());
        known.with(|k| {
            k.as_ref()
                .is_some_and(|k| mine != (k.value.label.clone(), k.value.group.clone(), k.value.note.clone()))
        })
    });
    let save = move || {
        let Some(bucket) = known.with_untracked(|k| k.as_ref().map(|k| k.value.bucket.id)) else {
            return;
        };
        busy.set(true);
        let request = calls::SetBucketNote {
            bucket,
            label: label.get_untracked().trim().to_owned(),
            note: note.get_untracked().trim().to_owned(),
            group: group.get_untracked().trim().to_owned(),
        };
        leptos::task::spawn_local(async move {
            match ask(&request).await {
                Ok(()) => app.pulse.update(|pulse| *pulse += 1),
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <section class="card stack-m">
            <div class="row">
                <h2>"Yours"</h2>
                <span class="sp"></span>
                <span class="sm dim">"stays on this computer"</span>
            </div>
            <form
                class="stack-m"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <div class="grid2">
                    <Field label="Name" test="bucket-label" value=label />
                    <Field label="Group" test="bucket-group" value=group />
                </div>
                <Field label="Note" test="bucket-note" value=note />
                // On the left: short news lies over the window's right corner.
                <div class="row">
                    <Button
                        test="bucket-note-save"
                        press=move || ()
                        submit=true
                        small=true
                        disabled=Signal::derive(move || busy.get() || !changed.get())
                    >
                        "Save"
                    </Button>
                </div>
            </form>
        </section>
    }
}
