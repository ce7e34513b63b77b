//! Sign and send, while what was computed is fresh and the vault is open.

use ballast_api::{VaultState, calls};
use ballast_domain::{Proposal, Snapshot};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::kit::{
    backend::{Failure, ask},
    components::{Button, ErrorPanel, Glyph, Look, UnlockForm},
    format::{ago, grouped, submission_page},
    state::{KeptForm, Taken, app},
};

/// Signs one proposal, and goes to its submission.
#[component]
pub fn Sign(
    proposal: Proposal,
    again: Callback<()>,
    busy: RwSignal<bool>,
    sending: RwSignal<bool>,
    forgets: Vec<KeptForm>,
) -> impl IntoView {
    let (basis, fresh_for) = (proposal.basis, proposal.fresh_for);
    let id = StoredValue::new(proposal.id);
    let send = move || async move {
        let submission = ask(&calls::Approve { id: id.get_value() }).await?;
        Ok::<_, Failure>(submission_page(&submission.id))
    };
    view! { <SignButton basis fresh_for again busy sending send forgets /> }
}

/// The one filled button, and how long it may be pressed. It cannot be pressed by the click that brought it, nor by the
/// next one of a hurried hand; what computes anew stands elsewhere.
#[component]
pub fn SignButton<F, A>(
    /// What was computed from.
    basis: Snapshot<()>,
    /// Seconds for which it may be signed.
    fresh_for: u64,
    /// Computes it again from a newer block.
    again: Callback<()>,
    /// While that goes on.
    busy: RwSignal<bool>,
    /// While it is signed and sent: there is no way back to the form then.
    sending: RwSignal<bool>,
    /// Signs and sends, and says which page shows what becomes of it.
    send: F,
    /// What stands on it.
    #[prop(default = "Sign and send")]
    words: &'static str,
    /// The forms that are forgotten when it is signed, and kept again where that fails.
    #[prop(optional)]
    forgets: Vec<KeptForm>,
) -> impl IntoView
where
    F: Fn() -> A + Copy + Send + Sync + 'static,
    A: Future<Output = Result<String, Failure>> + 'static,
{
    let app = app();
    let navigate = use_navigate();
    let failure = RwSignal::new(None::<Failure>);
    let age = Memo::new(move |_| app.clock.since(basis.at));
    let stale = Memo::new(move |_| age.get() >= fresh_for);
    let approve = Callback::new(move |()| {
        let navigate = navigate.clone();
        sending.set(true);
        let taken: Vec<_> = forgets.iter().map(KeptForm::take).collect();
        leptos::task::spawn_local(async move {
            match send().await {
                Ok(page) => {
                    app.pulse.update(|pulse| *pulse += 1);
                    // Who has gone elsewhere meanwhile is not pulled back.
                    if sending.try_get_untracked().is_some() {
                        navigate(&page, Default::default());
                    }
                }
                Err(error) => {
                    // Who has gone elsewhere meanwhile may have begun another in its place.
                    if sending.try_set(false).is_none() {
                        taken.into_iter().for_each(Taken::put_back);
                    }
                    let _ = failure.try_set(Some(error));
                }
            }
        });
    });
    let waiting = Signal::derive(move || busy.get() || sending.get());
    let button = move || {
        if app.vault() != VaultState::Unlocked {
            // Behind the gate stands the gate's own.
            return match app.looking_around.get() {
                true => view! { <UnlockForm /> }.into_any(),
                false => ().into_any(),
            };
        }
        view! {
            <Button
                test="review-sign"
                press=approve
                look=Look::Primary
                wide=true
                glyph=Glyph::Key
                disabled=Signal::derive(move || waiting.get() || stale.get())
                settles=true
            >
                {move || if sending.get() { "Signing and sending…" } else { words }}
            </Button>
        }
        .into_any()
    };
    let freshness = move || {
        let left = fresh_for.saturating_sub(age.get());
        let end = if left > 0 {
            format!("Valid for {left} s.")
        } else {
            "Too old to sign: refresh it.".to_owned()
        };
        format!("Based on block {}, {}. {end}", grouped(basis.height.0), ago(age.get()))
    };
    view! {
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="review-error" /> })}
        {button}
        <div class="row">
            <span class="xs dim" data-test="review-freshness">{freshness}</span>
            <span class="sp"></span>
            <Button test="review-again" press=again small=true glyph=Glyph::Again disabled=waiting>
                "Refresh"
            </Button>
        </div>
    }
}
