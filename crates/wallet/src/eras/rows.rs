//! The rows of a payout's logs that concern accounts.

use std::collections::HashSet;

use ballast_chain::{Distributed, MinedLog, PaidRow, VoterRewardEvent, voter_reward_event};
use ballast_domain::{Address, Timestamp};
use ballast_store::Payout;

/// What a log tells of a payout; none where it cannot be read.
pub(super) fn distributed(log: &MinedLog) -> Option<Distributed> {
    match voter_reward_event(&log.log) {
        Ok(Some(VoterRewardEvent::Distributed(paid))) => Some(paid),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(%error, block = log.block.0, "a log of a payout cannot be read");
            None
        }
    }
}

/// Whether something was paid to one of these accounts, or for its buckets.
pub(super) fn concerns(paid: &Distributed, accounts: &HashSet<Address>) -> bool {
    paid.rows.iter().any(|row| is_of(row, accounts))
}

/// The rows of a log that were paid to one of these accounts, or for its buckets.
pub(super) fn rows(log: &MinedLog, paid: &Distributed, accounts: &HashSet<Address>, at: Timestamp) -> Vec<Payout> {
    let own = (0..).zip(&paid.rows).filter(|(_, row)| is_of(row, accounts));
    own.map(|(place, row)| Payout {
        era: paid.era,
        delegate: paid.delegate,
        voter: row.voter,
        recipient: row.recipient,
        amount: row.amount,
        bucket: row.bucket,
        block: log.block,
        hash: log.hash,
        log: log.index,
        place,
        at,
    })
    .collect()
}

fn is_of(row: &PaidRow, accounts: &HashSet<Address>) -> bool {
    accounts.contains(&row.voter) || accounts.contains(&row.recipient)
}

#[cfg(test)]
mod tests {
    use ballast_chain::Log;
    use ballast_domain::{Amount, Era, Hash, Height};

    use super::*;

    fn of(n: u8) -> Address {
        Address::from_bytes([n; 20])
    }

    fn row(voter: u8, recipient: u8, bucket: Option<u64>) -> PaidRow {
        PaidRow {
            voter: of(voter),
            recipient: of(recipient),
            amount: Amount::from_rau(u128::from(voter)),
            bucket,
        }
    }

    #[test]
    fn what_is_paid_to_an_account_or_for_its_buckets_is_kept_under_its_own_place() {
        let log = MinedLog {
            log: Log {
                address: Address::REWARDING,
                topics: Vec::new(),
                data: Vec::new(),
            },
            block: Height(61),
            hash: Hash([6; 32]),
            index: 2,
        };
        let mut paid = Distributed {
            era: Era(3),
            delegate: of(9),
            amount: Amount::from_rau(10),
            rows: vec![row(4, 4, None), row(1, 1, Some(15)), row(5, 1, None), row(1, 8, None)],
        };
        let (own, at) = (HashSet::from([of(1)]), Timestamp::from_seconds(7));
        let kept = rows(&log, &paid, &own, at);
        let told: Vec<_> = kept.iter().map(|row| (row.place, row.voter, row.bucket)).collect();
        assert_eq!(told, [(1, of(1), Some(15)), (2, of(5), None), (3, of(1), None)]);
        assert!(
            kept.iter()
                .all(|row| (row.block, row.log, row.era, row.at) == (Height(61), 2, Era(3), at))
        );
        assert!(concerns(&paid, &own));
        paid.rows.truncate(1);
        assert!(!concerns(&paid, &own) && rows(&log, &paid, &own, at).is_empty());
        assert_eq!(distributed(&log), None, "a log of a grant");
    }
}
