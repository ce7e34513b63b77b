//! Dates as people write them, in whatever order of day, month and year can be meant in one way only.

use std::str::FromStr;

use thiserror::Error;

use super::{calendar::MONTHS, date::Date};
use crate::unseen::is_unseen;

/// What follows a day's number in English.
const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// It is not written as a date is.
    #[error("a date is written 2040-06-13, 13 Jun 2040 or 13.6.2040; with a time of day 2040-06-13T14:05:09Z, in UTC")]
    Form,
    /// The calendar has no such day.
    #[error("there is no {day} {} {year}", MONTHS[*.month - 1])]
    NoSuchDay {
        /// As written.
        day: u64,
        /// 1 to 12.
        month: usize,
        /// As written.
        year: u64,
    },
    /// A year before 1970, or one that is not written with its four digits.
    #[error("write the year with four digits, from 1970 on")]
    Year,
    /// Day and month could each be the other.
    #[error("it can be {} or {}: write {} or {}", .0.in_words(), .1.in_words(), .0.in_brief(), .1.in_brief())]
    Ambiguous(Date, Date),
}

/// A part of what is written.
#[derive(PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Sign(char),
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        let (mut numbers, mut words, mut signs) = (Vec::new(), Vec::new(), Vec::new());
        for token in tokens(&text)? {
            match token {
                Token::Number(digits) => numbers.push(digits),
                Token::Word(word) if !numbers.is_empty() && is_ordinal(word) => {}
                Token::Word(word) => words.push(word),
                Token::Sign(sign) => signs.push(sign),
            }
        }
        match (&words[..], &numbers[..]) {
            ([month], [one, other]) => with_name(month, one, other),
            ([], [year, month, day]) if year.len() == 4 => date(number(year)?, number(month)?, number(day)?),
            ([], [one, other, year]) if year.len() == 4 => {
                let (one, other, year) = (number(one)?, number(other)?, number(year)?);
                match signs.contains(&'.') {
                    true => date(year, other, one),
                    false => either(year, one, other),
                }
            }
            ([], [_, _, _]) => Err(DateError::Year),
            _ => Err(DateError::Form),
        }
    }
}

/// The parts of a text; blanks and commas only part them.
fn tokens(text: &str) -> Result<Vec<Token<'_>>, DateError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = match first {
            '0'..='9' => {
                let length = run(|c| c.is_ascii_digit());
                tokens.push(Token::Number(&rest[..length]));
                length
            }
            'a'..='z' | 'A'..='Z' => {
                let length = run(|c| c.is_ascii_alphabetic());
                tokens.push(Token::Word(&rest[..length]));
                length
            }
            '-' | '.' | '/' => {
                tokens.push(Token::Sign(first));
                1
            }
            ',' => 1,
            blank if blank.is_whitespace() => blank.len_utf8(),
            _ => return Err(DateError::Form),
        };
        rest = &rest[length..];
    }
    // One sign parts all of it, between two of its parts.
    let signs = || tokens.iter().filter(|token| matches!(token, Token::Sign(_)));
    let alike = signs().zip(signs().skip(1)).all(|(one, next)| one == next);
    let ends = [tokens.first(), tokens.last()];
    let outside = ends.iter().any(|end| matches!(end, Some(Token::Sign(_))));
    match alike && signs().count() <= 2 && !outside {
        true => Ok(tokens),
        false => Err(DateError::Form),
    }
}

fn is_ordinal(word: &str) -> bool {
    ORDINALS.iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

fn number(digits: &str) -> Result<u64, DateError> {
    match digits.len() {
        1 | 2 | 4 => digits.parse().map_err(|_| DateError::Form),
        _ => Err(DateError::Form),
    }
}

/// A month by its name, or by three letters of it or more; the year is the number of four digits.
fn with_name(month: &str, one: &str, other: &str) -> Result<Date, DateError> {
    let name = month.to_ascii_lowercase();
    let is_it = |full: &&str| name.len() >= 3 && full.to_ascii_lowercase().starts_with(&name);
    let month = MONTHS
        .iter()
        .position(|full| is_it(full) || (name == "sept" && *full == "September"));
    let month = month.ok_or(DateError::Form)? as u64 + 1;
    match (one.len(), other.len()) {
        (1 | 2, 4) => date(number(other)?, month, number(one)?),
        (4, 1 | 2) => date(number(one)?, month, number(other)?),
        (1 | 2, 1 | 2) => Err(DateError::Year),
        _ => Err(DateError::Form),
    }
}

fn date(year: u64, month: u64, day: u64) -> Result<Date, DateError> {
    if !(1..=12).contains(&month) || day == 0 {
        return Err(DateError::Form);
    }
    let month_of = month as usize;
    match Date::new(year, month, day) {
        Some(date) => Ok(date),
        None if year < 1970 => Err(DateError::Year),
        None => Err(DateError::NoSuchDay {
            day,
            month: month_of,
            year,
        }),
    }
}

/// Day and month in an order that differs between countries: where both can be meant, neither is.
fn either(year: u64, one: u64, other: u64) -> Result<Date, DateError> {
    let (day_first, month_first) = (date(year, other, one), date(year, one, other));
    match (day_first, month_first) {
        (Ok(one), Ok(other)) if one != other => Err(DateError::Ambiguous(one, other)),
        (Err(DateError::Form), other) => other,
        (Err(_), Ok(other)) => Ok(other),
        (found, _) => found,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrong(text: &str) -> DateError {
        text.parse::<Date>().unwrap_err()
    }

    #[test]
    fn a_date_is_taken_as_people_write_it() {
        let day = Date::new(2040, 6, 13);
        for text in [
            "2040-06-13",
            "2040-6-13",
            "2040/06/13",
            "13 Jun 2040",
            "13 June 2040",
            " 13\u{a0}jun\u{202f}2040 ",
            "13. Jun 2040",
            "13-Jun-2040",
            "13th June, 2040",
            "June 13, 2040",
            "Jun 13th 2040",
            "2040 June 13",
            "13.6.2040",
            "13.06.2040",
            "13. 6. 2040",
            "13/6/2040",
            "6/13/2040",
            "13-06-2040",
            "13.\u{200b}6.2040",
        ] {
            assert_eq!(text.parse().ok(), day, "{text}");
        }
        assert_eq!("5.6.2040".parse().ok(), Date::new(2040, 6, 5), "the day first");
        assert_eq!("5/5/2040".parse().ok(), Date::new(2040, 5, 5), "either way");
        assert_eq!("1 sept 2040".parse().ok(), Date::new(2040, 9, 1));
    }

    #[test]
    fn what_can_be_two_days_is_refused_with_both() {
        let (day, other) = (Date::new(2040, 4, 3).unwrap(), Date::new(2040, 3, 4).unwrap());
        for text in ["3/4/2040", "03/04/2040", "3-4-2040", "3 4 2040"] {
            assert_eq!(wrong(text), DateError::Ambiguous(day, other), "{text}");
        }
        assert_eq!(
            wrong("3/4/2040").to_string(),
            "it can be 3 April 2040 or 4 March 2040: write 3 Apr 2040 or 4 Mar 2040"
        );
    }

    #[test]
    fn a_day_that_is_not_there_is_said() {
        for (text, said) in [
            ("31 Apr 2040", "there is no 31 April 2040"),
            ("2027-02-29", "there is no 29 February 2027"),
            ("32.1.2040", "there is no 32 January 2040"),
            ("31/4/2040", "there is no 31 April 2040"),
        ] {
            assert_eq!(wrong(text).to_string(), said);
        }
        for text in ["13 Jun 40", "13.6.40", "13.6.02040", "13 Jun 1969", "1969-12-31"] {
            assert_eq!(wrong(text), DateError::Year, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "June 2040",
            "13 Ju 2040",
            "13 Juno 2040",
            "2027-13-01",
            "13.13.2040",
            "2027-02-23-01",
            "+2027-02-23",
            "-13.6.2040",
            "13.6/2040",
            "13 6.2040.",
            "0.6.2040",
            "2027-02-23T12:00",
            "٣.٦.٢٠٤٠",
        ] {
            assert_eq!(wrong(text), DateError::Form, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9a-zA-Z./, -]{0,24}|.{0,24}") {
            let _ = text.parse::<Date>();
        }
    }
}
