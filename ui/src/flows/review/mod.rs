//! The one review for every proposal: the sentence, what changes, what to mind, the transaction, and the signature.

mod aside;
mod asked;
mod changes;
mod facts;
mod sentence;
mod sign;
mod source;
mod then;
mod warnings;

use ballast_domain::Proposal;
use leptos::prelude::*;

use self::sign::Sign;
use crate::kit::{
    components::{Button, Glyph, Icon},
    state::KeptForm,
};
pub use aside::SaveDraft;
pub use asked::Asked;
pub use changes::Changes;
pub use facts::Facts;
pub use sentence::Sentence;
pub use sign::SignButton;
pub use source::SourceWord;
pub use then::Then;
pub use warnings::Warnings;

/// A proposal, ready to be approved or left.
#[component]
pub fn Review(
    /// The backend's answer.
    proposal: Proposal,
    /// Leaves it.
    back: Callback<()>,
    /// Computes it again from a newer block.
    again: Callback<()>,
    /// While that goes on.
    busy: RwSignal<bool>,
    /// The forms that are forgotten once it is signed.
    #[prop(optional)]
    forgets: Vec<KeptForm>,
) -> impl IntoView {
    let legal = proposal.block().is_none() && !proposal.transactions.is_empty();
    let same = !proposal.transactions.is_empty() && proposal.transactions.iter().all(|t| t.reencoded);
    // What takes another's place makes no sense later.
    let draft = proposal
        .replaces
        .is_none()
        .then(|| (proposal.sentence.clone(), vec![proposal.intent.clone()]));
    let then = (legal && proposal.intent.concerns_buckets()).then(|| vec![proposal.intent.clone()]);
    let sending = RwSignal::new(false);
    view! {
        <div class="grid3" data-test="review">
            <div class="stack-m">
                <section class="card stack">
                    <Sentence says=proposal.says.clone().of(&proposal.sentence) />
                    {(!proposal.changes.is_empty()).then(|| view! { <Changes changes=proposal.changes.clone() with_source=proposal.ran.is_some() /> })}
                    {proposal
                        .ran
                        .clone()
                        .map(|ran| {
                            view! {
                                <div class="note" data-test="review-ran">
                                    <Icon glyph=Glyph::Info />
                                    <span>{ran}</span>
                                </div>
                            }
                        })}
                    <Warnings warnings=proposal.warnings.clone() />
                </section>
                {then.map(|intents| view! { <Then intents /> })}
            </div>
            <section class="card stack-m">
                <h2>{heading(proposal.transactions.len())}</h2>
                <Facts proposal=proposal.clone() />
                {same
                    .then(|| {
                        view! {
                            <div class="sm row tight good-ink" data-test="review-reencoded">
                                <Icon glyph=Glyph::Check />
                                "Checked: the bytes match this description"
                            </div>
                        }
                    })}
                <div class="decide">
                    {if legal {
                            view! { <Sign proposal again busy sending forgets /> }.into_any()
                        } else {
                            view! {
                                // The rule's own notice stands beside its sentence: one is enough.
                                <p class="sm mid" data-test="review-blocked">
                                    "There is nothing to sign: a rule forbids it."
                                </p>
                                <Button test="review-again" press=again glyph=Glyph::Again disabled=busy>
                                    "Refresh"
                                </Button>
                            }
                                .into_any()
                        }}
                    <div class="row">
                        <Button test="review-back" press=back disabled=sending>"Back"</Button>
                        <span class="sp"></span>
                        {draft.map(|(name, intents)| view! { <SaveDraft name intents /> })}
                    </div>
                </div>
            </section>
        </div>
    }
}

const fn heading(transactions: usize) -> &'static str {
    match transactions {
        0 => "No transaction",
        1 => "The transaction",
        _ => "The transactions",
    }
}
