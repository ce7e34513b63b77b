//! The parts of a crate and the circles between them. A part is what stands directly in `src`, a folder or a file alone;
//! of the interface's folders `kit` and `flows` whatever stands in them, and of `screens` each screen in its group. The
//! crate's root declares and starts them all, and is none. Within a folder it is
//! the same.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Tree, Use};

/// One part uses another.
type Arrow<'a> = (&'a str, &'a str);

/// Which part of a crate uses which, and where.
pub struct Uses(BTreeMap<(String, String), Vec<Use>>);

impl Uses {
    /// Those of a crate.
    pub fn of(tree: &Tree) -> Self {
        Self::by(tree, part)
    }

    fn by(tree: &Tree, part: impl Fn(&str) -> Option<String>) -> Self {
        let mut uses = BTreeMap::<_, Vec<Use>>::new();
        for one in tree.uses() {
            if let (Some(by), Some(of)) = (part(&one.by), part(&one.of))
                && by != of
            {
                uses.entry((by, of)).or_default().push(one);
            }
        }
        Self(uses)
    }

    /// Those of one folder of a crate, by its path below `src`: a part is what stands directly in it. Its `mod.rs`
    /// declares them all, and is none.
    pub fn within(tree: &Tree, folder: &str) -> Self {
        let inside = |file: &str| file.strip_prefix(folder)?.strip_prefix('/').and_then(part);
        Self::by(tree, inside)
    }

    /// Each screen that uses another one, or what shows the screens, and that.
    pub fn between_screens(&self) -> Vec<Arrow<'_>> {
        let is_screen = |part: &str| part.starts_with("screens/") && part.split('/').count() == 3;
        self.arrows()
            .filter(|(by, of)| is_screen(by) && storey(of) == "screens")
            .collect()
    }

    /// Each part that uses one of a storey above its own, and that one; the storeys stand here from the lowest.
    pub fn upwards(&self, storeys: &[&str]) -> Vec<Arrow<'_>> {
        let height = |part: &str| storeys.iter().position(|name| *name == storey(part));
        self.arrows()
            .filter(|(by, of)| height(by).zip(height(of)).is_some_and(|(by, of)| by < of))
            .collect()
    }

    /// Holds that the parts use each other in one order: that there is no circle but for the arrows that are known to
    /// go against it. Those are struck off once they do not any more.
    ///
    /// # Errors
    /// The circle, with the lines of code that make it; or the arrow to be struck off.
    pub fn keep_an_order(&self, known: &[Arrow<'_>]) -> Result<(), String> {
        let in_order: BTreeSet<Arrow<'_>> = self.arrows().filter(|arrow| !known.contains(arrow)).collect();
        if let Some(circle) = circle(&in_order) {
            return Err(self.lines(&circle));
        }
        for (by, of) in known {
            let mut with = in_order.clone();
            with.extend(self.arrows().filter(|arrow| arrow == &(*by, *of)));
            if circle(&with).is_none() {
                return Err(format!(
                    "{by} -> {of} closes no circle any more: strike it off the list"
                ));
            }
        }
        Ok(())
    }

    fn arrows(&self) -> impl Iterator<Item = Arrow<'_>> {
        self.0.keys().map(|(by, of)| (by.as_str(), of.as_str()))
    }

    fn lines(&self, circle: &[&str]) -> String {
        let mut text = "these use each other in a circle:".to_owned();
        for (place, by) in circle.iter().enumerate() {
            let of = circle[(place + 1) % circle.len()];
            text += &format!("\n{by} -> {of}");
            for one in &self.0[&((*by).to_owned(), of.to_owned())] {
                text += &format!("\n    {} uses {} by {}", one.by, one.of, one.path);
            }
        }
        text
    }
}

/// The part to which a file belongs, by its path below `src`.
fn part(file: &str) -> Option<String> {
    let words: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    let depth = match words[..] {
        ["lib" | "main" | "mod"] => return None,
        // What a folder declares belongs to the folder.
        ["kit" | "flows", "mod"] => 1,
        ["kit" | "flows", ..] => 2,
        ["screens", _, "mod"] => 2,
        ["screens", _, _, ..] => 3,
        _ => 1,
    };
    Some(words[..depth].join("/"))
}

/// The folder or file of `src` in which a part stands.
fn storey(part: &str) -> &str {
    part.split_once('/').map_or(part, |(first, _)| first)
}

/// The parts of a circle, in its order; none where there is none.
fn circle<'a>(arrows: &BTreeSet<Arrow<'a>>) -> Option<Vec<&'a str>> {
    let mut left = arrows.clone();
    // What uses nothing that is left is in no circle.
    loop {
        let users: BTreeSet<&str> = left.iter().map(|(by, _)| *by).collect();
        let count = left.len();
        left.retain(|(_, of)| users.contains(of));
        if left.len() == count {
            break;
        }
    }
    // Now whatever is used uses something, so that any way comes back to where it was.
    let mut way = vec![left.first()?.0];
    loop {
        let last = way.last()?;
        let (_, next) = left.iter().find(|(by, _)| by == last)?;
        if let Some(start) = way.iter().position(|part| part == next) {
            return Some(way.split_off(start));
        }
        way.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOREYS: [&str; 4] = ["kit", "flows", "screens", "layout"];

    fn uses(files: &[(&str, &str)]) -> Uses {
        let texts = files
            .iter()
            .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        Uses::of(&Tree::of(&texts.collect()))
    }

    /// A circle of three, in one crate with a file that uses one of them.
    fn three() -> Uses {
        uses(&[
            ("lib.rs", "mod a; mod b; mod c; mod d;"),
            ("a/mod.rs", "mod x;"),
            ("a/x.rs", "use crate::b::B;"),
            ("b.rs", "use crate::c; pub struct B;"),
            ("c.rs", "fn f() { crate::a::g() }"),
            ("d.rs", "use crate::a;"),
        ])
    }

    #[test]
    fn a_circle_is_found_and_told_of_with_its_lines() {
        let told = three().keep_an_order(&[]).unwrap_err();
        for line in ["a -> b", "b -> c", "c -> a", "a/x.rs uses b.rs by crate::b::B"] {
            assert!(told.contains(line), "{line}: {told}");
        }
        assert!(!told.contains("d -> a"), "{told}");
    }

    #[test]
    fn a_known_arrow_opens_the_circle_and_must_be_of_one() {
        assert_eq!(three().keep_an_order(&[("c", "a")]), Ok(()));
        for struck in [("d", "a"), ("a", "d"), ("a", "nowhere")] {
            let told = three().keep_an_order(&[("c", "a"), struck]).unwrap_err();
            assert!(told.contains("strike it off"), "{told}");
        }
        let told = three().keep_an_order(&[("c", "a"), ("b", "c")]).unwrap_err();
        assert!(told.contains("strike it off"), "one is enough: {told}");
    }

    #[test]
    fn a_tree_without_a_circle_has_an_order() {
        let tree = uses(&[
            ("lib.rs", "mod a; mod b; pub use a::A;"),
            // A folder and its files are the normal tree, and so are the root and what it declares.
            ("a/mod.rs", "mod x; pub use x::X; pub struct A; fn f() { x::g() }"),
            ("a/x.rs", "use super::A; use crate::b; pub struct X;"),
            ("b.rs", "#[cfg(test)] mod tests { use crate::a::X; }"),
        ]);
        assert_eq!(tree.keep_an_order(&[]), Ok(()));
        let told = tree.keep_an_order(&[("a", "b")]).unwrap_err();
        assert!(told.contains("strike it off"), "{told}");
    }

    /// An interface with one thing wrong in it: a line of one file.
    fn interface(file: &str, line: &str) -> Uses {
        let mut files = vec![
            ("lib.rs", "mod kit; mod flows; mod screens; mod layout;"),
            ("kit/mod.rs", "pub mod parts; pub mod state;"),
            ("kit/parts/mod.rs", "use crate::kit::state; pub struct Field;"),
            ("kit/state.rs", "pub struct App;"),
            ("flows/mod.rs", "pub mod review; pub mod list;"),
            ("flows/review.rs", "use super::list; use crate::kit::parts;"),
            ("flows/list.rs", "use crate::kit::state::App;"),
            ("screens/mod.rs", "mod pages; mod pay; pub use pages::Pages;"),
            ("screens/pages.rs", "use super::pay::Send; pub struct Pages;"),
            ("screens/pay/mod.rs", "mod send; mod receive; pub use send::Send;"),
            ("screens/pay/receive.rs", ""),
            ("screens/pay/send/mod.rs", "mod terms; pub struct Send;"),
            (
                "screens/pay/send/terms.rs",
                "use super::Send; use crate::flows::review;",
            ),
            ("layout.rs", "use crate::screens::Pages; pub struct Frame;"),
        ];
        files.extend([(file, line)]);
        uses(&files)
    }

    #[test]
    fn a_circle_within_a_folder_is_found_by_its_parts() {
        let tree = Tree::of(
            &[
                ("lib.rs", "mod a; mod b;"),
                ("a/mod.rs", "mod x; mod y; mod z; pub struct A; fn f() { x::g() }"),
                ("a/x.rs", "use super::{A, y::Y}; use crate::b; pub struct X;"),
                ("a/y/mod.rs", "mod w; pub struct Y;"),
                ("a/y/w.rs", "use crate::a::x::X;"),
                ("a/z.rs", "use super::x::X; use crate::b;"),
                ("b.rs", "use crate::a;"),
            ]
            .map(|(file, text)| (file.to_owned(), text.to_owned()))
            .into(),
        );
        let within = Uses::within(&tree, "a");
        let told = within.keep_an_order(&[]).unwrap_err();
        assert!(told.contains("x -> y") && told.contains("y -> x"), "{told}");
        assert_eq!(within.keep_an_order(&[("y", "x")]), Ok(()));
        assert_eq!(Uses::within(&tree, "a/y").keep_an_order(&[]), Ok(()));
    }

    #[test]
    fn an_interface_in_order_has_nothing_to_be_told() {
        let house = interface("screens/pay/receive.rs", "use crate::{flows::list, kit::parts::Field};");
        assert_eq!(house.between_screens(), []);
        assert_eq!(house.upwards(&STOREYS), []);
        assert_eq!(house.keep_an_order(&[]), Ok(()));
    }

    #[test]
    fn a_screen_that_uses_another_is_told_and_so_is_one_that_uses_what_shows_them() {
        let near = interface("screens/pay/receive.rs", "use super::send::Send;");
        assert_eq!(near.between_screens(), [("screens/pay/receive", "screens/pay/send")]);
        let round = interface("screens/pay/receive.rs", "use super::super::Pages;");
        assert_eq!(round.between_screens(), [("screens/pay/receive", "screens")]);
        let by_group = interface("screens/pay/receive.rs", "fn f() { super::f() }");
        assert_eq!(by_group.between_screens(), [("screens/pay/receive", "screens/pay")]);
    }

    #[test]
    fn what_uses_a_storey_above_its_own_is_told() {
        let kit = interface("kit/state.rs", "use crate::flows::review;");
        assert_eq!(kit.upwards(&STOREYS), [("kit/state", "flows/review")]);
        let flow = interface("flows/list.rs", "use crate::layout::Frame;");
        assert_eq!(flow.upwards(&STOREYS), [("flows/list", "layout")]);
        let screen = interface("screens/pay/receive.rs", "use crate::layout::Frame;");
        assert_eq!(screen.upwards(&STOREYS), [("screens/pay/receive", "layout")]);
    }

    #[test]
    fn what_stands_in_the_kit_and_each_flow_are_parts_of_their_own() {
        for (file, line, arrow) in [
            ("kit/state.rs", "use super::parts::Field;", "kit/state -> kit/parts"),
            ("flows/list.rs", "use super::review;", "flows/list -> flows/review"),
        ] {
            let told = interface(file, line).keep_an_order(&[]).unwrap_err();
            assert!(told.contains(arrow), "{told}");
        }
    }
}
