//! A step of a bucket's life, reviewed and signed.

use ballast_api::{BucketRow, calls};
use ballast_domain::{Intent, Proposal, Step};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::{
    backend::{Failure, ask},
    components::{EmptyState, ErrorPanel, Glyph, Skeleton},
    screens::review::Review,
    state::{app, read},
};

/// A step in an address: its word in small letters.
pub fn path(step: Step) -> String {
    step.word().to_lowercase()
}

/// Reviews the step that the path names.
#[component]
pub fn BucketAction() -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let params = use_params_map();
    let index = Memo::new(move |_| params.with(|p| p.get("index")).and_then(|i| i.parse::<u64>().ok()));
    let step = Memo::new(move |_| {
        let named = params.with(|p| p.get("action"))?;
        Step::ALL.into_iter().find(|step| path(*step) == named)
    });
    let buckets = read(move || app.network().map(|_| calls::GetBuckets { account: None }));
    let row = Memo::new(move |_| {
        let is_it = |row: &&BucketRow| row.bucket.id.contract.is_none() && Some(row.bucket.id.index) == index.get();
        buckets
            .value
            .with(|b| b.as_ref()?.rows.value.iter().find(is_it).cloned())
    });
    let proposal = RwSignal::new(None::<Proposal>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let propose = Callback::new(move |()| {
        let (Some(row), Some(step)) = (row.get_untracked(), step.get_untracked()) else {
            return;
        };
        busy.set(true);
        let intent = Intent {
            account: row.bucket.owner,
            action: step.action(&row.bucket),
        };
        leptos::task::spawn_local(async move {
            match ask(&calls::Propose { intent }).await {
                Ok(answer) => {
                    let _ = failure.try_set(None);
                    let _ = proposal.try_set(Some(answer));
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
            let _ = busy.try_set(false);
        });
    });
    let found = Memo::new(move |_| row.with(Option::is_some));
    Effect::new(move |_| {
        if found.get() {
            untrack(|| propose.run(()));
        }
    });
    let back = Callback::new(move |()| navigate("/buckets", Default::default()));
    let title = move || match (step.get(), index.get()) {
        (Some(step), Some(index)) => format!("{} bucket {}", step.word(), crate::format::grouped(index)),
        _ => "Bucket".to_owned(),
    };
    let lost = move || buckets.value.with(Option::is_some) && !(found.get() && step.get().is_some());
    let unread = move || buckets.failure.get().filter(|_| !found.get());
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>{title}</h1>
            </div>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure again=propose test="bucket-error" /> })}
            {move || {
                let again = Callback::new(move |()| buckets.retry());
                unread().map(|failure| view! { <ErrorPanel failure again test="bucket-unread" /> })
            }}
            {move || match proposal.get() {
                Some(proposal) => view! { <Review proposal back again=propose busy /> }.into_any(),
                None if lost() => {
                    view! {
                        <section class="card">
                            <EmptyState
                                glyph=Glyph::Buckets
                                title="There is nothing to do here"
                                text="No account of this wallet has such a bucket, or there is no such action."
                                test="bucket-none"
                            />
                        </section>
                    }
                        .into_any()
                }
                None if failure.with(Option::is_some) || unread().is_some() => ().into_any(),
                None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
            }}
        </div>
    }
}
