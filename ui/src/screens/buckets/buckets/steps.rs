//! The steps that a bucket has ahead: a button where the rules allow one, the rule's sentence where they do not.

use ballast_api::StepView;
use ballast_domain::{BucketId, Step, Timestamp};
use leptos::prelude::*;

use super::pages::Row;
use crate::{
    flows::bucket::place,
    kit::{
        components::{NO_KEY, Plain, button_link, not_now},
        format::possible,
        state::app,
    },
};

/// A step in an address and in names for tests: its word in small letters.
fn path(step: Step) -> String {
    step.word().to_lowercase()
}

/// Why a step cannot be taken, as sentences, and the rule's id.
type Why = (String, &'static str);

/// Why a step cannot be taken now; nothing where it can. Without a time it does not say how long that is.
fn why_not(row: &Row, view: &StepView, now: Option<Timestamp>) -> Option<Why> {
    if let Some(refusal) = &view.refusal {
        let when = possible(&refusal.remedy, now);
        // A date says more than being told to wait.
        let help = when.unwrap_or_else(|| refusal.rule.help().to_owned());
        return Some((format!("{} {help}", refusal.rule.sentence()), refusal.rule.id()));
    }
    (!app().signs_for(row.bucket.owner)).then(|| (NO_KEY.to_owned(), ""))
}

/// What a step does, for one that can be taken.
const fn does(step: Step) -> &'static str {
    match step {
        Step::Unlock => "Turns stake-lock off. Its full days start now.",
        Step::Unstake => "Its votes end, and the wait for the money begins.",
        Step::Withdraw => "The money goes back to your account.",
    }
}

/// The next step's button, in the table, where a date says enough without the days until then.
pub fn next_step(row: &Row) -> Option<Plain> {
    let view = row.steps.first()?;
    Some(button(row.bucket.id, view.step, "bucket", why_not(row, view, None)))
}

/// A step's button, with why it cannot be taken.
fn button(id: BucketId, step: Step, test: &str, why_not: Option<Why>) -> Plain {
    let name = format!("{test}-{id}-{}", path(step));
    let label = format!("{} bucket {id}", step.word());
    match why_not {
        None => {
            let href = format!("{}/{}", place::page(id), path(step));
            button_link(href, name, label, step.word())
        }
        Some((why, _)) => not_now(name, why, Some(label), step.word()),
    }
}

/// All steps ahead with their rules, under the bucket's life.
#[component]
pub fn Steps(row: Row) -> impl IntoView {
    let lines = row
        .steps
        .clone()
        .into_iter()
        .map(|view| {
            let (id, next, step) = (row.bucket.id, view.step, path(view.step));
            let why = {
                let row = row.clone();
                Memo::new(move |_| why_not(&row, &view, app().now()))
            };
            let words = move || {
                why.get()
                    .map(|(sentence, rule)| {
                        view! {
                            {sentence}
                            " "
                            <span class="mid mono xs">{rule}</span>
                        }
                        .into_any()
                    })
                    .unwrap_or_else(|| does(next).into_any())
            };
            view! {
                <div>
                    {move || button(id, next, "life", why.get())}
                    <span class="sm mid" data-test=format!("why-not-{step}")>
                        {words}
                    </span>
                </div>
            }
        })
        .collect_view();
    view! { <div class="list steps" data-test="bucket-steps">{lines}</div> }
}
