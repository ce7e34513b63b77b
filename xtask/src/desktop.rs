//! A desktop that nobody sees: its own X server, session bus, home folder and, for tests, window manager and unlocked
//! keyring. Nothing of the person's own desktop is used or changed, and all of it ends with the value.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::command::{ask, program, run};
use crate::failure::{Failure, Result};

/// A running private desktop.
pub struct Desktop {
    /// In the order they were started.
    services: Vec<Child>,
    folder: PathBuf,
    environment: Vec<(&'static str, OsString)>,
}

impl Desktop {
    /// A screen just as large as the window and a session bus: enough to look at the app.
    pub fn bare() -> Result<Self> {
        Self::start("1280x820x24")
    }

    /// With a window manager and an unlocked keyring: what tests of the window need.
    pub fn full() -> Result<Self> {
        let mut desktop = Self::start("1440x900x24")?;
        desktop.serve(&mut program("openbox", ["--sm-disable"]))?;
        desktop.unlock_keyring()?;
        Ok(desktop)
    }

    /// Gives a command this desktop instead of the person's own.
    pub fn adopt<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env_remove("WAYLAND_DISPLAY").env_remove("XAUTHORITY");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)))
    }

    /// Waits until the screen shows more than a blank window, while `app` lives.
    pub fn wait_until_painted(&self, app: &mut Child, limit: Duration) -> Result {
        let picture = self.folder.join("screen.ppm");
        let start = Instant::now();
        while start.elapsed() < limit {
            if let Ok(Some(status)) = app.try_wait() {
                return Err(Failure::Exit("ballast".into(), status));
            }
            std::thread::sleep(Duration::from_millis(500));
            // An X server that is not ready yet refuses; the next round asks again.
            let taken = ask(self.adopt(&mut program("scrot", ["--overwrite".as_ref(), picture.as_os_str()])));
            if taken.is_some() && fs::read(&picture).is_ok_and(|bytes| is_painted(&bytes)) {
                return Ok(());
            }
        }
        Err(Failure::Other(format!(
            "The window was still blank after {} seconds.",
            limit.as_secs()
        )))
    }

    /// Writes what the screen shows to `file`, a PNG.
    pub fn photograph(&self, file: &Path) -> Result {
        run(self.adopt(&mut program("scrot", ["--overwrite".as_ref(), file.as_os_str()])))
    }

    fn start(screen: &str) -> Result<Self> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("ballast-desktop-{}-{number}", std::process::id()));
        let mut desktop = Self {
            services: Vec::new(),
            environment: Vec::new(),
            folder,
        };
        desktop.furnish()?;
        // Both programs write where they can be reached to the descriptor they are told: their standard output.
        let x = ["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-fbdir"];
        let display = desktop.serve_and_hear(program("Xvfb", x).arg(&desktop.folder))?;
        // The bench reads the screen's pixels where Xvfb keeps them.
        let pixels = desktop.folder.join("Xvfb_screen0");
        desktop.environment.push(("BALLAST_SCREEN", pixels.into()));
        desktop.environment.push(("DISPLAY", format!(":{display}").into()));
        let bus = desktop.serve_and_hear(&mut program(
            "dbus-daemon",
            ["--session", "--nofork", "--print-address=1"],
        ))?;
        desktop.environment.push(("DBUS_SESSION_BUS_ADDRESS", bus.into()));
        Ok(desktop)
    }

    /// A home of its own, and WebKit told that there is neither a graphics card nor a screen reader.
    fn furnish(&mut self) -> Result {
        let home = std::env::home_dir().unwrap_or_default();
        for (name, default) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
            let present = std::env::var_os(name).unwrap_or_else(|| home.join(default).into());
            self.environment.push((name, present));
        }
        let places = [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "home/data"),
        ];
        for (name, place) in places
            .into_iter()
            .chain([("XDG_CONFIG_HOME", "home/config"), ("XDG_CACHE_HOME", "home/cache")])
        {
            let folder = self.folder.join(place);
            private_folder(&folder).map_err(Failure::file(&folder))?;
            self.environment.push((name, folder.into()));
        }
        for (name, value) in [
            ("GDK_BACKEND", "x11"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
            // Otherwise every kind of shape is first compiled for a graphics card that is only imitated.
            ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1"),
            ("NO_AT_BRIDGE", "1"),
        ] {
            self.environment.push((name, value.into()));
        }
        Ok(())
    }

    /// gnome-keyring makes its collection at the first unlock, which must come before anything asks for a secret.
    fn unlock_keyring(&mut self) -> Result {
        let keyrings = self.folder.join("home/data/keyrings");
        private_folder(&keyrings).map_err(Failure::file(&keyrings))?;
        let mut daemon = program(
            "gnome-keyring-daemon",
            ["--foreground", "--unlock", "--components=secrets"],
        );
        let child = self
            .adopt(&mut daemon)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.map_err(|error| Failure::Start("gnome-keyring-daemon".into(), error))?;
        let password = child.stdin.take().map(|mut stdin| stdin.write_all(b"ballast"));
        self.services.push(child);
        if !matches!(password, Some(Ok(()))) {
            return Err(Failure::Other("gnome-keyring-daemon did not take a password".into()));
        }
        let question = [
            "--session",
            "--print-reply=literal",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ];
        for _ in 0..100 {
            let answer = ask(self.adopt(&mut program("dbus-send", question)));
            if answer.is_some_and(|answer| answer.ends_with("true")) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(Failure::Other(
            "gnome-keyring-daemon did not come up within 10 seconds".into(),
        ))
    }

    fn serve(&mut self, command: &mut Command) -> Result {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = self.adopt(command).stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        self.services.push(child.map_err(|error| Failure::Start(name, error))?);
        Ok(())
    }

    /// Starts a service and returns the first line it writes.
    fn serve_and_hear(&mut self, command: &mut Command) -> Result<String> {
        let name = command.get_program().to_string_lossy().into_owned();
        self.serve(command.stdout(Stdio::piped()))?;
        let output = self.services.last_mut().and_then(|child| child.stdout.take());
        let mut line = String::new();
        let read = output.map(|output| BufReader::new(output).read_line(&mut line));
        match read {
            Some(Ok(length)) if length > 0 => Ok(line.trim().to_owned()),
            _ => Err(Failure::Other(format!("{name} ended before it was ready"))),
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for service in self.services.iter_mut().rev() {
            // One that has already ended needs no end.
            let _ = service.kill();
            let _ = service.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Makes a folder that only its owner can enter, as the X and D-Bus libraries demand.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Whether a binary PPM shows more than bare areas: text alone brings dozens of shades.
fn is_painted(ppm: &[u8]) -> bool {
    let Some(header) = ppm.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2) else {
        return false;
    };
    let (pixels, _) = ppm[header.0 + 1..].as_chunks::<3>();
    let mut shades = std::collections::HashSet::new();
    pixels.iter().any(|pixel| shades.insert(*pixel) && shades.len() > 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_with_text_is_painted_and_a_blank_one_is_not() {
        let header = b"P6\n10 10\n255\n".to_vec();
        let blank: Vec<u8> = [[255; 3]; 60].into_iter().chain([[0; 3]; 40]).flatten().collect();
        let text: Vec<u8> = (0..100u8).flat_map(|shade| [shade; 3]).collect();
        assert!(!is_painted(&[&header[..], &blank].concat()));
        assert!(is_painted(&[&header[..], &text].concat()));
        assert!(!is_painted(b"P6\n"));
    }
}
