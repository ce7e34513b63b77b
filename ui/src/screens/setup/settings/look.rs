//! Light, dark, the size of all, and the height of rows.

use ballast_api::{Density, Settings, Theme, ZOOMS};
use leptos::prelude::*;

use crate::kit::{
    components::{Button, Segmented},
    state::{Zoom, app},
};

const THEMES: [(Theme, &str, &str); 3] = [
    (Theme::System, "system", "System"),
    (Theme::Light, "light", "Light"),
    (Theme::Dark, "dark", "Dark"),
];
const DENSITIES: [(Density, &str, &str); 2] = [
    (Density::Comfortable, "comfortable", "Comfortable"),
    (Density::Compact, "compact", "Compact"),
];

/// Theme, zoom and density.
#[component]
pub fn LookSettings() -> impl IntoView {
    let app = app();
    let theme = move || {
        THEMES
            .iter()
            .find(|t| t.0 == app.settings().theme)
            .map_or("", |t| t.1)
            .to_owned()
    };
    let density = move || {
        DENSITIES
            .iter()
            .find(|d| d.0 == app.settings().density)
            .map_or("", |d| d.1)
            .to_owned()
    };
    let choose_theme = Callback::new(move |key: String| {
        if let Some((theme, ..)) = THEMES.iter().find(|t| t.1 == key) {
            untrack(|| app.change_settings(|s| s.theme = *theme));
        }
    });
    let at = move |zoom: u16| Signal::derive(move || app.settings().zoom == zoom);
    let choose_density = Callback::new(move |key: String| {
        if let Some((density, ..)) = DENSITIES.iter().find(|d| d.1 == key) {
            untrack(|| app.change_settings(|s| s.density = *density));
        }
    });
    view! {
        <section class="card">
            <div class="row">
                <h2>"Appearance"</h2>
                <span class="sp"></span>
                <a class="sm dim" href="/gallery" data-test="settings-gallery">"Every piece of the interface"</a>
            </div>
            <div class="list settings">
                <div>
                    <span class="mid">"Theme"</span>
                    <span>
                        <Segmented
                            label="Theme"
                            test="theme"
                            options=THEMES.map(|(_, key, word)| (key.to_owned(), word.to_owned())).to_vec()
                            value=Signal::derive(theme)
                            choose=choose_theme
                        />
                    </span>
                </div>
                <div>
                    <span class="mid">"Zoom"</span>
                    <span class="row tight">
                        <Button test="zoom-out" press=move || app.zoom(Zoom::Out) small=true label="Smaller".to_owned() disabled=at(ZOOMS[0])>
                            "−"
                        </Button>
                        <span class="n" data-test="zoom" aria-live="polite">{move || format!("{} %", app.settings().zoom)}</span>
                        <Button test="zoom-in" press=move || app.zoom(Zoom::In) small=true label="Larger".to_owned() disabled=at(ZOOMS[ZOOMS.len() - 1])>
                            "+"
                        </Button>
                        <Button test="zoom-usual" press=move || app.zoom(Zoom::Usual) small=true disabled=at(Settings::default().zoom)>
                            "100 %"
                        </Button>
                    </span>
                </div>
                <div>
                    <span class="mid">"Row height"</span>
                    <span>
                        <Segmented
                            label="Height of rows"
                            test="density"
                            options=DENSITIES.map(|(_, key, word)| (key.to_owned(), word.to_owned())).to_vec()
                            value=Signal::derive(density)
                            choose=choose_density
                        />
                    </span>
                </div>
            </div>
        </section>
    }
}
