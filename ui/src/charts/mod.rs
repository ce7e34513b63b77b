//! Charts, drawn as SVG text by `plotters` and coloured from the tokens.

mod ink;
mod sheet;
mod ticks;
mod timeline;
mod weight;

pub use sheet::Sheet;
pub use timeline::{Dot, timeline};
pub use weight::{WeightCurve, factor};
