//! The steps that a bucket has ahead: a button where the rules allow one, the rule's sentence where they do not.

use ballast_api::StepView;
use ballast_domain::Step;
use leptos::prelude::*;

use super::pages::Row;
use crate::{
    components::{ButtonLink, NotNow},
    format::possible,
    screens::bucket::place,
    state::app,
};

/// The owner's key is not here.
const NO_KEY: &str = "The account is watched only: its key is not on this computer.";

/// A step in an address and in names for tests: its word in small letters.
fn path(step: Step) -> String {
    step.word().to_lowercase()
}

/// Why a step cannot be taken now, as sentences, and the rule's id; nothing where it can.
fn why_not(row: &Row, view: &StepView) -> Option<(String, &'static str)> {
    let app = app();
    if let Some(refusal) = &view.refusal {
        let when = possible(&refusal.remedy, app.now());
        // A date says more than being told to wait.
        let help = when.unwrap_or_else(|| refusal.rule.help().to_owned());
        return Some((format!("{} {help}", refusal.rule.sentence()), refusal.rule.id()));
    }
    (!app.signs_for(row.bucket.owner)).then(|| (NO_KEY.to_owned(), ""))
}

/// What a step does, for one that can be taken.
const fn does(step: Step) -> &'static str {
    match step {
        Step::Unlock => "Stake-lock off: its days begin to run.",
        Step::Unstake => "Its votes end, and the wait for the money begins.",
        Step::Withdraw => "The money goes back to your account.",
    }
}

/// The next step's button, in the table.
#[component]
pub fn NextStep(row: Row) -> impl IntoView {
    let view = row.steps.first().cloned();
    view.map(|view| view! { <StepButton row view test="bucket" /> })
}

#[component]
fn StepButton(row: Row, view: StepView, test: &'static str) -> impl IntoView {
    let (id, step) = (row.bucket.id, view.step);
    let name = format!("{test}-{id}-{}", path(step));
    let label = format!("{} bucket {id}", step.word());
    let (app, owner, allowed) = (app(), row.bucket.owner, view.refusal.is_none());
    let legal = Memo::new(move |_| allowed && app.signs_for(owner));
    let refused = StoredValue::new((row, view));
    move || {
        let (name, label) = (name.clone(), label.clone());
        if legal.get() {
            let href = format!("{}/{}", place::page(id), path(step));
            view! { <ButtonLink href test=name small=true label>{step.word()}</ButtonLink> }.into_any()
        } else {
            // A date that comes nearer is no reason to draw the button anew.
            let why = Memo::new(move |_| {
                let why = refused.with_value(|(row, view)| why_not(row, view));
                why.map(|(why, _)| why).unwrap_or_default()
            });
            view! { <NotNow test=name why label>{step.word()}</NotNow> }.into_any()
        }
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
            let (next, step) = (view.step, path(view.step));
            let why = {
                let (row, view) = (row.clone(), view.clone());
                Memo::new(move |_| why_not(&row, &view))
            };
            let words = move || {
                why.get()
                    .map(|(sentence, rule)| {
                        view! {
                            {sentence}
                            " "
                            <span class="dim mono xs">{rule}</span>
                        }
                        .into_any()
                    })
                    .unwrap_or_else(|| does(next).into_any())
            };
            view! {
                <div>
                    <StepButton row=row.clone() view test="life" />
                    <span class="sm mid" data-test=format!("why-not-{step}")>
                        {words}
                    </span>
                </div>
            }
        })
        .collect_view();
    view! { <div class="list steps" data-test="bucket-steps">{lines}</div> }
}
