//! Votes against liquidity: over time, what still votes falls in steps as money comes to hand.

use ballast_domain::{Amount, SECONDS_PER_DAY, Timestamp, Votes};
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    ink::{FINE, LINE, QUIET, VOTES, WAIT, paint},
    ticks::ticks,
};

const HEIGHT: i32 = 210 * FINE;
const TOP: i32 = 22 * FINE;
const BOTTOM: i32 = 24 * FINE;
const SIDE: i32 = 8 * FINE;

/// What changes on a date.
pub struct Fall {
    /// When.
    pub at: Timestamp,
    /// Money that comes to hand then.
    pub amount: Amount,
    /// Votes that have ended by then.
    pub votes: Votes,
}

/// The SVG text, `width` px wide; empty without dates.
pub fn steps(now: Timestamp, falls: &[Fall], width: i32) -> String {
    let Some(last) = falls.iter().map(|fall| fall.at).max() else {
        return String::new();
    };
    let span = now.seconds_until(last).max(SECONDS_PER_DAY) * 12 / 11;
    let width = width * FINE;
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width.unsigned_abs(), HEIGHT.unsigned_abs())).into_drawing_area();
        if draw(&area, now, span, width, falls)
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
    width: i32,
    falls: &[Fall],
) -> Option<()> {
    let x = |at: Timestamp| SIDE + (now.seconds_until(at) as f64 / span as f64 * f64::from(width - 2 * SIDE)) as i32;
    let ground = HEIGHT - BOTTOM;
    let y = |share: f64| ground - (share * f64::from(ground - TOP)) as i32;
    let text = |words: &str, at: (i32, i32), colour: RGBColor, h: HPos| {
        let style = ("sans-serif", 15 * FINE)
            .into_font()
            .color(&colour)
            .pos(Pos::new(h, VPos::Center));
        area.draw(&Text::new(words.to_owned(), at, style)).ok()
    };
    for tick in ticks(now, span) {
        let at = x(tick.at);
        let line = PathElement::new([(at, TOP / 2), (at, ground)], LINE.rgb.stroke_width(FINE as u32));
        area.draw(&line).ok()?;
        text(&tick.word, (at + 4 * FINE, HEIGHT - 9 * FINE), QUIET.rgb, HPos::Left)?;
    }
    let (money, votes) = (
        falls.iter().map(|f| f.amount.approx()).sum::<f64>().max(1.0),
        falls.iter().map(|f| f.votes.approx()).sum::<f64>().max(1.0),
    );
    let mut ordered: Vec<&Fall> = falls.iter().collect();
    ordered.sort_by_key(|fall| fall.at);
    let (mut in_hand, mut voting) = (0.0, 1.0);
    let mut rising = vec![(SIDE, y(0.0))];
    let mut falling = vec![(SIDE, y(1.0))];
    for fall in ordered {
        let at = x(fall.at);
        rising.push((at, y(in_hand)));
        falling.push((at, y(voting)));
        in_hand += fall.amount.approx() / money;
        voting = (voting - fall.votes.approx() / votes).max(0.0);
        rising.push((at, y(in_hand)));
        falling.push((at, y(voting)));
    }
    let end = width - SIDE;
    rising.push((end, y(in_hand)));
    falling.push((end, y(voting)));
    let mut under = falling.clone();
    under.extend([(end, ground), (SIDE, ground)]);
    area.draw(&Polygon::new(under, VOTES.rgb.mix(0.09))).ok()?;
    let thick = |px: i32| (px * FINE) as u32;
    area.draw(&PathElement::new(falling, VOTES.rgb.stroke_width(thick(2))))
        .ok()?;
    area.draw(&PathElement::new(rising, WAIT.rgb.stroke_width(thick(2))))
        .ok()?;
    text("votes", (SIDE + 4 * FINE, TOP / 2), VOTES.rgb, HPos::Left)?;
    text("money in hand", (end, TOP / 2), WAIT.rgb, HPos::Right)
}

#[cfg(test)]
mod tests {
    use super::{super::ink::smallest_words, *};

    #[test]
    fn it_draws_two_lines_in_words_that_can_be_read_and_nothing_without_dates() {
        let fall = |days: u64| Fall {
            at: Timestamp::from_seconds(days * SECONDS_PER_DAY),
            amount: Amount::from_iotx(100),
            votes: Votes::from_iotx(120),
        };
        let svg = steps(Timestamp::from_seconds(0), &[fall(10), fall(90)], 460);
        assert!(svg.contains("var(--votes)") && svg.contains("var(--wait)") && !svg.contains("style="));
        assert!((11.0..20.0).contains(&smallest_words(&svg)));
        assert_eq!(steps(Timestamp::from_seconds(0), &[], 460), "");
    }
}
