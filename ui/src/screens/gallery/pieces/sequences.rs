//! Sequences: their steps as they are reviewed and as they stand, and what is left where one stops.

use ballast_api::{ReviewedStep, SequenceState, SequenceView, StepOf, StepState};
use ballast_domain::{
    Address, Amount, Rule, Source, Timestamp, Warning,
    sequence::{AgreedStep, Bounds, Leftover, SequenceStep},
};
use leptos::prelude::*;

use super::{
    sample::{ADA, in_days, now, unstake},
    section::{Section, State},
};
use crate::flows::sequence::{LeftList, ReviewedSteps, StepsOf};

fn agreed(sentence: &str, earliest: Option<Timestamp>, source: Source) -> AgreedStep {
    let step = SequenceStep {
        after: Vec::new(),
        intent: unstake(),
    };
    let bounds = Bounds {
        buckets: Vec::new(),
        to: Address::ZERO,
        recipient: None,
        code: Vec::new(),
        value: Amount::ZERO,
        tokens: None,
        gas: 10_000,
        max_fee_per_gas: Amount::from_rau(1_000_000_000_000),
    };
    AgreedStep {
        step,
        sentence: sentence.to_owned(),
        says: sentence.into(),
        earliest,
        bounds,
        source,
        cautions: Vec::new(),
        left: Vec::new(),
    }
}

fn reviewed() -> Vec<ReviewedStep> {
    let step = |agreed, refusal, cautions| ReviewedStep {
        agreed,
        refusal,
        cautions,
    };
    let restarts = vec![Warning::caution(Rule::RestartsClock)];
    vec![
        step(
            agreed("Unlock bucket 7. Its 91 days begin.", None, Source::Reckoned),
            None,
            restarts,
        ),
        step(
            agreed(
                "Unstake bucket 7. Its money waits for 3 days.",
                Some(in_days(91)),
                Source::NotYet,
            ),
            None,
            Vec::new(),
        ),
        step(
            agreed("Withdraw bucket 7. It is gone.", Some(in_days(94)), Source::Asked),
            None,
            Vec::new(),
        ),
    ]
}

/// One step for each state that a step can be in.
fn standing() -> SequenceView {
    let states = [
        ("Unlock bucket 7.", StepState::Done),
        ("Unstake bucket 8.", StepState::UnderWay),
        (
            "Unstake bucket 7.",
            StepState::Asks {
                sentence: "Gas costs more than was agreed.".to_owned(),
                bounds: None,
            },
        ),
        ("Lock bucket 9.", StepState::Ready),
        ("Withdraw bucket 7.", StepState::Waits { until: in_days(94) }),
        ("Stake 12\u{202f}000 IOTX with ebb.", StepState::Behind),
        (
            "Withdraw bucket 9.",
            StepState::Failed {
                sentence: "The waiting time after unstaking is not over.".to_owned(),
            },
        ),
        ("Send 100 IOTX.", StepState::Not),
    ];
    let step = |(sentence, state): (&str, StepState)| StepOf {
        agreed: agreed(sentence, None, Source::Reckoned),
        state,
        submission: None,
    };
    SequenceView {
        mark: 0,
        version: 0,
        id: "gallery".to_owned(),
        title: "From fathom to ebb".to_owned(),
        created: now(),
        by_itself: true,
        state: SequenceState::UnderWay,
        steps: states.map(step).to_vec(),
        left: Vec::new(),
    }
}

/// Before it is agreed to, on its way, and stopped.
#[component]
pub fn Sequences() -> impl IntoView {
    let left = |sentence: &str, undo| Leftover {
        sentence: sentence.to_owned(),
        says: sentence.into(),
        undo,
    };
    let left = vec![
        left(
            "Bucket 7 counts down; its money comes free after that.",
            Some(unstake()),
        ),
        left(&format!("100 IOTX are with {}.", ADA.to_io1()), None),
    ];
    view! {
        <Section name="sequences" title="Sequences">
            <div class="grid2">
                <div class="stack">
                    <State name="as it is reviewed"><ReviewedSteps steps=reviewed() /></State>
                    <State name="what is left where it stops"><LeftList left /></State>
                </div>
                <State name="as it stands, a step in each state"><StepsOf sequence=standing() /></State>
            </div>
        </Section>
    }
}
