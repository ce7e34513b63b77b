//! Whether what the wallet says and did is so, by the honest node's word.

use ballast_domain::{Address, Amount};
use ballast_tests::liar::{Mined, Payment, Raw, Truth};
use serde_json::Value;

use crate::{
    wish::{Wish, beyond, text, wish_of},
    words::{addresses, amounts, moved},
    world::{CHAIN, MONEY, Setting},
};

/// How the wishes of a round ended, but for those that are lost, and those of which the wallet says that they came to nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ends {
    /// Those that were done.
    pub done: usize,
    /// Those that were never signed: by a rule, or because nobody could be asked.
    pub refused: usize,
}

/// The judge of one round.
pub struct Judge {
    pub truth: Truth,
    pub account: Address,
    /// What was signed, was not done, and is not said to have ended.
    pub lost: Vec<String>,
    /// What was done more than once.
    pub double: Vec<String>,
    /// What is not so.
    pub wrong: Vec<String>,
}

/// Whether a submission may still come further by itself.
pub fn is_open(submission: &Value) -> bool {
    matches!(submission["state"].as_str(), Some("signed" | "sent" | "mined")) && submission["held"] != true
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
            lost: Vec::new(),
            double: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Notes once what is wrong.
    pub fn notes(&mut self, wrong: String) {
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
        let hash = text(submission, "hash");
        if !self.ends_so(submission) {
            let (state, done) = (text(submission, "state"), self.truth.is_done(hash));
            self.notes(format!(
                "{hash} is said to be {state}; done by the honest node: {done:?}"
            ));
        }
        let sentence = text(submission, "sentence");
        let outcome = submission["outcome"]["sentence"].as_str().unwrap_or_default();
        match wish_of(submission, wishes) {
            Some(wish) => self.hears(&[sentence, outcome], &wish.payment),
            // A recipient that nobody wished to pay is not passed over.
            None => self.notes(format!("nobody wished {hash}: {sentence:?}")),
        }
        if let Some(given) = self.truth.gives(hash) {
            self.hears(&[sentence, outcome], &given);
        }
        self.moved_so(submission);
    }

    /// Holds what more than one node tells of what a transaction moved and cost to what it did: a coin moves as it is sent.
    fn moved_so(&mut self, submission: &Value) {
        let (hash, outcome) = (text(submission, "hash"), &submission["outcome"]);
        if submission["state"] != "final" || submission["byOneNode"] == true {
            return;
        }
        let Some(tx) = self.truth.mined(hash) else { return };
        let differs = outcome["differences"].as_array().is_some_and(|all| !all.is_empty());
        let fee = outcome["fee"].as_str().and_then(|rau| rau.parse::<u128>().ok());
        if differs || fee.is_some_and(|fee| fee != tx.fee.rau()) {
            self.notes(format!("{hash} did not move this: {outcome}; {tx:?}"));
        }
    }

    /// Holds sentences to what they have to tell of.
    fn hears(&mut self, sentences: &[&str], meant: &Payment) {
        let own = [Some(meant.to), Some(self.account), meant.token];
        for sentence in sentences {
            if let Some(foreign) = addresses(sentence)
                .into_iter()
                .find(|address| !own.contains(&Some(*address)))
            {
                self.notes(format!("{sentence:?} names {foreign}, and it is {meant:?}"));
            }
            let sums = amounts(sentence).into_iter();
            let mut others = sums.filter(|sum| meant.token.is_none() && *sum != meant.amount);
            if let Some(other) = others.next() {
                self.notes(format!("{sentence:?} names {other:?}, and it is {meant:?}"));
            }
            if moved(sentence).is_some_and(|moved| moved != Some(meant.amount)) {
                self.notes(format!("{sentence:?} moves another amount, and it is {meant:?}"));
            }
        }
    }

    /// Looks at all that the wallet holds signed, whatever became of it: it is for a wish, on this chain, and within the
    /// bounds.
    pub fn signed(&mut self, all: &[Result<Raw, String>], wishes: &[Wish]) {
        for one in all {
            let tx = match one {
                Ok(tx) => tx,
                Err(id) => {
                    self.notes(format!("{id} is signed as nothing that can be read"));
                    continue;
                }
            };
            if tx.chain_id != u128::from(CHAIN) {
                self.notes(format!("signed for chain {}: {tx:?}", tx.chain_id));
            }
            if !wishes.iter().any(|wish| wish.is_called(tx.to, tx.value, &tx.data)) {
                self.notes(format!("signed, and nobody wished it: {tx:?}"));
            }
            let most = Amount::from_rau(tx.price).saturating_mul(u128::from(tx.gas));
            if let Some(beyond) = beyond(tx.gas, most) {
                self.notes(format!("signed beyond the bounds: {beyond}: {tx:?}"));
            }
        }
    }

    /// At the end: what stands on the chain is what was wished, each once, within the bounds, and the wallet knows it all.
    /// With an honest endpoint beside the liar whatever was signed is done, or said to have come to nothing. `known` are
    /// the wallet's submissions, where it can tell them.
    pub fn ends(&mut self, wishes: &[Wish], known: Option<&[Value]>, setting: Setting) -> Ends {
        let (sent, left) = self.chain();
        let mut spent = Amount::ZERO;
        for tx in &sent {
            if let Some(beyond) = beyond(tx.gas, tx.fee) {
                self.notes(format!("{} cost {:?}: {beyond}", tx.hash, tx.fee));
            }
            spent = spent.saturating_add(tx.fee);
            if tx.done {
                spent = spent.saturating_add(tx.value);
            }
        }
        if MONEY.checked_sub(spent) != Some(left) {
            self.notes(format!("{left:?} are left of {MONEY:?} after {spent:?} were spent"));
        }
        let mut ends = Ends::default();
        for wish in wishes {
            let Payment { to, amount, .. } = wish.payment;
            let count = self.count(&wish.payment, &sent);
            if count > 1 {
                self.double.push(format!("{to} got {amount:?} {count} times"));
            }
            let of_it = |s: &&Value| wish_of(s, wishes).is_some_and(|of| of.payment == wish.payment);
            let own: Option<Vec<&Value>> = known.map(|known| known.iter().filter(of_it).collect());
            let lost = match (count, &own) {
                (0, Some(own)) if setting == Setting::Beside => lost(wish, own),
                _ => None,
            };
            if count > 0 {
                ends.done += 1;
            } else if let Some(why) = lost {
                self.lost.push(format!("{to} did not get {amount:?}: {why}"));
            } else if wish.signed.is_empty() && own.is_none_or(|own| own.is_empty()) {
                ends.refused += 1;
            }
        }
        for tx in &sent {
            self.was_wished(tx, wishes);
            let is_known =
                known.is_none_or(|known| known.iter().any(|s| text(s, "hash").eq_ignore_ascii_case(&tx.hash)));
            if !is_known {
                self.notes(format!("the wallet does not know {}", tx.hash));
            }
        }
        ends
    }

    /// How often a payment was made.
    fn count(&mut self, payment: &Payment, sent: &[Mined]) -> usize {
        let Payment { to, amount, token } = *payment;
        let Some(token) = token else {
            return sent.iter().filter(|tx| tx.done && tx.to == Some(to)).count();
        };
        let got = self.truth.tokens(token, to);
        if !got.is_multiple_of(amount.rau()) {
            self.notes(format!("{to} got {got} coins, and {amount:?} were meant"));
        }
        (got / amount.rau()) as usize
    }

    fn was_wished(&mut self, tx: &Mined, wishes: &[Wish]) {
        let is_it = |payment: &Payment| match payment.token {
            None => tx.to == Some(payment.to) && tx.value == payment.amount,
            Some(token) => tx.to == Some(token) && tx.value.is_zero(),
        };
        if !wishes.iter().any(|wish| is_it(&wish.payment)) {
            self.notes(format!("nobody wished {tx:?}"));
        }
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

/// Why a wish that was not done is lost; none where it was never signed, or is said to have come to nothing. `own` are its
/// submissions.
fn lost(wish: &Wish, own: &[&Value]) -> Option<String> {
    if let Some(open) = own.iter().find(|submission| is_open(submission)) {
        return Some(format!("{} is still {}", text(open, "hash"), text(open, "state")));
    }
    let is_forgotten = !wish.signed.is_empty() && own.is_empty();
    is_forgotten.then(|| "the wallet does not know any more that it was signed".to_owned())
}

#[test]
fn the_judge_knows_what_an_end_is_and_what_is_lost() {
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
    let [sent, held, failed] = [
        serde_json::json!({ "hash": "0x1", "state": "sent" }),
        serde_json::json!({ "hash": "0x1", "state": "signed", "held": true }),
        serde_json::json!({ "hash": "0x1", "state": "failed" }),
    ];
    let payment = Payment::of(Address::from_bytes([1; 20]), Amount::from_iotx(1), &[]).unwrap();
    let mut wish = Wish::of(payment);
    assert_eq!(lost(&wish, &[]), None, "it was never signed");
    wish.signed.push("a".to_owned());
    assert!(lost(&wish, &[]).is_some() && lost(&wish, &[&failed, &sent]).is_some());
    assert_eq!(lost(&wish, &[&held]), None, "it waits for the person");
    assert_eq!(lost(&wish, &[&failed]), None, "it is said to have come to nothing");
}

#[test]
fn the_judge_hears_another_amount_and_another_recipient() {
    let [to, other] = [1, 2].map(|byte| Address::from_bytes([byte; 20]));
    let payment = Payment::of(to, Amount::from_iotx(1), &[]).unwrap();
    let wrong = |sentence: String| {
        let mut judge = Judge::new(Truth::of("http://127.0.0.1:9/"), Address::ZERO);
        judge.hears(&[sentence.as_str()], &payment);
        judge.wrong.len()
    };
    assert_eq!(wrong(format!("1 IOTX went to {to}.")), 0);
    assert!(wrong(format!("2 IOTX went to {to}.")) > 0);
    assert_eq!(wrong(format!("1 IOTX went to {other}.")), 1);
}
