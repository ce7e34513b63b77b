//! Where the money for a stake comes from, where there is none.

use ballast_domain::Network;
use leptos::prelude::*;

use super::terms::Terms;
use crate::{
    flows::faucet::PracticeMoney,
    kit::state::{app, staking},
};

/// Where practice money comes from, while the account cannot pay for the smallest stake.
#[component]
pub fn Penniless(terms: Terms) -> impl IntoView {
    let app = app();
    let poor = Memo::new(move |_| {
        let known = terms.liquid().zip(staking());
        let short_of_it = known.is_some_and(|(liquid, staking)| liquid <= staking.min_stake);
        let signs = terms.account().is_some_and(|a| a.can_sign());
        terms
            .payer
            .get()
            .filter(|_| short_of_it && signs && app.network() == Some(Network::Practice))
    });
    move || {
        poor.get().map(|address| {
            let lack = "This account holds too little to stake.".to_owned();
            view! { <PracticeMoney address test="stake-penniless" lack=Signal::stored(lack) /> }
        })
    }
}
