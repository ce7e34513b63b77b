//! What comes before the page: a dialog, a pop-up, news in the corner. Each is opened by its button.

use leptos::{children::ViewFn, prelude::*};

use super::section::{Section, State};
use crate::kit::{
    components::{Button, Dialog, Glyph, Icon, Popover, UnlockForm},
    state::app,
};

/// The three, and how they are opened.
#[component]
pub fn Layers() -> impl IntoView {
    let toasts = app().toasts;
    let (asking, unlocking) = (RwSignal::new(false), RwSignal::new(false));
    let news = [
        ("good", "Done: 12\u{202f}000 IOTX are staked with fathom."),
        ("warn", "The network changed its fees."),
        ("bad", "Failed: the bucket's days are not over."),
    ];
    let button = || view! { "Pop-up" <Icon glyph=Glyph::More small=true /> };
    view! {
        <Section name="layers" title="What comes before the page">
            <div class="row wraps top-aligned">
                <State name="a question">
                    <Button test="gallery-dialog-open" press=move || asking.set(true)>"Dialog"</Button>
                </State>
                <State name="a question for the password">
                    <Button test="gallery-unlock-open" press=move || unlocking.set(true) glyph=Glyph::Key>"Unlock"</Button>
                </State>
                <State name="what a button opens under it">
                    <Popover class="pill" test="gallery-popover" label="Pop-up".to_owned() button=ViewFn::from(button) from_left=true>
                        <div class="stack-s">
                            <h2>"A pop-up"</h2>
                            <span class="sm mid">"Esc or a press elsewhere closes it."</span>
                        </div>
                    </Popover>
                </State>
                <State name="news, of what goes on">
                    <Button
                        test="gallery-toast-wait"
                        press=move || toasts.tell("wait", "3 of 5 are final.", "/activity".to_owned())
                    >
                        "Toast"
                    </Button>
                </State>
                {news
                    .map(|(verdict, sentence)| {
                        view! {
                            <State name=format!("news, {verdict}")>
                                <Button test=format!("gallery-toast-{verdict}") press=move || toasts.say(verdict, sentence)>
                                    "Toast"
                                </Button>
                            </State>
                        }
                    })
                    .collect_view()}
            </div>
            <Dialog open=asking title="Remove fathom?" test="gallery-dialog">
                <p class="sm mid">"A question in front of everything: what is lost stands here."</p>
                <div class="row">
                    <span class="sp"></span>
                    <Button test="gallery-dialog-close" press=move || asking.set(false)>"Close"</Button>
                </div>
            </Dialog>
            <Dialog open=unlocking title="Unlock" test="gallery-unlock">
                <UnlockForm />
                <Button test="gallery-unlock-close" press=move || unlocking.set(false)>"Close"</Button>
            </Dialog>
        </Section>
    }
}
