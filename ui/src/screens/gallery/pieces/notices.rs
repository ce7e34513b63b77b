//! What is said beside the work: notes, errors, and what stands where there is nothing.

use leptos::prelude::*;

use super::{
    sample::{nothing, offline, refused},
    section::{Section, State},
};
use crate::kit::{
    components::{Button, EmptyState, ErrorPanel, Glyph, Icon, Look, Reading, Skeleton},
    state::Remote,
};

const NOTES: [(&str, Glyph, &str); 4] = [
    ("note", Glyph::Info, "Good to know. Nothing has to be done."),
    ("note good", Glyph::Check, "It is done, as it was said before."),
    ("note warn", Glyph::Warning, "It can be done, and may be regretted."),
    ("note bad", Glyph::Stop, "It cannot be done, or has failed."),
];

/// Notes by their weight, and errors with and without a way on.
#[component]
pub fn Notices() -> impl IntoView {
    let note = |(class, glyph, words): (&'static str, Glyph, &'static str)| {
        view! {
            <State name=class>
                <div class=class>
                    <Icon glyph />
                    <span>{words}</span>
                </div>
            </State>
        }
    };
    view! {
        <Section name="notices" title="Notices">
            <div class="grid2">{NOTES.map(note).collect_view()}</div>
            <State name="an error; trying again may help, and what was read before still shows">
                <ErrorPanel failure=offline() again=nothing() stands=true test="gallery-offline" />
            </State>
            <State name="an error; trying again does not help">
                <ErrorPanel failure=refused() again=nothing() test="gallery-failed" />
            </State>
        </Section>
    }
}

/// What stands in the place of something: of what is awaited, of what there is none of.
#[component]
pub fn Placeholders() -> impl IntoView {
    let (waiting, failed, here) = (Remote::<String>::new(), Remote::new(), Remote::new());
    failed.failure.set(Some(offline()));
    here.value.set(Some("12\u{202f}000 IOTX".to_owned()));
    let reading = |of: Remote<String>| {
        view! {
            <Reading of test="gallery-reading" waiting=|| view! { <Skeleton /> }>
                <b>{move || of.value.get()}</b>
            </Reading>
        }
    };
    view! {
        <Section name="placeholders" title="What is awaited, and what there is none of">
            <div class="row wraps top-aligned">
                <State name="skeleton, short"><Skeleton size="short" /></State>
                <State name="usual"><Skeleton /></State>
                <State name="long"><Skeleton size="long" /></State>
                <State name="tall"><Skeleton size="tall" /></State>
            </div>
            <div class="grid2">
                <State name="a reading that is awaited">{reading(waiting)}</State>
                <State name="a reading that is here">{reading(here)}</State>
            </div>
            <State name="a reading that failed">{reading(failed)}</State>
            <EmptyState
                glyph=Glyph::Buckets
                title="No bucket yet"
                text="A bucket is IOTX that votes for a delegate. What it is for stands here, and the first step below."
                test="gallery-empty-state"
            >
                <Button test="gallery-first" press=nothing() look=Look::Primary>"Stake"</Button>
            </EmptyState>
        </Section>
    }
}
