//! Programs from npm, which only a few commands need.

use std::path::Path;

use crate::command::{on_path, program, run};
use crate::failure::{Failure, Result};

/// Installs a folder's packages in the versions of its lock file, as its hashes name them; nothing of them is run at
/// installation, and what npm has kept of an earlier time is not fetched again. `why` says what node is needed for.
pub fn install(folder: &Path, why: &str) -> Result {
    for tool in ["node", "npm"] {
        if !on_path(tool) {
            return Err(Failure::Missing(format!(
                "There is no {tool}: {why}. Node 20 or newer brings it (Debian: nodejs, npm)."
            )));
        }
    }
    let how = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    run(program("npm", how).current_dir(folder))
}
