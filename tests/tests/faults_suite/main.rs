//! The fault suite: rounds in which a node delays, drops, cuts off, doubles, mixes up, floods and lies, the store is damaged,
//! the disk is full, the clock jumps or the program is killed, while a person wishes and believes what the wallet says. A
//! judge asks the honest node what is so: nothing is lost, nothing is done twice, nothing false is said. `BALLAST_ROUNDS` says
//! how many rounds, and `BALLAST_SEED` which; `cargo xtask soak faults` plays two hundred of both settings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod judge;
mod person;
mod programs;
mod round;
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

use ballast_tests::chance::given;
use round::Verdict;
use world::Setting;

/// How many rounds, unless `BALLAST_ROUNDS` says: a tenth of the soak's.
const ROUNDS: u64 = 20;
const SEED: u64 = 0x0017_2026;
/// How many are played at once: most of a round is waiting.
const AT_ONCE: usize = 4;

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
    let wrong: Vec<String> = verdicts
        .iter()
        .flat_map(|verdict| {
            verdict
                .wrong
                .iter()
                .map(|wrong| format!("round {}: {wrong}", verdict.round))
        })
        .collect();
    let done: usize = verdicts.iter().map(|verdict| verdict.done).sum();
    let told: usize = verdicts.iter().map(|verdict| verdict.told).sum();
    println!(
        "{setting:?}: {} rounds, {told} lies, {done} of {} wishes done, {} wrong, {} s",
        verdicts.len(),
        verdicts.len() * round::WISHES,
        wrong.len(),
        begun.elapsed().as_secs()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(panics.is_empty(), "{panics:?}");
    assert!(told > 0, "the liar never lied");
    // An honest endpoint beside the liar is enough to get most things done.
    assert!(setting == Setting::Alone || 2 * done > verdicts.len(), "{done}");
}

#[test]
fn rounds_with_an_honest_endpoint_beside_the_liar_lose_nothing_double_nothing_and_say_nothing_false() {
    play(Setting::Beside);
}

#[test]
fn rounds_with_the_liar_alone_sign_nothing_beyond_the_bounds_and_end_nothing_for_good() {
    play(Setting::Alone);
}
