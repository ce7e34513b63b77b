//! What stands where there is nothing yet, nothing at all, or something wrong.

use ballast_api::FailureKind;
use leptos::prelude::*;

use super::{Button, Glyph, Icon};
use crate::kit::{backend::Failure, state::Remote};

/// Said only where something that was read before does stand beside it.
const STANDS: &str = "What was read before still shows, with its age.";

/// A grey bar in the place of a figure that is on its way. Still, not blinking.
#[component]
pub fn Skeleton(
    /// `short`, `long`, `tall`, or nothing.
    #[prop(optional)]
    size: &'static str,
) -> impl IntoView {
    view! { <span class=format!("skeleton {size}") role="img" aria-label="loading"></span> }
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
    /// Whether what was read before still shows beside it.
    #[prop(optional)]
    stands: bool,
    /// Its name for tests.
    #[prop(into)]
    test: String,
) -> impl IntoView {
    let stands = stands && matches!(failure.kind, FailureKind::Offline | FailureKind::Node);
    let help = [failure.help.as_str(), if stands { STANDS } else { "" }]
        .join(" ")
        .trim()
        .to_owned();
    let retry = again.filter(|_| failure.retry);
    let name = format!("{test}-again");
    view! {
        <div class="note bad" role="alert" data-test=test data-code=failure.code.to_string()>
            <Icon glyph=Glyph::Warning />
            <div class="stack-s">
                <span>
                    <b>{failure.sentence.clone()}</b>
                    " "
                    <span class="mid mono xs">{failure.code.to_string()}</span>
                </span>
                {(!help.is_empty()).then(|| view! { <span class="mid">{help}</span> })}
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

/// What a reading has come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Waiting,
    Failed,
    Here,
}

/// A reading: why it failed, its place while it is awaited, and once it has come its content, which stays when a later
/// reading fails. After a failure nothing is awaited, so no place is held for it.
#[component]
pub fn Reading<T>(
    /// What is read.
    of: Remote<T>,
    /// The error panel's name for tests.
    test: &'static str,
    /// What holds its place.
    #[prop(into)]
    waiting: ViewFn,
    /// What was read.
    children: ChildrenFn,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let came = Memo::new(
        move |_| match (of.value.with(Option::is_some), of.failure.with(Option::is_some)) {
            (true, _) => Came::Here,
            (false, true) => Came::Failed,
            (false, false) => Came::Waiting,
        },
    );
    let again = Callback::new(move |()| of.retry());
    let failed = move || {
        let stands = came.get() == Came::Here;
        of.failure
            .get()
            .map(|failure| view! { <ErrorPanel failure again stands test /> })
    };
    let content = move || match came.get() {
        Came::Waiting => waiting.run().into_any(),
        Came::Failed => ().into_any(),
        Came::Here => children().into_any(),
    };
    view! {
        {failed}
        {content}
    }
}
