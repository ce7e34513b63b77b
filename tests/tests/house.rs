//! The house has an order: no two parts of a crate use each other in a circle, and no screen uses another. What goes
//! against it today stands here by name, and can only become less.

use ballast_tests::{
    house::{Tree, Uses},
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

#[test]
fn the_wallet_has_no_circle_that_is_not_known() {
    keeps_an_order(
        "crates/wallet/src",
        &[
            // What a network remembers is plain data, and ought to lie below all of them.
            ("place", "endpoints"),
            ("place", "networks"),
            ("endpoints", "app"),
            // A session holds what is made of it.
            ("session", "chain_watch"),
            ("session", "endpoints"),
            ("session", "practice_host"),
            ("session", "views"),
            ("road", "views"),
            ("warnings", "road"),
        ],
    );
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
fn the_command_line_has_no_circle_that_is_not_known() {
    keeps_an_order("crates/cli/src", &[("args", "commands")]);
}

#[test]
fn the_practice_network_has_no_circle_that_is_not_known() {
    keeps_an_order(
        "crates/practice/src",
        &[("contracts", "chain"), ("evm", "chain"), ("native", "chain")],
    );
}

/// What several screens use belongs beside them, into `flows` or `kit`.
#[test]
fn no_screen_uses_another() {
    assert_eq!(uses("ui/src").between_screens(), []);
}
