//! One round: a chain, a wallet, two wishes, and the faults of its kinds.

use std::{
    fmt,
    path::Path,
    time::{Duration, Instant},
};

use ballast_tests::{chance::Dice, liar::Kind};
use ballast_wallet::Wallet;
use serde_json::Value;

use crate::{
    judge::{Ends, Judge, is_open},
    person::Person,
    programs, signed,
    wish::Wish,
    world::{Setting, World},
};

/// How many wishes there are in a round.
pub const WISHES: usize = 2;
/// How long what is under way is waited for while the liar lies.
const LYING: Duration = Duration::from_secs(4);
/// How long the wallet has, once nobody lies any more, to take back what it was made to say; and to bring to an end what is
/// under way, where an honest node was there all along.
const SECOND_THOUGHTS: Duration = Duration::from_secs(45);
/// How long what is still open is waited for where the liar was alone, or the store is damaged.
const OPEN: Duration = Duration::from_secs(8);
/// How long a wallet is waited for that has the folder still, and what another one says of it meanwhile.
const OPENED: Duration = Duration::from_secs(20);
const IN_USE: &str = "another program has this wallet open";
/// Bytes of a page of the store.
const PAGE: u64 = 4_096;

/// What a round came to.
pub struct Verdict {
    pub round: u64,
    pub kinds: Vec<Kind>,
    /// How often the liar lied, by kind.
    pub told: Vec<(Kind, usize)>,
    /// The kinds for which there surely was an occasion: the liar is the first that is asked, and by no program, which ends
    /// before it has asked for all.
    pub due: Vec<Kind>,
    pub ends: Ends,
    pub lost: Vec<String>,
    pub double: Vec<String>,
    pub wrong: Vec<String>,
    pub took: Duration,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (round, kinds, Ends { done, refused }) = (self.round, &self.kinds, self.ends);
        let told: usize = self.told.iter().map(|(_, count)| count).sum();
        let (lost, double, wrong) = (self.lost.len(), self.double.len(), self.wrong.len());
        write!(
            f,
            "round {round}: {kinds:?}, {told} lies, {done} of {WISHES} wishes done, "
        )?;
        write!(f, "{refused} refused, {lost} lost, {double} double, {wrong} wrong, ")?;
        write!(f, "{} ms", self.took.as_millis())?;
        self.complaints()
            .try_for_each(|complaint| write!(f, "\n    {complaint}"))
    }
}

impl Verdict {
    /// All that must not be.
    pub fn complaints(&self) -> impl Iterator<Item = String> {
        let each =
            |what: &'static str, all: &[String]| all.iter().map(|one| format!("{what}: {one}")).collect::<Vec<_>>();
        let all = [
            each("lost", &self.lost),
            each("double", &self.double),
            each("wrong", &self.wrong),
        ];
        all.into_iter().flatten()
    }
}

/// What is played: which world, by whom it may be asked, with what faults.
struct Play<'a> {
    world: &'a World,
    kinds: &'a [Kind],
    setting: Setting,
}

/// The person with the wallet open; or what was judged and wished till it could not be opened any more.
type Played<'a> = Result<Person<'a>, Box<(Judge, Vec<Wish>)>>;

/// Plays a round; the same seed and number give the same faults, in the order in which the wallet asks.
pub async fn play(seed: u64, round: u64, setting: Setting) -> Verdict {
    let begun = Instant::now();
    let kinds = Kind::of_round(round);
    let alone = u64::from(setting == Setting::Alone);
    let mut dice = Dice(seed.wrapping_add((2 * round + alone).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    let world = World::begin(&kinds, setting, &mut dice).await;
    let play = Play {
        world: &world,
        kinds: &kinds,
        setting,
    };
    let program = kinds.iter().copied().find(|kind| kind.takes_a_program());
    let played = match program {
        Some(kind) => {
            let (judge, wishes) = programs::play(&world, kind, setting, &mut dice);
            play.opened(judge, wishes).await
        }
        None => play.in_process(&mut dice).await,
    };
    world.liar.lies(false);
    let wishes = match &played {
        Ok(person) => &person.wishes,
        Err(left) => &left.1,
    };
    let has_signed = wishes.iter().any(|wish| !wish.signed.is_empty());
    let is_led = world.is_liar_first && program.is_none();
    let is_due = |kind: &Kind| is_led && kind.is_told() && (has_signed || !kind.is_of_what_was_signed());
    let due = kinds.iter().copied().filter(is_due).collect();
    let (judge, ends) = match played {
        Ok(person) => play.ended(person, program.is_some()).await,
        Err(left) => {
            let (mut judge, wishes) = *left;
            let ends = judge.ends(&wishes, None, setting);
            (judge, ends)
        }
    };
    let told = world.liar.told();
    let Judge {
        lost, double, wrong, ..
    } = judge;
    Verdict {
        round,
        told,
        due,
        kinds,
        ends,
        lost,
        double,
        wrong,
        took: begun.elapsed(),
    }
}

impl<'a> Play<'a> {
    fn is_damaged(&self) -> bool {
        self.kinds.contains(&Kind::Damage)
    }

    /// Wishes with a wallet in this process while the liar lies.
    async fn in_process(&self, dice: &mut Dice) -> Played<'a> {
        let wallet = self.world.open().await.unwrap();
        let account = self.world.equip(&wallet).await;
        let mut person = self.person(wallet, Judge::new(self.world.truth.clone(), account), Vec::new());
        self.world.liar.lies(true);
        if self.kinds.contains(&Kind::Chain) {
            // Who has said the right chain once is not asked again before it fails: it is met anew.
            person = self.reopened(person, None).await?;
        }
        if self.world.is_liar_first {
            person.provokes(self.kinds, dice).await;
        }
        for number in 0..WISHES {
            person.wishes(dice).await;
            if number == 0 && self.is_damaged() {
                person = self.reopened(person, Some(&mut *dice)).await?;
            }
        }
        person.waits(LYING).await;
        Ok(person)
    }

    fn person(&self, wallet: Wallet, judge: Judge, wishes: Vec<Wish>) -> Person<'a> {
        let mut person = Person::new(self.world, wallet, judge.account, self.setting, self.kinds);
        (person.judge, person.wishes) = (judge, wishes);
        person
    }

    /// Opens the wallet for who has judged and wished this so far.
    async fn opened(&self, mut judge: Judge, wishes: Vec<Wish>) -> Played<'a> {
        let begun = Instant::now();
        let error = loop {
            match self.world.open().await {
                Ok(wallet) => return Ok(self.person(wallet, judge, wishes)),
                // One that was dropped lets go of its folder once its last question is answered.
                Err(error) if error.contains(IN_USE) && begun.elapsed() < OPENED => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Err(error) => break error,
            }
        };
        // Of a damaged store it says that it cannot be opened, which is not to say anything false.
        if !self.is_damaged() {
            judge.notes(format!("the wallet cannot be opened: {error}"));
        }
        Err(Box::new((judge, wishes)))
    }

    /// Closes the wallet, damages some pages of its store where there is something to draw them from, and opens it again.
    async fn reopened(&self, person: Person<'a>, damaged: Option<&mut Dice>) -> Played<'a> {
        let Person {
            wallet, judge, wishes, ..
        } = person;
        drop(wallet);
        // What was under way on other threads lets go of the file.
        let store = self.world.store();
        let journal = store.with_extension("sqlite-wal");
        for _ in 0..40 {
            if !journal.exists() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        if let Some(dice) = damaged {
            damage(&store, dice);
        }
        let person = self.opened(judge, wishes).await?;
        World::unlock(&person.wallet).await;
        Ok(person)
    }

    /// With nobody lying any more: has the wallet come to its senses, and judges all that it says and did.
    async fn ended(&self, mut person: Person<'a>, by_program: bool) -> (Judge, Ends) {
        let is_whole = !self.is_damaged();
        if is_whole && !by_program && self.setting == Setting::Beside {
            person.wishes_again().await;
        }
        let known = self.comes_to_its_senses(&mut person).await;
        for submission in known.iter().flatten() {
            person.judge.sees(submission, &person.wishes);
        }
        if is_whole && self.setting == Setting::Beside {
            person.reads_history().await;
        }
        // What a damaged store holds, or has lost, nobody knows.
        if is_whole {
            match signed::stored(&self.world.store()) {
                Some(all) => person.judge.signed(&all, &person.wishes),
                None => person.judge.notes("the store cannot be read".to_owned()),
            }
        }
        let Person { mut judge, wishes, .. } = person;
        let known = known.filter(|_| is_whole);
        let ends = judge.ends(&wishes, known.as_deref(), self.setting);
        (judge, ends)
    }

    /// Waits until whatever the wallet says is so, and gives it. What stays false was called final for good.
    async fn comes_to_its_senses(&self, person: &mut Person<'_>) -> Option<Vec<Value>> {
        let begun = Instant::now();
        let open = match self.setting {
            Setting::Beside if !self.is_damaged() => SECOND_THOUGHTS,
            Setting::Beside | Setting::Alone => OPEN,
        };
        loop {
            let is_over = begun.elapsed() > SECOND_THOUGHTS;
            match person.submissions().await {
                Some(all) => {
                    let is_false = all.iter().any(|submission| !person.judge.ends_so(submission));
                    let may_wait = begun.elapsed() < open && all.iter().any(is_open);
                    if is_over || !(is_false || may_wait) {
                        return Some(all);
                    }
                }
                None if self.is_damaged() => return None,
                None if is_over => {
                    person.judge.notes("the wallet does not say what it knows".to_owned());
                    return None;
                }
                None => {}
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
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
