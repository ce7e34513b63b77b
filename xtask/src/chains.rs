//! `cargo xtask chains`: writes anew which ids public chains have (`assets/public-chains.json`), by a package from npm that
//! the bench has a lock file of. What comes out is committed, so that building and testing need neither.

use crate::command::{program, root, run};
use crate::failure::Result;
use crate::npm;
use crate::stage::Stages;

/// All of them.
pub fn all(stages: &mut Stages) -> Result {
    let folder = root().join("bench/peers");
    stages.run("packages", || {
        npm::install(&folder, "the list of public chains is one of its packages")
    })?;
    let file = root().join("assets/public-chains.json");
    let script = ["chains.js".into(), file.into_os_string()];
    stages.run("public chains", || run(program("node", &script).current_dir(&folder)))
}
