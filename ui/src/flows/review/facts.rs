//! The transaction as it will be signed.

use ballast_domain::{Address, Proposal, Source, Transaction};
use leptos::prelude::*;

use super::source::SourceWord;
use crate::{
    flows::whom::Whom,
    kit::{
        components::Money,
        format::{fours, grouped},
        state::app,
    },
};

/// Recipient, action, fee, sender, nonce, network; below it the address in full and the raw data, folded.
#[component]
pub fn Facts(proposal: Proposal) -> impl IntoView {
    let from = proposal.intent.account;
    let recipient = proposal.intent.recipient();
    let (fee, max_fee) = (proposal.fee, proposal.max_fee);
    let source = proposal.ran.is_some().then(|| proposal.fee_source());
    proposal
        .transactions
        .into_iter()
        .enumerate()
        .map(|(index, transaction)| {
            let fee = (index == 0).then_some((fee, max_fee));
            // What goes to a contract may be meant for somebody else.
            let recipient = recipient.filter(|to| *to != transaction.to);
            view! { <One transaction from fee recipient source /> }
        })
        .collect_view()
}

#[component]
fn One(
    transaction: Transaction,
    from: Address,
    fee: Option<(ballast_domain::Amount, ballast_domain::Amount)>,
    recipient: Option<Address>,
    source: Option<Source>,
) -> impl IntoView {
    let app = app();
    let own = app.accounts().iter().any(|account| account.address == transaction.to);
    let known = transaction.to_name.is_some() || app.known(transaction.to);
    let to = match transaction.to_name.clone() {
        Some(name) => name.into_any(),
        None => view! { <Whom at=transaction.to /> }.into_any(),
    };
    let network = app.chain_name(transaction.chain_id);
    view! {
        <div class="list facts" data-test="review-facts">
            <div>
                <span class="mid">"To"</span>
                <span class="m" data-test="review-to">
                    {to} " "
                    <span class=if known { "chip good" } else { "chip warn" }>{if own {
                        "yours"
                    } else if known {
                        "known"
                    } else {
                        "not known"
                    }}</span>
                </span>
            </div>
            {recipient
                .map(|to| {
                    view! {
                        <div>
                            <span class="mid">"For"</span>
                            <span class="m" data-test="review-for">
                                <Whom at=to /> " "
                                <span class=if app.known(to) { "chip good" } else { "chip warn" }>
                                    {if app.known(to) { "known" } else { "not known" }}
                                </span>
                            </span>
                        </div>
                    }
                })}
            <div>
                <span class="mid">"Action"</span>
                <span class="m" data-test="review-action">{transaction.method.unwrap_or_else(|| "transfer".to_owned())}</span>
            </div>
            {(!transaction.value.is_zero())
                .then(|| {
                    view! {
                        <div>
                            <span class="mid">"Value"</span>
                            <span class="m left"><Money of=transaction.value test="review-value" unit=true /></span>
                        </div>
                    }
                })}
            {fee
                .map(|(fee, max_fee)| {
                    view! {
                        <div>
                            <span class="mid">"Fee"</span>
                            <span class="m">
                                <Money of=fee test="review-fee" at_least=4 />
                                <span class="dim">" IOTX, at most "</span>
                                <span class="dim"><Money of=max_fee test="review-max-fee" at_least=4 /></span>
                                {source.map(|source| view! { " " <SourceWord source /> })}
                            </span>
                        </div>
                    }
                })}
            <div>
                <span class="mid">"From"</span>
                <span class="m" data-test="review-from"><Whom at=from /></span>
            </div>
            <div>
                <span class="mid">"Nonce"</span>
                <span class="m" data-test="review-nonce">{grouped(transaction.nonce)}</span>
            </div>
            <div>
                <span class="mid">"Network"</span>
                <span class="m" data-test="review-network">{format!("{network}, chain {}", transaction.chain_id)}</span>
            </div>
        </div>
        <div class="well mono xs mid" data-test="review-address">
            {fours(&transaction.to.to_string())}
            <br />
            {fours(&transaction.to.to_io1())}
        </div>
        <details data-test="review-raw">
            <summary>"Raw data"</summary>
            <div class="well mono xs wrap-any">{transaction.data.to_string()}</div>
            <div class="xs dim">
                {format!(
                    "Gas limit {}, at most {} Rau a gas, {} of it for the producer.",
                    grouped(transaction.gas_limit),
                    transaction.max_fee_per_gas.rau_for_people(),
                    transaction.max_tip_per_gas.rau_for_people(),
                )}
            </div>
        </details>
    }
}
