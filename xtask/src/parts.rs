//! How heavy the interface's parts are. The window shows nothing before the first part is there, so that one has a limit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The part that is there from the start.
const FIRST: &str = "ballast_ui_bg.wasm";
/// In bytes.
const FIRST_AT_MOST: usize = 1_700_000;

/// Tells the size of every part, and fails where the first is too large.
pub fn weigh(files: &BTreeMap<PathBuf, Vec<u8>>) -> Result {
    for (name, content) in files.iter().filter(|(name, _)| is_code(name)) {
        println!("  {:>9} bytes  {}", content.len(), name.display());
    }
    match files.get(Path::new(FIRST)) {
        None => Err(Failure::Other(format!("The interface has no {FIRST}."))),
        Some(first) if first.len() > FIRST_AT_MOST => Err(Failure::Other(format!(
            "{FIRST} has {} bytes, {} more than it may: the window would be up later. What is not seen at the start \
             belongs into a later part (ui/src/screens/later.rs).",
            first.len(),
            first.len() - FIRST_AT_MOST
        ))),
        Some(_) => Ok(()),
    }
}

fn is_code(name: &Path) -> bool {
    name.extension()
        .is_some_and(|ending| ending == "wasm" || ending == "js")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(first: usize) -> BTreeMap<PathBuf, Vec<u8>> {
        let part = |name: &str, size| (PathBuf::from(name), vec![0; size]);
        BTreeMap::from([part(FIRST, first), part("split_later.wasm", 3 * FIRST_AT_MOST)])
    }

    #[test]
    fn the_first_part_has_a_limit_and_the_later_ones_have_none() {
        assert!(weigh(&of(FIRST_AT_MOST)).is_ok());
        let told = weigh(&of(FIRST_AT_MOST + 5)).map_err(|failure| failure.to_string());
        assert!(told.is_err_and(|told| told.contains("1700005 bytes, 5 more")));
    }

    #[test]
    fn an_interface_without_its_first_part_is_none() {
        let mut files = of(1);
        files.remove(Path::new(FIRST));
        assert!(weigh(&files).is_err());
    }
}
