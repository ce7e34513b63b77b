//! Verdicts and names in a line: a shape, a word and a colour together.

use ballast_domain::BucketState;
use leptos::prelude::*;

use super::{Glyph, Plain, icon::drawing, plain};

/// A delegate's initial on one of eight hues, the same for a name everywhere.
#[component]
pub fn Avatar(
    /// The delegate's name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    avatar(&name)
}

/// The same within a plain element.
pub fn avatar(name: &str) -> Plain {
    // FNV-1a, whose high bits spread short names well.
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let hue = hash >> 29;
    let initial = name.chars().next().map(|c| c.to_uppercase().to_string());
    plain("span")
        .with("class", format!("av h{hue}"))
        .with("aria-hidden", "true")
        .children(initial)
}

/// A bucket's state.
#[component]
pub fn StateChip(
    /// Which.
    state: BucketState,
    /// The stable name for tests.
    #[prop(into)]
    test: String,
) -> impl IntoView {
    state_chip(state, test)
}

/// The same within a plain element.
pub fn state_chip(state: BucketState, test: String) -> Plain {
    let (class, glyph) = match state {
        BucketState::Locked => ("chip own", Glyph::Lock),
        BucketState::CountingDown(_) => ("chip votes", Glyph::Clock),
        BucketState::Matured => ("chip warn", Glyph::Unlock),
        BucketState::Unstaking(_) => ("chip", Glyph::Clock),
        BucketState::Withdrawable => ("chip good", Glyph::Down),
    };
    plain("span")
        .with("class", class)
        .with("data-test", test)
        .child(drawing(glyph, false))
        .child(state.word())
}

/// Tall, half or low: how a delegate stands, readable without colour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// All is well.
    Tall,
    /// Mind it.
    Half,
    /// Something is wrong.
    Low,
    /// Nothing to say.
    Flat,
}

/// Two ticks of one height.
#[component]
pub fn Ticks(
    /// How tall.
    tick: Tick,
) -> impl IntoView {
    let (height, class) = match tick {
        Tick::Tall => (14, "fill-good"),
        Tick::Half => (9, "fill-warn"),
        Tick::Low => (5, "fill-bad"),
        Tick::Flat => (14, "fill-line"),
    };
    view! {
        <svg class="ticks" viewBox="0 0 12 14" aria-hidden="true">
            <rect class=class x="0" y=14 - height width="5" height=height rx="2" />
            <rect class=class x="7" y=14 - height width="5" height=height rx="2" />
        </svg>
    }
}

/// A thin bar filled to `share` (0 to 1).
#[component]
pub fn ShareBar(
    /// How full; more than 1 is full.
    share: f64,
) -> impl IntoView {
    view! {
        <svg class="bar" viewBox="0 0 52 4" aria-hidden="true">
            <rect class="track" width="52" height="4" rx="2" />
            <rect class="fill-votes" width=format!("{:.1}", share.clamp(0.0, 1.0) * 52.0) height="4" rx="2" />
        </svg>
    }
}

/// A small coloured square before a line.
#[component]
pub fn Swatch(
    /// `own`, `votes`, `wait`, `good`, `warn`, `bad` or `quiet`.
    colour: &'static str,
) -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="0 0 9 9" aria-hidden="true">
            <rect class=format!("fill-{colour}") width="9" height="9" rx="3" />
        </svg>
    }
}
