//! Letters that nobody sees.

/// Whether a letter cannot be seen, changes how the one before it is drawn and no more, or is there to turn the direction
/// of writing. Blanks are seen; letters that are drawn as a blank and are none are not.
pub(crate) fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
        || is_filler(c)
        || is_selector(c)
}

/// Of Hangul, Khmer and Braille, and beams of music.
fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}'
    ) || matches!(c, '\u{1d173}'..='\u{1d17a}')
}

/// Of variants, Mongolian ones too.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}')
}
