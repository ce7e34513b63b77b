//! Figures and moments as people read them. Unknown is an em dash, digits stand in groups of three.

mod moment;
mod path;

pub use ballast_domain::grouped;
pub use moment::{Day, ago, date, date_time, in_time, span};
pub use path::{from_path, in_path, submission_page};

use ballast_domain::{Amount, Days, Remedy, Rule, Timestamp, whole_number};

/// What stands where a figure is not known.
pub const UNKNOWN: &str = "—";

/// Days as a person types them, perhaps in groups of three, as they are shown. More than can be counted are the most that
/// can be: a rule refuses those.
///
/// # Errors
/// A sentence for people, for what is no number.
pub fn typed_days(text: &str) -> Result<Days, String> {
    let days = whole_number(text).map_err(|_| "Enter a whole number of days.".to_owned())?;
    Ok(Days(days.try_into().unwrap_or(u32::MAX)))
}

/// `part` of `whole` as a percentage with `decimals` places, cut; `None` for a whole of zero.
pub fn percent(part: u128, whole: u128, decimals: u32) -> Option<String> {
    if whole == 0 {
        return None;
    }
    // Votes and money are below 2^98 Rau, so dividing both by 2^32 loses nothing that 4 decimals could show.
    let shift = 128u32.saturating_sub(part.max(whole).leading_zeros() + 90);
    let (part, whole) = (part >> shift, (whole >> shift).max(1));
    let unit = 10u128.pow(decimals);
    let value = part.saturating_mul(100 * unit) / whole;
    Some(match decimals {
        0 => format!("{value} %"),
        _ => format!("{}.{:0width$} %", value / unit, value % unit, width = decimals as usize),
    })
}

/// Rau as millions of IOTX with two decimals, cut: `13.82`.
pub fn millions(rau: u128) -> String {
    const RAU_PER_CENTIMILLION: u128 = 10_000 * 1_000_000_000_000_000_000;
    let hundredths = rau / RAU_PER_CENTIMILLION;
    format!(
        "{}.{:02}",
        grouped(u64::try_from(hundredths / 100).unwrap_or(u64::MAX)),
        hundredths % 100
    )
}

/// Money within a sentence: the decimals cut after four.
pub fn money(amount: Amount) -> String {
    match amount.parts(0, 4) {
        (whole, rest) if rest.is_empty() => whole,
        (whole, rest) => format!("{whole}.{rest}"),
    }
}

/// `1st`, `2nd`, `3rd`, `4th`.
pub fn ordinal(number: u64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{}{ending}", grouped(number))
}

/// `1 bucket`, `2 buckets`.
pub fn counted(number: usize, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(number as u64))
}

/// Text in groups of four, for reading an address aloud: `0x04C2 2AfA …`.
pub fn fours(text: &str) -> String {
    let (head, rest) = text.split_at(text.find('x').map_or(0, |i| i + 1).min(2));
    let mut out = String::from(head);
    for (i, c) in rest.chars().enumerate() {
        if i > 0 && i % 4 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// When what is refused becomes possible, where waiting is all it takes; `now` is the chain's time.
pub fn possible(remedy: &Remedy, now: Option<Timestamp>) -> Option<String> {
    match remedy {
        Remedy::Never => None,
        Remedy::At(at) => {
            let left = now
                .map(|now| format!(" ({})", in_time(now.seconds_until(*at))))
                .unwrap_or_default();
            Some(format!("Possible from {}{left}.", date_time(*at)))
        }
        Remedy::FromHeight(height) => Some(format!("Possible from block {}.", grouped(height.0))),
    }
}

/// A rule, and what would make it legal.
pub fn explain(rule: Rule) -> String {
    format!("{} {}", rule.sentence(), rule.help())
}

/// The first and last letters: `io1ps17…8fmz`.
pub fn short(text: &str) -> String {
    match (text.get(..7), text.len().checked_sub(4).and_then(|i| text.get(i..))) {
        (Some(head), Some(tail)) if text.len() > 14 => format!("{head}…{tail}"),
        _ => text.to_owned(),
    }
}

/// The first sentence, and what follows it: of a proposal what is done, and what comes of it.
pub fn headline(text: &str) -> (&str, &str) {
    match text.find(". ") {
        Some(end) => (&text[..=end], &text[end + 2..]),
        None => (text, ""),
    }
}

/// A capital at the beginning, a full stop at the end.
pub fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_typed_as_they_are_shown_and_nothing_else_is_days() {
        for text in ["1050", " 1 050 ", "1\u{202f}050", "1\u{a0}050"] {
            assert_eq!(typed_days(text), Ok(Days(1_050)), "{text:?}");
        }
        assert_eq!(typed_days("4294967296"), Ok(Days(u32::MAX)));
        for text in ["", " ", "1 5", "10 50", "-1", "+1", "3.5", "1e3", "days"] {
            assert!(typed_days(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_headline_is_the_first_sentence_and_nothing_is_lost() {
        let two = "Stake 1.5 IOTX with keel. The money comes back.";
        assert_eq!(headline(two), ("Stake 1.5 IOTX with keel.", "The money comes back."));
        assert_eq!(headline("Send 1.5 IOTX."), ("Send 1.5 IOTX.", ""));
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(41_203_118), "41\u{202f}203\u{202f}118");
    }

    #[test]
    fn a_share_is_cut_not_rounded_and_unknown_without_a_whole() {
        assert_eq!(percent(2, 3, 2).as_deref(), Some("66.66 %"));
        assert_eq!(percent(1, 1, 0).as_deref(), Some("100 %"));
        assert_eq!(percent(1, 0, 2), None);
        let all = 10_000_000_000 * 10u128.pow(18);
        assert_eq!(percent(all / 8, all, 3).as_deref(), Some("12.500 %"));
    }

    #[test]
    fn millions_keep_two_decimals() {
        assert_eq!(millions(13_829_999 * 10u128.pow(18)), "13.82");
        assert_eq!(millions(0), "0.00");
    }

    #[test]
    fn places_are_ordinals() {
        let places = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal);
        assert_eq!(
            places,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]
        );
    }

    #[test]
    fn addresses_read_in_groups_of_four() {
        assert_eq!(fours("0x04C22AfAe6a0"), "0x04C2 2AfA e6a0");
        assert_eq!(fours("io1ps17e"), "io1p s17e");
        assert_eq!(short("io1ps17aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa8fmz"), "io1ps17…8fmz");
        assert_eq!(short("short"), "short");
    }

    #[test]
    fn only_waiting_has_a_date() {
        let (now, at) = (
            Timestamp::from_seconds(1_803_391_500),
            Timestamp::from_seconds(1_803_395_100),
        );
        assert_eq!(
            possible(&Remedy::At(at), Some(now)).as_deref(),
            Some("Possible from 23 Feb 2027 15:05 (in 1 h).")
        );
        assert_eq!(possible(&Remedy::Never, Some(now)), None);
    }

    #[test]
    fn errors_become_sentences() {
        assert_eq!(sentence("an amount is digits"), "An amount is digits.");
        assert_eq!(sentence("No keyring."), "No keyring.");
    }
}
