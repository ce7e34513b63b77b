//! What one day more of duration adds to the votes: the marginal gain, which falls with the days.

use plotters::{prelude::Color as _, style::text_anchor::HPos};

use super::{
    ink::{BROKEN, FINE, LINE, QUIET, VOTES},
    paper::{Paper, on_paper},
};
use crate::kit::format::grouped;

const HEIGHT: i32 = 200 * FINE;
const TOP: i32 = 22 * FINE;
const BOTTOM: i32 = 24 * FINE;
const SIDE: i32 = 8 * FINE;

/// The gain of a duration's last day, in votes.
#[derive(Clone, Copy)]
pub struct Gain {
    /// Days.
    pub days: u32,
    /// Without stake-lock.
    pub unlocked: f64,
    /// With stake-lock, where the date leaves time for it.
    pub locked: Option<f64>,
}

/// The SVG text, `width` px wide, with a mark at the chosen days; empty without two points.
pub fn gain(points: &[Gain], chosen: u32, width: i32) -> String {
    let width = width * FINE;
    on_paper((width, HEIGHT), |paper| draw(paper, points, chosen, width))
}

fn draw(paper: &Paper<'_>, points: &[Gain], chosen: u32, width: i32) -> Option<()> {
    // The first days give far more than any other and would press the rest flat.
    let points: Vec<Gain> = points.iter().copied().filter(|p| p.days > 1).collect();
    let (first, last) = (points.first()?.days, points.last()?.days);
    if first == last {
        return None;
    }
    let gains = points.iter().flat_map(|p| [Some(p.unlocked), p.locked]).flatten();
    let most = gains.fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let ground = HEIGHT - BOTTOM;
    let share = |days: u32| f64::from(days.clamp(first, last) - first) / f64::from(last - first);
    let x = |days: u32| SIDE + (share(days) * f64::from(width - 2 * SIDE)) as i32;
    let y = |gain: f64| ground - (gain / most * f64::from(ground - TOP)) as i32;
    paper.line([(SIDE, ground), (width - SIDE, ground)], LINE.rgb.to_rgba(), FINE)?;
    let at = x(chosen);
    paper.line([(at, TOP), (at, ground)], VOTES.rgb.to_rgba(), FINE)?;
    let locked: Vec<_> = points.iter().filter_map(|p| Some((x(p.days), y(p.locked?)))).collect();
    if locked.len() > 1 {
        paper.line(locked, BROKEN.rgb.to_rgba(), 6)?;
        paper.words("broken: with stake-lock", (SIDE, TOP / 2), &QUIET, HPos::Left)?;
    }
    let line: Vec<_> = points.iter().map(|p| (x(p.days), y(p.unlocked))).collect();
    paper.line(line, VOTES.rgb.to_rgba(), 2 * FINE)?;
    let top = format!("up to {most:.4} votes a day");
    paper.words(top, (width - SIDE, TOP / 2), &VOTES, HPos::Right)?;
    let below = HEIGHT - 9 * FINE;
    let word = |days: u32| format!("{} d", grouped(days.into()));
    let chosen_at = at.clamp(20 * FINE, width - 34 * FINE);
    let chosen = word(chosen.clamp(first, last));
    paper.words(chosen, (chosen_at, below), &VOTES, HPos::Center)?;
    for (days, side) in [
        (first, HPos::Left),
        (first.midpoint(last), HPos::Center),
        (last, HPos::Right),
    ] {
        if (x(days) - chosen_at).abs() > 52 * FINE {
            paper.words(word(days), (x(days), below), &QUIET, side)?;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{super::ink::smallest_words, *};

    #[test]
    fn the_gain_is_drawn_in_words_that_can_be_read_and_nothing_from_a_single_point() {
        let point = |days: u32| Gain {
            days,
            unlocked: 1.0 / f64::from(days + 1),
            locked: (days < 50).then_some(1.1 / f64::from(days + 1)),
        };
        let all: Vec<Gain> = (0..100).map(point).collect();
        let svg = gain(&all, 40, 460);
        assert!(svg.contains("var(--votes)") && svg.contains("stroke-dasharray") && !svg.contains("style="));
        assert!((11.0..20.0).contains(&smallest_words(&svg)));
        assert_eq!(gain(&all[..3], 2, 460), "");
    }
}
