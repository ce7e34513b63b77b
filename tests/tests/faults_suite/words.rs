//! What sentences name.

use ballast_domain::{Address, Amount};

/// A sentence without what groups digits.
fn plain(sentence: &str) -> String {
    sentence.replace('\u{202f}', "").replace('\u{a0}', " ")
}

/// The addresses that a sentence names.
pub fn addresses(sentence: &str) -> Vec<Address> {
    let text = plain(sentence);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() == 42 && word.starts_with("0x") || word.len() == 41 && word.starts_with("io1"))
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// The sums of IOTX that a sentence names.
pub fn amounts(sentence: &str) -> Vec<Amount> {
    let text = plain(sentence);
    let words: Vec<&str> = text.split_whitespace().collect();
    let sums = words
        .windows(2)
        .filter(|pair| pair[1].trim_matches(|c: char| !c.is_ascii_alphanumeric()) == "IOTX");
    sums.filter_map(|pair| rau(pair[0])).collect()
}

/// How much a sentence says is sent, or went to somebody, of whatever: `Send 1.5 …`, `1.5 … went to …`. None where it says
/// no such thing; no amount where it is none that has 18 decimals.
pub fn moved(sentence: &str) -> Option<Option<Amount>> {
    let text = plain(sentence);
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let said = match first {
        "Send" => words.next()?,
        number if text.contains(" went to ") => number,
        _ => return None,
    };
    said.starts_with(|c: char| c.is_ascii_digit()).then(|| rau(said))
}

/// `1234.5` in Rau.
fn rau(text: &str) -> Option<Amount> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part:0<18}");
    let is_number = part.len() <= 18 && !whole.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().ok().map(Amount::from_rau)).flatten()
}

#[test]
fn what_a_sentence_names_is_read() {
    let to = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    let sentence = format!("1\u{202f}000.500\u{202f}000 IOTX went to {to}.");
    let amount = Amount::from_rau(10_005 * 10_u128.pow(17));
    assert_eq!(addresses(&sentence), [to.parse().unwrap()]);
    assert_eq!(amounts(&sentence), [amount]);
    assert_eq!(amounts("The money went. No IOTX, 12 coins."), []);
    assert_eq!(moved(&sentence), Some(Some(amount)));
    assert_eq!(
        moved("Send 0.000\u{202f}002 tokens of 0x.. to 0x..."),
        Some(Some(Amount::from_rau(2 * 10_u128.pow(12))))
    );
    assert_eq!(moved("Send 0.0000000000000000001 COIN to 0x..."), Some(None));
    assert_eq!(moved("The money went to 0x..."), None);
    assert_eq!(moved("The gas did not suffice."), None);
}
