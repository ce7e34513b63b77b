//! Buttons and links: each look, small, wide, with an icon, and when they cannot be pressed.

use leptos::prelude::*;

use super::{
    sample::nothing,
    section::{Section, State},
};
use crate::kit::components::{Button, ButtonLink, Glyph, Look, NO_KEY, NotNow};

const LOOKS: [(Look, &str); 3] = [
    (Look::Plain, "plain"),
    (Look::Primary, "primary"),
    (Look::Quiet, "quiet"),
];

/// What can be pressed.
#[component]
pub fn Buttons() -> impl IntoView {
    let line = |(look, name): (Look, &'static str)| {
        view! {
            <div class="row wraps top-aligned">
                <State name=name><Button test=format!("gallery-{name}") press=nothing() look>"Review"</Button></State>
                <State name="with an icon">
                    <Button test=format!("gallery-{name}-icon") press=nothing() look glyph=Glyph::Key>"Review"</Button>
                </State>
                <State name="small"><Button test=format!("gallery-{name}-small") press=nothing() look small=true>"Review"</Button></State>
                <State name="small, with an icon">
                    <Button test=format!("gallery-{name}-small-icon") press=nothing() look small=true glyph=Glyph::Again>
                        "Review"
                    </Button>
                </State>
                <State name="cannot be pressed">
                    <Button test=format!("gallery-{name}-disabled") press=nothing() look disabled=true>"Review"</Button>
                </State>
            </div>
        }
    };
    let wide = |(look, name): (Look, &'static str)| {
        view! {
            <State name=format!("{name}, wide")>
                <Button test=format!("gallery-{name}-wide") press=nothing() look wide=true>"Sign and send"</Button>
            </State>
        }
    };
    let anew = RwSignal::new(0);
    let settling = move || {
        anew.track();
        view! { <Button test="gallery-settles" press=nothing() settles=true>"Sign and send"</Button> }
    };
    view! {
        <Section name="buttons" title="Buttons and links">
            {LOOKS.map(line).collect_view()}
            <div class="grid2">{LOOKS[..2].iter().copied().map(wide).collect_view()}</div>
            <div class="row wraps top-aligned">
                <State name="not now, and why">
                    <NotNow test="gallery-not-now" why=NO_KEY>"Unlock"</NotNow>
                </State>
                <State name="settles: not in its first second">
                    <div class="row">
                        {settling}
                        <Button test="gallery-settles-anew" press=move || anew.update(|n| *n += 1) look=Look::Quiet small=true>
                            "Anew"
                        </Button>
                    </div>
                </State>
                <State name="link"><ButtonLink href="/gallery" test="gallery-link">"Back"</ButtonLink></State>
                <State name="link, primary">
                    <ButtonLink href="/gallery" test="gallery-link-primary" look=Look::Primary glyph=Glyph::Plus>"Stake"</ButtonLink>
                </State>
                <State name="link, small">
                    <ButtonLink href="/gallery" test="gallery-link-small" small=true>"Open"</ButtonLink>
                </State>
                <State name="in a sentence">
                    <span>"Kept under " <a class="link" href="/gallery">"Drafts"</a> "."</span>
                </State>
            </div>
        </Section>
    }
}
