//! What all charts draw on: plotters' SVG at the fine scale, with the few marks they share.

use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::ink::{FINE, Ink, LINE, paint};

/// The height of words, in px.
const WORDS: i32 = 15;

/// A sheet to draw on. Places are in px times [`FINE`].
pub struct Paper<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// The SVG text of a sheet of this size, in px times [`FINE`]; empty where `draw` has nothing to show.
pub fn on_paper((width, height): (i32, i32), draw: impl FnOnce(&Paper<'_>) -> Option<()>) -> String {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width.unsigned_abs(), height.unsigned_abs())).into_drawing_area();
        let paper = Paper { area };
        if draw(&paper).and_then(|()| paper.area.present().ok()).is_none() {
            return String::new();
        }
    }
    paint(&svg)
}

impl Paper<'_> {
    /// Words that begin, are centred or end at a place.
    pub fn words(&self, words: impl Into<String>, at: (i32, i32), ink: &Ink, side: HPos) -> Option<()> {
        let style = ("sans-serif", WORDS * FINE)
            .into_font()
            .color(&ink.rgb)
            .pos(Pos::new(side, VPos::Center));
        self.area.draw(&Text::new(words.into(), at, style)).ok()
    }

    /// A line through points, so many quarters of a px thick.
    pub fn line(&self, through: impl Into<Vec<(i32, i32)>>, ink: RGBAColor, quarters: i32) -> Option<()> {
        let line = PathElement::new(through, ink.stroke_width(quarters.unsigned_abs()));
        self.area.draw(&line).ok()
    }

    /// An upright line with its word right of its foot: a date, a number.
    pub fn tick(&self, x: i32, (top, ground): (i32, i32), word: &str, ink: &Ink) -> Option<()> {
        self.line([(x, top), (x, ground)], LINE.rgb.to_rgba(), FINE)?;
        let below = ground + 15 * FINE;
        self.words(word, (x + 4 * FINE, below), ink, HPos::Left)
    }

    /// The ground under a line, faintly filled.
    pub fn fill(&self, edge: Vec<(i32, i32)>, ink: &Ink) -> Option<()> {
        self.area.draw(&Polygon::new(edge, ink.rgb.mix(0.09))).ok()
    }

    /// A dot of so many px times [`FINE`].
    pub fn dot(&self, at: (i32, i32), radius: i32, style: impl Into<ShapeStyle>) -> Option<()> {
        self.area.draw(&Circle::new(at, radius, style)).ok()
    }
}
