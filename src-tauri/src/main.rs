//! The desktop shell: a window, one command, and news passed on. Everything else is in `ballast-wallet`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(debug_assertions)]
mod assets;
mod dialogs;
mod window;

use std::{
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

use ballast_api::{EVENT, Event, Failure, FailureKind, Settings, calls::GetStart};
use ballast_wallet::{Launch, OneWindow, Options, Place, Wallet};
use dialogs::Dialogs;
use tauri::{AppHandle, Emitter, Manager, State, WebviewWindow};
use tokio::sync::broadcast::error::RecvError;
use zeroize::Zeroizing;

/// The window's name in `tauri.conf.json`.
const MAIN: &str = "main";

/// Answers a request of the window by name, both ways as JSON.
#[tauri::command]
async fn ask(wallet: State<'_, Wallet>, name: String, body: String) -> Result<String, String> {
    // The body may hold a password or a phrase.
    let body = Zeroizing::new(body);
    wallet.ask(&name, &body).await.map_err(|failure| as_json(&failure))
}

fn as_json(failure: &Failure) -> String {
    serde_json::to_string(failure).unwrap_or_else(|_| r#"{"kind":"bug","code":"shell.json"}"#.into())
}

/// Passes the backend's news on to the window, until the wallet is gone. How large the window's content is, is the
/// shell's own affair.
async fn pass_news(app: AppHandle, wallet: Wallet) {
    let mut news = wallet.events();
    loop {
        match news.recv().await {
            Ok(Event::Zoom(percent)) => zoom(&app, percent),
            Ok(event) => {
                let Ok(json) = serde_json::to_string(&event) else {
                    continue;
                };
                if let Err(error) = app.emit(EVENT, json) {
                    tracing::warn!(%error, "news did not reach the window");
                }
            }
            // A window that fell behind asks again when the next news comes.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

/// Shows the window's content in this size.
fn zoom(app: &AppHandle, percent: u16) {
    let shown = app
        .get_webview_window(MAIN)
        .map(|window| window.set_zoom(f64::from(percent) / 100.0));
    if let Some(Err(error)) = shown {
        tracing::warn!(%error, "the window keeps its size");
    }
}

/// Opens the network that was open last while the window comes up: its first question is where things stand. Tells how
/// large the window's content is.
async fn open_ahead(wallet: Wallet) -> Option<u16> {
    // A failure is told to whom it concerns: the window asks again.
    let start = wallet.call(&GetStart {}).await.ok()?;
    Some(start.status.settings.zoom)
}

/// Where the wallet's files are: the folder after `--home`, or else where this user has them.
fn place() -> io::Result<Place> {
    let mut words = std::env::args_os().skip(1).skip_while(|word| word != "--home");
    match words.nth(1) {
        Some(home) => Ok(Place::at(home)),
        None => Place::of_this_user(),
    }
}

/// Hears other starts on the same home, and brings the window to the front for each.
async fn hear_others(app: AppHandle, window: OneWindow) {
    window
        .hear(|| {
            let app = app.clone();
            async move { to_front(&app).await }
        })
        .await;
}

/// How often it is looked whether the window is no icon any more, and how long each time.
const LOOKS: u32 = 20;
const LOOK: Duration = Duration::from_millis(20);

/// Brings the window to the front, from wherever it is, and says whether it is there. One that was an icon has to be a
/// window again before it can have the keyboard.
async fn to_front(app: &AppHandle) -> bool {
    let shown = turn(app, |window| window.unminimize().and_then(|()| window.show())).await;
    let is_icon = || {
        let window = app.get_webview_window(MAIN);
        window.is_some_and(|window| window.is_minimized().unwrap_or(false))
    };
    for _ in 0..LOOKS {
        if !is_icon() {
            break;
        }
        tokio::time::sleep(LOOK).await;
    }
    shown && turn(app, WebviewWindow::set_focus).await
}

/// Has the window's own thread do something with it, and says whether it did: one that has ended its work answers nothing.
async fn turn(app: &AppHandle, work: impl FnOnce(&WebviewWindow) -> tauri::Result<()> + Send + 'static) -> bool {
    let (told, done) = tokio::sync::oneshot::channel();
    let of = app.clone();
    let asked = app.run_on_main_thread(move || {
        let worked = of.get_webview_window(MAIN).map(|window| work(&window));
        if let Some(Err(error)) = &worked {
            tracing::warn!(%error, "the window did not come to the front");
        }
        // Who asks may have gone meanwhile.
        let _ = told.send(matches!(worked, Some(Ok(()))));
    });
    asked.is_ok() && done.await.unwrap_or(false)
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let place = place()?;
    let one = match tauri::async_runtime::block_on(place.launch()) {
        Ok(Launch::First(one)) => Some(one),
        Ok(Launch::Raised) => {
            // Nobody may be there to read it.
            let _ = writeln!(io::stdout(), "Ballast is open already; its window comes to the front.");
            return Ok(());
        }
        // Each profile has its own lock, which says who holds it: the window opens to show that.
        Err(error) => {
            tracing::warn!(%error, "another start cannot find this window");
            None
        }
    };
    let dialogs = Arc::new(Dialogs::default());
    let wallet = Wallet::new(Options {
        chooser: Some(dialogs.clone()),
        confirmer: Some(dialogs.clone()),
        ..Options::new(place)
    });
    let opened = tauri::async_runtime::spawn(open_ahead(wallet.clone()));
    let context = tauri::generate_context!("../tauri.conf.json");
    #[cfg(debug_assertions)]
    let context = {
        let mut context = context;
        assets::read_from_folder(&mut context);
        context
    };
    let app = tauri::Builder::default()
        // Called from here alone: the capability file names none of its commands, so the page has none.
        .plugin(tauri_plugin_dialog::init())
        .manage(wallet.clone())
        .invoke_handler(tauri::generate_handler![ask])
        .setup(move |app| {
            window::open(app)?;
            if let Some(one) = one {
                tauri::async_runtime::spawn(hear_others(app.handle().clone(), one));
            }
            dialogs.open_in(app.handle().clone());
            let (handle, shown) = (app.handle().clone(), app.handle().clone());
            tauri::async_runtime::spawn(pass_news(handle, wallet));
            tauri::async_runtime::spawn(async move {
                if let Ok(Some(percent)) = opened.await
                    && percent != Settings::default().zoom
                {
                    zoom(&shown, percent);
                }
            });
            if let Some(window) = app.get_webview_window(MAIN) {
                window.set_focus()?;
            }
            Ok(())
        })
        .build(context)?;
    app.run(|_, _| {});
    Ok(())
}

fn main() {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    if let Err(error) = run() {
        let failure = Failure::new(FailureKind::Bug, "shell.start", error.to_string());
        eprintln!("Ballast cannot start: {}", failure.sentence);
        std::process::exit(1);
    }
}
