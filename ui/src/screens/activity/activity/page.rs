//! One submission, from its signature to what became of it.

use ballast_api::{SubmissionState, SubmissionView, calls};
use ballast_domain::{Network, Outcome, Phrase};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    held::Held,
    more::{ExplorerLink, Note},
    replace::Waits,
    road::stops,
};
use crate::{
    flows::review::Changes,
    flows::submission::StateMark,
    kit::{
        components::{
            ButtonLink, CopyButton, EmptyState, Glyph, Icon, Money, Reading, Said, Skeleton, Stop, Strip,
            account_activity,
        },
        format::{UNKNOWN, date_time, grouped, submission_page},
        state::{app, read},
    },
};

/// The page of the submission that the path names.
#[component]
pub fn SubmissionPage() -> impl IntoView {
    let app = app();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")));
    let list = read(move || app.network().map(|_| calls::GetSubmissions { account: None }));
    let submission = Memo::new(move |_| {
        list.value
            .with(|l| l.as_ref()?.iter().find(|s| Some(&s.id) == id.get().as_ref()).cloned())
    });
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Submission"</h1>
                <span class="sp"></span>
                {move || {
                    let batch = submission.with(|s| s.as_ref().and_then(|s| s.batch.clone()));
                    batch.map(|id| view! { <ButtonLink href=format!("/batch/{id}") test="submission-batch">"Its batch"</ButtonLink> })
                }}
                {move || {
                    let sequence = submission.with(|s| s.as_ref().and_then(|s| s.part_of.clone()));
                    let to = |id| format!("/sequences/{id}");
                    sequence.map(|id| view! { <ButtonLink href=to(id) test="submission-sequence">"Its sequence"</ButtonLink> })
                }}
                <ButtonLink href="/activity" test="submission-all">"All activity"</ButtonLink>
                <ButtonLink href="/buckets" test="submission-buckets">"Buckets"</ButtonLink>
            </div>
            <Reading
                of=list
                test="submission-error"
                waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }
            >
                {move || match submission.get() {
                    Some(submission) => view! { <Whole submission /> }.into_any(),
                    None => view! { <NoSuch /> }.into_any(),
                }}
            </Reading>
        </div>
    }
}

#[component]
fn NoSuch() -> impl IntoView {
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Activity
                title="There is no such submission"
                text="It was signed on another computer or on another network."
                test="submission-none"
            />
        </section>
    }
}

#[component]
fn Whole(submission: SubmissionView) -> impl IntoView {
    let (state, created, changed) = (submission.state, submission.created, submission.changed);
    let (app, account, height) = (app(), submission.account, submission.height);
    let road = stops(state)
        .into_iter()
        .enumerate()
        .map(|(i, (word, class))| Stop {
            word: word.to_owned(),
            when: match (i, class) {
                (0, _) => date_time(created),
                (_, "done now" | "ended") => date_time(changed),
                (3, "done") => date_time(changed),
                _ => String::new(),
            },
            note: if i == 2 {
                height.map(|h| format!("block {}", grouped(h.0))).unwrap_or_default()
            } else {
                String::new()
            },
            class,
        })
        .collect::<Vec<_>>();
    view! {
        <section class="card stack" data-test="submission" data-state=format!("{state:?}").to_lowercase()>
            <div class="row top-aligned">
                <p class="sentence" data-test="submission-sentence"><Said says=submission.says.clone() /></p>
                <span class="sp"></span>
                <StateMark state />
            </div>
            <Strip stops=Signal::stored(road) test="submission-road" />
            <ClockNote />
            {submission
                .unwritten
                .clone()
                .map(|why| {
                    view! {
                        <div class="note bad" data-test="submission-unwritten">
                            <Icon glyph=Glyph::Warning />
                            <span>{why.sentence} " " {why.help}</span>
                        </div>
                    }
                })}
            {submission
                .stuck
                .clone()
                .filter(|_| matches!(state, SubmissionState::Signed | SubmissionState::Mined))
                .map(|why| {
                    view! {
                        <div class="note warn" data-test="submission-doubtful">
                            <Icon glyph=Glyph::Warning />
                            <span>{why}</span>
                        </div>
                    }
                })}
            {submission.held.then(|| view! { <Held id=submission.id.clone() created /> })}
            {(state == SubmissionState::Sent && submission.replaced_by.is_none())
                .then(|| view! { <Waits id=submission.id.clone() stuck=submission.stuck_says.clone() gap=submission.gap /> })}
            {submission
                .replaced_by
                .clone()
                .map(|by| {
                    view! {
                        <div class="note" data-test="submission-replaced">
                            <Icon glyph=Glyph::Info />
                            <span>
                                {if state == SubmissionState::Sent {
                                    "Another transaction of yours is to replace it; whichever a block takes first counts. "
                                } else {
                                    "Another transaction of yours took its place. "
                                }}
                                <a class="link" href=submission_page(&by)>"See what became of it"</a>
                            </span>
                        </div>
                    }
                })}
            {(submission.by_one_node && !state.is_open())
                .then(|| {
                    view! {
                        <div class="note" data-test="submission-one-node">
                            <Icon glyph=Glyph::Info />
                            <span>
                                {state.standing(submission.by_one_node)}
                                ": no second node has confirmed it. For a day after it ended Ballast asks whether that holds, and corrects it here if not."
                            </span>
                        </div>
                    }
                })}
            <What state held=submission.held error=submission.error.clone() outcome=submission.outcome.clone() />
        </section>
        <section class="card">
            <div class="list facts wide-names">
                <div>
                    <span class="mid">"Transaction"</span>
                    <span class="row">
                        <span class="mono wrap-any" data-test="submission-hash">{submission.hash.to_string()}</span>
                        <span class="sp"></span>
                        <CopyButton text=Signal::stored(submission.hash.to_string()) test="submission-hash-copy" />
                    </span>
                </div>
                {submission.link.clone().map(|link| view! { <ExplorerLink link /> })}
                <Note id=submission.id.clone() note=submission.note.clone() />
                <div>
                    <span class="mid">"From"</span>
                    <span data-test="submission-from">
                        <a class="named" href=account_activity(account)>{move || app.name_of(account)}</a>
                    </span>
                </div>
                <div>
                    <span class="mid">"Nonce"</span>
                    <span>{grouped(submission.nonce)}</span>
                </div>
                <div>
                    <span class="mid">"Block"</span>
                    <span data-test="submission-block">{height.map_or(UNKNOWN.to_owned(), |h| grouped(h.0))}</span>
                </div>
                <div>
                    <span class="mid">"Fee paid"</span>
                    <span class="left">
                        {match submission.fee {
                            Some(fee) => view! { <Money of=fee test="submission-fee" at_least=4 unit=true /> }.into_any(),
                            None => UNKNOWN.into_any(),
                        }}
                    </span>
                </div>
            </div>
        </section>
    }
}

/// Whose clock a line is by. On the practice network the chain's may be months ahead of the computer's.
#[component]
fn ClockNote() -> impl IntoView {
    let app = app();
    let practice = move || app.network() == Some(Network::Practice);
    view! {
        <div class="xs dim" data-test="submission-clock">
            "The times above are this computer's."
            {move || practice().then_some(" Dates in the sentences are the practice network's, as in the banner.")}
        </div>
    }
}

#[component]
fn What(state: SubmissionState, held: bool, error: Option<String>, outcome: Option<Outcome>) -> impl IntoView {
    let good = state == SubmissionState::Final;
    let differences = outcome.as_ref().map(|o| o.differences.clone()).unwrap_or_default();
    let says = outcome.map(|outcome| outcome.says).or(error.map(Phrase::from));
    let class = if good { "note good" } else { "note bad" };
    view! {
        {says
            .map(|says| {
                view! {
                    <div class=class data-test="submission-outcome">
                        <Icon glyph=if good { Glyph::Check } else { Glyph::Warning } />
                        <span><Said says /></span>
                    </div>
                }
            })}
        {(!differences.is_empty())
            .then(|| {
                view! {
                    <div class="stack-s">
                        <h2>"Other than proposed"</h2>
                        <Changes changes=differences />
                    </div>
                }
            })}
        {(state.is_open() && !held)
            .then(|| {
                view! {
                    <div class="sm mid">
                        "Saved. You can close Ballast; tracking continues when you reopen it."
                    </div>
                }
            })}
    }
}
