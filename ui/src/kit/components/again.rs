//! The end of an address, typed once more before something is given away for good.

use ballast_domain::Address;
use leptos::prelude::*;

use super::Field;

/// The end of an address as it is typed again.
#[derive(Clone, Copy)]
pub struct Again {
    of: Signal<Option<Address>>,
    typed: RwSignal<String>,
}

impl Again {
    /// Of the address that was entered; none while none was.
    pub fn new(of: Signal<Option<Address>>) -> Self {
        Self {
            of,
            typed: RwSignal::new(String::new()),
        }
    }

    /// Whether it was typed, in either form of the address.
    pub fn is_done(self) -> bool {
        let to = self.of.get();
        self.typed.with(|typed| to.is_some_and(|to| to.ends_as(typed)))
    }
}

/// Asks for the end of an address.
#[component]
pub fn AgainField(
    /// What is typed.
    again: Again,
    /// Its name for tests.
    test: &'static str,
    /// What is not to be given away by a slip.
    what: &'static str,
) -> impl IntoView {
    let wrong = Signal::derive(move || {
        let typed = again.typed.with(|t| t.trim().len() >= Address::ENDING);
        (typed && !again.is_done()).then(|| "These are not the address's last characters.".to_owned())
    });
    view! {
        <Field
            label=format!("The address's last {} characters again", Address::ENDING)
            test
            value=again.typed
            error=wrong
            mono=true
            help=format!("So that {what} is not given away by a slip: it cannot be taken back.")
        />
    }
}
