//! The look that the person chose: theme and density.

use ballast_api::{Density, Settings, Theme};
use leptos::prelude::*;

use super::{App, app};

impl App {
    /// Puts theme and density on the page, and keeps them there.
    pub(super) fn show_settings(self) {
        Effect::new(move |_| {
            let Some(page) = document().document_element() else {
                return;
            };
            let settings = self.settings();
            let theme = match settings.theme {
                Theme::System => "system",
                Theme::Light => "light",
                Theme::Dark => "dark",
            };
            let density = if settings.density == Density::Compact {
                "compact"
            } else {
                "comfortable"
            };
            // Setting an attribute with a valid name cannot be refused.
            let _ = page.set_attribute("data-theme", theme);
            let _ = page.set_attribute("data-density", density);
        });
    }
}

/// How the size of the window's content changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// The next larger.
    In,
    /// The next smaller.
    Out,
    /// As it comes.
    Usual,
}

impl App {
    /// Changes the size of the window's content, and keeps it.
    pub fn zoom(self, how: Zoom) {
        let settings = untrack(|| self.settings());
        let zoom = match how {
            Zoom::In => settings.zoomed(true),
            Zoom::Out => settings.zoomed(false),
            Zoom::Usual => Settings::default().zoom,
        };
        if zoom != settings.zoom {
            untrack(|| self.change_settings(|settings| settings.zoom = zoom));
        }
    }
}

/// The height of a table's row in px, as `tokens.css` has it.
pub fn use_row_height() -> Signal<u32> {
    let app = app();
    Signal::derive(move || {
        if app.settings().density == Density::Compact {
            28
        } else {
            38
        }
    })
}
