//! What blocks moved, told by two endpoints where there are several: the amounts in a receipt are its node's own word.

use ballast_chain::{Error as Chain, Head, Movement};
use ballast_domain::{Address, Height, Party, Transfer};

use crate::{Result, session::Session};

/// What the endpoints tell of some blocks.
pub(super) enum Told {
    /// The head of the last one, and what moved in all of them.
    Moved(Head, Vec<Movement>),
    /// More moved than is gone through.
    TooMuch,
    /// They contradict each other.
    Contradicted,
}

/// What one endpoint tells.
type Said = Option<(Head, Vec<Movement>)>;

impl From<Said> for Told {
    fn from(said: Said) -> Self {
        match said {
            Some((head, all)) => Self::Moved(head, all),
            None => Self::TooMuch,
        }
    }
}

impl Session {
    /// What the transactions of the blocks after `after`, up to `last`, moved. Where several endpoints answer, two of them
    /// have to tell the same of these accounts.
    ///
    /// # Errors
    /// Where none answers that has come so far.
    pub(super) async fn told_of(&self, after: Height, last: Height, accounts: &[Address]) -> Result<Told> {
        if self.runs_its_network() || self.client.nodes().len() < 2 {
            return Ok(self.client.movements(after, last).await?.into());
        }
        let (mut said, mut failure) = (Vec::new(), Chain::NoEndpoint);
        for (_, told) in self.client.movements_of_each(after, last).await {
            match told {
                Ok(told) => said.push(told),
                // Who does not answer, or has not come so far, contradicts nobody.
                Err(error) => failure = error,
            }
        }
        match (agreed(&said, accounts), said.len()) {
            (Some(place), _) => Ok(said.swap_remove(place).into()),
            (None, 0) => Err(failure.into()),
            (None, 1) => Ok(said.pop().flatten().into()),
            (None, _) => Ok(Told::Contradicted),
        }
    }
}

/// The telling that another one bears out; of those two, the one that tells more.
fn agreed(said: &[Said], accounts: &[Address]) -> Option<usize> {
    let silent = |place: usize| {
        let all = said[place].iter().flat_map(|(_, all)| all);
        all.filter(|movement| movement.silent).count()
    };
    let mut pairs = (0..said.len()).flat_map(|one| (one + 1..said.len()).map(move |other| (one, other)));
    let (one, other) = pairs.find(|(one, other)| agree(&said[*one], &said[*other], accounts))?;
    Some(if silent(other) < silent(one) { other } else { one })
}

fn agree(one: &Said, other: &Said, accounts: &[Address]) -> bool {
    match (one, other) {
        (Some((_, one)), Some((_, other))) => bears_out(one, other, accounts) && bears_out(other, one, accounts),
        (None, None) => true,
        _ => false,
    }
}

/// Whether a second one tells whatever the first tells of these accounts, or one of the two keeps such things to itself.
fn bears_out(first: &[Movement], second: &[Movement], accounts: &[Address]) -> bool {
    first.iter().all(|movement| {
        let own = of(movement, accounts);
        let is_it = |told: &&Movement| (told.hash, told.block) == (movement.hash, movement.block);
        let bears_out = |told: &Movement| told.silent || movement.silent || of(told, accounts) == own;
        own.is_empty() || second.iter().find(is_it).is_some_and(bears_out)
    })
}

/// What a transaction moved to or from accounts.
fn of<'a>(movement: &'a Movement, accounts: &[Address]) -> Vec<&'a Transfer> {
    let is_own = |party: &Party| matches!(party, Party::Account(account) if accounts.contains(account));
    let all = movement.transfers.iter();
    all.filter(|moved| is_own(&moved.from) || is_own(&moved.to)).collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Hash, MadeBy, Timestamp, TransferKind};

    use super::*;

    const OWN: Address = Address::from_bytes([7; 20]);
    const OTHER: Address = Address::from_bytes([8; 20]);

    /// Blocks of one transaction that pays `to`.
    fn said(to: Address, rau: u128, silent: bool) -> Said {
        let head = Head {
            height: Height(9),
            hash: Hash([9; 32]),
            timestamp: Timestamp::from_seconds(9),
            producer: Address::ZERO,
            base_fee_per_gas: None,
        };
        let paid = Transfer {
            kind: TransferKind::Native,
            from: Party::Account(Address::ZERO),
            to: Party::Account(to),
            amount: Amount::from_rau(rau),
        };
        let movement = Movement {
            block: Height(9),
            at: head.timestamp,
            hash: Hash([1; 32]),
            by: MadeBy::Somebody,
            transfers: vec![paid],
            silent,
        };
        Some((head, vec![movement]))
    }

    #[test]
    fn two_have_to_tell_the_same_of_the_accounts_that_it_is_about() {
        let agreed = |said: &[Said]| agreed(said, &[OWN]);
        let (so, otherwise) = (said(OWN, 5, false), said(OWN, 6, false));
        assert_eq!(agreed(&[otherwise.clone(), so.clone()]), None);
        assert_eq!(agreed(&[otherwise.clone(), so.clone(), so.clone()]), Some(1));
        assert_eq!(agreed(&[said(OTHER, 5, false), so.clone()]), None, "it was left out");
        assert_eq!(agreed(&[said(OTHER, 5, false), said(OTHER, 6, false)]), Some(0));
        assert_eq!(agreed(&[said(OWN, 6, true), so.clone()]), Some(1), "who tells more");
        assert_eq!(agreed(&[None, so]), None);
        assert_eq!(agreed(&[None, None]), Some(0));
    }
}
