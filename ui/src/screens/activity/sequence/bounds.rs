//! The bounds that a person agrees to: what leaves, to whom, for what fee at most.

use std::collections::{BTreeMap, BTreeSet};

use ballast_api::SequenceProposal;
use ballast_domain::{Address, TokenAmount, Units, actions::TokenGrant};
use leptos::prelude::*;

use crate::{
    flows::whom::Everyone,
    kit::{
        components::Money,
        format::counted,
        state::{App, app},
    },
};

/// A line for each bound.
#[component]
pub fn BoundsList(proposal: SequenceProposal) -> impl IntoView {
    let app = app();
    let steps = proposal.steps.iter().map(|step| &step.agreed);
    let called: BTreeSet<Address> = steps.clone().map(|agreed| agreed.bounds.to).collect();
    let given: BTreeSet<Address> = steps.clone().filter_map(|agreed| agreed.bounds.recipient).collect();
    let granted = granted(app, steps.clone().filter_map(|agreed| agreed.bounds.tokens.as_ref()));
    let from: BTreeSet<Address> = steps.map(|agreed| agreed.step.intent.account).collect();
    let count = counted(proposal.steps.len(), "step");
    view! {
        <div class="list facts" data-test="sequence-bounds">
            <div>
                <span class="mid">"Leaves"</span>
                <span class="m">
                    <Money of=proposal.leaves test="sequence-leaves" at_least=4 unit=true />
                    <span class="dim">", not more"</span>
                </span>
            </div>
            {granted
                .into_iter()
                .map(|words| {
                    view! {
                        <div>
                            <span class="mid">"Tokens"</span>
                            <span class="m wrap-any" data-test="sequence-tokens">{words}</span>
                        </div>
                    }
                })
                .collect_view()}
            <div>
                <span class="mid">"To"</span>
                <span class="m" data-test="sequence-to">
                    {match given.is_empty() {
                        true => "nobody".into_any(),
                        false => view! { <Everyone all=given /> }.into_any(),
                    }}
                </span>
            </div>
            <div>
                <span class="mid">"Calls"</span>
                <span class="m" data-test="sequence-calls"><Everyone all=called /></span>
            </div>
            <div>
                <span class="mid">"Fees"</span>
                <span class="m">
                    <Money of=proposal.max_fee test="sequence-fees" at_least=4 unit=true />
                    <span class="dim">{format!(" at most, {count}")}</span>
                </span>
            </div>
            <div>
                <span class="mid">"Gas price"</span>
                <span class="m">"at most twice today's"</span>
            </div>
            <div>
                <span class="mid">"From"</span>
                <span class="m"><Everyone all=from /></span>
            </div>
        </div>
    }
}

/// A line for the tokens of each contract that somebody gets, or may take.
fn granted<'a>(app: App, all: impl Iterator<Item = &'a TokenGrant>) -> Vec<String> {
    let mut sums = BTreeMap::<_, Units>::new();
    for grant in all {
        let sum = sums.entry((grant.token, grant.to, grant.most.decimals)).or_default();
        // More than any contract can count is of no token.
        *sum = sum.checked_add(&grant.most.units).unwrap_or_else(|| sum.clone());
    }
    let line = |((token, to, decimals), units)| {
        let most = TokenAmount::new(units, decimals).for_people();
        format!("{most} of {} to {}, not more", app.name_of(token), app.name_of(to))
    };
    sums.into_iter().map(line).collect()
}
