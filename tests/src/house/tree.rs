//! The files of one crate, and which file each path leads to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path as Place,
};

use super::source::{Path, Source};

/// How often a name may lead to another name, as re-exports do, before it leads in a circle.
const HOPS: usize = 16;

/// A crate's files, by their modules.
pub struct Tree {
    files: BTreeMap<Path, (String, Source)>,
}

/// A use of one file by another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Use {
    /// Who uses it: a file, by its path below `src`.
    pub by: String,
    /// The file that is used.
    pub of: String,
    /// The path as it stands in the code.
    pub path: String,
}

impl Tree {
    /// Reads the crate whose sources stand in this folder.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn read(src: &Place) -> Self {
        let mut texts = BTreeMap::new();
        collect(src, "", &mut texts);
        Self::of(&texts)
    }

    /// The crate of these texts, by their paths below `src`.
    ///
    /// # Panics
    /// When one is not Rust, or there is neither `lib.rs` nor `main.rs`.
    pub fn of(texts: &BTreeMap<String, String>) -> Self {
        let root = ["lib.rs", "main.rs"].into_iter().find(|name| texts.contains_key(*name));
        let mut tree = Self { files: BTreeMap::new() };
        tree.add(texts, Path::new(), root.expect("a crate has a root"));
        tree
    }

    fn add(&mut self, texts: &BTreeMap<String, String>, module: Path, file: &str) {
        let source = Source::parse(&texts[file]);
        for name in &source.modules {
            let child = [&module[..], std::slice::from_ref(name)].concat();
            let place = child.join("/");
            let places = [format!("{place}.rs"), format!("{place}/mod.rs")];
            // A module may stand in the text of a macro that does not declare it.
            if let Some(file) = places.iter().find(|file| texts.contains_key(*file)) {
                self.add(texts, child, file);
            }
        }
        self.files.insert(module, (file.to_owned(), source));
    }

    /// Every use of one file by another.
    pub fn uses(&self) -> BTreeSet<Use> {
        let mut uses = BTreeSet::new();
        for (module, (by, source)) in &self.files {
            let imported = source.imports.iter().map(|(_, path)| path);
            for path in imported.chain(&source.paths) {
                let Some((of, _)) = self.file(module, path, HOPS).and_then(|module| self.files.get(&module)) else {
                    continue;
                };
                if of != by {
                    uses.insert(Use {
                        by: by.clone(),
                        of: of.clone(),
                        path: path.join("::"),
                    });
                }
            }
        }
        uses
    }

    /// The module whose file holds what this path means in `module`; none where it is of another crate.
    fn file(&self, module: &Path, path: &[String], hops: usize) -> Option<Path> {
        let hops = hops.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => Path::new(),
            "self" => module.clone(),
            "super" => module.split_last()?.1.to_vec(),
            child if self.child(module, child).is_some() => return self.below(module.clone(), path, hops),
            name => {
                let import = self.import(module, name)?;
                return self.file(module, &[import, rest].concat(), hops);
            }
        };
        let mut rest = rest;
        while let [word, after @ ..] = rest
            && word == "super"
        {
            here.pop()?;
            rest = after;
        }
        self.below(here, rest, hops)
    }

    /// From a module down: into its children, and along its imports, as re-exports are.
    fn below(&self, module: Path, path: &[String], hops: usize) -> Option<Path> {
        let Some((first, rest)) = path.split_first() else {
            return Some(module);
        };
        if let Some(child) = self.child(&module, first) {
            return self.below(child, rest, hops);
        }
        match self.import(&module, first) {
            Some(import) => self.file(&module, &[import, rest].concat(), hops),
            None => Some(module),
        }
    }

    fn child(&self, module: &[String], name: &str) -> Option<Path> {
        let child = [module, &[name.to_owned()]].concat();
        self.files.contains_key(&child).then_some(child)
    }

    fn import(&self, module: &Path, name: &str) -> Option<&[String]> {
        let (_, source) = self.files.get(module)?;
        let mut imports = source.imports.iter();
        let (_, path) = imports.find(|(known, path)| known.as_deref() == Some(name) && path != &[name])?;
        Some(path)
    }
}

fn collect(folder: &Place, place: &str, texts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a crate's sources can be read") {
        let path = entry.expect("a crate's sources can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, &format!("{place}{name}/"), texts);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).expect("a crate's sources can be read");
            texts.insert(format!("{place}{name}"), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(files: &[(&str, &str)]) -> Vec<String> {
        let texts = files
            .iter()
            .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        let uses = Tree::of(&texts.collect()).uses();
        uses.into_iter().map(|u| format!("{} -> {}", u.by, u.of)).collect()
    }

    #[test]
    fn a_path_leads_to_the_file_that_holds_it_through_re_exports_and_imported_modules() {
        let found = uses(&[
            ("lib.rs", "mod a; mod b; pub use a::Near;"),
            ("a/mod.rs", "mod near; pub use near::Near;"),
            ("a/near.rs", "pub struct Near;"),
            (
                "b.rs",
                "use crate::{Near, a}; fn f() { a::near::g(); std::mem::drop(Near) }",
            ),
        ]);
        assert_eq!(
            found,
            [
                "a/mod.rs -> a/near.rs",
                "b.rs -> a/mod.rs",
                "b.rs -> a/near.rs",
                "b.rs -> a/near.rs",
                "lib.rs -> a/near.rs"
            ]
        );
    }

    #[test]
    fn parents_are_found_and_other_crates_are_not() {
        let found = uses(&[
            ("main.rs", "mod a;"),
            ("a/mod.rs", "mod b; pub struct A;"),
            ("a/b/mod.rs", "mod c;"),
            (
                "a/b/c.rs",
                "use super::super::A; use serde::Serialize; use self::Serialize as S;",
            ),
        ]);
        assert_eq!(found, ["a/b/c.rs -> a/mod.rs"]);
    }
}
