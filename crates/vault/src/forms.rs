//! The forms that the same letters have in Unicode. `é` is one character on one keyboard and two on another; a person who
//! types the same password means the same password.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The one form that new passwords, and all phrases, are brought to: NFKD, as BIP-39 does.
pub(crate) fn normal(text: &str) -> Zeroizing<String> {
    gather(text.nfkd())
}

/// The forms in which a password may have sealed a vault, the likeliest first, each once: the one that this program seals
/// by; as it was typed, as earlier ones did; and the composed form, as it comes from most keyboards.
pub(crate) fn possible(password: &str) -> Vec<Zeroizing<String>> {
    let mut forms = vec![normal(password)];
    for other in [gather(password.chars()), gather(password.nfc())] {
        if !forms.contains(&other) {
            forms.push(other);
        }
    }
    forms
}

/// The text of `characters`, in a buffer that never grew: one that did would leave unwiped copies behind.
fn gather(characters: impl Iterator<Item = char> + Clone) -> Zeroizing<String> {
    let room = characters.clone().map(char::len_utf8).sum();
    let mut text = Zeroizing::new(String::with_capacity(room));
    text.extend(characters);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letters_have_one_form() {
        let (composed, apart) = ("caf\u{e9}", "cafe\u{301}");
        assert_eq!(*normal(composed), *normal(apart));
        assert_eq!(normal("\u{ff41}bc").as_str(), "abc");
    }

    #[test]
    fn each_possible_form_comes_once() {
        let forms = |text: &str| possible(text).iter().map(|f| f.to_string()).collect::<Vec<_>>();
        assert_eq!(forms("plain"), ["plain"]);
        assert_eq!(forms("caf\u{e9}"), ["cafe\u{301}", "caf\u{e9}"]);
        assert_eq!(forms("cafe\u{301}"), ["cafe\u{301}", "caf\u{e9}"]);
        assert_eq!(forms("\u{212b}"), ["A\u{30a}", "\u{212b}", "\u{c5}"]);
    }
}
