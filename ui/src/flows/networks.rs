//! Changing to another network.

use ballast_domain::Network;
use leptos::prelude::*;

use crate::kit::{
    backend::Failure,
    state::{app, is_blank},
};

/// Opens a network, and begins where it has no wallet yet. Busy meanwhile; the network that was open stays so where it
/// fails.
pub fn switch(network: Network, busy: RwSignal<bool>, failed: Callback<Failure>) {
    let app = app();
    busy.set(true);
    leptos::task::spawn_local(async move {
        let opened = app.open(network).await;
        // What asked may have left the screen with the network.
        let _ = busy.try_set(false);
        match opened {
            Ok(status) => app.onboarding.set(is_blank(&status)),
            Err(failure) => {
                let _ = failed.try_run(failure);
            }
        }
    });
}
