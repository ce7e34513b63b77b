//! The rule that forbids what a form comes to, under its fields.

use ballast_domain::Refusal;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::kit::{format::possible, state::app};

/// The rule, and when waiting helps or what would make it legal; nothing where no rule forbids it.
#[component]
pub fn Refused(
    /// What the rules say.
    #[prop(into)]
    refusal: Signal<Option<Refusal>>,
    /// Its name for tests.
    test: &'static str,
) -> impl IntoView {
    move || {
        refusal.get().map(|refusal| {
            let help = possible(&refusal.remedy, app().now());
            let help = help.unwrap_or_else(|| refusal.rule.help().to_owned());
            view! {
                <div class="note bad" role="alert" data-test=test>
                    <Icon glyph=Glyph::Stop />
                    <span>
                        {refusal.rule.sentence()} " " {help} " " <span class="mid mono xs">{refusal.rule.id()}</span>
                    </span>
                </div>
            }
        })
    }
}
