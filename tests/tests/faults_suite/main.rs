//! The fault suite: rounds in which a node delays, drops, cuts off, doubles, mixes up, floods and lies, the store is damaged,
//! the disk is full, the clock jumps or the program is killed, while a person wishes and believes what the wallet says. A
//! judge asks the honest node what is so: nothing is lost, nothing is done twice, nothing false is said. `BALLAST_ROUNDS` says
//! how many rounds, and `BALLAST_SEED` which; `cargo xtask soak faults` plays two hundred of both settings.
//!
//! With an honest endpoint beside the liar, a wish is lost where something was signed for it that is neither done nor said to
//! have ended. One that a rule refused is not lost; what was refused while the liar lied is wished again afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod history;
mod judge;
mod kinds;
mod person;
mod programs;
mod round;
mod signed;
mod wish;
mod words;
mod world;

use std::{
    panic,
    sync::{
        Mutex, Once, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use ballast_tests::{chance::given, liar::Kind};
use round::Verdict;
use world::Setting;

/// How many rounds, unless `BALLAST_ROUNDS` says: a tenth of the soak's.
const ROUNDS: u64 = 20;
const SEED: u64 = 0x0017_2026;
/// How many are played at once: most of a round is waiting.
const AT_ONCE: usize = 5;

/// Where the wallet panicked.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes every panic of the wallet and of what it is made of. The practice node answers its own with an error, as a real
/// one does, and a test's ends the test.
fn notes_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            if !place.contains("crates/practice/") && !place.starts_with("tests/") {
                PANICS.lock().unwrap_or_else(PoisonError::into_inner).push(place);
            }
            before(info);
        }));
    });
}

/// Plays all rounds of a setting, and tells of each.
fn play(setting: Setting) {
    notes_panics();
    let seed = given("BALLAST_SEED").unwrap_or(SEED);
    let rounds = given("BALLAST_ROUNDS").unwrap_or(ROUNDS);
    println!("BALLAST_SEED={seed} BALLAST_ROUNDS={rounds}: {setting:?}");
    let (next, begun) = (AtomicU64::new(0), Instant::now());
    let verdicts: Mutex<Vec<Verdict>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(2)
                    .enable_all()
                    .build()
                    .unwrap();
                loop {
                    let round = next.fetch_add(1, Ordering::SeqCst);
                    if round >= rounds {
                        return;
                    }
                    let verdict = runtime.block_on(round::play(seed, round, setting));
                    println!("{setting:?}, {verdict}");
                    verdicts.lock().unwrap().push(verdict);
                }
            });
        }
    });
    let verdicts = verdicts.into_inner().unwrap();
    let complaints: Vec<String> = verdicts
        .iter()
        .flat_map(|verdict| {
            let round = verdict.round;
            verdict
                .complaints()
                .map(move |complaint| format!("round {round}: {complaint}"))
        })
        .collect();
    let sum = |count: fn(&Verdict) -> usize| verdicts.iter().map(count).sum::<usize>();
    let (wishes, done) = (verdicts.len() * round::WISHES, sum(|verdict| verdict.ends.done));
    let told = told_of(&verdicts);
    println!(
        "{setting:?}: {} rounds, {} lies, {done} of {wishes} wishes done, {} refused, {} lost, {} double, {} wrong, {} s",
        verdicts.len(),
        told.iter().map(|(_, count)| count).sum::<usize>(),
        sum(|verdict| verdict.ends.refused),
        sum(|verdict| verdict.lost.len()),
        sum(|verdict| verdict.double.len()),
        sum(|verdict| verdict.wrong.len()),
        begun.elapsed().as_secs()
    );
    let by_kind = told.iter().map(|(kind, count)| format!("{kind:?} {count}"));
    println!("{setting:?}: lies by kind: {}", by_kind.collect::<Vec<_>>().join(", "));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(panics.is_empty(), "{panics:?}");
    // Fewer rounds than the fixed ones meet fewer kinds.
    let untold = untold(&verdicts, &told);
    assert!(rounds < ROUNDS || untold.is_empty(), "never told: {untold:?}");
    // An honest endpoint beside the liar is enough to get most things done.
    assert!(setting == Setting::Alone || 2 * done > wishes, "{done} of {wishes}");
}

/// How often each kind was told in all rounds.
fn told_of(verdicts: &[Verdict]) -> Vec<(Kind, usize)> {
    let told = |kind: Kind| {
        let all = verdicts.iter().flat_map(|verdict| &verdict.told);
        all.filter(|(of, _)| *of == kind).map(|(_, count)| count).sum::<usize>()
    };
    let each = Kind::ALL.into_iter().filter(|kind| kind.is_told());
    each.map(|kind| (kind, told(kind))).collect()
}

/// The kinds for which there was an occasion, and that were told in no round.
fn untold(verdicts: &[Verdict], told: &[(Kind, usize)]) -> Vec<Kind> {
    let is_due = |kind: Kind| verdicts.iter().any(|verdict| verdict.due.contains(&kind));
    let never = told.iter().filter(|(kind, count)| *count == 0 && is_due(*kind));
    never.map(|(kind, _)| *kind).collect()
}

#[test]
fn rounds_with_an_honest_endpoint_beside_the_liar_lose_nothing_double_nothing_and_say_nothing_false() {
    play(Setting::Beside);
}

#[test]
fn rounds_with_the_liar_alone_sign_nothing_beyond_the_bounds_and_end_nothing_for_good() {
    play(Setting::Alone);
}
