//! The bounds that a person agrees to: what leaves, to whom, for what fee at most.

use std::collections::BTreeSet;

use ballast_api::SequenceProposal;
use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    components::Money,
    format::counted,
    state::{App, app},
};

/// A line for each bound.
#[component]
pub fn BoundsList(proposal: SequenceProposal) -> impl IntoView {
    let app = app();
    let steps = proposal.steps.iter().map(|step| &step.agreed);
    let called: BTreeSet<Address> = steps.clone().map(|agreed| agreed.bounds.to).collect();
    let given: BTreeSet<Address> = steps.clone().filter_map(|agreed| agreed.bounds.recipient).collect();
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
            <div>
                <span class="mid">"To"</span>
                <span class="m" data-test="sequence-to">
                    {match given.is_empty() {
                        true => "nobody".to_owned(),
                        false => names(app, &given),
                    }}
                </span>
            </div>
            <div>
                <span class="mid">"Calls"</span>
                <span class="m" data-test="sequence-calls">{names(app, &called)}</span>
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
                <span class="m">{names(app, &from)}</span>
            </div>
        </div>
    }
}

fn names(app: App, all: &BTreeSet<Address>) -> String {
    let params = app.network().map(|network| network.params());
    let name = |at: &Address| match *at {
        Address::STAKING => "IoTeX staking".to_owned(),
        Address::REWARDING => "IoTeX rewarding".to_owned(),
        at => match params.as_ref().and_then(|params| params.version_of(at)) {
            Some(version) => format!("Bucket NFTs, version {}", version.number()),
            None => app.name_of(at),
        },
    };
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}
