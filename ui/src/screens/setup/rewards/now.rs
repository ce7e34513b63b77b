//! Where an account's rewards go now, as far as a node tells: a dash is what is not known.

use ballast_api::GroundView;
use ballast_domain::{Address, Destination, Ledger, Snapshot};
use leptos::prelude::*;

use crate::kit::{
    components::{AddressView, Reading, Skeleton},
    format::{UNKNOWN, grouped},
    state::{Remote, app},
};

/// Where they go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goes {
    /// The node does not say: it is too old, or was not heard yet.
    Unknown,
    /// To the account itself.
    Own,
    /// To somebody else.
    To(Destination),
}

impl Goes {
    fn of(ledger: &Ledger, account: Address) -> Self {
        match ledger.destination_of(account) {
            Some(set) => Self::To(set),
            None if ledger.knows_destination(account) => Self::Own,
            None => Self::Unknown,
        }
    }

    const fn recipient(self) -> Option<Address> {
        match self {
            Self::To(set) => Some(set.recipient),
            Self::Unknown | Self::Own => None,
        }
    }
}

/// Where an account's rewards go, by what was read last.
pub fn goes(of: Remote<Snapshot<GroundView>>, account: Address) -> Goes {
    let told = |ground: &Snapshot<GroundView>| Goes::of(&ground.value.ledger, account);
    of.value.with(|ground| ground.as_ref().map_or(Goes::Unknown, told))
}

/// To which bucket AutoDeposit has them added.
fn compounds(ledger: &Ledger, account: Address) -> String {
    match ledger.compounding.get(&account) {
        Some(bucket) => format!("adds them to bucket {bucket}, and goes before"),
        None if ledger.unread.compounding.contains(&account) => UNKNOWN.to_owned(),
        None => "not registered".to_owned(),
    }
}

/// How it stands.
#[component]
pub fn Now(
    /// Whose rewards.
    account: Address,
    /// What the node tells.
    of: Remote<Snapshot<GroundView>>,
) -> impl IntoView {
    let app = app();
    let goes = Memo::new(move |_| goes(of, account));
    let bucket = Memo::new(move |_| {
        let told = |ground: &Snapshot<GroundView>| compounds(&ground.value.ledger, account);
        of.value
            .with(|ground| ground.as_ref().map_or_else(|| UNKNOWN.to_owned(), told))
    });
    let words = move || match goes.get() {
        Goes::Unknown => UNKNOWN.to_owned(),
        Goes::Own => "the account itself".to_owned(),
        Goes::To(set) => format!("{}, since block {}", app.name_of(set.recipient), grouped(set.height.0)),
    };
    let unknown = move || goes.get() == Goes::Unknown;
    view! {
        <section class="card stack-m">
            <h2>"Now"</h2>
            <Reading of test="rewards-unread" waiting=|| view! { <Skeleton size="tall" /> }>
                <div class="list facts">
                    <div>
                        <span class="mid">"Account"</span>
                        <span class="wrap-any">{move || app.name_of(account)}</span>
                    </div>
                    <div>
                        <span class="mid">"Paid to"</span>
                        <span class="wrap-any" data-test="rewards-goes">{words}</span>
                    </div>
                    <div>
                        <span class="mid">"AutoDeposit"</span>
                        <span data-test="rewards-bucket">{bucket}</span>
                    </div>
                </div>
                {move || goes.get().recipient().map(|address| view! { <AddressView address test="rewards-recipient" /> })}
                <Show when=unknown>
                    <p class="sm mid" data-test="rewards-unknown">
                        "The node is too old to say where they go: that it shows nothing does not mean that nothing is set."
                    </p>
                </Show>
                <p class="sm mid">
                    "A bucket that is registered with AutoDeposit goes before: as long as rewards can be added to it, a destination \
                     gets nothing."
                </p>
            </Reading>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Height;

    use super::*;

    #[test]
    fn what_is_not_known_is_not_unset() {
        let [account, recipient] = [1, 2].map(|number| Address::from_bytes([number; 20]));
        let mut ledger = Ledger::default();
        assert_eq!(Goes::of(&ledger, account), Goes::Own);
        assert_eq!(compounds(&ledger, account), "not registered");
        ledger.unread.destinations.insert(account);
        ledger.unread.compounding.insert(account);
        assert_eq!(Goes::of(&ledger, account), Goes::Unknown);
        assert_eq!(compounds(&ledger, account), UNKNOWN);
        ledger.set_destination(account, recipient, Height(9));
        ledger.compounding.insert(account, 7);
        assert_eq!(Goes::of(&ledger, account).recipient(), Some(recipient));
        assert!(compounds(&ledger, account).contains("bucket 7"));
    }
}
