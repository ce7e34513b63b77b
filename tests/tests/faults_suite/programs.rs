//! Rounds that take programs of their own: one is killed, one has no room on its disk, one has a clock that jumps.

use std::{
    thread,
    time::{Duration, Instant},
};

use ballast_domain::Address;
use ballast_tests::{
    chance::Dice,
    liar::Kind,
    programs::{Cli, PHRASE},
};
use serde_json::{Value, json};

use crate::{
    judge::{Judge, Wish},
    person::{is_open, stranger, sum},
    round::{OPEN, SECOND_THOUGHTS, WISHES},
    world::{CALLED, Setting, World},
};

/// The first account of the phrase.
const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
/// Seconds by which a clock may be wrong: from a year ago to half a century from now.
const JUMPS: [i64; 6] = [-400 * 86_400, -3_600, 0, 11 * 60, 2 * 86_400, 50 * 365 * 86_400];
/// Kibibytes beyond which no file may grow.
const ROOM: [u64; 7] = [0, 4, 16, 32, 40, 56, 4_096];

/// Plays a round with the command line: wishes, each met by the fault, then honest nodes alone.
pub fn play(world: &World, kind: Kind, setting: Setting, dice: &mut Dice) -> (Judge, usize) {
    let account: Address = ALICE.parse().unwrap();
    let cli = Cli {
        home: world.place(),
        network: CALLED,
        // Where the network says.
        node: String::new(),
    };
    let imported = cli.run(&["accounts", "import-phrase"], PHRASE);
    assert_eq!(imported.code, Some(0), "{} {}", imported.out, imported.err);
    world.fund(account);
    let mut judge = Judge::new(world.truth.clone(), account);
    let mut wishes = Vec::new();
    world.liar.lies(true);
    for _ in 0..WISHES {
        let wish = Wish {
            to: stranger(dice),
            amount: sum(dice),
            token: None,
            signed: Vec::new(),
        };
        let intent = json!({ "account": ALICE, "action": "send", "to": wish.to.to_string(),
                             "amount": format!("{} Rau", wish.amount.rau()) });
        wishes.push(wish);
        meets(world, &cli, kind, &intent.to_string(), dice);
    }
    if setting == Setting::Beside {
        for submission in submissions(&cli).unwrap_or_default() {
            name(&mut wishes, &submission);
            judge.sees(&submission, &wishes);
        }
    }
    world.liar.lies(false);
    let known = comes_to_its_senses(&cli, &mut judge);
    for submission in known.iter().flatten() {
        name(&mut wishes, submission);
        judge.sees(submission, &wishes);
    }
    let done = judge.ends(&wishes, known.as_deref());
    (judge, done)
}

/// Submits, and the fault comes in between.
fn meets(world: &World, cli: &Cli, kind: Kind, intent: &str, dice: &mut Dice) {
    let submit = ["submit", "-", "--yes", "--no-wait", "--timeout", "6"];
    match kind {
        Kind::Kill => {
            let mut running = cli.spawn(&["submit", "-", "--yes"], intent);
            thread::sleep(Duration::from_millis(dice.below(2_500)));
            // It may have ended already.
            let _ = running.kill();
            let _ = running.wait();
        }
        Kind::Full => {
            let room = ROOM[dice.below(ROOM.len() as u64) as usize];
            cli.run_with_room(room, &submit, intent);
        }
        _ => {
            let clock = world.home.path().join("clock");
            for args in [&submit[..], &["status"][..]] {
                let jump = JUMPS[dice.below(JUMPS.len() as u64) as usize];
                std::fs::write(&clock, jump.to_string()).unwrap();
                cli.run_by_clock(&clock, args, intent);
            }
        }
    }
}

/// What the wallet knows of; none where it cannot tell.
fn submissions(cli: &Cli) -> Option<Vec<Value>> {
    let run = cli.run(&["status"], "");
    let said: Value = serde_json::from_str(&run.out).ok()?;
    said["submissions"].as_array().cloned()
}

/// Which wish a submission is for, its sentence says.
fn name(wishes: &mut [Wish], submission: &Value) {
    let (sentence, id) = (submission["sentence"].as_str(), submission["id"].as_str());
    let of = |wish: &&mut Wish| sentence.is_some_and(|sentence| sentence.contains(&wish.to.to_string()));
    if let (Some(wish), Some(id)) = (wishes.iter_mut().find(of), id) {
        wish.signed.push(id.to_owned());
    }
}

/// With honest nodes alone: waits until whatever the wallet says is so, and gives it.
fn comes_to_its_senses(cli: &Cli, judge: &mut Judge) -> Option<Vec<Value>> {
    let begun = Instant::now();
    loop {
        let all = submissions(cli)?;
        let is_false = |submission: &&Value| !judge.ends_so(submission);
        let wrong: Vec<String> = all.iter().filter(is_false).map(Value::to_string).collect();
        let may_wait = begun.elapsed() < OPEN && all.iter().any(is_open);
        if wrong.is_empty() && !may_wait {
            return Some(all);
        }
        if begun.elapsed() > SECOND_THOUGHTS {
            let wrong = wrong.into_iter().map(|wrong| format!("never taken back: {wrong}"));
            judge.wrong.extend(wrong);
            return Some(all);
        }
        // A program looks once for what it follows, and a while.
        let _ = cli.run(&["status", "--wait", "--timeout", "3"], "");
    }
}
