//! Puts the shipping binaries into a Debian package, with dpkg's own tool.

use std::fs;
use std::path::Path;

use crate::command::{ask, on_path, program, root, run, target};
use crate::failure::{Failure, Result};

const ICONS: [(&str, &str); 4] = [
    ("32x32", "32x32"),
    ("128x128", "128x128"),
    ("128x128@2x", "256x256"),
    ("icon", "512x512"),
];

const DESKTOP: &str = "\
[Desktop Entry]
Type=Application
Name=Ballast
Comment=Delegate and staking wallet for IoTeX
Exec=ballast
Icon=ballast
Categories=Office;Finance;
StartupWMClass=ballast
";

/// Writes `target/release/ballast_VERSION_ARCH.deb`, where dpkg is there to do it; says so where it is not.
pub fn debian() -> Result {
    let release = target()?.join("release");
    for name in ["ballast", "ballast-cli"] {
        println!(
            "  {}",
            release
                .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
                .display()
        );
    }
    if !on_path("dpkg-deb") {
        println!("  no dpkg-deb here, hence no .deb");
        return Ok(());
    }
    let tree = release.join("deb");
    if tree.exists() {
        fs::remove_dir_all(&tree).map_err(Failure::file(&tree))?;
    }
    for name in ["ballast", "ballast-cli"] {
        copy(&release.join(name), &tree.join("usr/bin").join(name))?;
    }
    for (name, size) in ICONS {
        let place = format!("usr/share/icons/hicolor/{size}/apps/ballast.png");
        copy(&root().join("icons").join(format!("{name}.png")), &tree.join(place))?;
    }
    for licence in ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root().join(licence), &tree.join("usr/share/doc/ballast").join(licence))?;
    }
    write(&tree.join("usr/share/applications/ballast.desktop"), DESKTOP)?;

    let architecture = ask(&mut program("dpkg", ["--print-architecture"])).unwrap_or_else(|| "amd64".into());
    // The C library the binaries were linked to is the oldest they run with: "glibc 2.36".
    let libc = ask(&mut program("getconf", ["GNU_LIBC_VERSION"]));
    let libc = libc.and_then(|line| line.split(' ').nth(1).map(|version| format!("libc6 (>= {version})")));
    write(
        &tree.join("DEBIAN/control"),
        &control(&architecture, &libc.unwrap_or_else(|| "libc6".into())),
    )?;

    let package = release.join(format!("ballast_{}_{architecture}.deb", env!("CARGO_PKG_VERSION")));
    let build = [
        "--root-owner-group".as_ref(),
        "--build".as_ref(),
        tree.as_os_str(),
        package.as_os_str(),
    ];
    run(&mut program("dpkg-deb", build))
}

fn control(architecture: &str, libc: &str) -> String {
    format!(
        "Package: ballast\n\
         Version: {}\n\
         Architecture: {architecture}\n\
         Maintainer: The Ballast authors <ballast@localhost>\n\
         Section: utils\n\
         Priority: optional\n\
         Depends: {libc}, libwebkit2gtk-4.1-0, libgtk-3-0 | libgtk-3-0t64\n\
         Description: Delegate and staking wallet for IoTeX\n \
         Stake IOTX, know what your delegates pay, collect what your devices earn.\n",
        env!("CARGO_PKG_VERSION")
    )
}

fn copy(from: &Path, to: &Path) -> Result {
    parent(to)?;
    fs::copy(from, to).map(drop).map_err(Failure::file(from))
}

fn write(to: &Path, text: &str) -> Result {
    parent(to)?;
    fs::write(to, text).map_err(Failure::file(to))
}

fn parent(of: &Path) -> Result {
    let folder = of.parent().unwrap_or(of);
    fs::create_dir_all(folder).map_err(Failure::file(folder))
}
