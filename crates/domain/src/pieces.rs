//! Sentences in pieces: what of them names a bucket, a delegate, an account or an own transaction, so that it can lead there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Address, BucketId, Days};

/// What a piece of a sentence names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Named {
    /// A bucket, native or not.
    Bucket(BucketId),
    /// A delegate, by its name.
    Delegate(String),
    /// An account, or a contract.
    Account(Address),
    /// A transaction of one's own, by its submission's id.
    Submission(String),
}

/// A piece of a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Piece {
    /// The piece as it is read.
    pub text: String,
    /// What it names, if it names something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Named>,
}

/// A sentence, or several, or a part of one, in pieces. Its text is the pieces, one after another.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrase(Vec<Piece>);

/// A [`Phrase`] of words with a `{}` in each place where a piece stands, and the pieces: whatever `Phrase` has a `From`
/// for. As many pieces as places, which is checked when it is compiled.
#[macro_export]
macro_rules! phrase {
    ($words:literal $(, $piece:expr)* $(,)?) => {{
        const PIECES: usize = 0 $(+ { let _ = stringify!($piece); 1 })*;
        const _: () = assert!($crate::places_in($words) == PIECES, "as many pieces as places");
        $crate::Phrase::filled($words, [$($crate::Phrase::from($piece)),*])
    }};
}

/// How many places for pieces stand in words.
pub const fn places_in(words: &str) -> usize {
    let bytes = words.as_bytes();
    let (mut at, mut places) = (1, 0);
    while at < bytes.len() {
        if bytes[at - 1] == b'{' && bytes[at] == b'}' {
            places += 1;
        }
        at += 1;
    }
    places
}

impl Phrase {
    /// A piece that names something.
    pub fn naming(named: Named, text: impl Into<String>) -> Self {
        Self(vec![Piece {
            text: text.into(),
            names: Some(named),
        }])
    }

    /// A delegate by its name.
    pub fn delegate(name: &str) -> Self {
        Self::naming(Named::Delegate(name.to_owned()), name)
    }

    /// A bucket at a sentence's beginning: `Bucket 9 218`.
    pub fn title(id: BucketId) -> Self {
        Self::naming(Named::Bucket(id), id.title())
    }

    /// A text in which each address names its account.
    pub fn with_accounts(text: &str) -> Self {
        let is_between = |c: char| !c.is_ascii_alphanumeric();
        let words = text.split_inclusive(is_between);
        words.fold(Self::default(), |phrase, word| {
            let bare = word.trim_end_matches(is_between);
            match bare.parse::<Address>() {
                Ok(account) => phrase
                    .then(Self::naming(Named::Account(account), bare))
                    .then(Self::from(&word[bare.len()..])),
                Err(_) => phrase.then(word.into()),
            }
        })
    }

    /// Words with a `{}` in each place where a piece stands; [`phrase!`](crate::phrase) counts them.
    pub fn filled<const PIECES: usize>(words: &str, pieces: [Self; PIECES]) -> Self {
        let (mut phrase, mut pieces) = (Self::default(), pieces.into_iter());
        for (number, words) in words.split("{}").enumerate() {
            if number > 0 {
                phrase = phrase.then(pieces.next().unwrap_or_default());
            }
            phrase = phrase.then(words.into());
        }
        phrase
    }

    /// One phrase after another.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        for piece in next.0 {
            match self.0.last_mut() {
                Some(last) if last.names.is_none() && piece.names.is_none() => last.text.push_str(&piece.text),
                _ if piece.text.is_empty() => {}
                _ => self.0.push(piece),
            }
        }
        self
    }

    /// Phrases with a word between each two.
    pub fn joined(all: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut all = all.into_iter();
        let first = all.next().unwrap_or_default();
        all.fold(first, |phrase, next| phrase.then(between.into()).then(next))
    }

    /// The phrase with each piece's text as `write` writes it.
    #[must_use]
    pub fn written(self, write: impl Fn(&str) -> String) -> Self {
        let piece = |piece: Piece| Piece {
            text: write(&piece.text),
            ..piece
        };
        Self(self.0.into_iter().map(piece).collect())
    }

    /// The pieces, in order.
    pub fn into_pieces(self) -> Vec<Piece> {
        self.0
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The phrase, where it says the same as `text`; else the text alone, as of what an earlier version wrote down.
    #[must_use]
    pub fn of(self, text: &str) -> Self {
        match self.to_string() == text {
            true => self,
            false => text.into(),
        }
    }

    /// The phrase with an account called `word` wherever it was called by its address after `before`.
    #[must_use]
    pub fn calling(self, account: Address, before: &str, word: &str) -> Self {
        let mut called = Self::default();
        for piece in self.0 {
            if piece.names == Some(Named::Account(account))
                && let Some(last) = called.0.last_mut().filter(|last| last.names.is_none())
                && let Some(text) = last.text.strip_suffix(before)
            {
                last.text = text.to_owned();
                called.0.push(Piece {
                    text: word.to_owned(),
                    ..piece
                });
            } else if piece.names.is_none() {
                // What an earlier version wrote down is one text.
                let text = piece.text.replace(&format!("{before}{account}"), word);
                called.0.push(Piece { text, names: None });
            } else {
                called.0.push(piece);
            }
        }
        called
    }

    /// Its first sentence, and the others.
    pub fn headline(&self) -> (Self, Self) {
        let ends = |piece: &Piece| piece.names.is_none().then(|| piece.text.find(". ")).flatten();
        let Some((at, end)) = self
            .0
            .iter()
            .enumerate()
            .find_map(|(at, piece)| Some((at, ends(piece)?)))
        else {
            return (self.clone(), Self::default());
        };
        let (mut first, mut rest) = (self.0[..at].to_vec(), self.0[at + 1..].to_vec());
        let part = |text: &str| Piece {
            text: text.to_owned(),
            names: None,
        };
        let text = &self.0[at].text;
        first.push(part(&text[..=end]));
        if text.len() > end + 2 {
            rest.insert(0, part(&text[end + 2..]));
        }
        (Self(first), Self(rest))
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(&piece.text))
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        match text.is_empty() {
            true => Self::default(),
            false => Self(vec![Piece { text, names: None }]),
        }
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&Self> for Phrase {
    fn from(phrase: &Self) -> Self {
        phrase.clone()
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl From<$number> for Phrase {
            fn from(number: $number) -> Self {
                number.to_string().into()
            }
        })*
    };
}

numbers!(u8 u32 u64 usize Days);

/// An account, by its address.
impl From<Address> for Phrase {
    fn from(account: Address) -> Self {
        Self::naming(Named::Account(account), account.to_string())
    }
}

/// A bucket within a sentence: `bucket 9 218`.
impl From<BucketId> for Phrase {
    fn from(id: BucketId) -> Self {
        Self::naming(Named::Bucket(id), id.in_words())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_and_pieces_are_one_text_and_what_is_named_stands_by_itself() {
        let said = phrase!(
            "Let {} vote for {}. It was {}.",
            BucketId::native(12),
            Phrase::delegate("fathom"),
            "elsewhere"
        );
        assert_eq!(said.to_string(), "Let bucket 12 vote for fathom. It was elsewhere.");
        let named: Vec<_> = said.pieces().iter().filter_map(|piece| piece.names.clone()).collect();
        assert_eq!(
            named,
            [Named::Bucket(BucketId::native(12)), Named::Delegate("fathom".into())]
        );
        assert_eq!(said.pieces().len(), 5, "words that stand together are one piece");
        let (first, rest) = said.headline();
        assert_eq!(first.to_string(), "Let bucket 12 vote for fathom.");
        assert_eq!(rest.to_string(), "It was elsewhere.");
    }

    #[test]
    fn what_is_written_down_is_read_again_and_another_text_stands_for_itself() {
        let said = phrase!("Give {} to {}.", BucketId::native(1), Address::from_bytes([7; 20]));
        let json = serde_json::to_string(&said).unwrap();
        assert!(json.contains(r#"{"text":"bucket 1","names":{"bucket":"1"}}"#), "{json}");
        let again: Phrase = serde_json::from_str(&json).unwrap();
        assert_eq!(again, said);
        assert_eq!(again.clone().of(&said.to_string()), said);
        assert_eq!(again.of("Other words."), Phrase::from("Other words."));
    }

    #[test]
    fn the_addresses_of_a_text_name_their_accounts_and_the_text_stays() {
        let (one, other) = (Address::from_bytes([9; 20]), Address::from_bytes([7; 20]));
        let text = format!(
            "It would go to {one}, not to {}. Gas costs 1.5 IOTX more.",
            other.to_io1()
        );
        let said = Phrase::with_accounts(&text);
        assert_eq!(said.to_string(), text);
        let named: Vec<_> = said.pieces().iter().filter_map(|piece| piece.names.clone()).collect();
        assert_eq!(named, [Named::Account(one), Named::Account(other)]);
    }

    #[test]
    fn a_token_is_called_by_its_symbol_where_it_was_called_by_its_contract() {
        let (token, to) = (Address::from_bytes([9; 20]), Address::from_bytes([7; 20]));
        let said = phrase!("1.5 {} went to {}.", phrase!("tokens of {}", token), to);
        let called = said.calling(token, "tokens of ", "TCOIN");
        assert_eq!(called.to_string(), format!("1.5 TCOIN went to {to}."));
        assert_eq!(called.pieces()[1].names, Some(Named::Account(token)));
    }

    proptest! {
        #[test]
        fn a_headline_loses_nothing(parts in proptest::collection::vec(("[a-z. ]{0,6}", any::<bool>()), 0..6)) {
            let mut said = Phrase::default();
            for (text, names) in &parts {
                said = said.then(match names {
                    true => Phrase::delegate(text),
                    false => text.into(),
                });
            }
            let text: String = parts.iter().map(|(text, _)| text.as_str()).collect();
            prop_assert_eq!(said.to_string(), text);
            let (first, rest) = said.headline();
            let again = match first == said {
                true => first.to_string(),
                false => format!("{first} {rest}"),
            };
            prop_assert_eq!(again, said.to_string());
        }
    }
}
