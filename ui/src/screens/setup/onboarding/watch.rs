//! An address without its key.

use ballast_api::{AccountView, calls};
use ballast_domain::Address;
use leptos::prelude::*;

use super::{Step, Way, network::ForNetwork};
use crate::kit::{
    backend::ask,
    components::{Button, Field, Look},
    format::sentence,
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
    let mistake = move || match address.with(|a| a.trim().parse::<Address>()) {
        Err(error) => Some(sentence(&error.to_string())),
        Ok(address) => already(&app().accounts(), address),
    };
    let error = Signal::derive(move || mistake().filter(|_| judged.get()).or_else(|| refused.get()));
    let submit = move || {
        judged.set(true);
        refused.set(None);
        if untrack(mistake).is_some() {
            return;
        }
        let call = calls::WatchAddress {
            address: address.with_untracked(|a| a.trim().to_owned()),
            label: label.with_untracked(|l| l.trim().to_owned()),
        };
        leptos::task::spawn_local(async move {
            match ask(&call).await {
                Ok(_) => done.run(()),
                Err(failure) => {
                    let _ = refused.try_set(Some(failure.sentence));
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
            <Field label="Address" test="watch-address" value=address error first=true recalls=true mono=true help="io1… or 0x…" />
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
