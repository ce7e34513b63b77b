//! The weight curve: what each duration makes of one IOTX, locked and not.

use ballast_domain::{Amount, Days, vote_weight};
use leptos::prelude::*;
use plotters::{prelude::Color as _, style::text_anchor::HPos};

use super::{
    Sheet,
    ink::{BROKEN, FINE, QUIET, SURFACE, VOTES},
    paper::{Paper, on_paper},
};
use crate::kit::{components::MARKS, format::grouped};

/// Px of the card in the usual window.
const USUAL: i32 = 468;
const HEIGHT: i32 = 226 * FINE;
/// Room above the curve for its labels, and below for the days.
const TOP: i32 = 18 * FINE;
const BOTTOM: i32 = 24 * FINE;
/// From the curve's end to the right edge.
const SIDE: i32 = 6 * FINE;
const LAST: u32 = 1050;
/// The top of the scale; the heaviest weight is 1.4196.
const CEILING: f64 = 1.46;

/// The curve with the chosen point, and the same as a table.
#[component]
pub fn WeightCurve(
    /// The chosen days.
    #[prop(into)]
    days: Signal<u32>,
    /// Whether stake-lock is chosen.
    #[prop(into)]
    locked: Signal<bool>,
) -> impl IntoView {
    let shown = move || days.get().min(LAST);
    let drawing = move |width: i32| draw(shown(), locked.get(), width * FINE);
    let spoken = move || {
        let (days, weight) = (shown(), factor(shown(), locked.get()));
        format!("Vote weight by days; {} days weigh {weight:.4}", grouped(days.into()))
    };
    view! {
        <Sheet draw=drawing usual=USUAL label=Signal::derive(spoken) test="weight-curve" />
        <details data-test="weight-table">
            <summary>"As a table"</summary>
            <table class="plain">
                <thead>
                    <tr>
                        <th class="n">"Days"</th>
                        <th class="n">"Weight, locked"</th>
                        <th class="n">"Weight, not locked"</th>
                    </tr>
                </thead>
                <tbody>
                    {MARKS
                        .map(|mark| {
                            view! {
                                <tr>
                                    <td class="n">{grouped(u64::from(mark))}</td>
                                    <td class="n">{format!("{:.6}", factor(mark, true))}</td>
                                    <td class="n">{format!("{:.6}", factor(mark, false))}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </details>
    }
}

/// Votes of one IOTX: for drawing and reading, exact enough for six decimals.
pub fn factor(days: u32, locked: bool) -> f64 {
    vote_weight(Amount::from_iotx(1), Days(days), locked, false).approx()
}

/// Close together where the curve bends, wide apart where it is flat.
fn samples() -> impl Iterator<Item = u32> {
    (0..30).chain((30..120).step_by(5)).chain((120..=LAST).step_by(30))
}

fn x(days: u32, width: i32) -> i32 {
    (f64::from(days) / f64::from(LAST) * f64::from(width - SIDE)) as i32
}

fn y(factor: f64) -> i32 {
    let ground = f64::from(HEIGHT - BOTTOM);
    (ground - (factor - 1.0) / (CEILING - 1.0) * (ground - f64::from(TOP))) as i32
}

/// The SVG text, so many px times [`FINE`] wide.
fn draw(days: u32, locked: bool, width: i32) -> String {
    on_paper((width, HEIGHT), |paper| draw_on(paper, days, locked, width))
}

fn draw_on(paper: &Paper<'_>, days: u32, locked: bool, width: i32) -> Option<()> {
    let x = |days| x(days, width);
    let line = |lock: bool| samples().map(|d| (x(d), y(factor(d, lock)))).collect::<Vec<_>>();
    let ground = HEIGHT - BOTTOM;
    let mut under = line(true);
    under.extend([(x(LAST), ground), (x(0), ground)]);
    paper.fill(under, &VOTES)?;
    let (strong, weak) = ((&VOTES, 2 * FINE), (&BROKEN, 6));
    for lock in [false, true] {
        let (ink, thick) = if lock == locked { strong } else { weak };
        paper.line(line(lock), ink.rgb.to_rgba(), thick)?;
    }

    let point = (x(days), y(factor(days, locked)));
    paper.line([point, (point.0, ground)], VOTES.rgb.to_rgba(), FINE)?;
    paper.dot(point, 6 * FINE, SURFACE.rgb.filled())?;
    paper.dot(point, 6 * FINE, VOTES.rgb.stroke_width(10))?;

    let gain = |lock: bool| format!("{:+.0} %", (factor(LAST, lock) - 1.0) * 100.0);
    let side = width - SIDE;
    let above = (side, y(factor(LAST, true)) - 16 * FINE);
    paper.words(format!("locked {}", gain(true)), above, &VOTES, HPos::Right)?;
    let under = (side, y(factor(LAST, false)) + 22 * FINE);
    paper.words(format!("not locked {}", gain(false)), under, &QUIET, HPos::Right)?;
    let below = HEIGHT - 9 * FINE;
    let chosen = point.0.clamp(16 * FINE, width - 34 * FINE);
    let word = |days: u32| format!("{} d", grouped(u64::from(days)));
    paper.words(word(days), (chosen, below), &VOTES, HPos::Center)?;
    for (mark, side) in [
        (0, HPos::Left),
        (250, HPos::Center),
        (500, HPos::Center),
        (750, HPos::Center),
        (1000, HPos::Center),
    ] {
        if (x(mark) - chosen).abs() > 42 * FINE {
            paper.words(word(mark), (x(mark), below), &QUIET, side)?;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{super::ink::smallest_words, *};

    #[test]
    fn the_drawing_has_no_style_attribute_and_no_colour_of_its_own() {
        let svg = draw(91, true, USUAL * FINE);
        assert!(svg.starts_with("<svg") && svg.contains("var(--votes)"));
        assert!(!svg.contains("style=") && !svg.contains("#F0000"));
    }

    #[test]
    fn its_words_can_be_read_in_a_narrow_window_too() {
        let px = smallest_words(&draw(91, true, 330 * FINE));
        assert!((11.0..20.0).contains(&px), "{px} px");
    }

    #[test]
    fn heavier_is_higher() {
        assert!(y(factor(1050, true)) < y(factor(91, true)));
        assert!(y(factor(91, true)) < y(factor(91, false)));
        assert_eq!(y(factor(0, true)), HEIGHT - BOTTOM);
    }
}
