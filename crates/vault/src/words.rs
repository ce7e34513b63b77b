//! What is wrong with a phrase that was typed: which word, at which place, and what was probably meant.
//!
//! A problem quotes what the person typed, and with it possibly true words of their phrase. So neither `Debug` nor
//! `Display` of anything here shows a word; only [`PhraseProblem::sentence`] does, for the form that asked.

use std::fmt;

use bip39::Language;
use zeroize::Zeroizing;

use crate::{distance::distance, forms::normal};

/// The lengths that BIP-39 knows.
const LENGTHS: [usize; 5] = [12, 15, 18, 21, 24];
/// How many list words are offered for an unknown one, and how many suspects a sentence names.
const SHOWN: usize = 3;

/// Why a text is no recovery phrase.
#[derive(Clone, PartialEq, Eq)]
pub enum PhraseProblem {
    /// Some words are not on the BIP-39 list.
    UnknownWords(Vec<UnknownWord>),
    /// All words are on the list, but there are not 12, 15, 18, 21 or 24 of them.
    WordCount {
        /// How many there are.
        found: usize,
    },
    /// The right number of words from the list, but the checksum in the last one does not fit the others.
    Checksum {
        /// How many words there are.
        words: usize,
        /// Every single slip that would explain it. Of 12 words one in 16 fits by chance, of 24 one in 256.
        suspects: Vec<Suspect>,
    },
}

/// A word that is not on the list.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// Its place, from 1.
    pub position: usize,
    /// What was typed.
    pub typed: Zeroizing<String>,
    /// Up to three words of the list, nearest first.
    pub nearest: Vec<&'static str>,
}

/// A slip that would explain a wrong checksum.
#[derive(Clone, PartialEq, Eq)]
pub enum Suspect {
    /// The word at `position` (from 1) may be another one that looks like it.
    Replaced {
        /// Its place, from 1.
        position: usize,
        /// The word that was typed.
        typed: Zeroizing<String>,
        /// A word one letter away with which the checksum fits.
        meant: &'static str,
    },
    /// The words at `position` and the next place may have changed places.
    Swapped {
        /// The first one's place, from 1.
        position: usize,
    },
}

/// Says what is wrong with `text` as a recovery phrase, or that nothing is.
///
/// # Errors
/// The problem. Unknown words come before a wrong count, because a typing slip often makes both.
pub fn check_phrase(text: &str) -> Result<(), PhraseProblem> {
    diagnose(&split(text))
}

/// The words of the BIP-39 list that begin with `prefix`, in the list's order: for completing while typing.
pub fn words_starting_with(prefix: &str) -> &'static [&'static str] {
    let prefix = Zeroizing::new(prefix.trim().to_ascii_lowercase());
    let list = Language::English.word_list();
    let from = list.partition_point(|w| *w < prefix.as_str());
    let count = list[from..]
        .iter()
        .take_while(|w| w.starts_with(prefix.as_str()))
        .count();
    &list[from..from + count]
}

/// The words of a pasted text, in lower case, without numbering and punctuation.
pub(crate) fn split(text: &str) -> Vec<Zeroizing<String>> {
    normal(text)
        .split(|c: char| c.is_whitespace() || ",;".contains(c))
        .map(|w| w.trim_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation()))
        .filter(|w| !w.is_empty())
        .map(|w| Zeroizing::new(w.to_lowercase()))
        .collect()
}

/// Joins words by single spaces, in a buffer that never grows and so leaves no copies.
pub(crate) fn join<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Zeroizing<String> {
    let length = words.clone().map(|w| w.len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(length));
    for (i, word) in words.enumerate() {
        if i > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

pub(crate) fn diagnose(words: &[Zeroizing<String>]) -> Result<(), PhraseProblem> {
    let unknown: Vec<_> = (1..)
        .zip(words)
        .filter(|(_, word)| Language::English.find_word(word).is_none())
        .map(|(position, word)| UnknownWord {
            position,
            typed: word.clone(),
            nearest: nearest(word),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(PhraseProblem::UnknownWords(unknown));
    }
    if !LENGTHS.contains(&words.len()) {
        return Err(PhraseProblem::WordCount { found: words.len() });
    }
    let typed: Vec<&str> = words.iter().map(|w| w.as_str()).collect();
    if fits(&typed) {
        return Ok(());
    }
    Err(PhraseProblem::Checksum {
        words: words.len(),
        suspects: suspects(&typed),
    })
}

fn fits(words: &[&str]) -> bool {
    let joined = join(words.iter().copied());
    bip39::Mnemonic::parse_in_normalized(Language::English, &joined).is_ok()
}

fn suspects(words: &[&str]) -> Vec<Suspect> {
    let mut tried = words.to_vec();
    let mut found = Vec::new();
    for at in 0..words.len() {
        for meant in Language::English
            .word_list()
            .iter()
            .filter(|w| distance(w, words[at]) == 1)
        {
            tried[at] = meant;
            if fits(&tried) {
                let typed = Zeroizing::new(words[at].to_string());
                found.push(Suspect::Replaced {
                    position: at + 1,
                    typed,
                    meant,
                });
            }
        }
        tried[at] = words[at];
    }
    for at in 1..words.len() {
        tried.swap(at - 1, at);
        if words[at - 1] != words[at] && fits(&tried) {
            found.push(Suspect::Swapped { position: at });
        }
        tried.swap(at - 1, at);
    }
    found
}

/// Up to three list words, fewest slips first; among equals those that begin alike. Words that are more than one
/// slip further off than the best are no help beside it.
fn nearest(word: &str) -> Vec<&'static str> {
    let alike = |w: &str| w.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let mut near: Vec<_> = Language::English
        .word_list()
        .iter()
        .map(|w| (distance(w, word), std::cmp::Reverse(alike(w)), *w))
        .filter(|(slips, ..)| *slips <= 3 && *slips < word.chars().count())
        .collect();
    near.sort_unstable();
    let best = near.first().map_or(0, |(slips, ..)| *slips);
    near.retain(|(slips, ..)| *slips <= best + 1);
    near.into_iter().take(SHOWN).map(|(.., w)| w).collect()
}

impl PhraseProblem {
    /// What to tell the person who typed the phrase. Quotes their words: show it in the form, never log it.
    pub fn sentence(&self) -> Zeroizing<String> {
        Zeroizing::new(match self {
            Self::UnknownWords(words) => {
                let mut sentences: Vec<_> = words.iter().take(SHOWN).map(UnknownWord::sentence).collect();
                if words.len() > SHOWN {
                    sentences.push(format!("{} more are not on the list.", words.len() - SHOWN));
                }
                sentences.join(" ")
            }
            Self::WordCount { found } => {
                format!("A recovery phrase has 12, 15, 18, 21 or 24 words, and this has {found}.")
            }
            Self::Checksum { words, suspects } => {
                let hints: String = suspects.iter().take(SHOWN).map(Suspect::sentence).collect();
                format!(
                    "All {words} words are on the list, but they do not fit together: \
                     one of them is wrong or out of place.{hints}"
                )
            }
        })
    }
}

impl UnknownWord {
    fn sentence(&self) -> String {
        let Self {
            position,
            typed,
            nearest,
        } = self;
        let hint = match nearest.as_slice() {
            [] => String::new(),
            [one] => format!(" Did you mean “{one}”?"),
            [most @ .., last] => format!(" Did you mean “{}” or “{last}”?", most.join("”, “")),
        };
        format!("Word {position}, “{}”, is not on the word list.{hint}", typed.as_str())
    }
}

impl Suspect {
    fn sentence(&self) -> String {
        match self {
            Self::Replaced { position, typed, meant } => {
                format!(" Word {position}, “{}”, may be “{meant}”.", typed.as_str())
            }
            Self::Swapped { position } => format!(" Words {position} and {} may have changed places.", position + 1),
        }
    }
}

impl fmt::Debug for PhraseProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownWords(words) => f.debug_tuple("UnknownWords").field(words).finish(),
            Self::WordCount { found } => f.debug_struct("WordCount").field("found", found).finish(),
            Self::Checksum { words, suspects } => f
                .debug_struct("Checksum")
                .field("words", words)
                .field("suspects", &suspects.len())
                .finish(),
        }
    }
}

impl fmt::Debug for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownWord at {}", self.position)
    }
}

impl fmt::Debug for Suspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaced { position, .. } => write!(f, "Replaced at {position}"),
            Self::Swapped { position } => write!(f, "Swapped at {position}"),
        }
    }
}
