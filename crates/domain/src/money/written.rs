//! Numbers as people write them: the one reading of them, for forms, command line, files and plans.

use thiserror::Error;

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Not digits, in groups of three or not, with at most one point.
    #[error("an amount is digits with at most one decimal point, like 1000 or 250.5; a space may part thousands")]
    Form,
    /// Its comma may part decimals or thousands, and what is meant is not guessed.
    #[error("a comma can part decimals or thousands: write {decimal} or {grouped}")]
    Comma {
        /// The number with its comma as the decimal point.
        decimal: String,
        /// The number with its comma between thousands, or left out.
        grouped: String,
    },
}

/// The digits before and after the point of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digits {
    pub(crate) whole: String,
    pub(crate) rest: String,
}

/// The number that a person wrote, for people: its thousands in groups, its decimals as they stand. None where the text is
/// digits alone, which need no explaining, or no number.
pub fn understood(text: &str) -> Option<String> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let Digits { whole, rest } = digits(text).ok()?;
    let whole = super::amount::group(without_zeros(&whole));
    let rest = rest.trim_end_matches('0');
    Some(match rest.is_empty() {
        true => whole,
        false => format!("{whole}.{rest}"),
    })
}

/// Reads a whole number: digits, in groups of three or not. More than can be counted is the most that can be, which a rule
/// refuses.
///
/// # Errors
/// [`NumberError`], as for an amount; a point has no place in a whole number.
pub fn whole_number(text: &str) -> Result<u64, NumberError> {
    let Digits { whole, .. } = digits(text)?;
    match text.contains('.') {
        true => Err(NumberError::Form),
        // Digits alone fail for their number alone.
        false => Ok(whole.parse().unwrap_or(u64::MAX)),
    }
}

/// Reads digits with at most one point. Blanks (also U+00A0 and U+202F) part groups of three before the point and nothing
/// else. Commas do so where they cannot part decimals: there are several (1,234,567), or a point follows (1,234.50).
///
/// # Errors
/// [`NumberError`]: a comma that could be either is refused with both readings, never dropped: where it parts decimals,
/// dropping it would make the amount ten times what was meant, or a thousand times.
pub(crate) fn digits(text: &str) -> Result<Digits, NumberError> {
    let text = text.trim();
    let commas = text.matches(',').count();
    let point = text.find('.');
    let trailing = matches!((text.find(','), point), (Some(comma), Some(point)) if point < comma);
    if commas == 1 && (point.is_none() || trailing) {
        return Err(both_readings(text));
    }
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let whole = match commas {
        0 => ungrouped(whole, is_blank),
        _ => ungrouped(whole, |c| c == ','),
    };
    let whole = whole.ok_or(NumberError::Form)?;
    let nothing = whole.is_empty() && rest.is_empty();
    match !nothing && is_digits(rest) {
        true => Ok(Digits {
            whole,
            rest: rest.to_owned(),
        }),
        false => Err(NumberError::Form),
    }
}

/// What a number with one comma, and no point after it, can mean.
fn both_readings(text: &str) -> NumberError {
    let (before, after) = text.split_once(',').unwrap_or((text, ""));
    // 1.234,50: its point would part decimals, or thousands.
    let (whole, decimals) = before.split_once('.').map_or((before, None), |(w, d)| (w, Some(d)));
    let whole = ungrouped(whole, is_blank);
    let (Some(whole), false, true) = (
        whole,
        after.is_empty(),
        is_digits(decimals.unwrap_or("")) && is_digits(after),
    ) else {
        return NumberError::Form;
    };
    let thousands = format!("{whole}{}", decimals.unwrap_or(""));
    NumberError::Comma {
        decimal: format!("{}.{after}", without_zeros(&thousands)),
        grouped: match decimals {
            Some(decimals) => format!("{}.{decimals}{after}", without_zeros(&whole)),
            None => without_zeros(&format!("{whole}{after}")).to_owned(),
        },
    }
}

/// The digits of a whole number whose groups of three `parts` parts, or that has no groups.
fn ungrouped(whole: &str, parts: impl Fn(char) -> bool) -> Option<String> {
    let groups: Vec<&str> = whole.split(parts).collect();
    let fits = match groups.as_slice() {
        [_] => true,
        [first, others @ ..] => {
            (1..=3).contains(&first.len()) && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    (fits && groups.iter().all(|group| is_digits(group))).then(|| groups.concat())
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn without_zeros(whole: &str) -> &str {
    match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, NumberError> {
        digits(text).map(|Digits { whole, rest }| format!("{whole}.{rest}"))
    }

    #[test]
    fn blanks_part_groups_of_three_and_nothing_else() {
        for (text, number) in [
            ("12 000", "12000."),
            ("1 234 567.89", "1234567.89"),
            ("12\u{a0}000", "12000."),
            ("12\u{202f}000.5", "12000.5"),
            (" 1000 ", "1000."),
            ("\u{a0}7\u{202f}", "7."),
            (".5", ".5"),
            ("1.", "1."),
        ] {
            assert_eq!(read(text).as_deref(), Ok(number), "{text}");
        }
        for text in [
            "1 5",
            "12 00",
            "1234 567",
            "1  000",
            "12 000 5",
            "0.5 000",
            "0 500",
            "1 000 .5",
            "1\u{2003}000",
            "1 000,000,000",
            "1\t000",
        ] {
            assert_eq!(read(text), Err(NumberError::Form), "{text}");
        }
    }

    #[test]
    fn a_whole_number_has_groups_of_three_or_none() {
        for text in ["1050", " 1 050 ", "1\u{a0}050", "1\u{202f}050", "01050"] {
            assert_eq!(whole_number(text), Ok(1_050), "{text:?}");
        }
        assert_eq!(whole_number("1,234,567"), Ok(1_234_567));
        assert_eq!(whole_number(&"9".repeat(40)), Ok(u64::MAX));
        for text in [
            "", " ", "1 5", "10 50", "1 05", "1050 1", "1.5", "1050.", "1,5", "-1", "+1", "1e3", "days",
        ] {
            assert!(whole_number(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_comma_is_taken_where_it_cannot_part_decimals() {
        for (text, number) in [
            ("1,234,567", "1234567."),
            ("1,234.50", "1234.50"),
            ("1,000,000.000000000000000001", "1000000.000000000000000001"),
            ("12,345,678.5", "12345678.5"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(number), "{text}");
        }
    }

    #[test]
    fn a_comma_that_could_be_either_is_refused_with_both_readings() {
        for (text, decimal, grouped) in [
            ("0,5", "0.5", "5"),
            ("0,500", "0.500", "500"),
            ("0,001", "0.001", "1"),
            ("1,000", "1.000", "1000"),
            ("100,5", "100.5", "1005"),
            ("1234,567", "1234.567", "1234567"),
            (",5", "0.5", "5"),
            ("1 234,5", "1234.5", "12345"),
            ("1.234,50", "1234.50", "1.23450"),
            ("0,0", "0.0", "0"),
        ] {
            let (decimal, grouped) = (decimal.to_owned(), grouped.to_owned());
            assert_eq!(read(text), Err(NumberError::Comma { decimal, grouped }), "{text}");
        }
        let said = read("0,500").unwrap_err().to_string();
        assert_eq!(said, "a comma can part decimals or thousands: write 0.500 or 500");
    }

    #[test]
    fn other_commas_are_no_number() {
        for text in [
            "1,",
            ",",
            "1,,000",
            "1,234,56",
            "0,001,000",
            "12,34.5",
            "1,2,3",
            "1.2.3,4",
            "1.2,3.4",
            "1 5,3",
            "1,2 5",
            "a,5",
            "1,a",
            "1,-5",
            ",100,000",
        ] {
            assert_eq!(read(text), Err(NumberError::Form), "{text}");
        }
    }

    #[test]
    fn what_was_understood_is_told_where_more_than_digits_were_written() {
        assert_eq!(understood("1000"), None);
        assert_eq!(understood("abc"), None);
        assert_eq!(understood("0,5"), None);
        assert_eq!(understood("1.000").as_deref(), Some("1"));
        assert_eq!(understood("1,234.50").as_deref(), Some("1\u{202f}234.5"));
        assert_eq!(understood("12 000").as_deref(), Some("12\u{202f}000"));
        assert_eq!(understood(".5").as_deref(), Some("0.5"));
    }

    proptest! {
        #[test]
        fn both_readings_are_numbers_themselves(text in "[0-9]{0,5}[ .]?[0-9]{0,4},[0-9 .]{0,5}") {
            if let Err(NumberError::Comma { decimal, grouped }) = digits(&text) {
                prop_assert!(digits(&decimal).is_ok(), "{}", decimal);
                prop_assert!(digits(&grouped).is_ok(), "{}", grouped);
            }
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = understood(&text);
        }
    }
}
