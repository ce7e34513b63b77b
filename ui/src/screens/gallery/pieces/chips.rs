//! How things stand: a shape, a word and a colour together.

use ballast_api::{SequenceState, StepState, SubmissionState};
use ballast_domain::BucketState;
use leptos::prelude::*;

use super::{
    sample::{in_days, submission},
    section::{Section, State},
};
use crate::{
    flows::{
        sequence::{SequenceMark, StepMark},
        submission::{StateMark, SubmissionLine},
    },
    kit::components::{Avatar, ShareBar, StateChip, Swatch, Tick, Ticks},
};

const SUBMISSIONS: [SubmissionState; 8] = [
    SubmissionState::Signed,
    SubmissionState::Sent,
    SubmissionState::Mined,
    SubmissionState::Final,
    SubmissionState::Failed,
    SubmissionState::Vanished,
    SubmissionState::Replaced,
    SubmissionState::Dropped,
];
const TICKS: [(Tick, &str); 4] = [
    (Tick::Tall, "all is well"),
    (Tick::Half, "mind it"),
    (Tick::Low, "something is wrong"),
    (Tick::Flat, "nothing to say"),
];
const COLOURS: [&str; 7] = ["own", "votes", "wait", "good", "warn", "bad", "quiet"];
const NAMES: [&str; 8] = ["fathom", "ebb", "keel", "squall", "marlin", "reef", "tern", "anchor"];

/// Buckets, submissions, sequences; delegates and their votes.
#[component]
pub fn Chips() -> impl IntoView {
    let buckets = [
        BucketState::Locked,
        BucketState::CountingDown(in_days(91)),
        BucketState::Matured,
        BucketState::Unstaking(in_days(3)),
        BucketState::Withdrawable,
    ];
    let sequences = [
        SequenceState::UnderWay,
        SequenceState::Waits { until: in_days(91) },
        SequenceState::Asks,
        SequenceState::Locked,
        SequenceState::Done,
        SequenceState::Failed,
        SequenceState::Stopped,
    ];
    let steps = [
        StepState::Behind,
        StepState::Waits { until: in_days(91) },
        StepState::Ready,
        StepState::Asks {
            sentence: "Gas costs more than was agreed.".to_owned(),
            bounds: None,
        },
        StepState::UnderWay,
        StepState::Done,
        StepState::Failed {
            sentence: "The waiting time is not over.".to_owned(),
        },
        StepState::Not,
    ];
    let lines = [SubmissionState::Sent, SubmissionState::Final, SubmissionState::Failed].map(submission);
    view! {
        <Section name="chips" title="How things stand">
            <State name="a bucket">
                <div class="row tight wraps">
                    {buckets.map(|state| view! { <StateChip state test="gallery-bucket" /> }).collect_view()}
                </div>
            </State>
            <State name="a submission">
                <div class="row tight wraps">{SUBMISSIONS.map(|state| view! { <StateMark state /> }).collect_view()}</div>
            </State>
            <State name="a sequence">
                <div class="row tight wraps">{sequences.map(|state| view! { <SequenceMark state /> }).collect_view()}</div>
            </State>
            <State name="a step of one, in a table">
                <div class="row tight wraps">{steps.map(|state| view! { <StepMark state /> }).collect_view()}</div>
            </State>
            <State name="a submission, in a line">
                <div class="list actions">{lines.map(|submission| view! { <SubmissionLine submission /> }).collect_view()}</div>
            </State>
            <State name="a delegate stands">
                <div class="row wraps">
                    {TICKS
                        .map(|(tick, word)| view! { <span class="row tight"><Ticks tick /><span class="sm">{word}</span></span> })
                        .collect_view()}
                </div>
            </State>
            <div class="row wraps top-aligned">
                <State name="a delegate's initial">
                    <div class="row tight">{NAMES.map(|name| view! { <Avatar name /> }).collect_view()}</div>
                </State>
                <State name="a share: none, some, all, more">
                    <div class="row">{[0.0, 0.4, 1.0, 1.7].map(|share| view! { <ShareBar share /> }).collect_view()}</div>
                </State>
                <State name="what a line's colour means">
                    <div class="row tight">
                        {COLOURS.map(|colour| view! { <span class="sm"><Swatch colour />{colour}</span> }).collect_view()}
                    </div>
                </State>
            </div>
        </Section>
    }
}
