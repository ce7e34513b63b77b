//! The house has an order: no two parts of a crate use each other in a circle, nor do two files of the folders named
//! here, and no screen uses another. What goes against it today stands here by name, and can only become less.

#![allow(clippy::unwrap_used, reason = "tests")]

use ballast_tests::{
    house::{Tree, Uses, not_shown, not_shown_of_all},
    programs::repository,
};

fn uses(src: &str) -> Uses {
    Uses::of(&Tree::read(&repository(src)))
}

fn keeps_an_order(src: &str, but: &[(&str, &str)]) {
    if let Err(told) = uses(src).keep_an_order(but) {
        panic!("{src}: {told}");
    }
}

fn keeps_an_order_within(src: &str, folder: &str) {
    let uses = Uses::within(&Tree::read(&repository(src)), folder);
    if let Err(told) = uses.keep_an_order(&[]) {
        panic!("{src}/{folder}: {told}");
    }
}

#[test]
fn the_wallet_has_no_circle() {
    keeps_an_order("crates/wallet/src", &[]);
}

#[test]
fn the_interface_has_no_circle() {
    keeps_an_order("ui/src", &[]);
}

#[test]
fn the_interface_stands_in_storeys() {
    let uses = uses("ui/src");
    assert_eq!(uses.upwards(&["kit", "flows", "screens", "layout"]), []);
}

#[test]
fn the_command_line_has_no_circle() {
    keeps_an_order("crates/cli/src", &[]);
    keeps_an_order_within("crates/cli/src", "commands");
}

#[test]
fn the_practice_network_has_no_circle() {
    keeps_an_order("crates/practice/src", &[]);
    keeps_an_order_within("crates/practice/src", "chain");
    keeps_an_order_within("crates/practice/src", "native");
}

#[test]
fn the_rules_have_no_circle() {
    keeps_an_order("crates/domain/src", &[]);
    for folder in ["ledger", "network", "plan", "rehearsal"] {
        keeps_an_order_within("crates/domain/src", folder);
    }
}

#[test]
fn what_lies_below_the_wallet_has_no_circle() {
    for src in ["abi", "api", "chain", "store", "vault"] {
        keeps_an_order(&format!("crates/{src}/src"), &[]);
    }
}

/// What several screens use belongs beside them, into `flows` or `kit`.
#[test]
fn no_screen_uses_another() {
    assert_eq!(uses("ui/src").between_screens(), []);
}

/// A component that nobody sees in all its states is not finished: it belongs into `ui/src/screens/gallery`.
#[test]
fn the_gallery_shows_every_component_of_the_kit() {
    for folder in ["components", "charts"] {
        let folder = repository("ui/src/kit").join(folder);
        let missing = not_shown(&folder, &repository("ui/src/screens/gallery"));
        assert_eq!(missing, [""; 0], "not shown in the gallery");
    }
}

/// What of the flows stands there as its parts: a dialog that is the window's panel, a review as a whole, and its button with
/// a proposal behind it.
const IN_PARTS: [&str; 3] = ["PanelDialog", "Review", "Sign"];

/// What several screens share is seen on none of them in all its states.
#[test]
fn the_gallery_shows_every_component_of_the_flows() {
    let mut missing = not_shown_of_all(&repository("ui/src/flows"), &repository("ui/src/screens/gallery"));
    missing.retain(|name| !IN_PARTS.contains(&name.as_str()));
    assert_eq!(missing, [""; 0], "not shown in the gallery");
}

/// A document that names a file which is not there any more leads nowhere.
#[test]
fn every_file_that_the_documents_name_is_there() {
    let documents = ["README.md", "CONTRIBUTING.md"].map(repository).into_iter();
    let docs = std::fs::read_dir(repository("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut missing = Vec::new();
    for document in documents.chain(docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"))) {
        let text = std::fs::read_to_string(&document).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let named = quoted.filter(|word| {
            let folder = word.split('/').next().unwrap_or_default();
            let is_ours = ["crates", "ui", "tests", "xtask", "src-tauri", "bench", "assets"].contains(&folder);
            is_ours && word.ends_with(".rs") && !word.contains(['*', '{'])
        });
        missing.extend(
            named
                .filter(|path| !repository(path).exists())
                .map(|path| format!("{}: {path}", document.display())),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What the page may call is our own command: dialogs and files are the shell's and the backend's.
#[test]
fn the_page_may_call_our_own_command_and_hear_our_own_news_alone() {
    let folder = repository("src-tauri/capabilities");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    let [file] = files.as_slice() else {
        panic!("one file says it: {files:?}");
    };
    let says: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let may = serde_json::json!(["allow-ask", "core:event:allow-listen", "core:event:allow-unlisten"]);
    assert_eq!(says["permissions"], may);
}
