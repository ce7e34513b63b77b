//! The codes of errors and warnings. No item lists them, so they are read off the sources: every text that is
//! all of the form `subject.what`, outside of tests.

use std::{collections::BTreeSet, fs, path::Path};

/// Crates whose errors people see. The practice network has a node's own words, and no codes.
const SOURCES: [&str; 9] = [
    "crates/api/src",
    "crates/chain/src",
    "crates/cli/src",
    "crates/domain/src",
    "crates/store/src",
    "crates/vault/src",
    "crates/wallet/src",
    "src-tauri/src",
    "ui/src",
];
/// Names of files, which look like codes.
const FILES: [&str; 9] = [
    "ballast.bell",
    "ballast.json",
    "ballast.lock",
    "bls.key",
    "dates.ics",
    "profile.db",
    "state.json",
    "store.sqlite",
    "vault.ballast",
];

/// Every code that stands in the sources.
pub fn in_sources() -> BTreeSet<String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut codes = BTreeSet::new();
    for folder in SOURCES {
        collect(&top.join(folder), &mut codes);
    }
    codes
}

fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy();
        if name == "tests" || name == "testing" {
            continue;
        }
        if path.is_dir() {
            collect(&path, codes);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            codes.extend(in_text(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Those of a file, up to its tests.
fn in_text(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let texts = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
    texts.filter(|text| is_code(text)).map(str::to_owned).collect()
}

fn is_code(text: &str) -> bool {
    let word = |word: &str, more: &[char]| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || more.contains(&c))
    };
    let parts = text.split_once('.');
    !FILES.contains(&text) && parts.is_some_and(|(subject, what)| word(subject, &[]) && word(what, &['-', '_']))
}

#[test]
fn codes_are_told_from_other_texts() {
    let text = r#"
        // "in.comment"
        let code = if a { "vault.io" } else { "chain.bad_url" };
        let not = ["a sentence. it has more.", "ballast.json", "1.2", "plain", "A.b", "a.b.c"];
        let after = "said \"aloud\"";
        const LAST: &str = "ui.protocol";
        #[cfg(test)]
mod tests { const TEST: &str = "for.tests"; }
    "#;
    assert_eq!(in_text(text), ["vault.io", "chain.bad_url", "ui.protocol"]);
}
