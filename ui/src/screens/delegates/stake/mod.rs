//! Create a bucket in three steps: choose a delegate, set amount and time, review.

mod brings;
mod form;
mod payer;
mod terms;

use ballast_api::{DelegateRow, DelegateStatus};
use ballast_domain::{Intent, Rule};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use self::{brings::Brings, form::StakeForm, terms::Terms};
use crate::{
    flows::{
        delegates::{AsOf, DelegateList, place},
        review::{Asked, Review},
    },
    kit::{
        components::{ButtonLink, EmptyState, ErrorPanel, Glyph, Icon, Reading, Skeleton, Stepper},
        state::{KeptForm, app},
    },
};

const STEPS: &[&str] = &["Choose", "Amount and time", "Review"];

/// The first step.
#[component]
pub fn ChooseDelegate() -> impl IntoView {
    let navigate = use_navigate();
    let choose = Callback::new(move |row: DelegateRow| navigate(&place::of_stake(&row.name), Default::default()));
    view! {
        <div class="wrap fill">
            <div class="row head">
                <h1>"Stake"</h1>
                <AsOf />
                <span class="sp"></span>
                <Stepper steps=STEPS at=0 />
            </div>
            <DelegateList choose />
        </div>
    }
}

/// The second and third steps, for the delegate that the path names.
#[component]
pub fn Stake() -> impl IntoView {
    let delegates = app().delegates();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(place::named));
    let delegate = Memo::new(move |_| {
        let name = name.get();
        delegates
            .value
            .with(|d| d.as_ref()?.rows.value.iter().find(|row| row.name == name).cloned())
    });
    let known = Memo::new(move |_| delegate.with(Option::is_some));
    view! {
        <Reading of=delegates test="stake-unread" waiting=|| view! { <div class="wrap"><Skeleton size="tall" /></div> }>
            {move || match known.get() {
                false => view! { <NoSuch name=name.get() /> }.into_any(),
                true => view! { <Steps name=name.get_untracked() delegate /> }.into_any(),
            }}
        </Reading>
    }
}

#[component]
fn NoSuch(name: String) -> impl IntoView {
    view! {
        <div class="wrap">
            <section class="card">
                <EmptyState
                    glyph=Glyph::Delegates
                    title=format!("There is no delegate named {name}")
                    text=Rule::CandidateExists.help()
                    test="stake-unknown"
                >
                    <ButtonLink href="/stake" test="stake-choose-again">"Choose a delegate"</ButtonLink>
                </EmptyState>
            </section>
        </div>
    }
}

#[component]
fn Steps(name: String, delegate: Memo<Option<DelegateRow>>) -> impl IntoView {
    let of = Memo::new(move |_| delegate.with(|d| d.as_ref().map(|d| (d.id, d.name.clone()))));
    let form = KeptForm::of(format_args!("stake/{name}"));
    let terms = Terms::new(&form, of);
    let asked = Asked::of(&form);
    let Asked {
        proposal,
        failure,
        busy,
    } = asked;
    let propose = Callback::new(move |()| {
        if let (Some(account), Some(action)) = untrack(|| (terms.payer.get(), terms.action())) {
            asked.propose(Intent { account, action });
        }
    });
    let again = asked.again(propose);
    let reviewing = Memo::new(move |_| proposal.with(Option::is_some));
    let title = move || {
        if reviewing.get() {
            "Review".to_owned()
        } else {
            format!("Stake with {name}")
        }
    };
    let kept = form.clone();
    let leaving = move || delegate.with(|d| d.as_ref().is_some_and(|d| d.status == DelegateStatus::Leaving));
    view! {
        <div class="wrap">
            <div class="row head">
                <h1 data-test="stake-title">{title}</h1>
                <span class="sp"></span>
                <Stepper steps=STEPS at=Signal::derive(move || if reviewing.get() { 2 } else { 1 }) />
            </div>
            {move || {
                failure.get().map(|failure| view! { <ErrorPanel failure again test="stake-error" /> })
            }}
            <Show when=move || leaving() && !reviewing.get()>
                <div class="note warn" data-test="stake-leaving">
                    <Icon glyph=Glyph::Warning />
                    <span>
                        {Rule::CandidateLeaving.sentence()} " " {Rule::CandidateLeaving.help()} " "
                        <span class="mid mono xs">{Rule::CandidateLeaving.id()}</span>
                    </span>
                </div>
            </Show>
            <div class:hidden=move || reviewing.get()>
                <div class="grid2">
                    <StakeForm terms busy propose kept />
                    <Brings terms delegate />
                </div>
            </div>
            {move || {
                proposal
                    .get()
                    .map(|answer| {
                        let back = Callback::new(move |()| proposal.set(None));
                        view! { <Review proposal=answer back again busy forgets=vec![form.clone()] /> }
                    })
            }}
        </div>
    }
}
