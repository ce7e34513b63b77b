//! The review of several actions: the sums at the top, each action's sentence and warnings, one signature.

use ballast_api::{BatchProposal, calls};
use ballast_domain::Intent;
use leptos::prelude::*;

use super::{
    items::Items,
    sums::{Sums, Totals},
};
use crate::{
    flows::review::{SaveDraft, SignButton, Then},
    kit::{
        backend::{Failure, ask},
        components::{Button, ErrorPanel, Glyph, Icon, Skeleton},
        state::KeptForm,
    },
};

/// Proposes them, and shows the review.
#[component]
pub fn ReviewSeveral(title: String, intents: Vec<Intent>, back: Callback<()>, forgets: Vec<KeptForm>) -> impl IntoView {
    let batch = RwSignal::new(None::<BatchProposal>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let wish = StoredValue::new((title, intents));
    let propose = Callback::new(move |()| {
        busy.set(true);
        let intents = wish.with_value(|(_, intents)| intents.clone());
        leptos::task::spawn_local(async move {
            match ask(&calls::ProposeBatch { intents }).await {
                Ok(answer) => {
                    let _ = failure.try_set(None);
                    let _ = batch.try_set(Some(answer));
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
            let _ = busy.try_set(false);
        });
    });
    propose.run(());
    let shown = move |batch: BatchProposal| {
        let (legal, refused) = (batch.legal().count(), batch.refused().count());
        let (basis, fresh_for, id) = (batch.basis.clone(), batch.fresh_for, StoredValue::new(batch.id.clone()));
        let send = move || async move {
            let batch = ask(&calls::ApproveBatch { id: id.get_value() }).await?;
            Ok::<_, Failure>(format!("/batch/{}", batch.id))
        };
        let (name, intents) = wish.get_value();
        let sending = RwSignal::new(false);
        let decision = match legal {
            0 => view! {
                <div class="note bad" data-test="review-blocked">
                    <Icon glyph=Glyph::Stop />
                    <span>"There is nothing to sign: rules forbid all of it."</span>
                </div>
                <Button test="review-again" press=propose glyph=Glyph::Again disabled=busy>"Refresh"</Button>
            }
            .into_any(),
            _ => view! { <SignButton basis fresh_for again=propose busy sending send forgets=forgets.clone() /> }
                .into_any(),
        };
        view! {
            <div class="grid3 long" data-test="batch-review" data-legal=legal.to_string() data-refused=refused.to_string()>
                <div class="stack-m">
                    {(legal > 0).then(|| view! { <Totals totals=batch.totals.clone() /> })}
                    <Items items=batch.items.clone() />
                    {(legal > 0).then(|| view! { <Then intents=wish.with_value(|(_, intents)| intents.clone()) /> })}
                </div>
                <section class="card stack-m">
                    {(legal > 0).then(|| view! { <Sums batch /> })}
                    <div class="decide">
                        {decision}
                        <div class="row">
                            <Button test="review-back" press=back disabled=sending>"Back"</Button>
                            <span class="sp"></span>
                            <SaveDraft name intents />
                        </div>
                    </div>
                </section>
            </div>
        }
    };
    view! {
        {move || failure.get().map(|failure| view! { <ErrorPanel failure again=propose test="batch-error" /> })}
        {move || match batch.get() {
            Some(batch) => shown(batch).into_any(),
            None if failure.with(Option::is_some) => ().into_any(),
            None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
        }}
    }
}
