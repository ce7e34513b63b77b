//! The one window, and what it may do: show the app's own pages, and nothing else. A page that somebody else controls goes
//! nowhere by it, opens nothing and saves nothing.

use tauri::{
    App, Url,
    webview::{NewWindowResponse, WebviewWindowBuilder},
};

/// Said at the start, it opens the window with the inspector of pages, where the app was built with one.
const INSPECT: &str = "--inspect";

/// Nothing that is dragged over the window is dropped into it: a file would be opened in the page's place.
const NO_DROPS: &str = "for (const kind of ['dragenter', 'dragover', 'drop']) {
    window.addEventListener(kind, event => {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    }, true);
}";

/// The proxy by which the web view asks the network: none is there, so that it asks nothing. The app's pages and what they
/// ask the backend are no matter of the network, and whatever else a page asks for is refused before; but for a link that is
/// pressed WebKit opens a connection ahead all the same (its feature LinkPreconnect), and looks up a name for it. Ports like
/// this one are the system's own: no other program that a user starts can wait there.
const NO_PROXY: &str = "http://127.0.0.1:9";

/// Opens it as `tauri.conf.json` describes it.
pub fn open(app: &App) -> tauri::Result<()> {
    let config = app.config().app.windows.first().ok_or(tauri::Error::WindowNotFound)?;
    let nowhere = Url::parse(NO_PROXY).map_err(tauri::Error::InvalidUrl)?;
    let inspects = std::env::args_os().any(|word| word == INSPECT);
    WebviewWindowBuilder::from_config(app.handle(), config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .proxy_url(nowhere)
        .initialization_script(NO_DROPS)
        .devtools(inspects)
        .build()?;
    Ok(())
}

/// Whether an address is one of the app's own pages, as the system's web view names them.
fn is_ours(url: &Url) -> bool {
    match cfg!(windows) {
        true => matches!(url.scheme(), "http" | "https") && url.host_str() == Some(concat!("tauri", ".localhost")),
        false => url.scheme() == "tauri" && url.host_str() == Some("localhost"),
    }
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_to_its_own_pages_alone() {
        let may = |url: &str| Url::parse(url).is_ok_and(|url| is_ours(&url));
        for own in ["tauri://localhost", "tauri://localhost/delegates?x=1#y"] {
            assert!(may(own), "{own}");
        }
        for other in [
            "https://iotexscan.io",
            "http://localhost/",
            "http://tauri.localhost/",
            "tauri://example.org/",
            "file:///etc/hostname",
            "data:text/html,<p>",
            "blob:tauri://localhost/1",
            "javascript:1",
            "about:blank",
            "about:srcdoc",
        ] {
            assert!(!may(other), "{other}");
        }
    }

    #[test]
    fn the_web_view_is_sent_to_a_port_of_this_machine_where_no_program_of_a_users_waits() {
        let nowhere = Url::parse(NO_PROXY).ok();
        let place = nowhere.as_ref().map(|url| (url.scheme(), url.host_str()));
        // Both are needed: without its port it would be another place.
        assert_eq!(place, Some(("http", Some("127.0.0.1"))));
        let port = nowhere.and_then(|url| url.port());
        assert!(port.is_some_and(|port| (1..1_024).contains(&port)));
    }
}
