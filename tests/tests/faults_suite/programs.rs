//! Rounds that take programs of their own: one is killed, one has no room on its disk, one has a clock that jumps.

use std::{thread, time::Duration};

use ballast_domain::Address;
use ballast_tests::{
    chance::Dice,
    liar::{Kind, Payment},
    programs::{Cli, PHRASE, Run},
};
use serde_json::{Value, json};

use crate::{
    judge::Judge,
    round::WISHES,
    wish::{Wish, stranger, sum},
    world::{CALLED, Setting, World},
};

/// Seconds by which a clock may be wrong: from a year ago to half a century from now.
const JUMPS: [i64; 6] = [-400 * 86_400, -3_600, 0, 11 * 60, 2 * 86_400, 50 * 365 * 86_400];
/// Kibibytes beyond which no file may grow.
const ROOM: [u64; 7] = [0, 4, 16, 32, 40, 56, 4_096];
/// How often a program is asked what it knows, with nothing in its way.
const TRIES: usize = 3;
/// With this a program of Rust ends that panicked.
const PANICKED: i32 = 101;

/// Plays a round's wishes with the command line, each met by the fault; from then on nobody lies.
pub fn play(world: &World, kind: Kind, setting: Setting, dice: &mut Dice) -> (Judge, Vec<Wish>) {
    let cli = Cli {
        home: world.place(),
        network: CALLED,
        // Where the network says.
        node: String::new(),
    };
    let imported = cli.run(&["accounts", "import-phrase"], PHRASE);
    assert_eq!(imported.code, Some(0), "{} {}", imported.out, imported.err);
    let accounts = cli.run(&["accounts"], "").json();
    let account: Address = accounts[0]["address"].as_str().unwrap().parse().unwrap();
    world.fund(account);
    let mut judge = Judge::new(world.truth.clone(), account);
    let mut wishes = Vec::new();
    world.liar.lies(true);
    for _ in 0..WISHES {
        let (to, amount) = (stranger(dice), sum(dice));
        let intent = json!({ "account": account.to_string(), "action": "send", "to": to.to_string(),
                             "amount": format!("{} Rau", amount.rau()) });
        wishes.push(Wish::of(Payment {
            to,
            amount,
            token: None,
        }));
        for run in meets(world, &cli, kind, &intent.to_string(), dice) {
            panics_not(&run, &mut judge);
        }
    }
    if setting == Setting::Beside {
        for submission in submissions(&cli, &mut judge).unwrap_or_default() {
            judge.sees(&submission, &wishes);
        }
    }
    world.liar.lies(false);
    // With nothing in its way it says what it knows; what that is worth is judged once the wallet could think again.
    if (0..TRIES).all(|_| submissions(&cli, &mut judge).is_none()) {
        judge.notes("the program does not say what it knows".to_owned());
    }
    (judge, wishes)
}

/// Submits, and the fault comes in between: how the programs ended.
fn meets(world: &World, cli: &Cli, kind: Kind, intent: &str, dice: &mut Dice) -> Vec<Run> {
    let submit = ["submit", "-", "--yes", "--no-wait", "--timeout", "6"];
    match kind {
        Kind::Kill => {
            let mut running = cli.spawn(&["submit", "-", "--yes"], intent);
            thread::sleep(Duration::from_millis(dice.below(2_500)));
            // It may have ended already.
            let _ = running.kill();
            let output = running.wait_with_output().unwrap();
            vec![Run {
                code: output.status.code(),
                out: String::from_utf8_lossy(&output.stdout).into_owned(),
                err: String::from_utf8_lossy(&output.stderr).into_owned(),
            }]
        }
        Kind::Full => {
            let room = ROOM[dice.below(ROOM.len() as u64) as usize];
            vec![cli.run_with_room(room, &submit, intent)]
        }
        _ => {
            let clock = world.home.path().join("clock");
            let mut jumps = |args: &[&str]| {
                let jump = JUMPS[dice.below(JUMPS.len() as u64) as usize];
                std::fs::write(&clock, jump.to_string()).unwrap();
                cli.run_by_clock(&clock, args, intent)
            };
            vec![jumps(&submit), jumps(&["status"])]
        }
    }
}

fn panics_not(run: &Run, judge: &mut Judge) {
    if run.code == Some(PANICKED) || run.err.contains("panicked") {
        judge.notes(format!("a program panicked: {}", run.err));
    }
}

/// What a program says that the wallet knows; none where it does not say.
fn submissions(cli: &Cli, judge: &mut Judge) -> Option<Vec<Value>> {
    let run = cli.run(&["status"], "");
    panics_not(&run, judge);
    let said: Value = serde_json::from_str(&run.out).ok()?;
    said["submissions"].as_array().cloned()
}
