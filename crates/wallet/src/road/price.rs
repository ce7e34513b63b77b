//! Whether what a node says that gas costs is believed, and whether a fee stays within what the person lets a transaction
//! cost: for every transaction that is signed, alone, in a batch, as a step of a sequence or in another's place.

use ballast_chain::Fees;
use ballast_domain::{
    Amount, Height, Warning,
    price::{FLOOR_PRICE, fee_limit, most_after},
};
use ballast_store::{Filter, State, Submission};

use super::warnings;
use crate::{
    Result,
    public_chains::foreign,
    receipt::receipt,
    session::{Session, lock},
};

/// Own transactions by which prices are judged: the last ones.
const LAST: u32 = 8;
/// How many times the usual price passes without a word.
const UNUSUAL: u128 = 3;
/// How many times the floor the usual price is at most: who lies a little each time must not make what is dear usual.
const MOST_USUAL: u128 = 10;
/// How many times what the price can have risen to is believed: a node may stand some blocks before another.
const SLACK: u128 = 4;

/// What is known by which a price and a fee are judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Bearings {
    /// What a unit of gas cost in own transactions lately, the floor where there are none; ten times the floor at most.
    usual: Amount,
    /// The price and the block of the newest own transaction that is in one.
    newest: Option<(Amount, Height)>,
    /// The most that a transaction may cost, where the person chose it.
    limit: Option<Amount>,
}

impl Bearings {
    /// Those after own transactions, each with its price and its block.
    fn after(paid: &[(Amount, Height)], limit: Option<Amount>) -> Self {
        let mut prices: Vec<Amount> = paid.iter().map(|(price, _)| *price).collect();
        prices.sort_unstable();
        let middle = prices.get(prices.len() / 2).copied().unwrap_or(FLOOR_PRICE);
        Self {
            usual: middle.clamp(FLOOR_PRICE, FLOOR_PRICE.saturating_mul(MOST_USUAL)),
            newest: paid.iter().max_by_key(|(_, block)| *block).copied(),
            limit,
        }
    }

    /// What is to be said of so much gas at these fees, offered on the block at `height`; the gravest first, and nothing
    /// where all is as usual.
    pub(super) fn judge(&self, fees: &Fees, gas: u64, height: Height) -> Vec<Warning> {
        let (price, mut all) = (fees.base_fee, Vec::new());
        if let Some((paid, block)) = self.newest {
            let most = most_after(paid, height.0.saturating_sub(block.0)).saturating_mul(SLACK);
            if price > most {
                all.push(warnings::impossible_price(price, most));
            }
        }
        let (fee, limit) = (fees.max_cost(gas), fee_limit(self.limit, gas));
        if fee > limit {
            all.push(warnings::fee_over_limit(fee, limit));
        }
        if price > self.usual.saturating_mul(UNUSUAL) {
            all.push(warnings::unusual_price(price, self.usual));
        }
        all
    }
}

impl Session {
    /// What is known by which prices and fees are judged now.
    pub(super) async fn bearings(&self) -> Result<Bearings> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            states: vec![State::Final, State::Failed],
            limit: LAST,
            ..Filter::default()
        };
        let last = self.with_store(move |store| store.history(&filter)).await?;
        let paid: Vec<(Amount, Height)> = last.iter().filter_map(paid).collect();
        Ok(Bearings::after(&paid, *lock(&self.road.fee_limit)))
    }

    /// Says what the person lets a transaction cost at most; none for as much as is usual.
    pub(crate) fn set_fee_limit(&self, limit: Option<Amount>) {
        *lock(&self.road.fee_limit) = limit;
    }

    /// Why nothing is signed on this network, whatever it is: its chain id is that of a public chain which is not IoTeX.
    pub(super) fn foreign_chain(&self) -> Option<Warning> {
        let name = foreign(self.network)?;
        Some(warnings::other_chain(self.params.chain_id, name))
    }
}

/// What a unit of gas cost in a transaction that is in a block, and in which; none where it is not told, or was not
/// offered: no more is paid than what was signed.
fn paid(submission: &Submission) -> Option<(Amount, Height)> {
    let paid = receipt(submission)?.effective_gas_price;
    let proposal = submission.proposal().ok()?;
    let offered = proposal.transactions.get(submission.step as usize)?.max_fee_per_gas;
    let price = paid.filter(|price| *price <= offered)?;
    Some((price, submission.block?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(bearings: &Bearings, floors: u64, gas: u64, height: u64) -> Vec<String> {
        let fees = Fees::at(FLOOR_PRICE.saturating_mul(u128::from(floors)));
        let all = bearings.judge(&fees, gas, Height(height));
        all.into_iter().map(|warning| warning.rule).collect()
    }

    fn at(floors: u64, block: u64) -> (Amount, Height) {
        (FLOOR_PRICE.saturating_mul(u128::from(floors)), Height(block))
    }

    #[test]
    fn nothing_is_said_of_the_usual_price_and_what_is_dear_is_cautioned_of() {
        let nothing_known = Bearings::after(&[], None);
        for floors in [1, 3] {
            assert!(rules(&nothing_known, floors, 10_000, 5).is_empty(), "{floors}");
        }
        assert_eq!(rules(&nothing_known, 4, 10_000, 5), ["price.unusual"]);
        // 334,000 gas, as a stake's change into an NFT takes.
        assert!(rules(&nothing_known, 1, 334_000, 5).is_empty());
        assert!(
            rules(&nothing_known, 1, 20_000_000, 5).is_empty(),
            "much gas at the floor"
        );
    }

    #[test]
    fn a_fee_beyond_the_limit_is_refused_whatever_is_usual() {
        let dear = [at(9, 100), at(9, 101), at(9, 102)];
        let known = Bearings::after(&dear, None);
        assert!(rules(&known, 9, 10_000, 103).is_empty(), "it has cost that much lately");
        assert_eq!(rules(&known, 9, 400_000, 103), ["price.over-limit"]);
        let own = Bearings::after(&dear, Some(Amount::from_iotx(8)));
        assert!(rules(&own, 9, 400_000, 103).is_empty());
        let little = Bearings::after(&[], Some(Amount::from_rau(1)));
        assert_eq!(rules(&little, 1, 10_000, 5), ["price.over-limit"]);
        assert_eq!(
            rules(&Bearings::after(&[], None), u64::MAX, u64::MAX, 5),
            ["price.over-limit", "price.unusual"]
        );
    }

    #[test]
    fn what_cannot_have_risen_so_fast_is_refused() {
        let known = Bearings::after(&[at(1, 100), at(1, 90)], Some(Amount::MAX));
        assert_eq!(rules(&known, 5, 10_000, 101), ["price.impossible", "price.unusual"]);
        assert_eq!(rules(&known, 5, 10_000, 60), ["price.impossible", "price.unusual"]);
        assert_eq!(rules(&known, 5, 10_000, 120), ["price.unusual"]);
        assert_eq!(rules(&known, u64::MAX, 10_000, u64::MAX), ["price.unusual"], "long ago");
    }

    #[test]
    fn what_was_dear_does_not_become_usual() {
        let dear = [at(5_000, 1), at(5_000, 2), at(5_000, 3)];
        let known = Bearings::after(&dear, Some(Amount::MAX));
        assert_eq!(rules(&known, 31, 10_000, 4), ["price.unusual"]);
        let once = Bearings::after(&[at(1, 1), at(9, 2), at(1, 3)], Some(Amount::MAX));
        assert_eq!(rules(&once, 4, 10_000, 4), ["price.unusual"]);
    }
}
