//! Time as the chain counts it, in moments, blocks and epochs, and as people read it, in days and dates.

mod calendar;
mod date;
mod eras;
mod iso;
mod schedule;
mod units;
mod written;

pub use self::{
    date::Date,
    eras::Eras,
    schedule::{EpochSchedule, Segment},
    units::{Days, Epoch, Era, Height, SECONDS_PER_DAY, Timestamp},
    written::DateError,
};
