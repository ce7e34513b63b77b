//! What was found on the four derivation paths of a phrase.

use ballast_api::FoundAccount;
use leptos::prelude::*;

use super::Way;
use crate::kit::{
    components::{Button, Look, Money},
    format::{UNKNOWN, grouped, short},
};

/// The accounts, with what they hold.
#[component]
pub fn Found(found: Vec<FoundAccount>) -> impl IntoView {
    let way: Way = expect_context();
    let used = found.iter().filter(|f| f.is_used()).count();
    let summary = match used {
        0 => "None of the searched paths was ever used; the first account is ready for use.".to_owned(),
        1 => "One account was used before.".to_owned(),
        n => format!("{n} accounts were used before."),
    };
    let shown = found
        .into_iter()
        .filter(|f| f.added || f.is_used())
        .map(|account| view! { <Line account /> })
        .collect_view();
    view! {
        <h1>"Your accounts"</h1>
        <p class="mid" data-test="found-summary">{summary}</p>
        <div class="table-scroll">
            <table data-test="found">
                <thead>
                    <tr>
                        <th>"Path"</th>
                        <th>"Address"</th>
                        <th class="n">"Balance, IOTX"</th>
                        <th class="n">"Sent"</th>
                        <th class="n">"Buckets"</th>
                    </tr>
                </thead>
                <tbody>{shown}</tbody>
            </table>
        </div>
        <div class="row">
            <span class="sp"></span>
            <Button test="found-done" press=move || way.finish() look=Look::Primary>"Open Ballast"</Button>
        </div>
    }
}

#[component]
fn Line(account: FoundAccount) -> impl IntoView {
    let number = |n: Option<u64>| n.map_or(UNKNOWN.to_owned(), grouped);
    let io1 = account.address.to_io1();
    view! {
        <tr data-test=format!("found-{io1}")>
            <td class="mono">{account.path}</td>
            <td class="mono" title=io1.clone()>{short(&io1)}</td>
            <td class="n">
                {match account.balance {
                    Some(balance) => view! { <Money of=balance /> }.into_any(),
                    None => UNKNOWN.into_any(),
                }}
            </td>
            <td class="n">{number(account.nonce)}</td>
            <td class="n">{number(account.buckets)}</td>
        </tr>
    }
}
