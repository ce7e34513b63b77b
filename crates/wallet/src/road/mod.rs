//! The one road for every write: intent, proposal, approval, submission, outcome.
//!
//! Nothing here knows a single action: what an action does stands in `ballast_domain::actions`, how it is encoded
//! in `ballast_chain`.

mod approve;
mod basis;
mod batch;
mod clock_behind;
mod count;
mod diff;
mod drafts;
mod fill;
mod footing;
mod forks;
pub(crate) mod gas;
mod gift;
pub(crate) mod held;
mod most;
mod price;
mod propose;
mod recipient;
mod refusal;
mod refused;
pub(crate) mod replace;
mod second_word;
mod send;
mod sequence;
mod stuck;
mod tally;
mod token_lines;
mod unconfirmed;
mod under_way;
pub(crate) mod waited;
mod warnings;
pub(crate) mod witness;

pub(crate) use sequence::Word;
