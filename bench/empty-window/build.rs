//! As the app's own: the page is built by `cargo xtask bench`, and its folder must exist to compile.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all("dist")?;
    println!("cargo:rerun-if-changed=dist");
    tauri_build::try_build(tauri_build::Attributes::new())?;
    Ok(())
}
