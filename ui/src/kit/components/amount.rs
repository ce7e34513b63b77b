//! Money and votes: digits in groups, decimals dimmed, every decimal on hover and on copy.

use ballast_domain::{Amount, Votes};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Plain, plain};
use crate::kit::format::UNKNOWN;

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
    money(of, test, (at_least, at_most), unit)
}

/// The same within a plain element.
pub fn money(of: impl Into<Quantity>, test: Option<String>, decimals: (usize, usize), unit: bool) -> Plain {
    digits(Some(of.into()), test, decimals, unit, false)
}

fn digits(
    of: Option<Quantity>,
    test: Option<String>,
    (at_least, at_most): (usize, usize),
    unit: bool,
    large: bool,
) -> Plain {
    let (whole, rest) = match of {
        Some(of) => of.parts(at_least, at_most),
        None => (UNKNOWN.to_owned(), String::new()),
    };
    let whole = match large {
        true => whole.replace('\u{202f}', "\u{a0}"),
        false => whole,
    };
    plain("span")
        .with("class", "figure n")
        .with_some("data-test", test)
        .with_some("data-rau", of.map(|of| of.rau.to_string()))
        .with_some("title", of.map(Quantity::exact))
        .child(whole)
        .children((!rest.is_empty()).then(|| plain("span").with("class", "frac").child(format!(".{rest}"))))
        .children(
            of.filter(|_| unit)
                .map(|of| plain("span").with("class", "unit").child(format!(" {}", of.unit))),
        )
}

/// The figure that an element is or stands in, and its amount with all decimals.
pub fn figure_at(element: &web_sys::Element) -> Option<(web_sys::Element, String)> {
    let figure = element.closest(".figure[data-rau]").ok().flatten()?;
    let rau = figure.get_attribute("data-rau")?.parse().ok()?;
    Some((figure, Amount::from_rau(rau).to_iotx()))
}

/// Copied out of a figure, all 18 decimals come onto the clipboard instead of the few that are shown. One ear for all
/// figures, for as long as its owner lives.
pub fn copy_figures() {
    let ear = window_event_listener(leptos::ev::copy, |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let figure = target.and_then(|target| figure_at(&target));
        if let (Some((_, exactly)), Some(data)) = (figure, event.clipboard_data())
            && data.set_data("text/plain", &exactly).is_ok()
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || ear.remove());
}
