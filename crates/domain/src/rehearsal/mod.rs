//! What will be: actions at moments to come, done on a copy of the ledger by the rules that the review checks and the
//! practice network enforces, and what they leave on any later date.
//!
//! Nobody else acts in a rehearsal: other people's votes, elections, the exit queue and rewards stay as they are. What
//! a rule refuses is not done, and costs nothing, for the wallet would not send it.

mod alone;
mod clock;
mod legal;
mod lifecycle;
mod nft_then;
mod places;
mod planned;
mod run;
mod standing;
mod step;
mod then;

pub(crate) use run::pay;

pub use self::{
    clock::Clock,
    legal::{Legality, Possible, attempt, legality, legality_in, legality_of_selected, mergeable},
    lifecycle::{Leaving, Lifecycle, Moment, MomentKind, lifecycle, lifecycle_in, past},
    nft_then::NftThen,
    planned::{Cost, Planned, Rehearsed, Start},
    run::rehearse,
    then::{BucketThen, DelegateThen, Held, Rehearsal},
};
