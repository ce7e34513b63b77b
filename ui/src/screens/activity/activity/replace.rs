//! Speeding up, or calling off, what waits for a block, or filling the gap before it: why it waits, the ways, and the review
//! of each.

use ballast_api::{Replacement, calls};
use ballast_domain::{Phrase, Proposal};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::{
    flows::review::Review,
    kit::{
        backend::{Failure, ask},
        components::{ButtonLink, EmptyState, ErrorPanel, Glyph, Icon, Said, Skeleton},
        format::{grouped, sentence, submission_page},
        state::app,
    },
};

/// In an address.
const SPEED_UP: &str = "speed-up";
const CALL_OFF: &str = "call-off";
const FILL: &str = "fill";

/// What the path names.
#[derive(Clone, Copy, PartialEq)]
enum How {
    /// Another in its place.
    Replace(Replacement),
    /// One in the place that it waits for.
    Fill,
}

/// Why a submission waits, where that is known, and what can be done about it.
#[component]
pub fn Waits(
    /// The submission's.
    id: String,
    /// Why it has been waiting for so long.
    stuck: Phrase,
    /// The nonce before its own that nothing uses.
    gap: Option<u64>,
) -> impl IntoView {
    let to = |how: &str| format!("{}/{how}", submission_page(&id));
    let waits = move || {
        let silence = app().silence().map(|silence| sentence(&silence));
        if stuck.is_empty() && silence.is_none() {
            return None;
        }
        Some(view! {
            <div class="note warn" data-test="submission-stuck">
                <Icon glyph=Glyph::Warning />
                <span><Said says=stuck.clone() /> " " <span data-test="submission-silence">{silence}</span></span>
            </div>
        })
    };
    view! {
        <div class="stack-s" data-test="submission-waits">
            {waits}
            {gap
                .map(|nonce| {
                    view! {
                        <div class="row" data-test="submission-gap">
                            <ButtonLink href=to(FILL) test="submission-fill">"Fill the gap"</ButtonLink>
                            <span class="sm dim">
                                {format!("Uses nonce {} with a transfer of nothing, for its fee.", grouped(nonce))}
                            </span>
                        </div>
                    }
                })}
            <div class="row">
                <ButtonLink href=to(SPEED_UP) test="submission-speed-up">"Speed up"</ButtonLink>
                <ButtonLink href=to(CALL_OFF) test="submission-call-off">"Cancel"</ButtonLink>
                <span class="sm dim">"Both replace it and pay a higher fee."</span>
            </div>
        </div>
    }
}

/// Reviews what the path names.
#[component]
pub fn ReplaceSubmission() -> impl IntoView {
    let navigate = use_navigate();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")).unwrap_or_default());
    let how = Memo::new(move |_| match params.with(|p| p.get("how")).as_deref() {
        Some(SPEED_UP) => Some(How::Replace(Replacement::SpeedUp)),
        Some(CALL_OFF) => Some(How::Replace(Replacement::Cancel)),
        Some(FILL) => Some(How::Fill),
        _ => None,
    });
    let proposal = RwSignal::new(None::<Proposal>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let propose = Callback::new(move |()| {
        let (id, Some(how)) = (id.get_untracked(), how.get_untracked()) else {
            return;
        };
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = match how {
                How::Replace(how) => ask(&calls::ProposeReplacement { id, how }).await,
                How::Fill => ask(&calls::ProposeFill { id }).await,
            };
            match answer {
                Ok(answer) => {
                    let _ = failure.try_set(None);
                    let _ = proposal.try_set(Some(answer));
                }
                Err(error) => {
                    // It may have been mined meanwhile: then there is nothing to sign any more.
                    let _ = proposal.try_set(None);
                    let _ = failure.try_set(Some(error));
                }
            }
            let _ = busy.try_set(false);
        });
    });
    Effect::new(move |_| {
        id.track();
        how.track();
        untrack(|| propose.run(()));
    });
    let back = Callback::new(move |()| navigate(&submission_page(&id.get_untracked()), Default::default()));
    let title = move || match how.get() {
        Some(How::Replace(Replacement::SpeedUp)) => "Speed up",
        Some(How::Replace(Replacement::Cancel)) => "Cancel",
        Some(How::Fill) => "Fill the gap",
        None => "Submission",
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>{title}</h1>
                <span class="sp"></span>
                <ButtonLink href="/activity" test="replace-activity">"All activity"</ButtonLink>
            </div>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="replace-error" /> })}
            {move || match (proposal.get(), how.get()) {
                (Some(proposal), _) => view! { <Review proposal back again=propose busy /> }.into_any(),
                (None, None) => {
                    view! {
                        <section class="card">
                            <EmptyState
                                glyph=Glyph::Activity
                                title="There is nothing to do here"
                                text="Only what waits for a block can be sped up or cancelled."
                                test="replace-none"
                            />
                        </section>
                    }
                        .into_any()
                }
                (None, Some(_)) if failure.with(Option::is_some) => ().into_any(),
                (None, Some(_)) => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
            }}
        </div>
    }
}
