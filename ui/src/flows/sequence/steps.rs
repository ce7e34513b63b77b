//! The steps of a sequence, one below the other: as they are reviewed, and as they stand.

use ballast_api::{ReviewedStep, SequenceView, StepOf, StepState};
use ballast_domain::{Phrase, Severity, Timestamp};
use leptos::prelude::*;

use crate::{
    flows::{
        review::{SourceWord, Warnings},
        whom::Whom,
    },
    kit::{
        components::{Glyph, Icon, Money, Said},
        format::{date_time, grouped, in_time, submission_page},
        state::app,
    },
};

/// Steps before they are agreed to, with the dates between them.
#[component]
pub fn ReviewedSteps(steps: Vec<ReviewedStep>) -> impl IntoView {
    let lines = (1..)
        .zip(steps)
        .map(|(number, step)| {
            let agreed = step.agreed;
            let warnings: Vec<_> = step.refusal.into_iter().chain(step.cautions).collect();
            let says = agreed.says.of(&agreed.sentence);
            let (to, gas) = (agreed.bounds.to, agreed.bounds.gas);
            // What goes to a contract may be meant for somebody else.
            let given = agreed.bounds.recipient.filter(|given| *given != to);
            // What is refused is not going to be as its sentence says.
            let (first, rest) = match warnings.iter().any(|warning| warning.severity == Severity::Block) {
                true => (agreed.step.intent.in_brief(), Phrase::default()),
                false => says.headline(),
            };
            view! {
                {agreed.earliest.map(|until| view! { <Wait until /> })}
                <li data-test=format!("sequence-step-{number}")>
                    <span class="seq-dot">{number}</span>
                    <div>
                        <b><Said says=first in_names=true /></b>
                        <div class="sm mid"><Said says=rest in_names=true /></div>
                        <div class="xs dim" data-test=format!("sequence-step-{number}-bounds")>
                            "Goes to " <Whom at=to /> {given.map(|given| view! { ", for " <Whom at=given /> })}
                            {format!("; gas at most {}.", grouped(gas))}
                        </div>
                        <Warnings warnings />
                    </div>
                    <div class="seq-side sm">
                        <span>"fee at most " <Money of=agreed.bounds.max_fee() test=format!("sequence-fee-{number}") at_least=4 /></span>
                        <SourceWord source=agreed.source />
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="seq" data-test="sequence-steps">{lines}</ol> }
}

#[component]
fn Wait(until: Timestamp) -> impl IntoView {
    let app = app();
    let left = move || {
        let now = app.now();
        now.filter(|now| *now < until)
            .map(|now| format!("{}. ", in_time(now.seconds_until(until))))
    };
    view! {
        <li class="wait" data-test="sequence-wait">
            <span class="seq-dot"><Icon glyph=Glyph::Clock /></span>
            <div>
                <b>"Wait"</b>
                <div class="sm mid">{left} "Ballast need not stay open."</div>
            </div>
            <div class="seq-side sm"><span>"until about " <b>{date_time(until)}</b></span></div>
        </li>
    }
}

/// Steps as they stand.
#[component]
pub fn StepsOf(sequence: SequenceView) -> impl IntoView {
    let lines = (1..)
        .zip(sequence.steps)
        .map(|(number, step)| view! { <Standing number step /> })
        .collect_view();
    view! { <ol class="seq" data-test="sequence-steps">{lines}</ol> }
}

#[component]
fn Standing(number: usize, step: StepOf) -> impl IntoView {
    let app = app();
    let (class, dot) = match &step.state {
        StepState::Done => ("done", view! { <Icon glyph=Glyph::Check /> }.into_any()),
        StepState::Failed { .. } => ("failed", view! { <Icon glyph=Glyph::Cross /> }.into_any()),
        StepState::Waits { .. } => ("wait", view! { <Icon glyph=Glyph::Clock /> }.into_any()),
        StepState::UnderWay | StepState::Ready | StepState::Asks { .. } => ("now", number.into_any()),
        StepState::Behind | StepState::Not => ("", number.into_any()),
    };
    // What is done is told as it was done.
    let outcome = step.submission.as_ref().and_then(|s| s.outcome.as_ref());
    let done = outcome
        .filter(|_| step.state == StepState::Done)
        .map(|outcome| outcome.says.clone());
    let agreed = || step.agreed.says.clone().of(&step.agreed.sentence);
    let first = done.unwrap_or_else(agreed).headline().0;
    let submission = step.submission.as_ref().map(|s| submission_page(&s.id));
    let fee = step.submission.as_ref().and_then(|s| s.fee);
    let side = match (fee, &step.state) {
        (Some(fee), _) => view! { <span>"fee " <Money of=fee test=format!("sequence-paid-{number}") at_least=4 /></span> }.into_any(),
        (None, StepState::Not) => ().into_any(),
        (None, _) => view! {
            <span>"fee at most " <Money of=step.agreed.bounds.max_fee() test=format!("sequence-fee-{number}") at_least=4 /></span>
        }
        .into_any(),
    };
    view! {
        <li class=class data-test=format!("sequence-step-{number}") data-state=state_name(&step.state)>
            <span class="seq-dot">{dot}</span>
            <div>
                <b>{match submission {
                    Some(href) => view! { <a href=href>{app.in_names(&first.to_string())}</a> }.into_any(),
                    None => view! { <Said says=first in_names=true /> }.into_any(),
                }}</b>
                <div class="sm mid"><Said says=Phrase::with_accounts(&words_of(&step.state)) in_names=true /></div>
            </div>
            <div class="seq-side sm">{side}</div>
        </li>
    }
}

/// How a step stands, in a sentence.
pub fn words_of(state: &StepState) -> String {
    match state {
        StepState::Behind => "Waits for what is before it.".into(),
        StepState::Waits { until } => format!("Waits until {}. Ballast need not stay open.", date_time(*until)),
        StepState::Ready => "Its turn has come.".into(),
        StepState::Asks { sentence, .. } => format!("Asks you. {sentence}"),
        StepState::UnderWay => "Signed, and on its way.".into(),
        StepState::Done => "Done.".into(),
        StepState::Failed { sentence } => sentence.clone(),
        StepState::Not => "Is not done any more.".into(),
    }
}

const fn state_name(state: &StepState) -> &'static str {
    match state {
        StepState::Behind => "behind",
        StepState::Waits { .. } => "waits",
        StepState::Ready => "ready",
        StepState::Asks { .. } => "asks",
        StepState::UnderWay => "under-way",
        StepState::Done => "done",
        StepState::Failed { .. } => "failed",
        StepState::Not => "not",
    }
}
