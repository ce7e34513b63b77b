//! The switch by which the whole list of a delegate's voters is kept at each freeze.

use ballast_api::calls;
use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    backend::{Failure, ask},
    components::{ErrorPanel, Reading, Skeleton, Toggle},
    state::read,
};

/// What being on means, and how much of it there can be.
const MEANS: &str = "In the block in which an era's votes are frozen, the whole list of its voters is kept on this computer: each \
                     bucket with its owner and its votes. Lists are kept for two years, and of 5 delegates at most.";

/// On for a delegate that is watched.
#[component]
pub fn Voters(
    /// The delegate's permanent id.
    id: Address,
) -> impl IntoView {
    let watched = read(move || Some(calls::GetWatchedDelegates {}));
    let failure = RwSignal::new(None::<Failure>);
    let on = Signal::derive(move || {
        let is_watched = |all: &Vec<Address>| all.contains(&id);
        watched.value.with(|all| all.as_ref().is_some_and(is_watched))
    });
    let change = Callback::new(move |on: bool| {
        leptos::task::spawn_local(async move {
            let answer = match on {
                true => ask(&calls::WatchDelegate { delegate: id }).await,
                false => ask(&calls::UnwatchDelegate { delegate: id }).await,
            };
            // The screen may be gone.
            let _ = failure.try_set(answer.as_ref().err().cloned());
            if let Ok(all) = answer {
                let _ = watched.value.try_set(Some(all));
            }
        });
    });
    view! {
        <section class="card stack-m">
            <Reading of=watched test="delegate-voters-unread" waiting=|| view! { <Skeleton size="short" /> }>
                <Toggle label="Keep its voters at each freeze" help=MEANS test="delegate-voters" on change />
            </Reading>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="delegate-voters-error" /> })}
        </section>
    }
}
