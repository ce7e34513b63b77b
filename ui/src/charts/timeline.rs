//! A timeline: amounts on the dates on which they come free.

use ballast_domain::{Amount, SECONDS_PER_DAY, Timestamp};
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    ink::{FINE, LINE, QUIET, VOTES, WAIT, WORDS, paint},
    ticks::ticks,
};

const SIDE: i32 = 8 * FINE;
/// Room on the right for the last amount.
const LABEL: i32 = 60 * FINE;
/// Room that the word "today" takes before the first date.
const TODAY: i32 = 52 * FINE;
/// The height of one line, of what is above the first, and of the dates below.
const STEP: i32 = 17 * FINE;
const TOP: i32 = 12 * FINE;
const BOTTOM: i32 = 22 * FINE;

/// An amount on a date.
pub struct Dot {
    /// When it comes free.
    pub at: Timestamp,
    /// How much.
    pub amount: Amount,
    /// Votes until then; otherwise it only waits.
    pub votes: bool,
}

/// The SVG text, `width` px wide; empty without dots.
pub fn timeline(now: Timestamp, dots: &[Dot], width: i32) -> String {
    let Some(last) = dots.iter().map(|dot| dot.at).max() else {
        return String::new();
    };
    let span = now.seconds_until(last).max(30 * SECONDS_PER_DAY) * 10 / 9;
    let (width, height) = (width * FINE, TOP + STEP * dots.len() as i32 + BOTTOM);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width.unsigned_abs(), height.unsigned_abs())).into_drawing_area();
        if draw(&area, now, span, (width, height), dots)
            .and_then(|()| area.present().ok())
            .is_none()
        {
            return String::new();
        }
    }
    paint(&svg)
}

fn draw(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    now: Timestamp,
    span: u64,
    (width, height): (i32, i32),
    dots: &[Dot],
) -> Option<()> {
    let x = |at: Timestamp| {
        let share = now.seconds_until(at) as f64 / span as f64;
        SIDE + (share * f64::from(width - 2 * SIDE - LABEL)) as i32
    };
    let text = |words: String, at: (i32, i32), colour: RGBColor| {
        let style = ("sans-serif", 15 * FINE)
            .into_font()
            .color(&colour)
            .pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(words, at, style)).ok()
    };
    let mark = |at: i32, word: String| {
        let line = PathElement::new([(at, 0), (at, height - BOTTOM)], LINE.rgb.stroke_width(FINE as u32));
        area.draw(&line).ok()?;
        text(word, (at + 4 * FINE, height - 9 * FINE), QUIET.rgb)
    };
    let ticks = ticks(now, span);
    let room = ticks.first().is_none_or(|first| x(first.at) - SIDE > TODAY);
    mark(SIDE, if room { "today".to_owned() } else { String::new() })?;
    for tick in ticks {
        mark(x(tick.at), tick.word)?;
    }
    let most = dots.iter().map(|dot| dot.amount.approx()).fold(1.0, f64::max);
    for (line, dot) in dots.iter().enumerate() {
        let (at, y) = (x(dot.at), TOP + STEP * line as i32);
        let ink = if dot.votes { VOTES.rgb } else { WAIT.rgb };
        let radius = 4 * FINE + (f64::from(5 * FINE) * (dot.amount.approx() / most).sqrt()) as i32;
        area.draw(&PathElement::new(
            [(SIDE, y), (at, y)],
            ink.mix(0.28).stroke_width(3 * FINE as u32),
        ))
        .ok()?;
        area.draw(&Circle::new((at, y), radius, ink.mix(0.9).filled())).ok()?;
        text(dot.amount.parts(0, 0).0, (at + radius + 6 * FINE, y), WORDS.rgb)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{super::ink::smallest_words, *};

    #[test]
    fn later_money_stands_further_right_in_words_that_can_be_read() {
        let dot = |days: u64| Dot {
            at: Timestamp::from_seconds(days * SECONDS_PER_DAY),
            amount: Amount::from_iotx(100),
            votes: true,
        };
        let svg = timeline(Timestamp::from_seconds(0), &[dot(10), dot(90)], 780);
        let places: Vec<i32> = svg
            .split("<circle cx=\"")
            .skip(1)
            .filter_map(|c| c.split('"').next()?.parse().ok())
            .collect();
        assert_eq!(places.len(), 2);
        assert!(places[0] < places[1] && !svg.contains("style="));
        let px = smallest_words(&svg);
        assert!((11.0..20.0).contains(&px), "{px} px");
        assert_eq!(timeline(Timestamp::from_seconds(0), &[], 780), "");
    }
}
