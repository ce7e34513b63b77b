//! Turns the compiled interface into what a browser can load: `ui-bindgen IN.wasm OUT_DIR`. It exists because the
//! `wasm-bindgen` program must be of exactly the version the interface was built with, which Cargo.lock ensures here.

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(wasm), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: ui-bindgen IN.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let generated = bindgen.web(true).and_then(|bindgen| {
        // The page names the module itself, so the glue need not know where it lies.
        bindgen
            .input_path(&wasm)
            .out_name("ballast_ui")
            .typescript(false)
            .omit_default_module_path(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&folder)
    });
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ui-bindgen: {}: {error:?}", wasm.display());
            ExitCode::FAILURE
        }
    }
}
