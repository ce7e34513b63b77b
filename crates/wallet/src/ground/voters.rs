//! How voters are paid: what delegates give them and whether the protocol pays them, and where a voter's rewards go
//! (zanzibar.md §6, §10, §12).

use std::collections::BTreeSet;

use ballast_domain::{Address, Ledger, Touch};

use crate::{Result, session::Session};

impl Session {
    /// Fills in how the delegates pay that are touched, and where the rewards of the voters go that are. What a node is too
    /// old to know stays out, and so does what is kept by a contract whose address this network does not tell; of voters it is
    /// then said to be unread.
    pub(super) async fn fill_voters(&self, touches: &BTreeSet<Touch>, ledger: &mut Ledger) -> Result<()> {
        if touches.iter().any(|touch| matches!(touch, Touch::VoterRewards(_))) {
            ledger.delegate_profile = self.params.voter_rewards.delegate_profile;
        }
        let (delegates, voters) = (delegates(touches, ledger), voters(touches));
        if !delegates.is_empty() {
            self.fill_delegates(&delegates, ledger).await?;
        }
        if !voters.is_empty() {
            self.fill_destinations(&voters, ledger).await?;
        }
        Ok(())
    }

    async fn fill_delegates(&self, ids: &[Address], ledger: &mut Ledger) -> Result<()> {
        let each = || ids.iter().copied();
        if let Some(profile) = ledger.delegate_profile {
            let read = self.client.portions(profile, ids).await?.value;
            ledger.portions.extend(each().zip(read));
        }
        // That a delegate is opted in tells no read before its first freeze.
        if let Some(read) = self.client.reward_snapshots(ids).await?.value {
            let written = each().zip(read).filter_map(|(id, written)| Some((id, written?)));
            ledger.voter_rewards.snapshots.extend(written);
        }
        Ok(())
    }

    async fn fill_destinations(&self, voters: &[Address], ledger: &mut Ledger) -> Result<()> {
        let each = || voters.iter().copied();
        match self.client.reward_destinations(voters).await?.value {
            Some(read) => {
                let set = each().zip(read).filter_map(|(voter, set)| Some((voter, set?)));
                ledger.voter_rewards.destinations.extend(set);
            }
            None => ledger.unread.destinations.extend(each()),
        }
        let read = match self.params.voter_rewards.auto_deposit {
            Some(register) => self.client.compound_buckets(register, voters).await?.value,
            None => None,
        };
        match read {
            Some(read) => {
                let registered = each().zip(read).filter_map(|(voter, bucket)| Some((voter, bucket?)));
                ledger.compounding.extend(registered);
            }
            None => ledger.unread.compounding.extend(each()),
        }
        Ok(())
    }
}

/// The permanent ids of the delegates that are touched.
fn delegates(touches: &BTreeSet<Touch>, ledger: &Ledger) -> Vec<Address> {
    let whose = |touch: &Touch| match touch {
        Touch::VoterRewards(account) => Some(*account),
        _ => None,
    };
    let accounts: BTreeSet<Address> = touches.iter().filter_map(whose).collect();
    let all = ledger.staking.candidates.values();
    all.filter(|c| accounts.contains(&c.owner) || accounts.contains(&c.id))
        .map(|c| c.id)
        .collect()
}

/// The voters whose destinations are touched.
fn voters(touches: &BTreeSet<Touch>) -> Vec<Address> {
    let whose = |touch: &Touch| match touch {
        Touch::Destination(voter) => Some(*voter),
        _ => None,
    };
    touches.iter().filter_map(whose).collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Candidate, Exit, Votes};

    use super::*;

    #[test]
    fn an_owner_and_a_permanent_id_touch_their_delegate_and_an_operator_does_not() {
        let [id, owner, operator] = [1, 2, 3].map(|number| Address::from_bytes([number; 20]));
        let mut ledger = Ledger::default();
        ledger.staking.add_candidate(Candidate {
            id,
            owner,
            operator,
            reward: operator,
            name: "fathom".to_owned(),
            votes: Votes::ZERO,
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
        let of = |account| delegates(&BTreeSet::from([Touch::VoterRewards(account)]), &ledger);
        assert_eq!((of(id), of(owner), of(operator)), (vec![id], vec![id], Vec::new()));
        let touches = BTreeSet::from([Touch::Destination(owner), Touch::Owned(id)]);
        assert_eq!(voters(&touches), [owner]);
    }
}
