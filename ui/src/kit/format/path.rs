//! Names as parts of a path. A delegate may be called by any letters, and percent signs do not carry them all: a URL takes
//! `%2e%2e` for the folder above, and the router undoes one layer of them more when a page is loaded anew than when a link
//! is pressed. So whatever is no letter and no digit of ASCII stands by its bytes, behind a sign that means nothing to either.

/// Stands before each byte that is told by its number, and alone for a name without letters.
const SIGN: char = '~';

/// A name as one part of a path: `fathom`, `a~2fb`. [`from_path`] makes the name of it again.
pub fn in_path(name: &str) -> String {
    if name.is_empty() {
        return SIGN.to_string();
    }
    let mut part = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => part.push(char::from(byte)),
            false => part += &format!("{SIGN}{byte:02x}"),
        }
    }
    part
}

/// The page of a transaction of one's own, by its submission's id.
pub fn submission_page(id: &str) -> String {
    format!("/activity/{id}")
}

/// The name that a part of a path stands for.
pub fn from_path(part: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(part.len()), part);
    while let Some((plain, told)) = rest.split_once(SIGN) {
        bytes.extend_from_slice(plain.as_bytes());
        let byte = told.get(..2).and_then(|number| u8::from_str_radix(number, 16).ok());
        bytes.extend(byte);
        // What is not a byte's number is no name that was written here.
        rest = byte.and_then(|_| told.get(2..)).unwrap_or(told);
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: [&str; 24] = [
        "",
        "/",
        "a/b",
        "//",
        ".",
        "..",
        "../x",
        "a.b",
        "%",
        "%2f",
        "%252f",
        "%2e%2e",
        "?",
        "a?b=1",
        "#",
        "a#b",
        " ",
        " a b ",
        "~",
        "~2f",
        "a\\b",
        "ünï",
        "\u{202e}a",
        "<img src=/>",
    ];

    /// Names of twelve bytes of anything, as far as those are letters.
    fn drawn() -> impl Iterator<Item = String> {
        let mut dice = 20_611_u64;
        let mut byte = move || {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            dice.to_be_bytes()[0]
        };
        std::iter::repeat_with(move || String::from_utf8_lossy(&[(); 12].map(|()| byte())).into_owned()).take(5_000)
    }

    #[test]
    fn every_name_is_one_part_of_a_path_and_the_same_again() {
        let letters = (0..=u8::MAX).map(|code| char::from(code).to_string());
        for name in ODD.map(String::from).into_iter().chain(letters).chain(drawn()) {
            let part = in_path(&name);
            let plain = part.chars().all(|c| c.is_ascii_alphanumeric() || c == SIGN);
            assert!(plain && !part.is_empty(), "{name:?} became {part:?}");
            assert_eq!(from_path(&part), name, "{part:?}");
        }
        assert_eq!([in_path("fathom"), in_path("a/b")], ["fathom", "a~2fb"]);
    }

    #[test]
    fn a_path_that_was_not_written_here_is_read_without_harm() {
        for (part, name) in [
            ("", ""),
            ("a~", "a"),
            ("a~2", "a2"),
            ("~zz", "zz"),
            ("~é", "é"),
            ("~~2f", "/"),
            ("a/b", "a/b"),
        ] {
            assert_eq!(from_path(part), name, "{part:?}");
        }
    }
}
