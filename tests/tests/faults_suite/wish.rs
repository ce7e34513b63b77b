//! What a person wishes, and how much of a transaction it is worth.

use ballast_domain::{Address, Amount};
use ballast_tests::{chance::Dice, liar::Payment};
use serde_json::Value;

use crate::{words::addresses, world::FLOOR};

/// The most gas that any of these wishes has a use for.
const MOST_GAS: u64 = 1_000_000;

/// What a person wished: once.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What is to be done: nobody else's wish names who gets it.
    pub payment: Payment,
    /// The proposals of it that were approved, whatever came of that: a submission is called as its proposal.
    pub tried: Vec<String>,
    /// The submissions that the wallet said were signed for it.
    pub signed: Vec<String>,
}

impl Wish {
    pub fn of(payment: Payment) -> Self {
        Self {
            payment,
            tried: Vec::new(),
            signed: Vec::new(),
        }
    }

    /// Whether this call is what was wished, and nothing else.
    pub fn is_called(&self, to: Address, value: Amount, data: &[u8]) -> bool {
        Payment::of(to, value, data).as_ref() == Some(&self.payment)
    }
}

/// Somebody whom nobody else has ever paid.
pub fn stranger(dice: &mut Dice) -> Address {
    let mut bytes = [0x5a; 20];
    for part in bytes.chunks_mut(8) {
        let drawn = dice.below(u64::MAX).to_be_bytes();
        part.copy_from_slice(&drawn[..part.len()]);
    }
    Address::from_bytes(bytes)
}

/// A few IOTX and some Rau, which no other wish has.
pub fn sum(dice: &mut Dice) -> Amount {
    let iotx = Amount::from_iotx(1 + dice.below(5));
    iotx.saturating_add(Amount::from_rau(u128::from(1 + dice.below(1_000_000))))
}

/// The wish that a submission is for, by its name; of one that a program made by whom it names.
pub fn wish_of<'a>(submission: &Value, wishes: &'a [Wish]) -> Option<&'a Wish> {
    let (id, named) = (text(submission, "id"), addresses(text(submission, "sentence")));
    let by_id = wishes.iter().find(|wish| wish.tried.iter().any(|tried| tried == id));
    by_id.or_else(|| wishes.iter().find(|wish| named.contains(&wish.payment.to)))
}

/// The most that a transaction may cost, in Rau: 1 IOTX, or three times its gas at the floor price where that is more.
fn limit(gas: u64) -> Amount {
    Amount::from_rau((3 * FLOOR).saturating_mul(u128::from(gas))).max(Amount::from_iotx(1))
}

/// What is beyond the bounds of a transaction that may take so much gas, and may cost so much; none where nothing is.
pub fn beyond(gas: u64, most: Amount) -> Option<String> {
    (gas > MOST_GAS || most > limit(gas)).then(|| format!("{gas} gas, for up to {most:?}"))
}

/// A field of a submission.
pub fn text<'a>(submission: &'a Value, field: &str) -> &'a str {
    submission[field].as_str().unwrap_or_default()
}

#[test]
fn a_bound_does_not_follow_what_a_node_says_of_gas() {
    assert_eq!(beyond(21_000, Amount::from_iotx(1)), None);
    assert!(beyond(21_000, Amount::from_iotx(2)).is_some());
    assert!(beyond(1 << 63, Amount::from_iotx(1)).is_some());
}
