//! The practice network's own settings: where its money comes from, and a new beginning.

use ballast_api::calls;
use ballast_domain::Network;
use leptos::prelude::*;

use crate::{
    flows::faucet::{FROM_FAUCET, Faucet},
    kit::{
        backend::{Failure, ask},
        components::{Button, Dialog, ErrorPanel, Look},
        state::{KeptForm, app},
    },
};

/// Shown on the practice network alone.
#[component]
pub fn Practice() -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| app.network() == Some(Network::Practice));
    let asking = RwSignal::new(false);
    let acting = move || app.acting().map(|account| view! { <Faucet address=account.address /> });
    view! {
        <Show when=move || shown.get()>
            <section class="card stack-m" data-test="practice-settings">
                <h2>"Practice network"</h2>
                <p class="sm mid">{FROM_FAUCET}</p>
                <div class="row tight">
                    {acting}
                    <Button test="practice-over" press=move || asking.set(true) small=true>"Start over"</Button>
                </div>
                <Dialog open=asking title="Start the practice network over?" test="practice-over-dialog">
                    <StartOver asking />
                </Dialog>
            </section>
        </Show>
    }
}

/// What goes and what stays, and the second yes.
#[component]
fn StartOver(asking: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let start = move || {
        app.progress.set(None);
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match ask(&calls::StartPracticeOver {}).await {
                Ok(_) => {
                    KeptForm::forget_all_of(Network::Practice);
                    let _ = asking.try_set(false);
                    // As after a change of networks: what was read belongs to another chain.
                    match app.open(Network::Practice).await {
                        Ok(_) => app.toasts.say("good", "The practice network begins anew."),
                        Err(error) => app.toasts.failure(&error),
                    }
                }
                Err(error) => {
                    let _ = busy.try_set(false);
                    // Who closed the question hears of it all the same.
                    if let Some(error) = failure.try_set(Some(error)).flatten() {
                        app.toasts.failure(&error);
                    }
                }
            }
        });
    };
    view! {
        <p>
            "The practice chain begins anew. Its buckets and its money are gone, and with them what you did there: Activity, drafts, \
             tokens you added, and what you wrote beside buckets. This cannot be taken back."
        </p>
        <p class="mid">
            "Your accounts, their keys and the address book stay, and so do all other networks. Ballast locks; the first account \
             has practice money again."
        </p>
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="practice-over-error" /> })}
        <div class="row">
            <span class="sp"></span>
            <Button test="practice-over-not" press=move || asking.set(false) disabled=busy>"Keep it"</Button>
            <Button test="practice-over-yes" press=start look=Look::Primary disabled=busy settles=true>
                {move || match app.progress.get() {
                    _ if !busy.get() => "Start over".to_owned(),
                    Some((_, done, total)) => format!("One moment: {done} of {total}"),
                    None => "One moment…".to_owned(),
                }}
            </Button>
        </div>
    }
}
