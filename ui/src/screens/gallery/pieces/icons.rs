//! Every drawing with its name, and the mark.

use leptos::prelude::*;

use super::section::{Section, State};
use crate::kit::components::{Glyph, Icon, Mark};

/// All icons, the two sizes of one, and the mark in three.
#[component]
pub fn Icons() -> impl IntoView {
    let icons = Glyph::ALL.iter().map(|glyph| {
        view! {
            <div class="row tight">
                <Icon glyph=*glyph />
                <span class="xs mono mid">{format!("{glyph:?}")}</span>
            </div>
        }
    });
    view! {
        <Section name="icons" title="Icons">
            <div class="gallery-swatches">{icons.collect_view()}</div>
            <div class="row wraps top-aligned">
                <State name="usual"><Icon glyph=Glyph::More /></State>
                <State name="small"><Icon glyph=Glyph::More small=true /></State>
                {[17, 24, 40].map(|size| view! { <State name=format!("mark, {size} px")><Mark size /></State> }).collect_view()}
            </div>
        </Section>
    }
}
