//! One round: a chain, a wallet, two wishes, and the faults of its kinds.

use std::{
    fmt,
    path::Path,
    time::{Duration, Instant},
};

use ballast_tests::{chance::Dice, liar::Kind};
use serde_json::Value;

use crate::{
    judge::{Judge, Wish},
    person::{Person, is_open},
    programs,
    world::{Setting, World},
};

/// How many wishes there are in a round.
pub const WISHES: usize = 2;
/// How long what is under way is waited for while the liar lies.
const LYING: Duration = Duration::from_secs(4);
/// How long the wallet has, once nobody lies any more, to take back what it was made to say.
pub const SECOND_THOUGHTS: Duration = Duration::from_secs(45);
/// How long what is still open is waited for then.
pub const OPEN: Duration = Duration::from_secs(8);
/// Bytes of a page of the store.
const PAGE: u64 = 4_096;

/// What a round came to.
pub struct Verdict {
    pub round: u64,
    pub kinds: Vec<Kind>,
    /// How often the liar lied.
    pub told: usize,
    /// How many wishes were done.
    pub done: usize,
    pub wrong: Vec<String>,
    pub took: Duration,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            round,
            kinds,
            told,
            done,
            wrong,
            took,
        } = self;
        write!(
            f,
            "round {round}: {kinds:?}, {told} lies, {done} of {WISHES} wishes done, "
        )?;
        write!(f, "{} wrong, {} ms", wrong.len(), took.as_millis())?;
        wrong.iter().try_for_each(|wrong| write!(f, "\n    {wrong}"))
    }
}

/// Plays a round; the same seed and number give the same faults, in the order in which the wallet asks.
pub async fn play(seed: u64, round: u64, setting: Setting) -> Verdict {
    let begun = Instant::now();
    let kinds = Kind::of_round(round);
    let alone = u64::from(setting == Setting::Alone);
    let mut dice = Dice(seed.wrapping_add((2 * round + alone).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    let world = World::begin(&kinds, setting, &mut dice).await;
    let (judge, done) = match kinds.iter().find(|kind| kind.takes_a_program()) {
        Some(kind) => programs::play(&world, *kind, setting, &mut dice),
        None => in_process(&world, &kinds, setting, &mut dice).await,
    };
    Verdict {
        round,
        told: world.liar.told(),
        kinds,
        done,
        wrong: judge.wrong,
        took: begun.elapsed(),
    }
}

async fn in_process(world: &World, kinds: &[Kind], setting: Setting, dice: &mut Dice) -> (Judge, usize) {
    let wallet = world.open().await.unwrap();
    let account = world.equip(&wallet).await;
    let mut person = Person::new(world, wallet, account, setting, kinds);
    let is_damaged = kinds.contains(&Kind::Damage);
    world.liar.lies(true);
    for number in 0..WISHES {
        person.wishes(dice).await;
        if number == 0 && is_damaged {
            match reopened(person, world, kinds, setting, dice).await {
                Ok(anew) => person = anew,
                // It says that it cannot be opened, which is not to say anything false.
                Err((mut judge, wishes)) => {
                    world.liar.lies(false);
                    let done = judge.ends(&wishes, None);
                    return (judge, done);
                }
            }
        }
    }
    person.waits(LYING).await;
    world.liar.lies(false);
    let known = comes_to_its_senses(&mut person).await;
    let Person { mut judge, wishes, .. } = person;
    // What a damaged store has lost of it nobody knows.
    let known = known.filter(|_| !is_damaged);
    let done = judge.ends(&wishes, known.as_deref());
    (judge, done)
}

/// With honest nodes alone: waits until whatever the wallet says is so, and gives it. What stays false was called final for
/// good.
async fn comes_to_its_senses(person: &mut Person<'_>) -> Option<Vec<Value>> {
    let begun = Instant::now();
    loop {
        let all = person.submissions().await?;
        let is_false = |submission: &&Value| !person.judge.ends_so(submission);
        let wrong: Vec<String> = all.iter().filter(is_false).map(Value::to_string).collect();
        let may_wait = begun.elapsed() < OPEN && all.iter().any(is_open);
        if wrong.is_empty() && !may_wait {
            return Some(all);
        }
        if begun.elapsed() > SECOND_THOUGHTS {
            let wrong = wrong.into_iter().map(|wrong| format!("never taken back: {wrong}"));
            person.judge.wrong.extend(wrong);
            return Some(all);
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Closes the wallet, damages some pages of its store, and opens it again; what was wished and judged where it cannot be
/// opened.
async fn reopened<'a>(
    person: Person<'a>,
    world: &'a World,
    kinds: &[Kind],
    setting: Setting,
    dice: &mut Dice,
) -> Result<Person<'a>, (Judge, Vec<Wish>)> {
    let Person {
        wallet, judge, wishes, ..
    } = person;
    drop(wallet);
    // What was under way on other threads lets go of the file.
    let journal = world.store().with_extension("sqlite-wal");
    for _ in 0..40 {
        if !journal.exists() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    damage(&world.store(), dice);
    match world.open().await {
        Ok(wallet) => {
            World::unlock(&wallet).await;
            let mut anew = Person::new(world, wallet, judge.account, setting, kinds);
            (anew.judge, anew.wishes) = (judge, wishes);
            Ok(anew)
        }
        Err(_) => Err((judge, wishes)),
    }
}

/// Writes over one to three pages of a file: with nothing, or with what is drawn.
fn damage(file: &Path, dice: &mut Dice) {
    let mut bytes = std::fs::read(file).unwrap();
    let pages = bytes.len() as u64 / PAGE;
    for _ in 0..=dice.below(3) {
        let start = (dice.below(pages) * PAGE) as usize;
        let is_noise = dice.below(2) == 0;
        for byte in &mut bytes[start..start + PAGE as usize] {
            *byte = if is_noise { dice.below(256) as u8 } else { 0 };
        }
    }
    std::fs::write(file, bytes).unwrap();
}
