//! The system's own dialogs. They are opened from here alone: where the chosen file is, the page never learns.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use ballast_api::FileKind;
use ballast_wallet::{Choosing, Confirmer, Confirming, FileChooser, Question};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};
use tokio::sync::oneshot;

use crate::MAIN;

/// Where a test says which file the person chooses: the path of a file that holds the chosen one's path, and is not there
/// where they choose nothing. What is shipped knows no such thing.
#[cfg(debug_assertions)]
const CHOOSES: &str = "BALLAST_CHOOSES";

/// Where a test says what the person answers to a question: the path of a file that says `yes`, or `ask` to have the
/// system's dialog opened; anything else, and no file, is a no. What is asked is written beside it, with the ending `shown`.
/// What is shipped knows no such thing.
#[cfg(debug_assertions)]
const CONFIRMS: &str = "BALLAST_CONFIRMS";

/// How long a question has to stand there before a yes is one. The page chooses the moment at which it is asked, and may have
/// had the person click where the dialog's "Yes" comes to stand: a click that was under way answers nothing. It counts as a
/// no and nothing is asked again, or else somebody who is made to click on and on would come to a second question with the
/// next click; who means it asks for it once more.
const STANDS: Duration = Duration::from_secs(1);

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

impl Confirmer for Dialogs {
    fn confirm(&self, question: Question) -> Confirming {
        #[cfg(debug_assertions)]
        if let Some(told) = std::env::var_os(CONFIRMS)
            && let Some(answer) = answered(std::path::Path::new(&told), &question)
        {
            return Box::pin(std::future::ready(answer));
        }
        let app = self.0.get().cloned();
        Box::pin(async move {
            match app {
                Some(app) => confirmed(&app, question).await,
                // Nobody was asked.
                None => false,
            }
        })
    }
}

/// What the person answers in a test; none where they are to be asked.
#[cfg(debug_assertions)]
fn answered(told: &std::path::Path, question: &Question) -> Option<bool> {
    use std::io::Write;

    let shown = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(told.with_extension("shown"));
    // A test that finds nothing there fails by itself.
    let _ = shown.and_then(|mut file| writeln!(file, "{}\n{}\n", question.title, question.lines.join("\n")));
    match std::fs::read_to_string(told).unwrap_or_default().trim() {
        "ask" => None,
        answer => Some(answer == "yes"),
    }
}

/// Asks by the system's dialog. By GTK, "No" is the first of the two buttons and has the keyboard, and whatever closes the
/// dialog otherwise, such as Escape, is no yes; buttons with words of our own would stand in the other order.
async fn confirmed(app: &AppHandle, question: Question) -> bool {
    let (tell, told) = oneshot::channel();
    let asks = app.clone();
    // In one turn of the window's thread, so that nothing comes between the dialog and the look for it. A thread that has
    // ended its work opens none, and then nobody tells.
    let _ = app.run_on_main_thread(move || {
        let title = question.title.replace('\0', "");
        let mut dialog = asks
            .dialog()
            .message(plain(&question.lines.join("\n")))
            .title(title.as_str())
            .kind(MessageDialogKind::Warning)
            .buttons(MessageDialogButtons::YesNo);
        if let Some(window) = asks.get_webview_window(MAIN) {
            dialog = dialog.parent(&window);
        }
        let seen = Seen::default();
        let opened = Arc::clone(&seen);
        dialog.show(move |yes| {
            let stood = opened.get().map(Instant::elapsed);
            // Nobody waits any more where the window is gone.
            let _ = tell.send(yes && is_meant(stood));
        });
        note_when_seen(title, seen);
    });
    told.await.unwrap_or(false)
}

/// Since when a question is on the screen.
type Seen = Arc<OnceLock<Instant>>;

/// Notes when the dialog with this title is on the screen: counted from anything before, the time in which the window's thread
/// or the screen has something else to do would be a part of its first second, and a page can keep the thread busy. Called
/// by that thread, right after the dialog was asked for.
#[cfg(target_os = "linux")]
fn note_when_seen(title: String, seen: Seen) {
    use gtk::{glib, prelude::*};

    // What draws it (rfd 0.17) makes and maps it in idle time. What is to be done then is done in the order in which it was
    // asked for, before the screen can say that the dialog is there.
    glib::idle_add_local_once(move || {
        let widgets = gtk::Window::list_toplevels().into_iter();
        let mut windows = widgets.filter_map(|widget| widget.downcast::<gtk::Window>().ok());
        let is_it = |window: &gtk::Window| window.title().is_some_and(|words| words.as_str() == title);
        let Some(dialog) = windows.find(is_it) else {
            // Made otherwise by another version: it counts from here.
            let _ = seen.set(Instant::now());
            return;
        };
        dialog.connect_map_event(move |_, _| {
            // The first time counts.
            let _ = seen.set(Instant::now());
            glib::Propagation::Proceed
        });
    });
}

#[cfg(not(target_os = "linux"))]
fn note_when_seen(_title: String, seen: Seen) {
    let _ = seen.set(Instant::now());
}

/// Whether a yes counts that comes when the question has stood there for so long; none where that is not known.
fn is_meant(stood: Option<Duration>) -> bool {
    stood.is_some_and(|stood| stood >= STANDS)
}

/// A text as the dialog shows it. What draws it by GTK (rfd 0.17) takes it for a form to be filled in, in which a per cent
/// sign stands for something else; the person's own words may hold one.
fn plain(text: &str) -> String {
    let text = text.replace('\0', "");
    match cfg!(target_os = "linux") {
        true => text.replace('%', "%%"),
        false => text,
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_form() {
        assert_eq!(plain("57 % for 100%n\0"), "57 %% for 100%%n");
    }

    #[test]
    fn a_yes_counts_once_the_question_has_stood_there_for_a_second() {
        let after = |millis| is_meant(Some(Duration::from_millis(millis)));
        assert!(after(1_000) && after(60_000));
        assert!(!after(0) && !after(999) && !is_meant(None));
    }
}
