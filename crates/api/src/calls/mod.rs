//! Every request, with its answer: a file for each part of the app.

use serde::{Serialize, de::DeserializeOwned};

/// Declares requests: what each needs (`chain`: a chain alone, so that a wallet answers it that opened no profile; or a
/// `profile`), its name, its fields, its answer.
macro_rules! calls {
    (@ chain) => { false };
    (@ profile) => { true };
    ($($(#[$doc:meta])* $needs:ident $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* } -> $answer:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "camelCase")]
            pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }

            impl $crate::Call for $name {
                const NAME: &'static str = stringify!($name);
                const NEEDS_PROFILE: bool = calls!(@ $needs);
                type Answer = $answer;
            }
        )*

        /// What the requests of this file are called on the wire.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

mod app;
mod batch;
mod buckets;
mod delegates;
mod directory;
mod files;
mod history;
mod keys;
mod money;
mod network;
mod networks;
mod operator;
mod plan;
mod reads;
mod road;
mod sequence;

pub use app::*;
pub use batch::*;
pub use buckets::*;
pub use delegates::*;
pub use directory::*;
pub use files::*;
pub use history::*;
pub use keys::*;
pub use money::*;
pub use network::*;
pub use networks::*;
pub use operator::*;
pub use plan::*;
pub use reads::*;
pub use road::*;
pub use sequence::*;

/// What every request is called on the wire, by the files in which they stand.
pub const NAMES: &[&[&str]] = &[
    app::NAMES,
    batch::NAMES,
    buckets::NAMES,
    delegates::NAMES,
    directory::NAMES,
    files::NAMES,
    history::NAMES,
    keys::NAMES,
    money::NAMES,
    network::NAMES,
    networks::NAMES,
    operator::NAMES,
    plan::NAMES,
    reads::NAMES,
    road::NAMES,
    sequence::NAMES,
];

/// A request of the UI to the backend.
pub trait Call: Serialize + DeserializeOwned {
    /// Names it on the wire.
    const NAME: &'static str;
    /// The request's need of an open profile; else a chain is enough.
    const NEEDS_PROFILE: bool;
    /// What comes back.
    type Answer: Serialize + DeserializeOwned;
}
