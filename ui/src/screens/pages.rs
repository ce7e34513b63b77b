//! The screen of the present path.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use super::{later::Later, start};
use crate::kit::components::{EmptyState, Glyph};

macro_rules! pages {
    (
        places { $($places:tt)* }
        start { $($first_path:tt $first:ident in $first_of:ident;)* }
        $($group:ident $(with $($face:ident),+)? $(loaded $when:ident)? { $($path:tt $view:ident in $of:ident;)* })*
    ) => {
        /// The screen of the present path, once its code is there.
        #[component]
        pub fn Pages() -> impl IntoView {
            view! {
                <Routes fallback=NowhereElse>
                    $(<Route path=path!($first_path) view=start::$first />)*
                    $($(<Route path=path!($path) view=Later::$view.page() />)*)*
                </Routes>
            }
        }
    };
}

for_each_screen!(pages);

#[component]
fn NowhereElse() -> impl IntoView {
    view! {
        <EmptyState
            glyph=Glyph::Info
            title="There is no such page"
            text="Choose a place on the left."
            test="nowhere"
        />
    }
}
