//! The interface's files while one develops: read from `ui/dist` as they are asked for, so that an edit of the interface
//! needs no new program. What is shipped has them inside, as they were checked.

use std::{borrow::Cow, fs, path::Path};

use tauri::{
    Assets, Context, Wry,
    utils::assets::{AssetKey, AssetsIter, CspHash},
};

/// Where `cargo xtask ui` puts them.
const DIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dist");

/// Has the window read them from the folder.
pub fn read_from_folder(context: &mut Context<Wry>) {
    let nothing = Box::new(Folder { embedded: None });
    let embedded = context.set_assets(nothing);
    context.set_assets(Box::new(Folder {
        embedded: Some(embedded),
    }));
}

struct Folder {
    /// Pages, whose scripts the window's policy allows by what the build wrote of them; and whatever the folder lacks.
    embedded: Option<Box<dyn Assets<Wry>>>,
}

impl Assets<Wry> for Folder {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let name = key.as_ref().trim_start_matches('/');
        let from_folder = || {
            let plain = !name.ends_with(".html") && !name.split('/').any(|part| part == "..");
            plain.then(|| fs::read(Path::new(DIST).join(name)).ok()).flatten()
        };
        match from_folder() {
            Some(content) => Some(Cow::Owned(content)),
            None => self.embedded.as_ref()?.get(key),
        }
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        match &self.embedded {
            Some(embedded) => embedded.iter(),
            None => Box::new(std::iter::empty()),
        }
    }

    fn csp_hashes(&self, page: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        match &self.embedded {
            Some(embedded) => embedded.csp_hashes(page),
            None => Box::new(std::iter::empty()),
        }
    }
}
