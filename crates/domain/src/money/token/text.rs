//! Words of others, made fit to be shown.

use crate::unseen::is_unseen;

/// What a contract says of itself, without what could deceive the eye: letters that cannot be seen, that turn the
/// direction of writing, or that break the line are left out, and no more than `most` characters stay. None where nothing
/// is left.
pub fn shown_text(raw: &[u8], most: usize) -> Option<String> {
    let text = String::from_utf8_lossy(raw);
    let seen = text.chars().filter(|c| !is_unseen(*c)).take(most).collect::<String>();
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    (!seen.is_empty()).then_some(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_the_eye_is_left_out() {
        assert_eq!(
            shown_text("Test\u{202e} Coin\n\u{7}".as_bytes(), 64).as_deref(),
            Some("Test Coin")
        );
        assert_eq!(shown_text("US\u{200b}DT".as_bytes(), 64).as_deref(), Some("USDT"));
        for c in "\u{34f}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}\u{180b}\u{fe0f}\u{1d173}\u{e0100}".chars() {
            let text = format!("US{c}DT{c}");
            assert_eq!(shown_text(text.as_bytes(), 64).as_deref(), Some("USDT"), "{c:?}");
        }
        assert_eq!(shown_text(b"\xff\xfeAB", 64).as_deref(), Some("AB"));
        assert_eq!(shown_text(&[b'x'; 5_000], 12).as_deref(), Some("xxxxxxxxxxxx"));
        assert_eq!(shown_text(" \u{200b}\0".as_bytes(), 64), None);
    }
}
