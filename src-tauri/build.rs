//! Reads the app's configuration, which stands at the top of the repository, and declares the one command of our own, so
//! that the capability file can allow it by name and the window can call nothing else.

use std::error::Error;

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn Error>> {
    // The interface is built by `cargo xtask ui`. The folder must exist for the app to compile at all (`cargo check` in a
    // fresh clone). What is shipped embeds whatever lies in it; while one develops, all but its page is read from it.
    std::fs::create_dir_all("../ui/dist")?;
    let embedded = match std::env::var("PROFILE")?.as_str() {
        "release" => "../ui/dist",
        _ => "../ui/dist/index.html",
    };
    println!("cargo:rerun-if-changed={embedded}");

    tauri_build::try_build(
        Attributes::new()
            .config_path("../tauri.conf.json")
            .app_manifest(AppManifest::new().commands(&["ask"])),
    )?;
    Ok(())
}
