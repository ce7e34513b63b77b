//! Every component of the kit, and each that flows share, in every state, by kind. The components are the real ones; what they show is made up here.

mod buttons;
mod charts;
mod chips;
mod choices;
mod decisions;
mod fields;
mod figures;
mod forms;
mod icons;
mod layers;
mod lists;
mod notices;
mod reviews;
mod roads;
mod sample;
mod secrets;
mod section;
mod sequences;
mod tables;
mod tokens;

use leptos::prelude::*;

/// All sections on one page. `tests/tests/gallery.rs` takes their pictures by their names.
#[component]
pub fn Gallery() -> impl IntoView {
    view! {
        <div class="wrap" data-test="gallery">
            <div class="row head">
                <h1>"Gallery"</h1>
                <span class="sm dim">"Every piece of the interface in every state. Nothing here is real, and nothing is sent."</span>
            </div>
            <tokens::Colours />
            <tokens::Sizes />
            <icons::Icons />
            <buttons::Buttons />
            <fields::Fields />
            <forms::Amounts />
            <forms::Forms />
            <choices::Choices />
            <chips::Chips />
            <notices::Notices />
            <notices::Placeholders />
            <layers::Layers />
            <figures::Figures />
            <tables::Tables />
            <roads::Roads />
            <sequences::Sequences />
            <reviews::Reviews />
            <decisions::Decisions />
            <secrets::Secrets />
            <lists::Lists />
            <charts::Curves />
            <charts::Dates />
        </div>
    }
}
