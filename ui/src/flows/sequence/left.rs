//! What is left where a sequence stops, and the way to take it back.

use ballast_domain::sequence::Leftover;
use leptos::prelude::*;

use crate::{
    flows::wish::{Wish, to_review},
    kit::components::{Button, Said},
};

/// A line for each thing that is left; where it can be taken back, the button that leads to the review of that.
#[component]
pub fn LeftList(left: Vec<Leftover>) -> impl IntoView {
    let review = to_review();
    left.into_iter()
        .map(|left| {
            let undo = left.undo.map(|intent| {
                let press = Callback::new(move |()| {
                    review.run(Wish {
                        title: "Take it back".to_owned(),
                        intents: vec![intent.clone()],
                        from: "/activity".to_owned(),
                        form: None,
                    });
                });
                view! { <Button test="sequence-undo" press small=true>"Take it back"</Button> }
            });
            view! {
                <div class="row tight sm" data-test="sequence-left">
                    <span><Said says=left.says.of(&left.sentence) in_names=true /></span>
                    {undo}
                </div>
            }
        })
        .collect_view()
}
