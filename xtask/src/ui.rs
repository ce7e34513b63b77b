//! Builds the interface into ui/dist: the wasm, its JavaScript glue, and the pages, styles and fonts beside it.
//!
//! | source | in the window |
//! |---|---|
//! | `ui/*.html` | `/` |
//! | `ui/styles.css` and what it imports | `/styles.css` |
//! | `assets/fonts/*.woff2` | `/assets/fonts/` |
//! | the compiled package `ballast-ui` | `/ballast_ui.js`, `/ballast_ui_bg.wasm` |
//! | its parts that are loaded later, and what they share | `/ballast_ui_later.js`, `/split_*.wasm`, `/shared_*.wasm` |

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{binary, cargo, program, root, run, target};
use crate::failure::{Failure, Result};
use crate::{native, optimise, parts};

const WASM: &str = "wasm32-unknown-unknown";
/// The profile of what is shipped.
pub const SHIPPED: &str = "ui-release";

/// The files of the window, by their path in it.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Compiles the interface in `profile` (`ui`, or [`SHIPPED`]). Its host crates are those of `clippy` in the same profile.
pub fn compile(profile: &str) -> Result {
    run(&mut cargo([
        "build",
        "-p",
        "ballast-ui",
        "--target",
        WASM,
        "--profile",
        profile,
    ]))
}

/// Lints the interface.
pub fn clippy() -> Result {
    // In the profile that `compile` uses, so that procedural macros are built once for both.
    run(&mut cargo([
        "clippy",
        "-p",
        "ballast-ui",
        "--target",
        WASM,
        "--profile",
        "ui",
        "--",
        "-D",
        "warnings",
    ]))
}

/// The tool that makes the compiled interface loadable. Selected by itself: its features must not reach the app.
const TOOL: [&str; 7] = ["build", "-p", "xtask", "--features", "bindgen", "--bin", "ui-bindgen"];

/// Builds the tool.
pub fn tool() -> Result {
    run(&mut cargo(TOOL))
}

/// Builds the tool and lints it by the same pass.
pub fn linted_tool() -> Result {
    run(&mut native::linting(&TOOL)?)
}

/// Puts ui/dist together from what `compile` and `tool` built.
pub fn assemble(profile: &str) -> Result {
    let target = target()?;
    let glue = target.join("ui-bindgen");
    remove(&glue)?;
    let wasm = target.join(WASM).join(profile).join("ballast_ui.wasm");
    let bindgen = binary("ui-bindgen")?;
    run(program(&bindgen.to_string_lossy(), [&wasm, &glue]).env_remove("RUST_LOG"))?;
    if profile == SHIPPED {
        optimise::parts(&glue)?;
    }

    let mut files = Files::new();
    collect(&glue, Path::new(""), &["js", "wasm"], &mut files)?;
    let top = root();
    collect(&top.join("ui"), Path::new(""), &["html"], &mut files)?;
    files.insert("styles.css".into(), one_sheet(&top.join("ui/styles.css"))?.into_bytes());
    collect(
        &top.join("assets/fonts"),
        Path::new("assets/fonts"),
        &["woff2"],
        &mut files,
    )?;
    if !files.contains_key(Path::new("index.html")) {
        return Err(Failure::Other(
            "ui/index.html is missing; the window would stay blank".into(),
        ));
    }
    parts::weigh(&files, profile)?;
    let size: usize = files.values().map(Vec::len).sum();
    replace(&top.join("ui/dist"), &files)?;
    println!("  ui/dist: {} files, {} KiB", files.len(), size / 1024);
    Ok(())
}

/// A style sheet with those it imports in the place of the import: one file is there sooner than nine.
fn one_sheet(sheet: &Path) -> Result<String> {
    let folder = sheet.parent().unwrap_or(sheet);
    let mut whole = String::new();
    for line in fs::read_to_string(sheet).map_err(Failure::file(sheet))?.lines() {
        match line
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix("\";"))
        {
            Some(name) => whole += &one_sheet(&folder.join(name))?,
            None => whole += line,
        }
        whole.push('\n');
    }
    Ok(whole)
}

/// Reads the files of `folder` (wasm-bindgen's snippets lie deeper, hence the recursion for them only) with one of the
/// given endings.
fn collect(folder: &Path, place: &Path, endings: &[&str], files: &mut Files) -> Result {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry.map_err(Failure::file(folder))?.path();
        let name = place.join(path.file_name().unwrap_or_default());
        if path.is_dir() && name == Path::new("snippets") || path.is_dir() && place.starts_with("snippets") {
            collect(&path, &name, endings, files)?;
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            let content = fs::read(&path).map_err(Failure::file(&path))?;
            files.insert(name, content);
        }
    }
    Ok(())
}

/// Makes `folder` hold exactly `files`. What has not changed is not touched: the app embeds the folder again only when
/// a file in it is newer.
fn replace(folder: &Path, files: &Files) -> Result {
    prune(folder, folder, files)?;
    for (name, content) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|present| present == *content) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::file(parent))?;
        }
        fs::write(&path, content).map_err(Failure::file(&path))?;
    }
    Ok(())
}

/// Removes what does not belong below `folder`.
fn prune(base: &Path, folder: &Path, files: &Files) -> Result {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry.map_err(Failure::file(folder))?.path();
        let name = path.strip_prefix(base).unwrap_or(&path);
        if path.is_dir() && files.keys().any(|file| file.starts_with(name)) {
            prune(base, &path, files)?;
        } else if !files.contains_key(name) {
            remove(&path)?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> Result {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::File(path.to_owned(), error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn imported_styles_stand_where_they_are_imported() {
        let folder = std::env::temp_dir().join(format!("ballast-xtask-styles-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).unwrap();
        fs::write(folder.join("all.css"), "a {}\n@import \"inner/b.css\";\nc {}\n").unwrap();
        fs::write(folder.join("inner/b.css"), "b {}").unwrap();

        assert_eq!(one_sheet(&folder.join("all.css")).unwrap(), "a {}\nb {}\n\nc {}\n");
        fs::write(folder.join("all.css"), "@import \"missing.css\";\n").unwrap();
        assert!(one_sheet(&folder.join("all.css")).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_folder_holds_exactly_the_new_files_and_unchanged_ones_are_not_written_again() {
        let folder = std::env::temp_dir().join(format!("ballast-xtask-{}", std::process::id()));
        let file = |name: &str, content: &str| (PathBuf::from(name), content.as_bytes().to_vec());
        replace(
            &folder,
            &Files::from([file("a.js", "1"), file("old/b.css", "2"), file("c.css", "3")]),
        )
        .unwrap();
        let before = fs::metadata(folder.join("a.js")).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        replace(&folder, &Files::from([file("a.js", "1"), file("c.css", "4")])).unwrap();

        assert_eq!(fs::metadata(folder.join("a.js")).unwrap().modified().unwrap(), before);
        assert_eq!(fs::read_to_string(folder.join("c.css")).unwrap(), "4");
        assert!(!folder.join("old").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
