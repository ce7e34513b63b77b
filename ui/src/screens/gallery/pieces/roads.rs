//! Where one is: in a task of a few steps, and in the life of a bucket or a submission.

use leptos::prelude::*;

use super::section::{Section, State};
use crate::kit::components::{Stepper, Stop, Strip};

const STEPS: &[&str] = &["Choose a delegate", "Amount and time", "Review"];

fn stops(of: [(&str, &str, &'static str); 4]) -> Signal<Vec<Stop>> {
    let stop = |(word, when, class): (&str, &str, &'static str)| Stop {
        word: word.to_owned(),
        when: when.to_owned(),
        note: if class.ends_with("now") {
            "here".to_owned()
        } else {
            String::new()
        },
        class,
    };
    Signal::stored(of.map(stop).to_vec())
}

/// The stepper at each step; the strip under way and where it ended.
#[component]
pub fn Roads() -> impl IntoView {
    let steppers = (0..STEPS.len()).map(|at| {
        view! { <State name=format!("at step {}", at + 1)><Stepper steps=STEPS at=Signal::stored(at) /></State> }
    });
    let life = stops([
        ("Locked", "11 Mar 2026", "done"),
        ("Counting down", "from 2 Nov 2026", "done now"),
        ("Matured", "1 Feb 2027", ""),
        ("Withdrawable", "4 Feb 2027", ""),
    ]);
    let ended = stops([
        ("Signed", "12:04", "done"),
        ("Sent", "12:04", "done"),
        ("Failed", "12:05", "ended"),
        ("Final", "", ""),
    ]);
    view! {
        <Section name="roads" title="Where one is">
            {steppers.collect_view()}
            <State name="under way"><Strip stops=life test="gallery-life" /></State>
            <State name="ended on the way"><Strip stops=ended test="gallery-ended" /></State>
        </Section>
    }
}
