//! What to mind, the gravest first, each with its rule's stable id.

use ballast_domain::{Severity, Warning};
use leptos::prelude::*;

use crate::kit::{
    components::{Glyph, Icon},
    format::possible,
    state::app,
};

/// All warnings.
#[component]
pub fn Warnings(warnings: Vec<Warning>) -> impl IntoView {
    let mut warnings = warnings;
    warnings.sort_by_key(|w| w.severity);
    warnings
        .into_iter()
        .map(|warning| view! { <Line warning /> })
        .collect_view()
}

#[component]
fn Line(warning: Warning) -> impl IntoView {
    let app = app();
    let (class, glyph, word) = match warning.severity {
        Severity::Block => ("note bad", Glyph::Stop, "Not possible."),
        Severity::Caution => ("note warn", Glyph::Warning, "Caution."),
        Severity::Note => ("note", Glyph::Info, ""),
    };
    let (remedy, rule) = (warning.remedy, warning.rule);
    let when = move || possible(&remedy, app.now());
    view! {
        <div class=class data-test=format!("warning-{}", rule)>
            <Icon glyph />
            <span>
                {(!word.is_empty()).then(|| view! { <b>{word}</b> })} " " {warning.sentence} " "
                <span class="mid">{warning.help} " " {when}</span> " "
                <span class="dim mono xs">{rule.clone()}</span>
            </span>
        </div>
    }
}
