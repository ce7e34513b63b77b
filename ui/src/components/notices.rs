//! What stands where there is nothing yet, nothing at all, or something wrong.

use leptos::prelude::*;

use super::{Button, Glyph, Icon};
use crate::backend::Failure;

/// A grey bar in the place of a figure that is on its way. Still, not blinking.
#[component]
pub fn Skeleton(
    /// `short`, `long`, `tall`, or nothing.
    #[prop(optional)]
    size: &'static str,
) -> impl IntoView {
    view! { <span class=format!("skeleton {size}") aria-label="loading"></span> }
}

/// What this place is for and what to do first.
#[component]
pub fn EmptyState(
    /// The picture.
    glyph: Glyph,
    /// One line.
    #[prop(into)]
    title: String,
    /// What this is.
    #[prop(into)]
    text: String,
    /// Its name for tests.
    #[prop(into)]
    test: String,
    /// What can be pressed.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty" data-test=test>
            <Icon glyph />
            <b>{title}</b>
            <p class="sm">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// The cause, what still works, and what to press.
#[component]
pub fn ErrorPanel(
    /// What went wrong.
    failure: Failure,
    /// Tries again, where that makes sense.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
    /// Its name for tests.
    #[prop(into)]
    test: String,
) -> impl IntoView {
    let retry = again.filter(|_| failure.retry);
    let name = format!("{test}-again");
    view! {
        <div class="note bad" role="alert" data-test=test data-code=failure.code.to_string()>
            <Icon glyph=Glyph::Warning />
            <div class="stack-s">
                <span>
                    <b>{failure.sentence.clone()}</b>
                    " "
                    <span class="dim mono xs">{failure.code.to_string()}</span>
                </span>
                {(!failure.help.is_empty()).then(|| view! { <span class="mid">{failure.help.clone()}</span> })}
                {retry
                    .map(|again| {
                        view! {
                            <span>
                                <Button test=name press=again small=true glyph=Glyph::Again>
                                    "Try again"
                                </Button>
                            </span>
                        }
                    })}
            </div>
        </div>
    }
}
