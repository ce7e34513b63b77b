//! The contracts of the open network, and a file of them for any network but mainnet.

use ballast_api::{ContractsView, FileKind, calls};
use ballast_domain::Network;
use leptos::prelude::*;

use crate::kit::{
    backend::{Failure, ask},
    components::{Button, Dialog, ErrorPanel},
    state::{KeptForm, app, read},
};

/// Which contracts are used, and a file for others.
#[component]
pub fn NetworkContracts() -> impl IntoView {
    let app = app();
    let contracts = read(move || app.network().map(|_| calls::GetContracts {}));
    let failure = RwSignal::new(None::<Failure>);
    let (busy, telling) = (RwSignal::new(false), RwSignal::new(false));
    let change = move |forget: bool| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let changed = changed(forget).await;
            // The screen may be gone; the window's state is not.
            let _ = busy.try_set(false);
            let _ = failure.try_set(changed.as_ref().err().cloned());
            if let Ok(Some(view)) = changed {
                // What was typed belongs to the network as it was, and what was read to its contracts.
                KeptForm::forget_all_of(view.network);
                if let Err(error) = app.open(view.network).await {
                    app.toasts.failure(&error);
                }
            }
        });
    };
    let given = Memo::new(move |_| contracts.value.with(|c| c.as_ref().is_some_and(|c| c.given.is_some())));
    let count = move || contracts.value.with(|c| c.as_ref().map(|c| c.contracts.all().len()));
    let says = move || match (count(), given.get()) {
        (None, _) => String::new(),
        (Some(0), _) => "No contract is known on this network.".to_owned(),
        (Some(count), false) => format!("{count} addresses, which Ballast knows."),
        (Some(count), true) => format!("{count} addresses; those of your file stand before those that Ballast knows."),
    };
    let takes_none = Memo::new(move |_| app.network() == Some(Network::Mainnet));
    view! {
        <div class="row">
            <h2>"Contracts"</h2>
            <span class="sp"></span>
            <Button test="contracts-show" press=move || telling.set(true) small=true>"Show"</Button>
            <Show when=move || given.get()>
                <Button test="contracts-forget" press=move || change(true) small=true disabled=busy>
                    "Forget the file"
                </Button>
            </Show>
            <Show when=move || !takes_none.get()>
                <Button test="contracts-choose" press=move || change(false) small=true disabled=busy>
                    "Choose a file…"
                </Button>
            </Show>
        </div>
        <p class="sm mid" data-test="contracts">
            {says}
            " "
            {move || match takes_none.get() {
                true => "On mainnet they are the only ones.",
                false => "A file names others. Each is looked at before it is used, and the wallet locks.",
            }}
        </p>
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="contracts-error" /> })}
        <Dialog open=telling title="The contracts of this network" test="contracts-dialog">
            {move || contracts.value.get().map(|view| view! { <Addresses view /> })}
            <div class="row">
                <span class="sp"></span>
                <Button test="contracts-close" press=move || telling.set(false)>"Close"</Button>
            </div>
        </Dialog>
    }
}

/// Each address with its place in a file, and whether it stands in the person's.
#[component]
fn Addresses(view: ContractsView) -> impl IntoView {
    let row = |(one, by_person): (ballast_domain::NamedContract, bool)| {
        view! {
            <li>
                <b>{one.field}</b>
                {if by_person { " · your file" } else { "" }}
                <div class="mono wrap-any">{one.address.to_string()}</div>
            </li>
        }
    };
    view! {
        <ul class="sm stack-s" data-test="contracts-list">
            {view.rows().into_iter().map(row).collect_view()}
        </ul>
    }
}

/// What became of it; none where no file was chosen. Where the file is, the page never learns.
async fn changed(forget: bool) -> Result<Option<ContractsView>, Failure> {
    if forget {
        return ask(&calls::ForgetContracts {}).await.map(Some);
    }
    let kind = FileKind::Contracts;
    match ask(&calls::ChooseFile { kind }).await? {
        Some(chosen) => ask(&calls::GiveContracts { file: chosen.handle }).await.map(Some),
        None => Ok(None),
    }
}
