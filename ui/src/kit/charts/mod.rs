//! Charts, drawn as SVG text by `plotters` and coloured from the tokens.

mod gain;
mod ink;
mod paper;
mod sheet;
mod steps;
mod ticks;
mod timeline;
mod weight;

pub use gain::{Gain, gain};
pub use sheet::Sheet;
pub use steps::{Fall, steps};
pub use timeline::{Dot, timeline};
pub use weight::{WeightCurve, factor};
