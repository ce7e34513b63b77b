//! Turns the compiled interface into what a browser can load: `ui-bindgen IN.wasm OUT_DIR`. It exists because the
//! `wasm-bindgen` program must be of exactly the version the interface was built with, which Cargo.lock ensures here.
//!
//! First the parts that the interface loads later (leptos' `#[lazy]`) are split off, each into a wasm of its own, and what
//! several of them share into a few more; then the part that is there from the start gets its JavaScript.

mod join;
mod shared;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

/// The name of the part that is there from the start.
const NAME: &str = "ballast_ui";
/// What loads the later parts.
const LATER: &str = "./ballast_ui_later.js";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(wasm), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: ui-bindgen IN.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    match split(&wasm, &folder).and_then(|main| bind(&main, &folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ui-bindgen: {}: {error}", wasm.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes the later parts and what loads them into `folder`. Returns where the main part lies, which wants [`bind`].
fn split(wasm: &Path, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let main = folder.join("main.wasm");
    let whole = std::fs::read(wasm)?;
    let mut options = Options::new(&whole);
    let module = format!("./{NAME}.js");
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &module;
    options.link_name = LATER;
    transform(options).map_err(|error| format!("{error:?}"))?;
    shared::put_together(folder, &folder.join(LATER))?;
    Ok(main)
}

/// Writes the JavaScript of `main`, and it itself as JavaScript expects it, into `folder`.
fn bind(main: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let generated = Bindgen::new().web(true).and_then(|bindgen| {
        // The page names the module itself, so the glue need not know where it lies.
        bindgen
            .input_path(main)
            .out_name(NAME)
            .typescript(false)
            .omit_default_module_path(true)
            // The later parts are linked to them.
            .keep_lld_exports(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder)
    });
    generated.map_err(|error| format!("{error:?}"))?;
    // It is in what was generated.
    std::fs::remove_file(main)?;
    Ok(())
}
