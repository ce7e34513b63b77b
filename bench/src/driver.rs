//! WebKit's driver, by which a window is asked and clicked.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::json;
use thirtyfour::prelude::*;

use crate::error::{Error, Result};

/// For a window to come up.
const PATIENCE: Duration = Duration::from_secs(30);

/// WebKit's driver; dropped, it is stopped.
pub struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts it; the windows that it opens have their profile in `home`.
    ///
    /// # Errors
    /// It is not there.
    pub fn start(home: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.map_err(Error::io("a loopback port"))?.port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).env("BALLAST_HOME", home);
        // The driver's windows inherit it, and so let themselves be driven.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().map_err(Error::io("WebKitWebDriver"))?;
        Ok(Self { child, port })
    }

    /// Opens a program's window.
    ///
    /// # Errors
    /// It does not come up.
    pub async fn open(&self, program: &Path) -> Result<WebDriver> {
        let mut capabilities = Capabilities::new();
        capabilities.set("webkitgtk:browserOptions", json!({ "binary": program, "args": [] }))?;
        let url = format!("http://127.0.0.1:{}", self.port);
        let start = Instant::now();
        loop {
            match WebDriver::new(&url, capabilities.clone()).await {
                Err(_) if start.elapsed() < PATIENCE => tokio::time::sleep(Duration::from_millis(200)).await,
                opened => return Ok(opened?),
            }
        }
    }

    /// Ends it, and the windows with it.
    pub fn stop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
