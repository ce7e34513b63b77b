//! The screens that are not there at the start. Each group of them is a part of its own of the compiled interface, which
//! the window loads when one of its screens is first wanted: Home is up sooner when only Home's code has to be read and
//! compiled. What several parts use is in files beside them, which are loaded with the first that wants them.

use std::time::Duration;

use leptos::prelude::*;

/// After the first screen stands: nobody waits for anything then.
const AHEAD_AFTER: Duration = Duration::from_secs(1);

/// Loads a part, unless it is loaded when it is visited only.
macro_rules! ahead {
    ($group:ident when_visited) => {};
    ($group:ident) => {
        drop($group(None).await);
    };
}

macro_rules! parts {
    (
        places { $($places:tt)* }
        start { $($first:tt)* }
        $($group:ident $(with $($face:ident),+)? $(loaded $when:ident)? { $($path:tt $view:ident in $of:ident;)* })*
    ) => {
        /// A screen that is loaded later.
        #[derive(Clone, Copy)]
        pub enum Later {
            $(
                $($(
                    #[doc = concat!("Of the group `", stringify!($group), "`; the whole window.")]
                    $face,
                )+)?
                $(
                    #[doc = concat!("Of the group `", stringify!($group), "`: `", $path, "`.")]
                    $view,
                )*
            )*
        }

        $(
            /// The part that a group is: one of its screens; without one it is only loaded.
            #[lazy]
            fn $group(screen: Option<Later>) -> AnyView {
                use super::$group;
                match screen {
                    $($(Some(Later::$face) => view! { <$group::$face /> }.into_any(),)+)?
                    $(Some(Later::$view) => view! { <$group::$view /> }.into_any(),)*
                    _ => ().into_any(),
                }
            }
        )*

        async fn show(screen: Later) -> AnyView {
            match screen {
                $($($(| Later::$face)+)? $(| Later::$view)* => $group(Some(screen)).await,)*
            }
        }

        /// Loads the parts, one after another, so that the first click on a place need not wait.
        async fn load_all() {
            $(ahead!($group $($when)?);)*
        }
    };
}

for_each_screen!(parts);

impl Later {
    /// The screen, once its code is there.
    pub fn view(self) -> AnyView {
        Suspend::new(show(self)).into_any()
    }

    /// What a route shows: of one type for all screens, so that the router's code for it is there once.
    pub fn page(self) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
        move || self.view()
    }
}

/// Loads what is not there yet, some time after the first screen stands.
pub fn load_ahead() {
    set_timeout(|| leptos::task::spawn_local(load_all()), AHEAD_AFTER);
}
