//! What is shipped of the interface is optimised once more, by binaryen: what the compiler writes for wasm copies values about, and
//! where each instruction is interpreted, as at the start, that is what the window waits for. A tenth less to load, too.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::command::{program, root, run};
use crate::failure::{Failure, Result};
use crate::{native, npm};

/// The features that the compiler uses by itself, and so the only ones that may stand in what is shipped.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// For speed before size, as the interface is compiled.
const HOW: &str = "-O3";

/// Optimises every part of the interface in `folder`, each in its place.
pub fn parts(folder: &Path) -> Result {
    let optimiser = root().join("xtask/optimiser");
    npm::install(&optimiser, "what is shipped of the interface is optimised by binaryen")?;
    let tool = optimiser.join("node_modules/binaryen/bin/wasm-opt");
    let mut left: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(Failure::file(folder))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "wasm"))
        .collect();
    // The heaviest is taken first: it takes longest.
    left.sort_by_key(|path| fs::metadata(path).map_or(0, |about| about.len()));
    let left = Mutex::new(left);
    let work = || -> Result {
        loop {
            let next = left.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
            let Some(part) = next else { return Ok(()) };
            let new = part.with_extension("optimised");
            let mut command = program("node", [&tool]);
            run(command.args(FEATURES).arg(HOW).arg(&part).arg("-o").arg(&new))?;
            fs::rename(&new, &part).map_err(Failure::file(&part))?;
        }
    };
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..native::hands()).map(|_| scope.spawn(work)).collect();
        let done = hands.into_iter().map(|hand| {
            let ended = hand.join();
            ended.unwrap_or_else(|_| {
                Err(Failure::Other(
                    "A thread that optimised the interface ended early.".into(),
                ))
            })
        });
        done.collect()
    })
}
