//! Money and votes: digits in groups, decimals dimmed, every decimal on hover and on copy.

use ballast_domain::{Amount, Votes};
use leptos::prelude::*;

use crate::format::UNKNOWN;

/// What can be shown as an amount.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    rau: u128,
    unit: &'static str,
}

impl From<Amount> for Quantity {
    fn from(amount: Amount) -> Self {
        Self {
            rau: amount.rau(),
            unit: "IOTX",
        }
    }
}

impl From<Votes> for Quantity {
    fn from(votes: Votes) -> Self {
        Self {
            rau: votes.rau(),
            unit: "votes",
        }
    }
}

impl Quantity {
    fn parts(self, at_least: usize, at_most: usize) -> (String, String) {
        Amount::from_rau(self.rau).parts(at_least, at_most)
    }

    fn exact(self) -> String {
        format!("{} {}", Amount::from_rau(self.rau).to_iotx(), self.unit)
    }
}

/// An amount; unknown is a dash.
#[component]
pub fn Figure(
    /// How much, if known.
    #[prop(into)]
    of: Signal<Option<Quantity>>,
    /// The stable name for tests; the element also carries `data-rau`.
    #[prop(optional, into)]
    test: Option<String>,
    /// Decimals shown even when zero.
    #[prop(default = 2)]
    at_least: usize,
    /// Decimals shown at most.
    #[prop(default = 4)]
    at_most: usize,
    /// Shows the unit.
    #[prop(optional)]
    unit: bool,
    /// Wider gaps between groups: for the largest type.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    move || digits(of.get(), test.clone(), (at_least, at_most), unit, large)
}

/// A fixed amount.
#[component]
pub fn Money(
    /// How much.
    #[prop(into)]
    of: Quantity,
    /// The stable name for tests.
    #[prop(optional, into)]
    test: Option<String>,
    /// Decimals shown even when zero.
    #[prop(default = 2)]
    at_least: usize,
    /// Decimals shown at most.
    #[prop(default = 4)]
    at_most: usize,
    /// Shows the unit.
    #[prop(optional)]
    unit: bool,
) -> impl IntoView {
    // Tables are full of them: nothing of it changes, so nothing of it waits for a change.
    digits(Some(of), test, (at_least, at_most), unit, false)
}

fn digits(
    of: Option<Quantity>,
    test: Option<String>,
    (at_least, at_most): (usize, usize),
    unit: bool,
    large: bool,
) -> impl IntoView {
    let (whole, rest) = match of {
        Some(of) => of.parts(at_least, at_most),
        None => (UNKNOWN.to_owned(), String::new()),
    };
    let whole = match large {
        true => whole.replace('\u{202f}', "\u{a0}"),
        false => whole,
    };
    view! {
        <span
            class="figure n"
            data-test=test
            data-rau=of.map(|of| of.rau.to_string())
            title=of.map(Quantity::exact)
            on:copy=move |event| copy_exact(&event, of)
        >
            {whole}
            {(!rest.is_empty()).then(|| view! { <span class="frac">{format!(".{rest}")}</span> })}
            {of.filter(|_| unit).map(|of| view! { <span class="unit">{format!(" {}", of.unit)}</span> })}
        </span>
    }
}

/// Puts all 18 decimals on the clipboard instead of the few that are shown.
fn copy_exact(event: &web_sys::ClipboardEvent, of: Option<Quantity>) {
    if let (Some(of), Some(data)) = (of, event.clipboard_data())
        && data.set_data("text/plain", &Amount::from_rau(of.rau).to_iotx()).is_ok()
    {
        event.prevent_default();
    }
}
