//! What a Linux machine must have, and what each distribution calls it. Probed by what it gives (a library that
//! pkg-config finds, a program on the path), so that one table serves every distribution.

use crate::command::{ask, on_path, program};

/// What a command needs the machine for. Each includes those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To compile the app.
    Build,
    /// To run it where there is no display.
    Headless,
    /// To drive its window in tests.
    Tests,
}

/// How to see that a need is met.
enum Probe {
    Library(&'static str),
    Program(&'static str),
}

/// One need, and its package on Debian and Ubuntu, Fedora, and Arch.
pub struct Need {
    probe: Probe,
    purpose: Purpose,
    pub debian: &'static str,
    pub fedora: &'static str,
    pub arch: &'static str,
}

const fn need(probe: Probe, purpose: Purpose, [debian, fedora, arch]: [&'static str; 3]) -> Need {
    Need {
        probe,
        purpose,
        debian,
        fedora,
        arch,
    }
}

use Probe::{Library, Program};
use Purpose::{Build, Headless, Tests};

const NEEDS: [Need; 14] = [
    need(Program("cc"), Build, ["build-essential", "gcc", "base-devel"]),
    need(
        Program("pkg-config"),
        Build,
        ["pkg-config", "pkgconf-pkg-config", "pkgconf"],
    ),
    need(
        Library("webkit2gtk-4.1"),
        Build,
        ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"],
    ),
    need(Library("gtk+-3.0"), Build, ["libgtk-3-dev", "gtk3-devel", "gtk3"]),
    need(
        Library("libsoup-3.0"),
        Build,
        ["libsoup-3.0-dev", "libsoup3-devel", "libsoup3"],
    ),
    need(
        Program("Xvfb"),
        Headless,
        ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"],
    ),
    need(Program("dbus-daemon"), Headless, ["dbus", "dbus-daemon", "dbus"]),
    need(Program("scrot"), Headless, ["scrot", "scrot", "scrot"]),
    need(Program("dbus-send"), Tests, ["dbus", "dbus-tools", "dbus"]),
    need(
        Program("gnome-keyring-daemon"),
        Tests,
        ["gnome-keyring", "gnome-keyring", "gnome-keyring"],
    ),
    need(Program("openbox"), Tests, ["openbox", "openbox", "openbox"]),
    need(
        Program("WebKitWebDriver"),
        Tests,
        ["webkit2gtk-driver", "/usr/bin/WebKitWebDriver", "webkit2gtk-4.1"],
    ),
    need(Program("node"), Tests, ["nodejs", "nodejs", "nodejs"]),
    need(Program("npm"), Tests, ["npm", "/usr/bin/npm", "npm"]),
];

/// The needs of `purpose` that this machine does not meet.
pub fn unmet(purpose: Purpose) -> Vec<&'static Need> {
    NEEDS
        .iter()
        .filter(|need| need.purpose <= purpose && !need.probe.met())
        .collect()
}

/// The packages of some needs, each once, in order.
pub fn packages(needs: &[&'static Need], of: impl Fn(&Need) -> &'static str) -> Vec<&'static str> {
    let mut packages: Vec<_> = needs.iter().map(|need| of(need)).collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

impl Probe {
    fn met(&self) -> bool {
        match self {
            Library(module) => ask(&mut program("pkg-config", ["--modversion", module])).is_some(),
            Program(name) => on_path(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_meets_two_needs_is_named_once() {
        let dbus: Vec<_> = NEEDS.iter().filter(|need| need.debian == "dbus").collect();
        assert_eq!(dbus.len(), 2);
        assert_eq!(packages(&dbus, |need| need.debian), ["dbus"]);
        assert_eq!(packages(&dbus, |need| need.fedora), ["dbus-daemon", "dbus-tools"]);
    }

    #[test]
    fn a_purpose_includes_the_ones_before_it() {
        let count = |purpose| NEEDS.iter().filter(|need| need.purpose <= purpose).count();
        assert!(count(Build) < count(Headless));
        assert!(count(Headless) < count(Tests));
        assert_eq!(count(Tests), NEEDS.len());
    }

    #[test]
    fn what_is_not_there_is_unmet() {
        assert!(!Program("no-such-program-as-this").met());
        assert!(!Library("no-such-library-as-this").met());
    }
}
