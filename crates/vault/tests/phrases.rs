//! A mistyped phrase is refused with the word that is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_vault::{
    Error, ExposeSecret, Mnemonic, PhraseProblem, Suspect, WordCount, check_phrase, words_starting_with,
};

const TWELVE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const TWENTY_FOUR: &str = "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing \
                           screen patrol group space point ten exist slush involve unfold";

fn problem(text: &str) -> PhraseProblem {
    check_phrase(text).unwrap_err()
}

#[test]
fn a_word_that_is_not_on_the_list_is_named_with_its_place_and_its_neighbours() {
    for (typed, sentence) in [
        (
            TWELVE.replace("sausage", "sausgae"),
            "Word 6, “sausgae”, is not on the word list. Did you mean “sausage”?",
        ),
        (
            TWELVE.replace("year", "yer"),
            "Word 4, “yer”, is not on the word list. Did you mean “year”, “yard” or “you”?",
        ),
        (
            TWELVE.replace("wave", "qqqqqqqqqq"),
            "Word 5, “qqqqqqqqqq”, is not on the word list.",
        ),
    ] {
        let PhraseProblem::UnknownWords(words) = problem(&typed) else {
            panic!("{typed}")
        };
        assert!(words.len() == 1 && words[0].nearest.len() <= 3);
        assert_eq!(*problem(&typed).sentence(), sentence);
    }
}

#[test]
fn every_unknown_word_is_named_and_comes_before_a_wrong_count() {
    let PhraseProblem::UnknownWords(words) = problem("legal winnner thank yaer wave") else {
        panic!()
    };
    let found: Vec<_> = words
        .iter()
        .map(|w| (w.position, w.typed.as_str(), w.nearest[0]))
        .collect();
    assert_eq!(found, [(2, "winnner", "winner"), (4, "yaer", "year")]);
}

#[test]
fn a_wrong_number_of_words_is_said() {
    for (text, found) in [
        ("", 0),
        ("legal", 1),
        (&format!("{TWELVE} legal"), 13),
        (&TWENTY_FOUR[5..], 23),
    ] {
        assert_eq!(problem(text), PhraseProblem::WordCount { found });
        assert!(problem(text).sentence().ends_with(&format!("this has {found}.")));
    }
}

#[test]
fn a_list_word_in_the_place_of_its_lookalike_is_named() {
    // “come” and “comic” are two slips apart, “shoot” and “short” one.
    let PhraseProblem::Checksum { words: 24, suspects } = problem(&TWENTY_FOUR.replace("shoot", "short")) else {
        panic!()
    };
    let right = |s: &Suspect| matches!(s, Suspect::Replaced { position: 9, typed, meant: "shoot" } if typed.as_str() == "short");
    assert!(suspects.iter().any(right));
    let sentence = problem(&TWENTY_FOUR.replace("shoot", "short")).sentence();
    assert!(
        sentence.starts_with("All 24 words are on the list, but they do not fit together"),
        "{}",
        *sentence
    );
    assert!(sentence.contains("Word 9, “short”, may be “shoot”."), "{}", *sentence);
}

#[test]
fn two_neighbours_that_changed_places_are_named() {
    let typed = TWENTY_FOUR.replace("warrior heavy", "heavy warrior");
    let PhraseProblem::Checksum { suspects, .. } = problem(&typed) else {
        panic!()
    };
    assert!(suspects.contains(&Suspect::Swapped { position: 7 }));
    assert!(
        problem(&typed)
            .sentence()
            .contains("Words 7 and 8 may have changed places.")
    );
}

#[test]
fn a_checksum_that_no_single_slip_explains_is_still_an_error() {
    let typed = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo";
    let PhraseProblem::Checksum { words: 12, suspects } = problem(typed) else {
        panic!()
    };
    assert!(
        suspects.iter().all(|s| matches!(s, Suspect::Replaced { .. })),
        "equal words cannot have been swapped"
    );
    let Err(Error::Phrase(inner)) = Mnemonic::parse(typed) else {
        panic!()
    };
    assert_eq!(inner, problem(typed));
}

#[test]
fn of_a_new_phrase_every_single_wrong_word_off_the_list_is_found() {
    let phrase = Mnemonic::generate(WordCount::TwentyFour).unwrap().reveal();
    let words: Vec<&str> = phrase.expose_secret().split(' ').collect();
    for at in 0..words.len() {
        let mut typed = words.clone();
        typed[at] = "ballast";
        let PhraseProblem::UnknownWords(unknown) = problem(&typed.join(" ")) else {
            panic!()
        };
        assert_eq!(unknown.iter().map(|w| w.position).collect::<Vec<_>>(), [at + 1]);
    }
}

#[test]
fn completing_offers_the_words_that_begin_so() {
    assert_eq!(words_starting_with(" Sausa"), ["sausage"]);
    assert_eq!(
        words_starting_with("wo"),
        [
            "wolf", "woman", "wonder", "wood", "wool", "word", "work", "world", "worry", "worth"
        ]
    );
    assert_eq!(words_starting_with("").len(), 2048);
    assert!(words_starting_with("xx").is_empty() && words_starting_with("zoo!").is_empty());
}
