//! What was found on the four derivation paths of a phrase.

use ballast_api::{FoundAccount, Search, calls};
use leptos::prelude::*;

use super::Way;
use crate::kit::{
    backend::ask,
    components::{Button, ErrorPanel, Look, Money},
    format::{UNKNOWN, grouped, short},
    state::app,
};

/// The accounts, with what they hold.
#[component]
pub fn Found(search: Search) -> impl IntoView {
    let way: Way = expect_context();
    let app = app();
    let phrase = search.phrase;
    let search = RwSignal::new(search);
    let busy = RwSignal::new(false);
    let again = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let which = Some(phrase);
            match ask(&calls::SearchPhrase { which }).await {
                Ok(found) => drop(search.try_set(found)),
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    // The backend has looked again by itself: what it found stands here too.
    Effect::new(move |before: Option<u64>| {
        let ended = app.searches.get();
        if before.is_some_and(|before| before != ended) && search.with_untracked(|s| s.missed.is_some()) {
            again();
        }
        ended
    });
    let missed = move || {
        search.with(|s| s.missed.clone()).map(|failure| {
            let again = Callback::new(move |()| again());
            view! { <ErrorPanel failure again test="found-missed" /> }
        })
    };
    let shown = move || {
        search.with(|s| {
            s.found
                .iter()
                .map(|a| view! { <Line account=a.clone() /> })
                .collect_view()
        })
    };
    view! {
        <h1>"Your accounts"</h1>
        <p class="mid" data-test="found-summary">{move || search.with(summary)}</p>
        {missed}
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
            <Button test="found-done" press=move || way.finish() look=Look::Primary settles=true>"Open Ballast"</Button>
        </div>
    }
}

/// What the search came to. What could not be looked at is not said to be unused.
fn summary(search: &Search) -> String {
    let used = search.found.iter().filter(|f| f.is_used()).count();
    let found = match (used, &search.missed) {
        (0, Some(_)) => return "It is not known which accounts were used: not all could be looked at. Ballast looks again by itself when a node answers.".to_owned(),
        (0, None) => return "None of the four paths was ever used; the first account is ready for use.".to_owned(),
        (1, _) => "One account was used before.".to_owned(),
        (n, _) => format!("{n} accounts were used before."),
    };
    match search.missed {
        Some(_) => format!(
            "{found} There may be more: not all could be looked at. Ballast looks again by itself when a node answers."
        ),
        None => found,
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
