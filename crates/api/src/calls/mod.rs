//! Every request, with its answer: a file for each part of the app.

use serde::{Serialize, de::DeserializeOwned};

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* } -> $answer:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }

            impl $crate::Call for $name {
                const NAME: &'static str = stringify!($name);
                type Answer = $answer;
            }
        )*
    };
}

mod app;
mod batch;
mod history;
mod keys;
mod plan;
mod reads;
mod road;

pub use app::*;
pub use batch::*;
pub use history::*;
pub use keys::*;
pub use plan::*;
pub use reads::*;
pub use road::*;

/// A request of the UI to the backend.
pub trait Call: Serialize + DeserializeOwned {
    /// Names it on the wire.
    const NAME: &'static str;
    /// What comes back.
    type Answer: Serialize + DeserializeOwned;
}
