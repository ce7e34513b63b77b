//! Heights that endpoints tell, and which of them are believed. One endpoint's word never decides over another's: a height is believed when a second
//! endpoint confirms it, or when the chain can have come so far since the last one that was believed. Where words
//! contradict each other and nothing else decides, that of the endpoint that the person put earlier counts.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use ballast_domain::{Height, Timestamp};

/// Blocks behind what the chain surely had from which an endpoint counts as lagging.
pub(super) const LAG: u64 = 20;
/// How old a word may be that confirms another one.
const FRESH: Duration = Duration::from_secs(60);
/// How old a word may be that speaks against another one.
const JUST_NOW: Duration = Duration::from_secs(10);
/// How long a height has to be told, while no other one is believed, before the last one that was believed counts no
/// more: it may itself have been false, and must not blind the wallet for good.
const PATIENCE: Duration = Duration::from_secs(120);

/// How fast a chain grows, and a height that it had once: what a height is measured by where no second endpoint tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// Time between blocks: none comes sooner, many may come later.
    pub block: Duration,
    /// Blocks by which the words of two nodes may differ.
    pub slack: u64,
    /// A height, and a moment at which the chain had not passed it. It bounds upward alone: a chain may have stood still.
    pub known: Option<(Height, Timestamp)>,
}

impl Pace {
    /// The most blocks that come in this time.
    fn grown(&self, time: Duration) -> u64 {
        let blocks = time.as_millis() / self.block.as_millis().max(1);
        u64::try_from(blocks).unwrap_or(u64::MAX)
    }

    /// The height that is believed at most this long after `height`.
    fn most(&self, height: Height, time: Duration) -> Height {
        Height(height.0.saturating_add(self.grown(time)).saturating_add(self.slack))
    }

    /// The height that can be at most by what was known before; none where nothing was.
    fn possible(&self, clock: Timestamp) -> Option<Height> {
        let (height, at) = self.known?;
        Some(self.most(height, Duration::from_secs(at.seconds_until(clock))))
    }
}

/// Now, by both of this machine's clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    at: Instant,
    clock: Timestamp,
}

impl Moment {
    pub(super) fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            at: Instant::now(),
            clock: Timestamp::from_micros(since.as_micros().try_into().unwrap_or(u64::MAX)),
        }
    }

    /// The time since `earlier`, by the clock that tells of more: one stands still while the machine sleeps, the other may
    /// be put back.
    fn since(self, earlier: Self) -> Duration {
        let by_clock = self.clock.micros().saturating_sub(earlier.clock.micros());
        self.passed(earlier).max(Duration::from_micros(by_clock))
    }

    /// The time since `earlier` that nobody can change.
    fn passed(self, earlier: Self) -> Duration {
        self.at.saturating_duration_since(earlier.at)
    }

    #[cfg(test)]
    fn plus(self, time: Duration) -> Self {
        Self {
            at: self.at + time,
            clock: self.clock.plus_seconds(time.as_secs()),
        }
    }
}

/// The newest block that an endpoint told of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) height: Height,
    /// When it told of it last.
    pub(super) at: Moment,
    /// When it told of it first.
    pub(super) since: Moment,
}

/// An endpoint, and what it said; in a list they stand in the person's order.
pub(super) struct Said {
    pub(super) url: String,
    pub(super) word: Option<Word>,
}

/// The last height that was believed.
#[derive(Clone, Debug)]
struct Last {
    height: Height,
    /// When it was told first.
    at: Moment,
    /// Who told it.
    by: String,
    /// Whether two endpoints told the same.
    sure: bool,
}

#[derive(Default)]
struct State {
    last: Option<Last>,
    /// The highest block of which two endpoints told, the same one or a later: the chain surely had it.
    had: Option<Height>,
    /// Since when nothing but a doubtful height was told.
    doubted: Option<Moment>,
}

/// What is believed of a network's height.
pub(super) struct Heights {
    /// None where whatever is told is believed: a practice network's time moves on by wish.
    pace: Option<Pace>,
    state: Mutex<State>,
}

impl Heights {
    pub(super) fn new(pace: Option<Pace>) -> Self {
        Self {
            pace,
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every write is of plain fields: a panic cannot leave them half written.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the word of the endpoint at `place` is believed. `asked` says whether the others were asked just now: before
    /// that, nothing that does not fit is.
    pub(super) fn believe(&self, said: &[Said], place: usize, asked: bool, now: Moment) -> bool {
        let Some((url, word)) = said.get(place).and_then(|s| Some((&s.url, s.word?))) else {
            return true;
        };
        let mut state = self.state();
        state.had = state.had.max(second_highest(said, now));
        let Some(pace) = self.pace else { return true };
        let height = word.height;
        let others = others(said, place, now);
        let confirms = |other: &&Word| height <= pace.most(other.height, now.since(other.at));
        // While another tells of much more, this one may be what stands still.
        let contested = others
            .iter()
            .any(|other| other.height.0 > height.0.saturating_add(pace.slack));
        let same = |other: &&Word| other.height.0 <= height.0.saturating_add(pace.slack);
        if let Some(other) = others.iter().filter(confirms).find(same) {
            // Also downward: both say that there is no more of the chain.
            state.had = Some(height.min(other.height));
            let theirs = other.height.0.saturating_add(pace.grown(now.passed(other.at)));
            state.take(Height(height.0.max(theirs)), now, url, true);
            return true;
        }
        if others.iter().any(|other| confirms(&other)) {
            let is_less = |last: &Last| !last.sure && last.by != *url && is_after(said, &last.by, place);
            if state.last.as_ref().is_none_or(is_less) {
                state.take(height, now, url, false);
            }
            state.settle(contested);
            return true;
        }
        if pace.possible(now.clock).is_some_and(|most| height > most) {
            return false;
        }
        let Some(last) = state.last.clone() else {
            state.take(height, now, url, false);
            return true;
        };
        if !last.sure && last.by != *url && is_after(said, &last.by, place) {
            state.take(height, now, url, false);
            return true;
        }
        let since = now.since(last.at);
        let most = pace.most(last.height, since);
        if height <= most {
            // Its own word may lower the bound, which never rises by more than the chain's pace.
            let in_time = height.0 <= last.height.0.saturating_add(pace.grown(since));
            if !last.sure && last.by == *url && height != last.height && in_time {
                state.take(height, now, url, false);
            }
            state.settle(contested);
            return true;
        }
        if !asked {
            return false;
        }
        let against = |other: &Word| {
            let range = last.height.0.saturating_sub(LAG)..=most.0.saturating_add(pace.slack);
            range.contains(&other.height.0) && now.passed(other.at) <= JUST_NOW
        };
        let own = last.by == *url && !others.iter().any(against);
        let since = *state.doubted.get_or_insert(now);
        if own || now.passed(since) > PATIENCE {
            state.take(height, now, url, false);
            return true;
        }
        false
    }

    /// Whether an endpoint tells of more than is believed.
    pub(super) fn is_ahead(&self, said: &[Said], place: usize, now: Moment) -> bool {
        let of = said.get(place).and_then(|s| Some((&s.url, s.word?)));
        let (Some(pace), Some((url, word))) = (self.pace, of) else {
            return false;
        };
        let others = others(said, place, now);
        if others
            .iter()
            .any(|other| word.height <= pace.most(other.height, now.since(other.at)))
        {
            return false;
        }
        if pace.possible(word.at.clock).is_some_and(|most| word.height > most) {
            return true;
        }
        let state = self.state();
        state.last.as_ref().is_some_and(|last| {
            let binds = last.by != *url && (last.sure || !is_after(said, &last.by, place));
            binds && word.height > pace.most(last.height, word.at.since(last.at))
        })
    }

    /// Whether an endpoint stands far behind what the chain surely had; or has come to no new block for long, while another
    /// one goes on ahead of it.
    pub(super) fn is_lagging(&self, said: &[Said], place: usize, now: Moment) -> bool {
        let Some(word) = said.get(place).and_then(|s| s.word) else {
            return false;
        };
        let behind = |height: Height| word.height.0.saturating_add(LAG) < height.0;
        if self.state().had.is_some_and(behind) {
            return true;
        }
        let Some(pace) = self.pace else { return false };
        let long = pace.block.saturating_mul(u32::try_from(LAG).unwrap_or(u32::MAX));
        let stands = word.at.passed(word.since) > long;
        let goes_on = |(other, word): (usize, Word)| {
            behind(word.height)
                && now.passed(word.at) <= FRESH
                && now.passed(word.since) <= long
                && !self.is_ahead(said, other, now)
        };
        let words = said.iter().enumerate().filter_map(|(i, s)| Some((i, s.word?)));
        stands && words.filter(|(i, _)| *i != place).any(goes_on)
    }

    /// The highest block that is told of and believed.
    pub(super) fn best(&self, said: &[Said], now: Moment) -> Option<Height> {
        let believed = |i: &usize| !self.is_ahead(said, *i, now);
        let words = (0..said.len()).filter(believed).filter_map(|i| said[i].word);
        words.map(|word| word.height).max()
    }

    /// The height that is believed at most now where nobody confirms it; none where nothing is known to measure it by.
    pub(super) fn most(&self, now: Moment) -> Option<Height> {
        let pace = self.pace?;
        let state = self.state();
        let since_last = state.last.as_ref().map(|l| pace.most(l.height, now.since(l.at)));
        [since_last, pace.possible(now.clock)].into_iter().flatten().min()
    }

    /// A block that the chain surely had: two endpoints told of it, or of a later one.
    pub(super) fn had(&self) -> Option<Height> {
        self.state().had
    }
}

impl State {
    /// Ends the doubt, unless another's word keeps it up.
    fn settle(&mut self, contested: bool) {
        if !contested {
            self.doubted = None;
        }
    }

    fn take(&mut self, height: Height, at: Moment, by: &str, sure: bool) {
        let by = by.to_owned();
        self.last = Some(Last { height, at, by, sure });
        self.doubted = None;
    }
}

/// What the others said a short while ago.
fn others(said: &[Said], place: usize, now: Moment) -> Vec<Word> {
    let all = said.iter().enumerate().filter(|(i, _)| *i != place);
    let words = all.filter_map(|(_, s)| s.word);
    words.filter(|word| now.passed(word.at) <= FRESH).collect()
}

/// Whether the endpoint `url` stands after `place`, or is asked no more.
fn is_after(said: &[Said], url: &str, place: usize) -> bool {
    said.iter().position(|s| s.url == url).is_none_or(|at| at > place)
}

/// The highest block of which two endpoints told of late, that one or a later.
fn second_highest(said: &[Said], now: Moment) -> Option<Height> {
    let words = said.iter().filter_map(|s| s.word);
    let fresh = words.filter(|word| now.passed(word.at) <= FRESH);
    let mut heights: Vec<Height> = fresh.map(|word| word.height).collect();
    heights.sort_unstable();
    heights.into_iter().rev().nth(1)
}

#[cfg(test)]
mod tests;
