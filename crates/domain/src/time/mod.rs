//! Time as the chain counts it, in moments, blocks and epochs, and as people read it, in days and dates.

mod calendar;
mod date;
mod iso;
mod schedule;
mod units;
mod written;

pub use self::{
    date::Date,
    schedule::{EpochSchedule, Segment},
    units::{Days, Epoch, Height, SECONDS_PER_DAY, Timestamp},
    written::DateError,
};
