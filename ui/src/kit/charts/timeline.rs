//! A timeline: amounts on the dates on which they come free. A few are lines that end on their dates; of many only the
//! ends are drawn, as high as their amounts.

use ballast_domain::{Amount, SECONDS_PER_DAY, Timestamp};
use plotters::{prelude::Color as _, style::text_anchor::HPos};

use super::{
    ink::{FINE, Ink, QUIET, VOTES, WAIT, WORDS},
    paper::{Paper, on_paper},
    ticks::ticks,
};

const SIDE: i32 = 8 * FINE;
/// Room on the right for the last amount.
const LABEL: i32 = 60 * FINE;
/// Room that the word "today" takes before the first date.
const TODAY: i32 = 52 * FINE;
/// The height of what is above the first line, and of the dates below.
const TOP: i32 = 12 * FINE;
const BOTTOM: i32 = 22 * FINE;
/// More than these have no lines.
const FEW: usize = 10;
/// The height of all lines, and of one at least and at most.
const LINES: i32 = 90 * FINE;
const STEP: (i32, i32) = (9 * FINE, 17 * FINE);
/// The height of words, and the width of one of their letters.
const WORD: i32 = 12 * FINE;
const LETTER: i32 = 8 * FINE;

/// An amount on a date.
pub struct Dot {
    /// When it comes free.
    pub at: Timestamp,
    /// How much.
    pub amount: Amount,
    /// Votes until then; otherwise it only waits.
    pub votes: bool,
}

impl Dot {
    fn ink(&self) -> &'static Ink {
        if self.votes { &VOTES } else { &WAIT }
    }
}

/// The SVG text, `width` px wide; empty without dots. An amount that would cover another is left to the table.
pub fn timeline(now: Timestamp, dots: &[Dot], width: i32) -> String {
    let few = dots.len() <= FEW;
    let step = (LINES / (dots.len() as i32).max(1)).clamp(STEP.0, STEP.1);
    let lines = if few { step * dots.len() as i32 } else { LINES };
    let (width, height) = (width * FINE, TOP + lines + BOTTOM);
    on_paper((width, height), |paper| {
        let last = dots.iter().map(|dot| dot.at).max()?;
        let span = now.seconds_until(last).max(30 * SECONDS_PER_DAY) * 10 / 9;
        let x = |at: Timestamp| {
            let share = now.seconds_until(at) as f64 / span as f64;
            SIDE + (share * f64::from(width - 2 * SIDE - LABEL)) as i32
        };
        dates(paper, now, span, height - BOTTOM, x)?;
        let most = dots.iter().map(|dot| dot.amount.approx()).fold(1.0, f64::max);
        match few {
            true => as_lines(paper, dots, step, most, x),
            false => as_stems(paper, dots, height - BOTTOM, most, x),
        }
    })
}

fn dates(paper: &Paper<'_>, now: Timestamp, span: u64, ground: i32, x: impl Fn(Timestamp) -> i32) -> Option<()> {
    let ticks = ticks(now, span);
    let room = ticks.first().is_none_or(|first| x(first.at) - SIDE > TODAY);
    paper.tick(SIDE, (0, ground), if room { "today" } else { "" }, &QUIET)?;
    for tick in ticks {
        paper.tick(x(tick.at), (0, ground), &tick.word, &QUIET)?;
    }
    Some(())
}

/// One under the other, from today to their dates.
fn as_lines(paper: &Paper<'_>, dots: &[Dot], step: i32, most: f64, x: impl Fn(Timestamp) -> i32) -> Option<()> {
    let mut taken = Vec::new();
    for (line, dot) in dots.iter().enumerate() {
        let (at, y) = (x(dot.at), TOP + step * line as i32);
        let radius = 4 * FINE + (f64::from(5 * FINE) * (dot.amount.approx() / most).sqrt()) as i32;
        paper.line([(SIDE, y), (at, y)], dot.ink().rgb.mix(0.28), 12)?;
        paper.dot((at, y), radius, dot.ink().rgb.mix(0.9).filled())?;
        let words = dot.amount.parts(0, 0).0;
        let from = at + radius + 6 * FINE;
        if is_free(&mut taken, from, from + width_of(&words), y) {
            paper.words(words, (from, y), &WORDS, HPos::Left)?;
        }
    }
    Some(())
}

/// Beside each other, each as high as its amount. The largest are named first, and of equal ones only the first that there is room for.
fn as_stems(paper: &Paper<'_>, dots: &[Dot], ground: i32, most: f64, x: impl Fn(Timestamp) -> i32) -> Option<()> {
    let highest = ground - TOP - 2 * WORD;
    let y = |amount: Amount| ground - 6 * FINE - (amount.approx() / most * f64::from(highest - 6 * FINE)) as i32;
    for dot in dots {
        let at = (x(dot.at), y(dot.amount));
        paper.line([(at.0, ground), at], dot.ink().rgb.mix(0.28), 12)?;
        paper.dot(at, 4 * FINE, dot.ink().rgb.mix(0.9).filled())?;
    }
    let mut largest: Vec<&Dot> = dots.iter().collect();
    largest.sort_by_key(|dot| (std::cmp::Reverse(dot.amount), dot.at));
    let (mut taken, mut named) = (Vec::new(), Vec::new());
    for dot in largest {
        let words = dot.amount.parts(0, 0).0;
        let half = width_of(&words) / 2;
        let (at, above) = (x(dot.at).max(SIDE + half), y(dot.amount) - 13 * FINE);
        // A higher stem would run through it.
        let clear = dots
            .iter()
            .all(|other| other.amount <= dot.amount || (x(other.at) - at).abs() > half + 4 * FINE);
        if clear && !named.contains(&dot.amount) && is_free(&mut taken, at - half, at + half, above) {
            paper.words(words, (at, above), &WORDS, HPos::Center)?;
            named.push(dot.amount);
        }
    }
    Some(())
}

fn width_of(words: &str) -> i32 {
    LETTER * words.chars().count() as i32
}

/// Takes a place for words from one end to the other at a height, where no others stand yet.
fn is_free(taken: &mut Vec<(i32, i32, i32)>, from: i32, to: i32, y: i32) -> bool {
    let free = taken
        .iter()
        .all(|(left, right, height)| (y - height).abs() >= WORD || to <= *left || from >= *right);
    if free {
        taken.push((from, to, y));
    }
    free
}

#[cfg(test)]
mod tests {
    use super::{super::ink::smallest_words, *};

    fn dot(days: u64) -> Dot {
        Dot {
            at: Timestamp::from_seconds(days * SECONDS_PER_DAY),
            amount: Amount::from_iotx(100),
            votes: true,
        }
    }

    fn places(svg: &str) -> Vec<i32> {
        let circles = svg.split("<circle cx=\"").skip(1);
        circles.filter_map(|c| c.split('"').next()?.parse().ok()).collect()
    }

    #[test]
    fn later_money_stands_further_right_in_words_that_can_be_read() {
        let svg = timeline(Timestamp::from_seconds(0), &[dot(10), dot(90)], 780);
        let places = places(&svg);
        assert_eq!(places.len(), 2);
        assert!(places[0] < places[1] && !svg.contains("style="));
        let px = smallest_words(&svg);
        assert!((11.0..20.0).contains(&px), "{px} px");
        assert_eq!(timeline(Timestamp::from_seconds(0), &[], 780), "");
    }

    #[test]
    fn of_many_all_are_drawn_and_as_many_named_as_there_is_room_for() {
        let amount = |i: u64| if i.is_multiple_of(8) { 200 + i } else { 100 };
        let of_amount = |i: u64| Dot {
            amount: Amount::from_iotx(amount(i)),
            ..dot(20 + 3 * i)
        };
        let many: Vec<Dot> = (0..40).map(of_amount).collect();
        let svg = timeline(Timestamp::from_seconds(0), &many, 780);
        assert!(places(&svg).is_sorted() && places(&svg).len() == 40);
        let named = |amount: u64| svg.matches(&format!("\n{amount}\n")).count();
        let peaks: usize = (200..=232).map(named).sum();
        assert!((4..=5).contains(&peaks), "{peaks} peaks are named");
        assert!(named(100) <= 1, "of equal ones the first that there is room for");
    }
}
