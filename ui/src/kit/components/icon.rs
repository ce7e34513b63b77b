//! The icons, drawn for the project: strokes of 1.6 on a grid of 24. And the mark, a circle crossed by a load line.

use leptos::prelude::*;

use super::{Plain, plain};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident $path:literal)*) => {
        /// A drawing by its name.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Glyph {
            $($(#[$doc])* $name,)*
        }

        impl Glyph {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

icons! {
    /// A house.
    Home "M3 11 12 4l9 7M6 9.5V20h12V9.5"
    /// Columns of votes.
    Delegates "M4 20v-6M9.3 20V8M14.6 20v-9M20 20V4"
    /// A pail.
    Buckets "M5 8h14l-1.4 12H6.4zM8 8a4 4 0 0 1 8 0"
    /// A pulse.
    Activity "M3 12h4l3-8 4 16 3-8h4"
    /// Two sliders.
    Settings "M4 7h10M18 7h2M4 17h2M10 17h10M14 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0M6 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0"
    /// A lens.
    Search "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4"
    /// A closed lock.
    Lock "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"
    /// An open lock.
    Unlock "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2"
    /// Downwards.
    Down "M12 5v14M6 13l6 6 6-6"
    /// Upwards.
    Up "M12 19V5M6 11l6-6 6 6"
    /// A triangle.
    Warning "M12 4 2.8 20h18.4zM12 10v4M12 17v.1"
    /// A tick.
    Check "m5 12.5 4.5 4.5L19 7.5"
    /// A cross.
    Cross "M6 6l12 12M18 6 6 18"
    /// A barred circle.
    Stop "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6"
    /// A key.
    Key "M14.5 9.5a4.5 4.5 0 1 0-3.6 4.4L13 16h2v2h2v2h3v-3l-5.8-5.8c.2-.5.3-1.1.3-1.7z"
    /// An eye.
    Eye "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
    /// A flask: the practice network.
    Flask "M9 3h6M10 3v6L4.5 19a1.5 1.5 0 0 0 1.3 2h12.4a1.5 1.5 0 0 0 1.3-2L14 9V3"
    /// A cross of addition.
    Plus "M12 5v14M5 12h14"
    /// A circled i.
    Info "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8v.1"
    /// Onwards.
    Arrow "M5 12h14M13 6l6 6-6 6"
    /// Two sheets.
    Copy "M9 9h11v11H9zM5 15H4V4h11v1"
    /// A page of words.
    Words "M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3"
    /// An hourglass of a clock.
    Clock "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2"
    /// A sheet of days.
    Calendar "M4 6h16v14H4zM4 10h16M8.5 3.5v4M15.5 3.5v4"
    /// Opens a list.
    More "M6 9l6 6 6-6"
    /// Round again.
    Again "M20 12a8 8 0 1 1-2.4-5.7M20 4v4.5h-4.5"
}

/// One icon; silent to screen readers, the word stands beside it.
#[component]
pub fn Icon(
    /// Which drawing.
    glyph: Glyph,
    /// 12 px instead of 17.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    drawing(glyph, small)
}

/// The same within a plain element.
pub fn drawing(glyph: Glyph, small: bool) -> Plain {
    plain("svg")
        .with("class", if small { "icon small" } else { "icon" })
        .with("viewBox", "0 0 24 24")
        .with("aria-hidden", "true")
        .child(plain("path").with("d", glyph.path()))
}

/// The mark, in the current colour.
#[component]
pub fn Mark(
    /// Width and height in px.
    size: u32,
) -> impl IntoView {
    view! {
        <svg class="mark" width=size height=size viewBox="0 0 24 24" stroke-width="2.3" aria-hidden="true">
            <circle cx="12" cy="12" r="7.2" />
            <path d="M1.5 12h21" />
        </svg>
    }
}
