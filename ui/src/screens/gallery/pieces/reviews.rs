//! Pieces of a review: what changes and whose word that is, and what to mind.

use ballast_domain::{Amount, Change, Figure, Refusal, Rule, Severity, Source, Votes, Warning};
use leptos::prelude::*;

use super::{
    sample::in_days,
    section::{Section, State},
};
use crate::flows::review::{Changes, SourceWord, Warnings};

/// A line for each kind of figure.
fn changes() -> Vec<Change> {
    let line = |label: &str, before, after| Change::new(label, before, after);
    let iotx = |iotx| Figure::Iotx(Amount::from_iotx(iotx));
    vec![
        line("Liquid", iotx(55_500), iotx(43_500)),
        line(
            "Votes of fathom",
            Figure::Votes(Votes::from_iotx(18_200_000)),
            Figure::Votes(Votes::from_iotx(18_214_321)),
        ),
        line("Place of fathom", Figure::Place(2), Figure::Place(1)),
        line("Buckets", Figure::Count(3), Figure::Count(4)),
        line("Free from", Figure::Unknown, Figure::Date(in_days(94))),
        line(
            "State",
            Figure::Text("Locked".to_owned()),
            Figure::Text("Counting down".to_owned()),
        ),
        line("Reward", iotx(3), Figure::Unknown),
    ]
}

/// What changes, with its sources, and warnings of each weight.
#[component]
pub fn Reviews() -> impl IntoView {
    let note = Warning {
        severity: Severity::Note,
        ..Warning::caution(Rule::BucketToContract)
    };
    let early = Refusal::until(Rule::UnstakeEarly, in_days(14));
    let warnings = vec![note, Warning::caution(Rule::CandidateLeaving), early.into()];
    let sources = [Source::Reckoned, Source::Asked, Source::NotYet];
    view! {
        <Section name="reviews" title="Pieces of a review">
            <State name="what changes, and whose word each line is"><Changes changes=changes() with_source=true /></State>
            <State name="whose word a line is">
                <div class="row wraps">{sources.map(|source| view! { <SourceWord source /> }).collect_view()}</div>
            </State>
            <State name="what to mind, the gravest first">
                <div class="stack-s"><Warnings warnings /></div>
            </State>
        </Section>
    }
}
