//! Replays every recording of a folder: `BALLAST_RECORDINGS=FOLDER cargo run -p ballast-tests --bin replay`. Without a
//! folder, those of this repository. Exits 1 when any differs.

use std::process::ExitCode;

use ballast_tests::replay::{Recording, folder, replay};

fn main() -> ExitCode {
    let names = Recording::all(&folder());
    let mut equal = 0;
    for name in &names {
        // A replay panics with its differences, as a test does.
        let same = std::panic::catch_unwind(|| replay(name)).is_ok();
        println!("{name}: {}", if same { "equal" } else { "differs" });
        equal += usize::from(same);
    }
    println!("{equal} of {} recordings equal", names.len());
    if equal == names.len() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
