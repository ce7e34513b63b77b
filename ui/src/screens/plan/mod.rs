//! What comes of stakes over time: the best plan, a ladder, the dates.

mod calendar;
mod ladder;
#[expect(clippy::module_inception, reason = "the group is named after its main screen")]
mod plan;

pub use self::{calendar::Calendar, ladder::LadderPlanner, plan::Plan};
