//! A proposal's sentence, the delegates in it marked.

use leptos::{html, prelude::*};

use crate::kit::{components::focus_when_shown, state::app};

/// The whole of it in one sentence.
#[component]
pub fn Sentence(text: String) -> impl IntoView {
    let delegates = app().delegates().value;
    let is_delegate =
        move |word: &str| delegates.with(|d| d.as_ref().is_some_and(|d| d.rows.value.iter().any(|r| r.name == word)));
    // At this size the narrow gaps between groups of digits would close up.
    let text = text.replace('\u{202f}', "\u{a0}");
    let words = move || {
        pieces(&text)
            .map(|piece| match is_delegate(piece) {
                true => view! { <span class="accent-ink">{piece.to_owned()}</span> }.into_any(),
                false => piece.to_owned().into_any(),
            })
            .collect_view()
    };
    // Who opens a review reads this first, by eye or by ear.
    let first = NodeRef::<html::P>::new();
    focus_when_shown(first);
    view! { <p class="sentence" node_ref=first tabindex="-1" data-test="review-sentence">{words}</p> }
}

/// Words, and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| !c.is_alphanumeric()).flat_map(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        [word, &piece[word.len()..]]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_between_the_words() {
        let text = "Lock 12 000 IOTX with fathom. It comes back, later.";
        assert_eq!(pieces(text).collect::<String>(), text);
        assert!(pieces(text).any(|p| p == "fathom"));
    }
}
