//! Why a transaction that a node has is in no block yet.

use ballast_domain::{Amount, Named, Phrase, grouped, phrase, price::BLOCK_GAS};
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

/// A transaction of the account that waits before another.
struct Earlier {
    /// Its submission's id.
    id: String,
    offer: Offer,
}

/// What is known of a transaction that waits.
struct Waits {
    own: Offer,
    /// The account's first transaction that a node has and no block, where that is one before it.
    earlier: Option<Earlier>,
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
    fn why(&self) -> Phrase {
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
            return phrase!(
                "It waits for the account's transaction with nonce {}, {}. {}",
                grouped(self.first_missing),
                which,
                then
            );
        }
        let first = self.earlier.as_ref().map_or(self.own, |earlier| earlier.offer);
        let cause = first.cause(self.base_fee);
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
            let called = format!("your transaction with nonce {}", grouped(earlier.offer.nonce));
            let named = Phrase::naming(Named::Submission(earlier.id.clone()), called);
            return phrase!("It waits for {}, which {}", named, because);
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
    pub(crate) fn wait_because(&self, submission: &Submission, why: impl Into<Phrase>) {
        let why = why.into();
        let before = lock(&self.road.stuck).insert(submission.id.clone(), why.clone());
        if before.as_ref() != Some(&why) {
            self.tell_of(submission);
        }
    }

    /// The first of the account's own transactions that waits in a node's pool, where it comes before this one.
    async fn first_before(&self, submission: &Submission) -> Result<Option<Earlier>> {
        let chain_id = self.params.chain_id;
        let open = self.with_store(move |store| store.open_submissions(chain_id)).await?;
        let before = |other: &&Submission| {
            let waits = other.state == State::Sent && other.replaced_by.is_none();
            waits && other.account == submission.account && other.nonce < submission.nonce
        };
        let first = open.iter().filter(before).min_by_key(|other| other.nonce);
        let earlier = |first: &Submission| {
            let (id, offer) = (first.id.clone(), Offer::of(first)?);
            Some(Earlier { id, offer })
        };
        Ok(first.and_then(earlier))
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

    fn earlier(offer: Offer) -> Earlier {
        Earlier {
            id: "the-third".into(),
            offer,
        }
    }

    fn why(waits: &Waits) -> String {
        waits.why().to_string()
    }

    #[test]
    fn the_gravest_cause_is_named() {
        assert!(why(&FINE).contains("no reason is known"));
        let dear = Waits {
            base_fee: Some(Amount::from_rau(3)),
            ..FINE
        };
        assert!(why(&dear).contains("Gas costs more"));
        let large = Waits {
            own: Offer {
                gas_limit: BLOCK_GAS + 1,
                ..FINE.own
            },
            ..dear
        };
        assert!(why(&large).contains("more gas than a block holds"));
        let gap = Waits {
            first_missing: 4,
            ..large
        };
        assert!(
            why(&gap).contains("nonce 4") && why(&gap).ends_with("is sent."),
            "{}",
            why(&gap)
        );
        let nobodys = Waits { is_gap: true, ..gap };
        assert!(why(&nobodys).contains("fill the gap"), "{}", why(&nobodys));
        let false_end = Waits {
            by_one_node: true,
            ..nobodys
        };
        let said = why(&false_end);
        assert!(
            said.contains("one node alone said") && said.contains("fill the gap"),
            "{said}"
        );
    }

    #[test]
    fn that_no_blocks_come_is_said_where_nothing_else_keeps_it() {
        let still = Waits {
            no_blocks: true,
            ..FINE
        };
        assert_eq!(why(&still), NO_BLOCKS);
        let earlier = Some(earlier(FINE.own));
        assert_eq!(why(&Waits { earlier, ..still }), NO_BLOCKS);
        let dear = Waits {
            base_fee: Some(Amount::from_rau(3)),
            ..still
        };
        assert!(why(&dear).contains("Gas costs more"));
    }

    #[test]
    fn what_waits_behind_an_earlier_one_names_that_one_and_its_cause() {
        let behind = |max_fee, gas_limit| {
            let earlier = Some(earlier(Offer {
                nonce: 3,
                gas_limit,
                max_fee: Amount::from_rau(max_fee),
            }));
            why(&Waits { earlier, ..FINE })
        };
        let cheap = behind(0, 10_000);
        assert!(
            cheap.contains("your transaction with nonce 3, which waits itself"),
            "{cheap}"
        );
        assert!(cheap.contains("Speed that one up"), "{cheap}");
        let named = Waits {
            earlier: Some(earlier(FINE.own)),
            ..FINE
        };
        let leads = named.why().into_pieces().into_iter().find_map(|piece| piece.names);
        assert_eq!(leads, Some(Named::Submission("the-third".into())));
        assert!(behind(2, BLOCK_GAS + 1).contains("Cancel that one"));
        let unknown = behind(2, 10_000);
        assert!(
            unknown.contains("nonce 3") && !unknown.contains("Gas costs"),
            "{unknown}"
        );
    }
}
