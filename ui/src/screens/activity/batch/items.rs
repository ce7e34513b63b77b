//! The actions of a batch, in order.

use ballast_domain::{Phrase, Proposal, Severity};
use leptos::prelude::*;

use crate::{
    flows::bucket::{Labels, labels_of, read_labels},
    flows::review::{SourceWord, Warnings},
    kit::{
        components::{Glyph, Icon, Money, Said},
        format::counted,
        state::app,
    },
};

/// A card with a line for each; those that are refused say why, and are left out.
#[component]
pub fn Items(items: Vec<Proposal>) -> impl IntoView {
    let refused = items.iter().filter(|item| item.transactions.is_empty()).count();
    let together = items.iter().any(|item| item.intent.account != items[0].intent.account);
    let all = items.len();
    let heading = counted(all, "action");
    let labels = read_labels();
    let lines = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| view! { <Line number=index + 1 item together labels /> })
        .collect_view();
    view! {
        <section class="card stack-s">
            <div class="row">
                <h2>{heading}</h2>
                <span class="sp"></span>
                <span class="sm dim">"in this order · fee, IOTX"</span>
            </div>
            {(refused > 0 && refused < all)
                .then(|| {
                    view! {
                        <div class="note warn" data-test="batch-left-out">
                            <Icon glyph=Glyph::Warning />
                            <span>{format!("{} not be signed; the reason stands below each.", those(refused))}</span>
                        </div>
                    }
                })}
            <ol class="list numbered" data-test="batch-items">{lines}</ol>
        </section>
    }
}

/// `1 action is`, `2 actions are`.
fn those(count: usize) -> String {
    format!("{} will", counted(count, "action"))
}

#[component]
fn Line(number: usize, item: Proposal, together: bool, labels: Labels) -> impl IntoView {
    let app = app();
    let (legal, account, fee) = (!item.transactions.is_empty(), item.intent.account, item.fee);
    // Where a contract decides, not all of a line is the wallet's own word.
    let source = item.ran.is_some().then(|| item.fee_source());
    // What is refused is not going to be as its sentence says.
    let (first, rest) = match legal {
        true => item.says.of(&item.sentence).headline(),
        false => (item.intent.in_brief(), Phrase::default()),
    };
    let ran = item.ran.filter(|_| legal);
    let intent = item.intent;
    let called = move || labels.with(|labels| labels_of(&intent, labels));
    // The same note on every line would hide what is particular to one.
    let mut warnings = item.warnings;
    warnings.retain(|w| w.severity != Severity::Note);
    view! {
        <li data-test=format!("batch-item-{number}") data-legal=legal.to_string()>
            <span class="dim n">{number}</span>
            <div>
                <div class:dim=!legal data-test=format!("batch-item-{number}-what")><Said says=first /></div>
                {(!rest.is_empty()).then(|| view! { <div class="sm dim"><Said says=rest /></div> })}
                {together.then(|| view! { <div class="xs dim">{move || app.name_of(account)}</div> })}
                {ran.map(|ran| view! { <div class="xs dim wrap-any" data-test=format!("batch-item-{number}-ran")>{ran}</div> })}
                <Warnings warnings />
                <span class="xs dim wrap-any" data-test=format!("batch-item-{number}-label")>{called}</span>
            </div>
            <span class="sm mid n">
                {legal.then(|| view! { <Money of=fee at_least=4 /> })}
                {source.map(|source| view! { <SourceWord source /> })}
            </span>
        </li>
    }
}
