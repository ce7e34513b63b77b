//! One bucket: what it is, its life from its creation to the money in hand, and everything that can be done with it.

mod act;
mod ahead;
mod fields;
mod find;
mod form;
mod head;
mod life;
mod menu;
mod note;
mod pick;
mod recipient;
mod told;

use ballast_api::{BucketLife, calls};
use ballast_domain::{BucketId, Snapshot};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

pub use self::{act::BucketAct, find::FindBucket};
use self::{head::Head, life::Life, menu::Menu, note::NoteForm};
use crate::{
    flows::bucket::place,
    kit::{
        components::{Age, ButtonLink, EmptyState, ErrorPanel, Glyph, Skeleton, StateChip},
        state::{Remote, app, read},
    },
};

/// What is known of the bucket, and from which block.
type Known = Signal<Option<Snapshot<BucketLife>>>;

/// The page of the bucket that the path names.
#[component]
pub fn BucketPage() -> impl IntoView {
    let id = named();
    let life = read_life(id);
    let known = Signal::derive(move || life.value.get());
    let here = Memo::new(move |_| life.value.with(Option::is_some));
    let state = Memo::new(move |_| life.value.with(|l| l.as_ref().map(|l| l.value.state)));
    let origin = Signal::derive(move || life.value.with(|l| l.as_ref().map(Snapshot::origin)));
    view! {
        <div class="wrap">
            <div class="row head">
                <h1 data-test="bucket-title">{move || title(id.get(), known)}</h1>
                {move || state.get().map(|state| view! { <StateChip state test="bucket-state" /> })}
                <Age of=origin test="bucket-as-of" />
                <span class="sp"></span>
                <ButtonLink href="/bucket" test="bucket-find" glyph=Glyph::Search>"Find a bucket"</ButtonLink>
                <ButtonLink href="/buckets" test="bucket-all">"All buckets"</ButtonLink>
            </div>
            <Unread id life />
            <Show when=move || here.get()>
                <Head known />
                <Life known />
                <Menu known />
                <NoteForm known />
            </Show>
        </div>
    }
}

/// `Bucket 9 218 · roof`.
fn title(id: Option<BucketId>, known: Known) -> String {
    let label = known.with(|k| k.as_ref().map(|k| k.value.label.clone()).unwrap_or_default());
    match id {
        None => "Bucket".to_owned(),
        Some(id) if label.is_empty() => id.title(),
        Some(id) => format!("{} · {label}", id.title()),
    }
}

/// The bucket that the path names.
fn named() -> Memo<Option<BucketId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|p| p.get("id")).and_then(|text| place::bucket(&text)))
}

fn read_life(id: Memo<Option<BucketId>>) -> Remote<Snapshot<BucketLife>> {
    let app = app();
    read(move || {
        app.network()?;
        Some(calls::GetBucketLife {
            bucket: id.get()?,
            leave_at: None,
        })
    })
}

/// Stands in the place of what is not known, or above what was known before.
#[component]
fn Unread(id: Memo<Option<BucketId>>, life: Remote<Snapshot<BucketLife>>) -> impl IntoView {
    let again = Callback::new(move |()| life.retry());
    let gone = Memo::new(move |_| {
        let unknown = |code: &str| matches!(code, "bucket.unknown" | "nft.unknown");
        id.with(Option::is_none) || life.failure.with(|f| f.as_ref().is_some_and(|f| unknown(&f.code)))
    });
    move || {
        let known = life.value.with(Option::is_some);
        match life.failure.get() {
            _ if gone.get() => view! {
                <section class="card">
                    <EmptyState
                        glyph=Glyph::Buckets
                        title="There is no such bucket"
                        text="It was withdrawn, merged or turned into a bucket NFT, or its number was never given."
                        test="bucket-gone"
                    >
                        <ButtonLink href="/buckets" test="bucket-gone-all">"All buckets"</ButtonLink>
                    </EmptyState>
                </section>
            }
            .into_any(),
            Some(failure) => view! { <ErrorPanel failure again stands=known test="bucket-unread" /> }.into_any(),
            None if known => ().into_any(),
            None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
        }
    }
}
