//! Whether what the wallet says and did is so, by the honest node's word.

use std::collections::BTreeSet;

use ballast_domain::{Address, Amount};
use ballast_tests::liar::{Mined, Truth};
use serde_json::Value;

use crate::world::{FLOOR, MONEY};

/// What a person wished: once.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Who gets it; nobody else's wish names them.
    pub to: Address,
    /// How much.
    pub amount: Amount,
    /// The token of which it is; IOTX where it is none.
    pub token: Option<Address>,
    /// The submissions that were signed for it.
    pub signed: Vec<String>,
}

/// The most that a transaction may cost, in Rau: 1 IOTX, or three times its gas at the floor price where that is more.
pub fn limit(gas: u64) -> Amount {
    Amount::from_rau((3 * FLOOR).saturating_mul(u128::from(gas))).max(Amount::from_iotx(1))
}

/// The judge of one round. `wrong` is what is not so.
pub struct Judge {
    pub truth: Truth,
    pub account: Address,
    pub wrong: Vec<String>,
}

fn text<'a>(submission: &'a Value, field: &str) -> &'a str {
    submission[field].as_str().unwrap_or_default()
}

/// The end that a submission's state names, and whether the node says so; none where it names none.
fn is_so(state: &str, done: Option<bool>) -> Option<bool> {
    Some(match state {
        "final" => done == Some(true),
        "failed" => done != Some(true),
        "replaced" | "vanished" | "dropped" => done.is_none(),
        _ => return None,
    })
}

impl Judge {
    pub fn new(truth: Truth, account: Address) -> Self {
        Self {
            truth,
            account,
            wrong: Vec::new(),
        }
    }

    fn notes(&mut self, wrong: String) {
        if !self.wrong.contains(&wrong) {
            self.wrong.push(wrong);
        }
    }

    /// Whether the end that a submission names is one, now.
    pub fn ends_so(&self, submission: &Value) -> bool {
        let done = self.truth.is_done(text(submission, "hash"));
        is_so(text(submission, "state"), done) != Some(false)
    }

    /// Looks at one submission as the person sees it: what it names has to be so.
    pub fn sees(&mut self, submission: &Value, wishes: &[Wish]) {
        if !self.ends_so(submission) {
            let (state, hash) = (text(submission, "state"), text(submission, "hash"));
            let done = self.truth.is_done(hash);
            self.notes(format!(
                "{hash} is said to be {state}; done by the honest node: {done:?}"
            ));
        }
        let wish = wishes
            .iter()
            .find(|wish| wish.signed.iter().any(|id| id == text(submission, "id")));
        let Some(wish) = wish else { return };
        let outcome = submission["outcome"]["sentence"].as_str().unwrap_or_default();
        for sentence in [text(submission, "sentence"), outcome] {
            let own = [wish.to, self.account];
            let foreign = addresses(sentence)
                .into_iter()
                .find(|address| !own.contains(address) && Some(*address) != wish.token);
            if let Some(foreign) = foreign {
                self.notes(format!("{sentence:?} names {foreign}, and {} was meant", wish.to));
            }
            let other = amounts(sentence).into_iter().find(|amount| *amount != wish.amount);
            if let Some(other) = other.filter(|_| wish.token.is_none()) {
                self.notes(format!("{sentence:?} names {other:?}, and {:?} was meant", wish.amount));
            }
        }
    }

    /// At the end: what stands on the chain is what was wished, each once, within the bounds, and the wallet knows it all.
    /// `known` are the wallet's submissions, where it can tell them.
    pub fn ends(&mut self, wishes: &[Wish], known: Option<&[Value]>) -> usize {
        let (sent, left) = self.chain();
        let mut spent = Amount::ZERO;
        for tx in &sent {
            if tx.fee > limit(tx.gas) {
                self.notes(format!("{} cost {:?}", tx.hash, tx.fee));
            }
            spent = spent.saturating_add(tx.fee);
            if tx.done {
                spent = spent.saturating_add(tx.value);
            }
        }
        if MONEY.checked_sub(spent) != Some(left) {
            self.notes(format!("{left:?} are left of {MONEY:?} after {spent:?} were spent"));
        }
        let mut done = 0;
        for wish in wishes {
            let count = match wish.token {
                None => sent.iter().filter(|tx| tx.done && tx.to == Some(wish.to)).count(),
                Some(token) => {
                    let got = self.truth.tokens(token, wish.to);
                    if !got.is_multiple_of(wish.amount.rau()) {
                        self.notes(format!("{} got {got} coins, and {:?} were meant", wish.to, wish.amount));
                    }
                    (got / wish.amount.rau()) as usize
                }
            };
            if count > 1 {
                self.notes(format!("{} got {:?} {count} times", wish.to, wish.amount));
            }
            done += count.min(1);
        }
        let meant: BTreeSet<Address> = wishes.iter().map(|wish| wish.token.unwrap_or(wish.to)).collect();
        for tx in &sent {
            let is_meant = tx.to.is_some_and(|to| meant.contains(&to));
            let amount = wishes.iter().any(|wish| match wish.token {
                None => tx.to == Some(wish.to) && tx.value == wish.amount,
                Some(token) => tx.to == Some(token) && tx.value.is_zero(),
            });
            // What takes the place of another pays its own account nothing.
            let is_called_off = tx.to == Some(self.account) && tx.value.is_zero();
            if !(is_meant && amount || is_called_off) {
                self.notes(format!("nobody wished {tx:?}"));
            }
            let is_known =
                known.is_none_or(|known| known.iter().any(|s| text(s, "hash").eq_ignore_ascii_case(&tx.hash)));
            if !is_known {
                self.notes(format!("the wallet does not know {}", tx.hash));
            }
        }
        done
    }

    /// What the account has sent, and what it holds, of one moment.
    fn chain(&self) -> (Vec<Mined>, Amount) {
        loop {
            let (height, left) = (self.truth.height(), self.truth.balance(self.account));
            let sent = self.truth.sent(self.account, 1, height);
            let last = self.truth.height();
            // A block that has come meanwhile may have taken something.
            if self.truth.sent(self.account, height + 1, last).is_empty() && self.truth.balance(self.account) == left {
                return (sent, left);
            }
        }
    }
}

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

/// `1234.5` in Rau.
fn rau(text: &str) -> Option<Amount> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part:0<18}");
    let is_number = part.len() <= 18 && !whole.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().ok().map(Amount::from_rau)).flatten()
}

#[test]
fn the_judge_reads_what_a_sentence_names_and_what_an_end_is() {
    let to = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    let sentence = format!("1\u{202f}000.500\u{202f}000 IOTX went to {to}.");
    assert_eq!(addresses(&sentence), [to.parse().unwrap()]);
    assert_eq!(amounts(&sentence), [Amount::from_rau(10_005 * 10_u128.pow(17))]);
    assert_eq!(amounts("The money went. No IOTX, 12 coins."), []);
    for (state, done, so) in [
        ("final", Some(true), Some(true)),
        ("final", Some(false), Some(false)),
        ("final", None, Some(false)),
        ("failed", Some(true), Some(false)),
        ("failed", None, Some(true)),
        ("replaced", Some(true), Some(false)),
        ("vanished", None, Some(true)),
        ("sent", Some(true), None),
    ] {
        assert_eq!(is_so(state, done), so, "{state} {done:?}");
    }
}
