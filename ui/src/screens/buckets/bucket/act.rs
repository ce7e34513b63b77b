//! An action on a bucket: what it asks for, then its review.

use ballast_domain::{Intent, menu::BucketAction};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::{Known, Unread, form::ActForm, named, read_life, told::Told};
use crate::{
    flows::bucket::place,
    flows::review::{Asked, Review},
    kit::{
        components::{EmptyState, ErrorPanel, Glyph, Skeleton},
        state::app,
    },
};

/// The action that the path names.
#[component]
pub fn BucketAct() -> impl IntoView {
    let params = use_params_map();
    let id = named();
    let action = Memo::new(move |_| params.with(|p| p.get("action")).and_then(|text| place::action(&text)));
    let life = read_life(id);
    let known = Signal::derive(move || life.value.get());
    // Once begun, an action is seen to its end, though a newer block may have done away with it.
    let begun = Memo::new(move |before: Option<&Option<BucketAction>>| {
        let there = known.with(|k| {
            let actions = k.as_ref().map(|k| &k.value.actions)?;
            action
                .get()
                .filter(|wanted| actions.iter().any(|l| l.action == *wanted))
        });
        there.or(before.copied().flatten().filter(|b| Some(*b) == action.get()))
    });
    let loaded = Memo::new(move |_| life.value.with(Option::is_some));
    let title = move || match (action.get(), id.get()) {
        (Some(action), Some(id)) => format!("{} · {}", id.title(), action.word()),
        (_, Some(id)) => id.title(),
        _ => "Bucket".to_owned(),
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1 data-test="act-title">{title}</h1>
            </div>
            {move || match begun.get() {
                Some(action) => view! { <Act known action /> }.into_any(),
                None if loaded.get() => {
                    view! {
                        <section class="card">
                            <EmptyState
                                glyph=Glyph::Buckets
                                title="There is nothing to do here"
                                text="There is no such action on this bucket now."
                                test="bucket-none"
                            />
                        </section>
                    }
                        .into_any()
                }
                None => view! { <Unread id life /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Act(known: Known, action: BucketAction) -> impl IntoView {
    let Some(form) = known.with_untracked(|k| k.as_ref().map(|k| Told::form(&k.value, action))) else {
        return ().into_any();
    };
    let Some(told) = known.with_untracked(|k| k.as_ref().map(|k| Told::new(&form, &k.value, action))) else {
        return ().into_any();
    };
    let navigate = use_navigate();
    // What asks for nothing is proposed by itself.
    let asked = match told.asks().is_empty() {
        true => Asked::new(),
        false => Asked::of(&form),
    };
    let Asked {
        proposal,
        failure,
        busy,
    } = asked;
    let asks = !told.asks().is_empty();
    let propose = Callback::new(move |()| {
        let wanted = untrack(|| {
            let (answers, params) = (told.answers()?, app().network()?.params());
            known.with(|k| {
                let life = &k.as_ref()?.value;
                Some(Intent {
                    account: told.payer.unwrap_or(life.bucket.owner),
                    action: action.action(&life.bucket, &params, &answers)?,
                })
            })
        });
        let Some(intent) = wanted else { return };
        asked.propose(intent);
    });
    let again = asked.again(propose);
    if !asks {
        propose.run(());
    }
    let page = known.with_untracked(|k| k.as_ref().map(|k| place::page(k.value.bucket.id)));
    let back = Callback::new(move |()| match (asks, &page) {
        (true, _) => proposal.set(None),
        (false, Some(page)) => navigate(page, Default::default()),
        (false, None) => navigate("/buckets", Default::default()),
    });
    let kept = form.clone();
    let reviewing = Memo::new(move |_| proposal.with(Option::is_some));
    view! {
        {move || failure.get().map(|failure| view! { <ErrorPanel failure again test="bucket-error" /> })}
        {asks.then(|| view! {
            <div class:hidden=move || reviewing.get()>
                <ActForm known told busy propose kept />
            </div>
        })}
        {move || match proposal.get() {
            Some(proposal) => view! { <Review proposal back again busy forgets=vec![form.clone()] /> }.into_any(),
            None if asks || failure.with(Option::is_some) => ().into_any(),
            None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
        }}
    }
    .into_any()
}
