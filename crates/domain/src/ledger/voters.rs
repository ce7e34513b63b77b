//! What delegates and voters choose of payout by the protocol, and what a node's reads tell of it (zanzibar.md §5, §12).

use super::Ledger;
use crate::{Address, Destination, Height, Payee, RewardSnapshot};

/// Where a delegate's own rewards go: what `delegatePayoutAddress(id)` answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PayoutAddress {
    /// Its owner where the protocol pays it, else its reward address.
    pub address: Address,
    /// Whether the protocol pays it and its voters.
    pub by_protocol: bool,
}

impl Ledger {
    /// Chooses payout by the protocol for the delegate with this permanent id. There is no way back, and once more changes
    /// nothing.
    pub fn opt_in(&mut self, id: Address) {
        self.voter_rewards.opted_in.insert(id);
    }

    /// Sends a voter's rewards to `recipient` from now on; to the voter itself where that is the zero address or its own.
    /// Returns where they went and where they go.
    pub fn set_destination(&mut self, voter: Address, recipient: Address, height: Height) -> (Address, Address) {
        self.unread.destinations.remove(&voter);
        let destinations = &mut self.voter_rewards.destinations;
        let old = match recipient.is_zero() || recipient == voter {
            true => destinations.remove(&voter),
            false => destinations.insert(voter, Destination { recipient, height }),
        };
        let old = old.map_or(voter, |destination| destination.recipient);
        (old, self.recipient_of(voter))
    }

    /// Whether it is known where a voter's rewards go: of a node that is too old it is not.
    pub fn knows_destination(&self, voter: Address) -> bool {
        !self.unread.destinations.contains(&voter)
    }

    /// Where a voter said that its rewards should go; none where they go to itself, or where it is not known
    /// ([`Self::knows_destination`]).
    pub fn destination_of(&self, voter: Address) -> Option<Destination> {
        self.voter_rewards.destinations.get(&voter).copied()
    }

    /// Whose account a voter's rewards are paid to where they are not compounded.
    pub fn recipient_of(&self, voter: Address) -> Address {
        self.destination_of(voter)
            .map_or(voter, |destination| destination.recipient)
    }

    /// How the delegate with this permanent id pays its voters; none where it never was written down at a freeze, and
    /// then the protocol does not pay it.
    pub fn reward_snapshot(&self, id: Address) -> Option<&RewardSnapshot> {
        self.voter_rewards.snapshots.get(&id)
    }

    /// To whom the rewards of the delegate with this permanent id go since Zanzibar, as it is now; none where there is no
    /// such delegate.
    pub fn payee(&self, id: Address) -> Option<Payee> {
        let candidate = self.staking.candidates.get(&id)?;
        Some(match self.reward_snapshot(id) {
            Some(snapshot) => Payee::Direct {
                id,
                owner: candidate.owner,
                commission: snapshot.commission,
            },
            None => Payee::Unclaimed(candidate.reward),
        })
    }

    /// Where the own rewards of the delegate with this permanent id go; none where there is no such delegate.
    pub fn payout_of(&self, id: Address) -> Option<PayoutAddress> {
        let payee = self.payee(id)?;
        Some(PayoutAddress {
            address: payee.address(),
            by_protocol: matches!(payee, Payee::Direct { .. }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOTER: Address = Address::from_bytes([1; 20]);
    const OTHER: Address = Address::from_bytes([2; 20]);

    #[test]
    fn a_destination_is_set_changed_and_cleared() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.destination_of(VOTER), None);
        assert_eq!(ledger.set_destination(VOTER, OTHER, Height(42)), (VOTER, OTHER));
        assert_eq!(
            ledger.destination_of(VOTER),
            Some(Destination {
                recipient: OTHER,
                height: Height(42),
            })
        );
        assert_eq!(
            ledger.set_destination(VOTER, Address::STAKING, Height(43)),
            (OTHER, Address::STAKING)
        );
        assert_eq!(
            ledger.set_destination(VOTER, VOTER, Height(44)),
            (Address::STAKING, VOTER)
        );
        assert_eq!(ledger.set_destination(VOTER, Address::ZERO, Height(45)), (VOTER, VOTER));
        assert_eq!(ledger, Ledger::default());
    }

    #[test]
    fn what_could_not_be_read_is_known_once_it_was_said() {
        let mut ledger = Ledger::default();
        ledger.unread.destinations.insert(VOTER);
        assert!(!ledger.knows_destination(VOTER) && ledger.knows_destination(OTHER));
        ledger.set_destination(VOTER, VOTER, Height(42));
        assert!(ledger.knows_destination(VOTER));
        assert_eq!(ledger, Ledger::default());
    }

    #[test]
    fn a_choice_alone_changes_no_payout() {
        let mut ledger = Ledger::default();
        ledger.opt_in(OTHER);
        ledger.opt_in(OTHER);
        assert_eq!(ledger.voter_rewards.opted_in.len(), 1);
        assert_eq!(ledger.reward_snapshot(OTHER), None);
        assert_eq!(ledger.payout_of(OTHER), None, "no such delegate");
    }

    #[test]
    fn a_ledger_stored_before_voter_rewards_is_read() {
        let mut stored = serde_json::to_value(Ledger::default()).unwrap();
        assert!(stored.get("voter_rewards").is_none());
        stored["rewards"].as_object_mut().unwrap().remove("pending");
        let read: Ledger = serde_json::from_value(stored).unwrap();
        assert_eq!(read, Ledger::default());
    }
}
