//! Votes against liquidity: over time, what still votes falls in steps as money comes to hand.

use ballast_domain::{Amount, SECONDS_PER_DAY, Timestamp, Votes};
use plotters::{prelude::Color as _, style::text_anchor::HPos};

use super::{
    ink::{FINE, QUIET, VOTES, WAIT},
    paper::{Paper, on_paper},
    ticks::ticks,
};

const HEIGHT: i32 = 190 * FINE;
const TOP: i32 = 24 * FINE;
const BOTTOM: i32 = 24 * FINE;
const SIDE: i32 = 2 * FINE;
/// The lines' own thickness, in quarters of a px.
const THICK: i32 = 8;
/// Room that the word "today" takes before the first date.
const TODAY: i32 = 52 * FINE;

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
    let width = width * FINE;
    on_paper((width, HEIGHT), |paper| draw(paper, now, width, falls))
}

fn draw(paper: &Paper<'_>, now: Timestamp, width: i32, falls: &[Fall]) -> Option<()> {
    let last = falls.iter().map(|fall| fall.at).max()?;
    let span = now.seconds_until(last).max(SECONDS_PER_DAY) * 12 / 11;
    let x = |at: Timestamp| SIDE + (now.seconds_until(at) as f64 / span as f64 * f64::from(width - 2 * SIDE)) as i32;
    let ground = HEIGHT - BOTTOM;
    let y = |share: f64| ground - (share * f64::from(ground - TOP)) as i32;
    let ticks = ticks(now, span);
    let room = ticks.first().is_none_or(|first| x(first.at) - SIDE > TODAY);
    paper.tick(SIDE, (TOP, ground), if room { "today" } else { "" }, &QUIET)?;
    for tick in ticks {
        paper.tick(x(tick.at), (TOP, ground), &tick.word, &QUIET)?;
    }
    let all_money: Amount = falls.iter().map(|f| f.amount).sum();
    let all_votes = Votes::from_rau(falls.iter().map(|f| f.votes.rau()).sum());
    let (money, votes) = (all_money.approx().max(1.0), all_votes.approx().max(1.0));
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
    paper.fill(under, &VOTES)?;
    paper.line(falling, VOTES.rgb.to_rgba(), THICK)?;
    paper.line(rising, WAIT.rgb.to_rgba(), THICK)?;
    // Each line is named where it is highest, with what it is there: the scale of either.
    let said = format!("{} votes", Amount::from_rau(all_votes.rau()).parts(0, 0).0);
    paper.words(said, (SIDE, TOP / 2), &VOTES, HPos::Left)?;
    let said = format!("{} IOTX available", all_money.parts(0, 0).0);
    paper.words(said, (end, TOP / 2), &WAIT, HPos::Right)
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
        assert!(svg.contains("240 votes") && svg.contains("200 IOTX available"), "{svg}");
        assert!((11.0..20.0).contains(&smallest_words(&svg)));
        assert_eq!(steps(Timestamp::from_seconds(0), &[], 460), "");
    }
}
