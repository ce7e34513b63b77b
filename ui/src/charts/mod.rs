//! Charts, drawn as SVG text by `plotters` and coloured from the tokens.

mod ink;
mod weight;

pub use weight::WeightCurve;
