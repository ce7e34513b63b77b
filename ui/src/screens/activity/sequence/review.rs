//! The review of a sequence as a whole: every step, its bounds, its date, and what stands if it stops on the way.

use ballast_api::{SequenceProposal, calls};
use ballast_domain::{BucketId, Named, Phrase};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::{bounds::BoundsList, wish_of};
use crate::{
    flows::{
        review::SignButton,
        sequence::{LeftList, ReviewedSteps},
    },
    kit::{
        backend::{Failure, ask},
        components::{Button, EmptyState, ErrorPanel, Glyph, Icon, Said, Skeleton, Toggle},
        format::counted,
        state::KeptForm,
    },
};

/// The review of the wish that the path names.
#[component]
pub fn ReviewSequence() -> impl IntoView {
    let params = use_params_map();
    let (proposal, failure) = (RwSignal::new(None::<SequenceProposal>), RwSignal::new(None::<Failure>));
    let busy = RwSignal::new(false);
    let wish = Memo::new(move |_| params.with(|p| wish_of(&p.get("wish")?, &p.get("id")?)));
    let propose = Callback::new(move |()| {
        let Some(wish) = wish.get_untracked() else { return };
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = ask(&calls::ProposeSequence { wish }).await;
            // Who has gone elsewhere meanwhile needs no answer.
            let _ = busy.try_set(false);
            let _ = match answer {
                Ok(found) => (failure.try_set(None), proposal.try_set(Some(found))).0.map(drop),
                Err(why) => failure.try_set(Some(why)).map(drop),
            };
        });
    });
    propose.run(());
    let form = KeptForm::of(params.with_untracked(|p| {
        let part = |name| p.get(name).unwrap_or_default();
        format!("sequence/{}/{}", part("wish"), part("id"))
    }));
    // Beside the review, which is drawn anew whenever it is computed anew.
    let by_itself = form.keep("by-itself", true);
    let title = move || proposal.with(|p| p.as_ref().map(|p| p.title.clone()));
    let about = move || {
        let count = proposal.with(|p| p.as_ref().map(|p| counted(p.steps.len(), "transaction")));
        count.map(|count| format!("one wish, {count}; times in UTC"))
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1 data-test="sequence-title">"Review"</h1>
                <span class="sm dim">{about}</span>
            </div>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure again=propose test="sequence-error" /> })}
            {move || match proposal.get() {
                Some(proposal) => {
                    let bucket = wish.get().and_then(|wish| wish.bucket());
                    let title = naming(&title().unwrap_or_default(), bucket);
                    let form = form.clone();
                    view! { <Reviewed title proposal again=propose busy by_itself form /> }.into_any()
                }
                None if wish.get().is_none() => view! {
                    <section class="card">
                        <EmptyState
                            glyph=Glyph::Buckets
                            title="There is nothing to review"
                            text="The page of a bucket or of your delegate says what can be done with it in one wish."
                            test="sequence-nothing"
                        />
                    </section>
                }
                .into_any(),
                None if failure.with(Option::is_some) => ().into_any(),
                None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
            }}
        </div>
    }
}

/// A title whose bucket leads to its page.
fn naming(title: &str, bucket: Option<BucketId>) -> Phrase {
    let parts = bucket.and_then(|id| Some((id, title.split_once(&id.in_words())?)));
    match parts {
        Some((id, (before, after))) => Phrase::from(before)
            .then(Phrase::naming(Named::Bucket(id), id.in_words()))
            .then(after.into()),
        None => title.into(),
    }
}

#[component]
fn Reviewed(
    title: Phrase,
    proposal: SequenceProposal,
    again: Callback<()>,
    busy: RwSignal<bool>,
    by_itself: RwSignal<bool>,
    form: KeptForm,
) -> impl IntoView {
    let navigate = use_navigate();
    let may_begin = proposal.may_begin();
    let (basis, fresh_for) = (proposal.basis.clone(), proposal.fresh_for);
    let forgets = vec![form.clone()];
    let sending = RwSignal::new(false);
    let id = StoredValue::new(proposal.id.clone());
    let send = move || async move {
        let begin = calls::BeginSequence {
            id: id.get_value(),
            by_itself: by_itself.get_untracked(),
        };
        let begun = ask(&begin).await?;
        Ok::<_, Failure>(format!("/sequences/{}", begun.id))
    };
    let back = Callback::new(move |()| {
        form.forget();
        navigate("/buckets", Default::default());
    });
    view! {
        <div class="grid3" data-test="sequence-review">
            <div class="stack-m">
                <section class="card stack">
                    <p class="sentence" data-test="sequence-sentence"><Said says=title /> "."</p>
                    <ReviewedSteps steps=proposal.steps.clone() />
                </section>
                <Stops proposal=proposal.clone() />
            </div>
            <section class="card stack-m">
                <h2>"The bounds you agree to"</h2>
                <BoundsList proposal=proposal.clone() />
                <Toggle
                    label="Go on by itself"
                    help="Signs the next step while Ballast is open and unlocked, and only within these bounds. Otherwise it asks you."
                    test="sequence-by-itself"
                    on=by_itself
                    change=Callback::new(move |on| by_itself.set(on))
                />
                <div class="note">
                    <Icon glyph=Glyph::Info />
                    <span>"Written down before anything is sent. Closing Ballast loses nothing."</span>
                </div>
                <div class="decide">
                    {if may_begin {
                            view! { <SignButton basis fresh_for again busy sending send words="Start this sequence" forgets /> }
                                .into_any()
                        } else {
                            view! {
                                // The rule's own notice stands with its step: one is enough.
                                <p class="sm mid" data-test="sequence-blocked">
                                    "There is nothing to start: a rule forbids one of its steps."
                                </p>
                                <Button test="sequence-again" press=again glyph=Glyph::Again disabled=busy>
                                    "Refresh"
                                </Button>
                            }
                                .into_any()
                        }}
                    <div class="row">
                        <Button test="sequence-back" press=back disabled=sending>"Back"</Button>
                    </div>
                </div>
            </section>
        </div>
    }
}

/// What stands if it stops after any step but the last.
#[component]
fn Stops(proposal: SequenceProposal) -> impl IntoView {
    let last = proposal.steps.len().saturating_sub(1);
    let lines: Vec<_> = (1..)
        .zip(proposal.steps)
        .take(last)
        .filter(|(_, step)| !step.agreed.left.is_empty())
        .map(|(number, step)| {
            view! {
                <div data-test=format!("sequence-stops-{number}")>
                    <span class="mid">{format!("after step {number}")}</span>
                    <div class="stack-s"><LeftList left=step.agreed.left /></div>
                </div>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card stack-m">
                <h2>"If it stops on the way"</h2>
                <div class="list stops">{lines}</div>
            </section>
        }
    })
}
