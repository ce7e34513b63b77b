//! What a batch comes to: transactions, money, fees, and each account before and after.

use ballast_api::{AccountTotals, BatchProposal};
use leptos::prelude::*;

use crate::{
    flows::review::Changes,
    kit::{
        components::Money,
        format::{counted, grouped},
        state::app,
    },
};

/// The sums.
#[component]
pub fn Sums(batch: BatchProposal) -> impl IntoView {
    let legal = batch.legal().count();
    let nonces: Vec<u64> = batch
        .legal()
        .flat_map(|item| &item.transactions)
        .map(|t| t.nonce)
        .collect();
    let app = app();
    let together = batch.totals.len() > 1;
    // Of several accounts each line names its own.
    let from = batch
        .items
        .first()
        .map(|item| item.intent.account)
        .filter(|_| !together);
    let chain = batch
        .legal()
        .flat_map(|item| &item.transactions)
        .map(|t| t.chain_id)
        .next();
    let network = chain.map(|chain| format!("{}, chain {chain}", app.chain_name(chain)));
    let nonces = match (nonces.first(), nonces.last()) {
        (Some(first), Some(last)) if !together && first != last => {
            Some(format!("nonces {} to {}", grouped(*first), grouped(*last)))
        }
        _ => None,
    };
    view! {
        <h2>"All together"</h2>
        <div class="list facts" data-test="batch-sums">
            <div>
                <span class="mid">"Signed"</span>
                <span class="m" data-test="batch-count">
                    {counted(legal, "transaction")}
                    {nonces.map(|nonces| view! { <span class="dim">{format!(", {nonces}")}</span> })}
                </span>
            </div>
            {from
                .map(|from| {
                    view! {
                        <div>
                            <span class="mid">"From"</span>
                            <span class="m" data-test="batch-from">{move || app.name_of(from)}</span>
                        </div>
                    }
                })}
            {network
                .map(|network| {
                    view! {
                        <div>
                            <span class="mid">"Network"</span>
                            <span class="m" data-test="batch-network">{network}</span>
                        </div>
                    }
                })}
            <div>
                <span class="mid">"Leaves"</span>
                <span class="m left"><Money of=batch.leaves test="batch-leaves" at_most=18 unit=true /></span>
            </div>
            <div>
                <span class="mid">"Comes in"</span>
                <span class="m left"><Money of=batch.comes test="batch-comes" at_most=18 unit=true /></span>
            </div>
            <div>
                <span class="mid">"Fees"</span>
                <span class="m">
                    <Money of=batch.fee test="batch-fee" at_least=4 />
                    <span class="dim">" IOTX, at most "</span>
                    <span class="dim"><Money of=batch.max_fee test="batch-max-fee" at_least=4 /></span>
                </span>
            </div>
        </div>
    }
}

/// Each account before and after.
#[component]
pub fn Totals(totals: Vec<AccountTotals>) -> impl IntoView {
    let app = app();
    let together = totals.len() > 1;
    let accounts = totals
        .into_iter()
        .map(|of| {
            let account = of.account;
            view! {
                {together.then(|| view! { <h2>{move || app.name_of(account)}</h2> })}
                <Changes changes=of.changes />
            }
        })
        .collect_view();
    view! { <section class="card stack-m" data-test="batch-totals">{accounts}</section> }
}
