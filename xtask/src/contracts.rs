//! `cargo xtask contracts`: compiles the practice network's contracts anew. What comes out is committed, so that building
//! and testing need no compiler of contracts.

use crate::command::{program, root, run};
use crate::failure::Result;
use crate::npm;
use crate::stage::Stages;

/// All of them.
pub fn all(stages: &mut Stages) -> Result {
    let folder = root().join("crates/practice/contracts");
    stages.run("compiler", || {
        npm::install(&folder, "the compiler of contracts runs on it")
    })?;
    stages.run(
        "contracts",
        || run(program("node", ["compile.js"]).current_dir(&folder)),
    )
}
