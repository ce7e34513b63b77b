//! An address without its key.

use ballast_api::{AccountView, calls};
use ballast_domain::Address;
use leptos::{html, prelude::*};

use super::{Step, Way, network::ForNetwork};
use crate::kit::{
    backend::ask,
    components::{AddressField, Button, Field, Look, focus_soon},
    state::app,
};

/// The address and a name for it.
#[component]
pub fn Watch() -> impl IntoView {
    let way: Way = expect_context();
    view! {
        <h1>"Watch an address"</h1>
        <ForNetwork />
        <WatchForm done=Callback::new(move |()| way.finish())>
            <Button test="watch-back" press=move || way.to(Step::Welcome)>"Back"</Button>
        </WatchForm>
    }
}

/// Where the wallet has the address already.
fn already(accounts: &[AccountView], address: Address) -> Option<String> {
    let known = accounts.iter().find(|a| a.address == address)?;
    Some(match known.can_sign() {
        true => format!("This is your own account, {}: it needs no watching.", known.label),
        false => format!("You watch this address already, as {}.", known.label),
    })
}

/// What was sent turned out to be wrong: the field has the keyboard again.
fn focus_input(input: NodeRef<html::Input>) {
    if let Some(input) = input.try_get_untracked().flatten() {
        focus_soon(input);
    }
}

/// The form; used here and in Settings.
#[component]
pub fn WatchForm(
    /// When it is watched.
    done: Callback<()>,
    /// Beside the button.
    children: Children,
) -> impl IntoView {
    let address = RwSignal::new(String::new());
    let label = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let judged = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let meant = move || {
        let found = address.with(|text| app().whom(text));
        let found = found.map_err(|nobody| nobody.failure().sentence)?;
        already(&app().accounts(), found).map_or(Ok(found), Err)
    };
    let error = Signal::derive(move || meant().err().filter(|_| judged.get()).or_else(|| refused.get()));
    let submit = move || {
        judged.set(true);
        refused.set(None);
        let Ok(found) = untrack(meant) else {
            return focus_input(input);
        };
        let call = calls::WatchAddress {
            address: found.to_io1(),
            label: label.with_untracked(|l| l.trim().to_owned()),
        };
        leptos::task::spawn_local(async move {
            match ask(&call).await {
                Ok(_) => {
                    // Who closed the form meanwhile has the account all the same.
                    if done.try_run(()).is_none() {
                        app().refresh().await;
                    }
                }
                Err(failure) => {
                    let _ = refused.try_set(Some(failure.sentence));
                    focus_input(input);
                }
            }
        });
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <AddressField label="Address" test="watch-address" value=address error own=false first=true input />
            <Field label="Your name for it" test="watch-label" value=label help="May stay empty." />
            <div class="row">
                {children()}
                <span class="sp"></span>
                <Button test="watch" press=move || () look=Look::Primary submit=true>"Watch"</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use ballast_api::Origin;

    use super::*;

    #[test]
    fn an_address_that_is_here_is_named_by_its_name() {
        let (own, other) = (Address::from_bytes([1; 20]), Address::from_bytes([2; 20]));
        let account = |origin| AccountView {
            address: own,
            label: "Savings".into(),
            origin,
        };
        let said = already(&[account(Origin::Watch)], own).unwrap();
        assert_eq!(said, "You watch this address already, as Savings.");
        assert!(
            already(&[account(Origin::Key)], own)
                .unwrap()
                .contains("your own account, Savings")
        );
        assert_eq!(already(&[account(Origin::Key)], other), None);
    }
}
