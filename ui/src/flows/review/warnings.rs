//! What to mind, the gravest first, each with its rule's stable id.

use ballast_domain::{Phrase, Severity, Warning};
use leptos::prelude::*;

use crate::kit::{
    components::{Glyph, Icon, Said},
    format::possible,
    state::app,
};

/// How help begins that sends one there.
const LOOK_AT: &str = "Look at Activity";

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
    let says = Phrase::with_accounts(&warning.sentence);
    view! {
        <div class=class data-test=format!("warning-{}", rule)>
            <Icon glyph />
            <span>
                {(!word.is_empty()).then(|| view! { <b>{word}</b> })} " " <Said says /> " "
                <span class="mid">{leads_to_activity(&warning.help)} " " {when}</span> " "
                <span class="mid mono xs">{rule.clone()}</span>
            </span>
        </div>
    }
}

/// Help that sends one to Activity, with the way there.
fn leads_to_activity(help: &str) -> impl IntoView + use<> {
    let (before, after) = match help.split_once(LOOK_AT) {
        Some((before, after)) => (format!("{before}Look at "), Some(after.to_owned())),
        None => (help.to_owned(), None),
    };
    let rest = after.map(|after| view! { <a class="named" href="/activity">"Activity"</a> {after} });
    view! { {before} {rest} }
}
