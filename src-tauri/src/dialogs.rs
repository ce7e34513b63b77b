//! The system's own dialogs. They are opened from here alone: where the chosen file is, the page never learns.

use std::{path::PathBuf, sync::OnceLock};

use ballast_api::FileKind;
use ballast_wallet::{Choosing, FileChooser};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::MAIN;

/// Where a test says which file the person chooses: the path of a file that holds the chosen one's path, and is not there
/// where they choose nothing. What is shipped knows no such thing.
#[cfg(debug_assertions)]
const CHOOSES: &str = "BALLAST_CHOOSES";

/// The dialogs of the one window, once it is there.
#[derive(Default)]
pub struct Dialogs(OnceLock<AppHandle>);

impl Dialogs {
    /// Opens them in this app from now on.
    pub fn open_in(&self, app: AppHandle) {
        // There is one app; a second one would change nothing.
        let _ = self.0.set(app);
    }
}

impl FileChooser for Dialogs {
    fn choose(&self, kind: FileKind) -> Choosing {
        #[cfg(debug_assertions)]
        if let Some(told) = std::env::var_os(CHOOSES) {
            let chosen = std::fs::read_to_string(told).ok().map(PathBuf::from);
            return Box::pin(std::future::ready(chosen));
        }
        let app = self.0.get().cloned();
        Box::pin(async move { ask(&app?, kind).await })
    }
}

async fn ask(app: &AppHandle, kind: FileKind) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    let mut dialog = app.dialog().file().set_title(kind.title());
    if let Some(window) = app.get_webview_window(MAIN) {
        dialog = dialog.set_parent(&window);
    }
    dialog.pick_file(move |file| {
        // Nobody waits any more where the window is gone.
        let _ = tell.send(file);
    });
    told.await.ok()??.into_path().ok()
}
