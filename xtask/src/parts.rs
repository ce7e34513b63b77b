//! How heavy the interface's parts are. The window shows nothing before the first part is there, and a click may wait for
//! a later one, so each has a limit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The part that is there from the start.
const FIRST: &str = "ballast_ui_bg.wasm";
/// The most that it may weigh as it is shipped, in bytes.
const FIRST_AT_MOST: usize = 1_700_000;
/// The most that it may weigh in the profile of the tests, which is made for size: what is shipped is made for speed, and
/// is a twentieth heavier.
const FIRST_IN_TESTS_AT_MOST: usize = 1_615_000;
/// The profile of the tests.
const OF_TESTS: &str = "ui";
/// The most that a part that is loaded later may weigh, or what several of them share.
const LATER_AT_MOST: usize = 1_500_000;

/// Tells the size of every part, and fails where one is too large for what was compiled in this profile.
pub fn weigh(files: &BTreeMap<PathBuf, Vec<u8>>, profile: &str) -> Result {
    let first_at_most = match profile {
        OF_TESTS => FIRST_IN_TESTS_AT_MOST,
        _ => FIRST_AT_MOST,
    };
    let parts = || files.iter().filter(|(name, _)| ends(name, "wasm"));
    for (name, content) in parts().chain(files.iter().filter(|(name, _)| ends(name, "js"))) {
        println!("  {:>9} bytes  {}", content.len(), name.display());
    }
    if !files.contains_key(Path::new(FIRST)) {
        return Err(Failure::Other(format!("The interface has no {FIRST}.")));
    }
    let told: Vec<String> = parts()
        .filter_map(|(name, content)| too_heavy(name, content.len(), first_at_most))
        .collect();
    match told.is_empty() {
        true => Ok(()),
        false => Err(Failure::Other(told.join("\n"))),
    }
}

/// What is wrong with a part of this size; nothing where nothing is.
fn too_heavy(name: &Path, size: usize, first_at_most: usize) -> Option<String> {
    let (most, why) = if name == Path::new(FIRST) {
        let why = "the window would be up later. What is not seen at the start belongs to a group of screens that is \
                   loaded later (ui/src/screens/table.rs).";
        (first_at_most, why)
    } else {
        let why = "the first click on one of its screens would wait. A group that has grown so large is two groups \
                   (ui/src/screens/table.rs).";
        (LATER_AT_MOST, why)
    };
    let over = size.checked_sub(most).filter(|over| *over > 0)?;
    Some(format!(
        "{} has {size} bytes, {over} more than it may: {why}",
        name.display()
    ))
}

fn ends(name: &Path, with: &str) -> bool {
    name.extension().is_some_and(|ending| ending == with)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(first: usize, later: usize) -> BTreeMap<PathBuf, Vec<u8>> {
        let part = |name: &str, size| (PathBuf::from(name), vec![0; size]);
        BTreeMap::from([
            part(FIRST, first),
            part("shared_0.wasm", later),
            part("split_pay.wasm", 1),
            part("styles.css", 2 * FIRST_AT_MOST),
        ])
    }

    fn told(files: &BTreeMap<PathBuf, Vec<u8>>) -> String {
        weigh(files, "ui-release").map_or_else(|failure| failure.to_string(), |()| String::new())
    }

    #[test]
    fn what_is_as_heavy_as_it_may_be_passes() {
        assert_eq!(told(&of(FIRST_AT_MOST, LATER_AT_MOST)), "");
    }

    #[test]
    fn the_first_part_has_a_limit() {
        let told = told(&of(FIRST_AT_MOST + 5, 1));
        assert!(told.contains("ballast_ui_bg.wasm has 1700005 bytes, 5 more"), "{told}");
        assert!(!told.contains("shared_0"), "{told}");
    }

    #[test]
    fn what_the_tests_weigh_leaves_room_for_what_is_shipped() {
        let files = of(FIRST_IN_TESTS_AT_MOST + 1, 1);
        assert!(weigh(&files, OF_TESTS).is_err());
        assert!(weigh(&files, "ui-release").is_ok());
    }

    #[test]
    fn a_later_part_has_a_limit_of_its_own() {
        let told = told(&of(1, LATER_AT_MOST + 7));
        assert!(told.contains("shared_0.wasm has 1500007 bytes, 7 more"), "{told}");
        assert!(!told.contains("ballast_ui_bg"), "{told}");
    }

    #[test]
    fn an_interface_without_its_first_part_is_none() {
        let mut files = of(1, 1);
        files.remove(Path::new(FIRST));
        assert!(told(&files).contains("has no ballast_ui_bg.wasm"));
    }
}
