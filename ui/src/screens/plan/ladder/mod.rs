//! A ladder: one amount in several buckets whose money comes back one after another; each rung can be edited, and all
//! of them are reviewed at once.

mod picture;
mod rungs;
mod spacing;
mod spec;

use ballast_api::{AccountView, calls};
use ballast_domain::{
    Intent,
    plan::{Ladder, Rung},
};
use leptos::prelude::*;

use self::{
    picture::Picture,
    rungs::{Edit, Rungs, Written},
    spec::Spec,
};
use crate::{
    flows::wish::{Wish, to_review},
    kit::{
        components::{Button, ButtonLink, ErrorPanel, Look},
        format::counted,
        state::{KeptForm, app, read},
    },
};

/// The ladder planner.
#[component]
pub fn LadderPlanner() -> impl IntoView {
    let app = app();
    let owner = Owner::current().unwrap_or_default();
    let edits = RwSignal::new(Vec::<Edit>::new());
    let next = StoredValue::new(1_u64);
    let form = KeptForm::of("ladder");
    let payer = form.payer(AccountView::can_sign);
    let push = Callback::new(move |written: Written| {
        let key = next.get_value();
        next.set_value(key + 1);
        edits.update(|all| all.push(Edit::of(key, written, &owner)));
    });
    let kept = form.keep("edited", Vec::<Written>::new());
    kept.get_untracked().into_iter().for_each(|written| push.run(written));
    Effect::new(move |_| kept.set(edits.get().into_iter().map(Edit::written).collect()));
    let take = Callback::new(move |ladder: Option<Ladder>| {
        edits.set(Vec::new());
        let rungs = ladder.into_iter().flat_map(|ladder| ladder.rungs);
        rungs.for_each(|view| push.run(view.rung.into()));
    });
    let add = Callback::new(move |()| {
        let last = edits.get_untracked().last().and_then(|edit| untrack(|| edit.rung()));
        if let Some(rung) = last {
            push.run(rung.into());
        }
    });
    // All rungs, or nothing while one of them is half typed.
    let rungs = Memo::new(move |_| {
        let rungs: Option<Vec<Rung>> = edits.get().into_iter().map(Edit::rung).collect();
        rungs.filter(|rungs| !rungs.is_empty())
    });
    let weighed = read(move || {
        app.network()?;
        Some(calls::WeighLadder { rungs: rungs.get()? })
    });
    let ladder = Memo::new(move |_| weighed.value.get());
    let stands = Memo::new(move |_| edits.with(|all| !all.is_empty()));
    let current = Memo::new(move |_| {
        let rungs = rungs.get()?;
        ladder.with(|l| {
            l.as_ref()
                .filter(|l| l.rungs.iter().map(|r| &r.rung).eq(rungs.iter()))
                .cloned()
        })
    });
    let ready = Memo::new(move |_| {
        let whole = current.with(|l| l.as_ref().is_some_and(Ladder::is_legal));
        let named = rungs.with(|r| {
            r.as_ref()
                .is_some_and(|r| r.iter().all(|rung| !rung.candidate.is_empty()))
        });
        whole && named && payer.with(Option::is_some)
    });
    let (open, wished) = (to_review(), form.clone());
    let review = Callback::new(move |()| {
        let (Some(account), Some(ladder)) = (payer.get_untracked(), current.get_untracked()) else {
            return;
        };
        let intents: Vec<Intent> = ladder
            .rungs
            .into_iter()
            .map(|view| Intent {
                account,
                action: view.intent.into(),
            })
            .collect();
        open.run(Wish {
            title: format!("A ladder of {}", counted(intents.len(), "bucket")),
            intents,
            from: "/ladder".to_owned(),
            form: Some(wished.clone()),
        });
    });
    let count = move || counted(edits.with(Vec::len), "bucket");
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Plan a ladder"</h1>
                <span class="sm dim">"money that comes back one bucket after another"</span>
                <span class="sp"></span>
                <ButtonLink href="/plan" test="ladder-plan">"One bucket instead"</ButtonLink>
                <ButtonLink href="/buckets" test="ladder-buckets">"Buckets"</ButtonLink>
                <Show when=move || stands.get()>
                    <Button
                        test="ladder-review"
                        press=review
                        look=Look::Primary
                        disabled=Signal::derive(move || !ready.get())
                    >
                        "Review " {count}
                    </Button>
                </Show>
            </div>
            <Spec form payer take stands />
            {move || weighed.failure.get().map(|failure| view! { <ErrorPanel failure test="ladder-error" /> })}
            <Show when=move || stands.get()>
                {move || ladder.get().map(|ladder| view! { <Picture ladder /> })}
                <Rungs edits ladder add />
            </Show>
        </div>
    }
}
