//! A recovery phrase (BIP-39, English): made, read, and turned into a seed.

use std::fmt;

use bip39::Language;
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::{
    Error, Result,
    forms::normal,
    seal::random,
    words::{self, PhraseProblem},
};

/// How long a new phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordCount {
    /// 128 bits.
    Twelve,
    /// 256 bits.
    TwentyFour,
}

/// A recovery phrase whose checksum is right. Shows only its length; wiped when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Mnemonic(bip39::Mnemonic);

impl Mnemonic {
    /// A new phrase from the operating system's random numbers.
    ///
    /// # Errors
    /// [`Error::Random`] where the system gives none.
    pub fn generate(words: WordCount) -> Result<Self> {
        let entropy = Zeroizing::new(random::<32>()?);
        let used = match words {
            WordCount::Twelve => &entropy[..16],
            WordCount::TwentyFour => &entropy[..],
        };
        bip39::Mnemonic::from_entropy_in(Language::English, used)
            .map(Self)
            .map_err(|_| Error::Random)
    }

    /// Reads 12, 15, 18, 21 or 24 words; case, numbering, commas and line breaks between them do not matter.
    ///
    /// # Errors
    /// [`Error::Phrase`] with what is wrong and where.
    pub fn parse(text: &str) -> Result<Self> {
        let words = words::split(text);
        words::diagnose(&words).map_err(Error::Phrase)?;
        let joined = words::join(words.iter().map(|w| w.as_str()));
        bip39::Mnemonic::parse_in_normalized(Language::English, &joined)
            .map(Self)
            .map_err(|_| {
                Error::Phrase(PhraseProblem::Checksum {
                    words: words.len(),
                    suspects: Vec::new(),
                })
            })
    }

    /// Number of words.
    pub fn word_count(&self) -> usize {
        self.0.word_count()
    }

    /// The words, for the person's eyes: to write down when the phrase is new. For one that is in the vault see
    /// [`crate::Vault::reveal_mnemonic`].
    pub fn reveal(&self) -> SecretString {
        // Exact capacity (words have at most 8 letters), so that no unwiped copy is left by growing.
        SecretString::from(words::join(self.0.words()).as_str())
    }

    /// Whether `word` stands at `position` (from 1), ignoring case and spaces around it.
    pub fn word_is(&self, position: usize, word: &str) -> bool {
        let actual = position.checked_sub(1).and_then(|at| self.0.words().nth(at));
        actual.is_some_and(|actual| normal(word).trim().eq_ignore_ascii_case(actual))
    }

    /// The BIP-39 seed, without a passphrase. Takes about 1 ms.
    pub(crate) fn seed(&self) -> Zeroizing<[u8; 64]> {
        Zeroizing::new(self.0.to_seed_normalized(""))
    }

    pub(crate) fn joined(&self) -> Zeroizing<String> {
        words::join(self.0.words())
    }
}

impl fmt::Debug for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mnemonic of {} words", self.word_count())
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_new_phrase_has_the_length_asked_for_and_reads_back() {
        for (count, words) in [(WordCount::Twelve, 12), (WordCount::TwentyFour, 24)] {
            let phrase = Mnemonic::generate(count).unwrap();
            assert_eq!(phrase.word_count(), words);
            assert_eq!(Mnemonic::parse(phrase.reveal().expose_secret()).unwrap(), phrase);
            assert_ne!(Mnemonic::generate(count).unwrap(), phrase);
        }
    }

    #[test]
    fn the_seed_is_that_of_the_bip_39_test_vectors() {
        // Trezor's vectors use a passphrase; this one was computed without one by ethers 6.
        let phrase =
            Mnemonic::parse("legal winner thank year wave sausage worth useful legal winner thank yellow").unwrap();
        assert_eq!(
            hex::encode(&phrase.seed()[..]),
            "878386efb78845b3355bd15ea4d39ef97d179cb712b77d5c12b6be415fffeffe5f377ba02bf3f8544ab800b955e51fbff09828f682052a20faa6addbbddfb096"
        );
    }

    #[test]
    fn another_form_of_the_same_letters_is_the_same_phrase() {
        let wide = "\u{ff54}est test test test test test test test test test test \u{ff4a}unk";
        let plain = "test test test test test test test test test test test junk";
        assert_eq!(Mnemonic::parse(wide).unwrap(), Mnemonic::parse(plain).unwrap());
    }

    #[test]
    fn numbering_case_and_line_breaks_do_not_matter() {
        let plain = Mnemonic::parse("test test test test test test test test test test test junk").unwrap();
        let pasted = "1. Test, 2. test\n3) TEST 4. test; test  test test\ttest\r\ntest test 11.test 12.junk.";
        assert_eq!(Mnemonic::parse(pasted).unwrap(), plain);
        assert!(plain.word_is(12, " Junk ") && plain.word_is(1, "test"));
        assert!(!plain.word_is(11, "junk") && !plain.word_is(0, "test") && !plain.word_is(13, "junk"));
    }
}
