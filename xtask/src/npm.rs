//! Programs from npm, which only a few commands need.

use std::path::Path;

use crate::command::{on_path, program, run};
use crate::failure::{Failure, Result};

/// Installs a folder's packages in the versions of its lock file; nothing of them is run at installation. `why` says
/// what node is needed for.
pub fn install(folder: &Path, why: &str) -> Result {
    for tool in ["node", "npm"] {
        if !on_path(tool) {
            return Err(Failure::Missing(format!(
                "There is no {tool}: {why}. Node 20 or newer brings it (Debian: nodejs, npm)."
            )));
        }
    }
    run(program("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))
}
