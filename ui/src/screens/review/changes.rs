//! Before and after.

use ballast_domain::{Change, Figure};
use leptos::prelude::*;

use crate::{
    components::Money,
    format::{UNKNOWN, date, grouped, ordinal},
};

/// One line for each thing that changes.
#[component]
pub fn Changes(changes: Vec<Change>) -> impl IntoView {
    let lines = changes
        .into_iter()
        .map(|change| {
            let name = change.label.to_lowercase().replace([' ', ','], "-");
            view! {
                <tr data-test=format!("change-{name}")>
                    <th scope="row">{change.label}</th>
                    <td class="n"><Shown figure=change.before /></td>
                    <td class="arrow" aria-hidden="true">"→"</td>
                    <td class="n b"><Shown figure=change.after /></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="changes" data-test="review-changes">
            <thead>
                <tr>
                    <td></td>
                    <th class="n" scope="col">"before"</th>
                    <td></td>
                    <th class="n" scope="col">"after"</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

#[component]
fn Shown(figure: Figure) -> impl IntoView {
    match figure {
        Figure::Iotx(amount) => view! { <Money of=amount unit=true /> }.into_any(),
        Figure::Votes(votes) => view! { <Money of=votes at_least=0 at_most=2 unit=true /> }.into_any(),
        Figure::Count(count) => grouped(count).into_any(),
        Figure::Place(place) => ordinal(place).into_any(),
        Figure::Date(at) => date(at).into_any(),
        Figure::Text(text) => text.into_any(),
        Figure::Unknown => UNKNOWN.into_any(),
    }
}
