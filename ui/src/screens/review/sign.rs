//! Sign and send, while the proposal is fresh and the vault is open.

use ballast_api::{VaultState, calls};
use ballast_domain::Proposal;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    backend::{Failure, ask},
    components::{Button, ErrorPanel, Glyph, Look, UnlockForm},
    format::{ago, grouped},
    state::app,
};

/// The one filled button, and how long it may be pressed.
#[component]
pub fn Sign(proposal: Proposal, again: Callback<()>, busy: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let failure = RwSignal::new(None::<Failure>);
    let sending = RwSignal::new(false);
    let (basis, fresh_for) = (proposal.basis, proposal.fresh_for);
    let age = Memo::new(move |_| app.clock.since(basis.at));
    let stale = Memo::new(move |_| age.get() >= fresh_for);
    let id = StoredValue::new(proposal.id);
    let approve = Callback::new(move |()| {
        let navigate = navigate.clone();
        sending.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::Approve { id: id.get_value() }).await {
                Ok(submission) => {
                    app.pulse.update(|pulse| *pulse += 1);
                    // Who has gone elsewhere meanwhile is not pulled back.
                    if sending.try_get_untracked().is_some() {
                        navigate(&format!("/activity/{}", submission.id), Default::default());
                    }
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                    let _ = sending.try_set(false);
                }
            }
        });
    });
    let waiting = Signal::derive(move || busy.get() || sending.get());
    let button = move || {
        if app.vault() != VaultState::Unlocked {
            return view! { <UnlockForm /> }.into_any();
        }
        if stale.get() {
            return view! {
                <Button test="review-again" press=again look=Look::Primary wide=true glyph=Glyph::Again disabled=waiting>
                    "Compute again"
                </Button>
            }
            .into_any();
        }
        view! {
            <Button test="review-sign" press=approve look=Look::Primary wide=true glyph=Glyph::Key disabled=waiting>
                {move || if sending.get() { "Signing and sending…" } else { "Sign and send" }}
            </Button>
        }
        .into_any()
    };
    let freshness = move || {
        let left = fresh_for.saturating_sub(age.get());
        let end = if left > 0 {
            format!("Fresh for {left} s.")
        } else {
            "Too old to sign.".to_owned()
        };
        format!(
            "Computed from block {}, {}. {end}",
            grouped(basis.height.0),
            ago(age.get())
        )
    };
    view! {
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="review-error" /> })}
        {button}
        <span class="xs dim centred" data-test="review-freshness">{freshness}</span>
    }
}
