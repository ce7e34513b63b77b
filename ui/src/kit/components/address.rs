//! Addresses: whole, in groups of four, in both forms, ready to copy.

use ballast_domain::Address;
use leptos::prelude::*;

use super::{CopyButton, Segmented};
use crate::kit::format::fours;

/// An address in full, with a switch between its two forms.
#[component]
pub fn AddressView(
    /// Whose.
    address: Address,
    /// The stable name for tests.
    #[prop(into)]
    test: String,
) -> impl IntoView {
    let form = RwSignal::new("io1".to_owned());
    let text = Signal::derive(move || {
        if form.get() == "io1" {
            address.to_io1()
        } else {
            address.to_string()
        }
    });
    let forms = vec![("io1".to_owned(), "io1".to_owned()), ("0x".to_owned(), "0x".to_owned())];
    view! {
        <div class="stack-s">
            <div class="well mono wrap-any" data-test=test.clone() data-address=text>
                {move || fours(&text.get())}
            </div>
            <div class="row">
                <Segmented
                    label="Form of the address"
                    test=format!("{test}-form")
                    options=forms
                    value=form
                    choose=Callback::new(move |chosen| form.set(chosen))
                />
                <span class="sp"></span>
                <CopyButton text test=format!("{test}-copy") />
            </div>
        </div>
    }
}
