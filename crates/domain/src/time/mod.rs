//! Time as the chain counts it, in moments, blocks and epochs, and as people read it, in days and dates.

mod calendar;
mod iso;
mod schedule;
mod units;

pub use self::{
    iso::DateError,
    schedule::{EpochSchedule, Segment},
    units::{Days, Epoch, Height, SECONDS_PER_DAY, Timestamp},
};
