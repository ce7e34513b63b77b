//! Whom an address names where something is signed or agreed to, with the way there: an account leads to its activity.

use std::collections::BTreeSet;

use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    components::account_activity,
    state::{App, app},
};

/// An account by its name or the ends of its address; a protocol of the chain, or a contract of bucket NFTs, by what it is.
#[component]
pub fn Whom(at: Address) -> impl IntoView {
    let app = app();
    match of_the_chain(app, at) {
        Some(name) => name.into_any(),
        None => view! { <a class="named" href=account_activity(at)>{app.name_of(at)}</a> }.into_any(),
    }
}

/// Several of them.
#[component]
pub fn Everyone(all: BTreeSet<Address>) -> impl IntoView {
    all.into_iter()
        .enumerate()
        .map(|(place, at)| view! { {(place > 0).then_some(", ")} <Whom at /> })
        .collect_view()
}

fn of_the_chain(app: App, at: Address) -> Option<String> {
    match at {
        Address::STAKING => Some("IoTeX staking".to_owned()),
        Address::REWARDING => Some("IoTeX rewarding".to_owned()),
        at => {
            let version = app.network()?.params().version_of(at)?;
            Some(format!("Bucket NFTs, version {}", version.number()))
        }
    }
}
