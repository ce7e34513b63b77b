//! Whether the gallery of the interface shows every component there is.

use std::{fs, path::Path};

/// The components that a folder of the interface hands out and `gallery`, a folder too, does not show.
///
/// # Panics
/// When a folder cannot be read.
pub fn not_shown(folder: &Path, gallery: &Path) -> Vec<String> {
    let handed_out = fs::read_to_string(folder.join("mod.rs")).expect("a folder of the interface has a mod.rs");
    missing(&handed_out, &text(folder), &text(gallery))
}

/// The components that anybody may use of all below a folder, and `gallery` does not show.
///
/// # Panics
/// When a folder cannot be read.
pub fn not_shown_of_all(folder: &Path, gallery: &Path) -> Vec<String> {
    missing_of_all(&text(folder), &text(gallery))
}

/// All Rust of a folder, as one text.
fn text(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("the interface has this folder");
    let mut text = String::new();
    for path in entries.map(|entry| entry.expect("a folder can be read").path()) {
        if path.is_dir() {
            text += &self::text(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text += &fs::read_to_string(&path).expect("Rust is text");
        }
    }
    text
}

fn missing(handed_out: &str, components: &str, gallery: &str) -> Vec<String> {
    let all = components.split("#[component]").skip(1).filter_map(name_of);
    let mut missing: Vec<String> = all
        .filter(|name| is_handed_out(handed_out, name) && !is_shown(gallery, name))
        .map(ToOwned::to_owned)
        .collect();
    missing.sort();
    missing
}

fn missing_of_all(components: &str, gallery: &str) -> Vec<String> {
    let all = components.split("#[component]").skip(1);
    let public = all.filter(|after| {
        let function = after.lines().map(str::trim_start).find(|line| line.contains("fn "));
        function.is_some_and(|line| line.starts_with("pub fn "))
    });
    let mut missing: Vec<String> = public
        .filter_map(name_of)
        .filter(|name| !is_shown(gallery, name))
        .map(ToOwned::to_owned)
        .collect();
    missing.sort();
    missing
}

/// The name of the function that follows.
fn name_of(after: &str) -> Option<&str> {
    let (_, name) = after.split_once("fn ")?;
    name.split(|c: char| !is_of_a_name(c)).next()
}

fn is_handed_out(handed_out: &str, name: &str) -> bool {
    let uses = handed_out
        .split("pub use ")
        .skip(1)
        .filter_map(|rest| rest.split(';').next());
    uses.flat_map(|list| list.split(|c| !is_of_a_name(c)))
        .any(|word| word == name)
}

/// Whether a view has it: its name after `<`, and no letter more.
fn is_shown(gallery: &str, name: &str) -> bool {
    let tags = gallery.split('<').skip(1);
    tags.filter_map(|tag| tag.strip_prefix(name))
        .any(|rest| !rest.starts_with(is_of_a_name))
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_that_is_handed_out_and_not_in_a_view_is_told() {
        let handed_out = "pub use button::{Button, ButtonLink, Look};\npub use icon::Icon;";
        let components = "#[component]\npub fn Button() {} #[component]\n#[expect(x)]\npub fn ButtonLink<T>() {}\n\
                          #[component]\nfn Inner() {} #[component]\npub fn Icon() {}";
        let told = |gallery| missing(handed_out, components, gallery);
        assert_eq!(told("<Button /> <ButtonLink a=1>b</ButtonLink> <Icon/>"), [""; 0]);
        assert_eq!(told("use ButtonLink; <ButtonLink />"), ["Button", "Icon"]);
    }

    #[test]
    fn whatever_is_public_of_the_flows_is_to_be_shown() {
        let components = "#[component]\npub fn Mark() {}\n#[component]\nfn Inner() {}\n\
                          #[component]\n#[expect(x)]\npub fn List<F>() {}";
        assert_eq!(missing_of_all(components, "<Mark />"), ["List"]);
        assert_eq!(missing_of_all(components, "<Inner /> <List/> <Mark a=1 />"), [""; 0]);
    }
}
