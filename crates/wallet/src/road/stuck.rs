//! Why a transaction that a node has is in no block yet.

use ballast_domain::{Amount, grouped, price::BLOCK_GAS};
use ballast_store::{State, Submission};

use crate::{
    Result,
    clock::now,
    session::{Session, lock},
};

/// Seconds after which somebody wonders: some blocks have passed.
const LONG: u64 = 20;

/// What a transaction that waits offers.
#[derive(Clone, Copy)]
struct Offer {
    nonce: u64,
    gas_limit: u64,
    max_fee: Amount,
}

impl Offer {
    /// None where what was signed cannot be read.
    fn of(submission: &Submission) -> Option<Self> {
        let proposal = submission.proposal().ok()?;
        let was = proposal.transactions.get(submission.step as usize)?;
        Some(Self {
            nonce: submission.nonce,
            gas_limit: was.gas_limit,
            max_fee: was.max_fee_per_gas,
        })
    }

    fn cause(&self, base_fee: Option<Amount>) -> Option<Cause> {
        if self.gas_limit > BLOCK_GAS {
            return Some(Cause::TooMuchGas);
        }
        base_fee.is_some_and(|base| base > self.max_fee).then_some(Cause::Price)
    }
}

/// What keeps a transaction by itself.
enum Cause {
    /// No block holds that much.
    TooMuchGas,
    /// Blocks cost more.
    Price,
}

/// What is known of a transaction that waits.
#[derive(Clone, Copy)]
struct Waits {
    own: Offer,
    /// The account's first transaction that a node has and no block, where that is one before it.
    earlier: Option<Offer>,
    /// The first nonce of its account that no node knows of; above its own where nothing is missing before it.
    first_missing: u64,
    /// Whether nothing of one's own uses that nonce either.
    is_gap: bool,
    /// Whether one node alone said that what uses it is in a block.
    by_one_node: bool,
    base_fee: Option<Amount>,
    /// Whether no new block has come for long.
    no_blocks: bool,
}

/// What keeps all transactions alike.
const NO_BLOCKS: &str =
    "No new block comes: the network stands still, or the node that is asked does. It goes on once blocks come again.";

impl Waits {
    fn why(&self) -> String {
        if self.first_missing < self.own.nonce {
            let then = match self.is_gap {
                true => {
                    "It goes on once that nonce is used: fill the gap with a transfer of nothing, or cancel what shall not be \
                     done any more."
                }
                false => "It goes on once that one is sent.",
            };
            let which = match self.by_one_node {
                true => "which one node alone said is in a block, and no block has it",
                false => "which no node has",
            };
            return format!(
                "It waits for the account's transaction with nonce {}, {which}. {then}",
                grouped(self.first_missing)
            );
        }
        let cause = self.earlier.unwrap_or(self.own).cause(self.base_fee);
        if self.no_blocks && cause.is_none() {
            return NO_BLOCKS.into();
        }
        if let Some(earlier) = &self.earlier {
            let because = match cause {
                Some(Cause::TooMuchGas) => {
                    "waits itself: it asks for more gas than a block holds, so no block will take it. Cancel that one."
                }
                Some(Cause::Price) => {
                    "waits itself: gas costs more now than it offers. Speed that one up, or wait until the price falls."
                }
                None => "waits itself. Speed that one up, or cancel it.",
            };
            let nonce = grouped(earlier.nonce);
            return format!("It waits for your transaction with nonce {nonce}, which {because}");
        }
        let why = match cause {
            Some(Cause::TooMuchGas) => "It asks for more gas than a block holds, so no block will take it. Cancel it.",
            Some(Cause::Price) => "Gas costs more now than it offers. Speed it up, or wait until the price falls.",
            None => "It is taking longer than usual; no reason is known. You may speed it up, or cancel it.",
        };
        why.into()
    }
}

impl Session {
    /// Notes why a submission waits in a node's pool once it has done so for long, and tells the windows when that
    /// changes.
    pub(crate) async fn look_why_it_waits(&self, submission: &Submission) -> Result<()> {
        if submission.updated.seconds_until(now()) < LONG {
            return Ok(());
        }
        let Some(own) = Offer::of(submission) else {
            return Ok(());
        };
        let count = self.count_of(submission.account).await?;
        let gap = Some(count.missing()).filter(|missing| *missing < submission.nonce);
        let first_missing = match gap {
            Some(missing) => missing,
            None => self.client.pending_nonce(submission.account).await?.value,
        };
        let waits = Waits {
            own,
            earlier: self.first_before(submission).await?,
            first_missing,
            is_gap: gap.is_some(),
            by_one_node: count.unmined.is_some_and(|unmined| Some(unmined.nonce) == gap),
            base_fee: self.client.head().await?.value.base_fee_per_gas,
            no_blocks: self.stands_still(),
        };
        let before = {
            let mut gaps = lock(&self.road.gaps);
            match gap {
                Some(missing) => gaps.insert(submission.id.clone(), missing),
                None => gaps.remove(&submission.id),
            }
        };
        self.wait_because(submission, waits.why());
        if before != gap {
            self.tell_of(submission);
        }
        Ok(())
    }

    /// Notes why a submission waits, and tells the windows when that changes.
    pub(crate) fn wait_because(&self, submission: &Submission, why: String) {
        let before = lock(&self.road.stuck).insert(submission.id.clone(), why.clone());
        if before.as_ref() != Some(&why) {
            self.tell_of(submission);
        }
    }

    /// The first of the account's own transactions that waits in a node's pool, where it comes before this one.
    async fn first_before(&self, submission: &Submission) -> Result<Option<Offer>> {
        let chain_id = self.params.chain_id;
        let open = self.with_store(move |store| store.open_submissions(chain_id)).await?;
        let before = |other: &&Submission| {
            let waits = other.state == State::Sent && other.replaced_by.is_none();
            waits && other.account == submission.account && other.nonce < submission.nonce
        };
        let first = open.iter().filter(before).min_by_key(|other| other.nonce);
        Ok(first.and_then(Offer::of))
    }

    /// It waits no more.
    pub(super) fn moves_again(&self, id: &str) {
        lock(&self.road.stuck).remove(id);
        lock(&self.road.gaps).remove(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Waits = Waits {
        own: Offer {
            nonce: 5,
            gas_limit: 10_000,
            max_fee: Amount::from_rau(2),
        },
        earlier: None,
        first_missing: 6,
        is_gap: false,
        by_one_node: false,
        base_fee: Some(Amount::from_rau(1)),
        no_blocks: false,
    };

    #[test]
    fn the_gravest_cause_is_named() {
        assert!(FINE.why().contains("no reason is known"));
        let dear = Waits {
            base_fee: Some(Amount::from_rau(3)),
            ..FINE
        };
        assert!(dear.why().contains("Gas costs more"));
        let large = Waits {
            own: Offer {
                gas_limit: BLOCK_GAS + 1,
                ..FINE.own
            },
            ..dear
        };
        assert!(large.why().contains("more gas than a block holds"));
        let gap = Waits {
            first_missing: 4,
            ..large
        };
        assert!(
            gap.why().contains("nonce 4") && gap.why().ends_with("is sent."),
            "{}",
            gap.why()
        );
        let nobodys = Waits { is_gap: true, ..gap };
        assert!(nobodys.why().contains("fill the gap"), "{}", nobodys.why());
        let false_end = Waits {
            by_one_node: true,
            ..nobodys
        };
        let why = false_end.why();
        assert!(
            why.contains("one node alone said") && why.contains("fill the gap"),
            "{why}"
        );
    }

    #[test]
    fn that_no_blocks_come_is_said_where_nothing_else_keeps_it() {
        let still = Waits {
            no_blocks: true,
            ..FINE
        };
        assert_eq!(still.why(), NO_BLOCKS);
        let earlier = Some(FINE.own);
        assert_eq!(Waits { earlier, ..still }.why(), NO_BLOCKS);
        let dear = Waits {
            base_fee: Some(Amount::from_rau(3)),
            ..still
        };
        assert!(dear.why().contains("Gas costs more"));
    }

    #[test]
    fn what_waits_behind_an_earlier_one_names_that_one_and_its_cause() {
        let behind = |max_fee, gas_limit| {
            let earlier = Some(Offer {
                nonce: 3,
                gas_limit,
                max_fee: Amount::from_rau(max_fee),
            });
            Waits { earlier, ..FINE }.why()
        };
        let cheap = behind(0, 10_000);
        assert!(
            cheap.contains("your transaction with nonce 3, which waits itself"),
            "{cheap}"
        );
        assert!(cheap.contains("Speed that one up"), "{cheap}");
        assert!(behind(2, BLOCK_GAS + 1).contains("Cancel that one"));
        let unknown = behind(2, 10_000);
        assert!(
            unknown.contains("nonce 3") && !unknown.contains("Gas costs"),
            "{unknown}"
        );
    }
}
