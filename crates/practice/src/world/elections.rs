//! Who was elected in which epoch, and what the running epoch has made of the next.

use std::collections::BTreeMap;

use ballast_domain::{
    Address, Epoch, Height, NetworkParams, StakingState, Votes,
    election::{Elected, Election, Probation, ProbationHistory, eligible, unproductive},
};
use serde::{Deserialize, Serialize};

/// The elections of all epochs so far; the last is the running one's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Elections {
    held: Vec<Election>,
    next_listed: Option<Vec<Elected>>,
    next_probation: Option<Probation>,
    history: ProbationHistory,
    /// Blocks of the running epoch by operator.
    made: BTreeMap<Address, u64>,
    /// The epoch in which a delegate last got its slot to leave; 0 for never.
    pub last_exit: Epoch,
}

impl Elections {
    /// The first epoch's, from the genesis.
    pub fn first(staking: &StakingState, params: &NetworkParams) -> Self {
        let listed = eligible(staking, |_| Votes::ZERO, params, Height(0));
        Self {
            held: vec![Election {
                start: Height(1),
                listed,
                probation: Probation::default(),
            }],
            next_listed: None,
            next_probation: None,
            history: ProbationHistory::default(),
            made: BTreeMap::new(),
            last_exit: Epoch(0),
        }
    }

    /// The running epoch's.
    pub fn current(&self) -> &Election {
        // There is one from the start, and none is ever removed.
        &self.held[self.held.len() - 1]
    }

    /// An epoch's, if it has begun.
    pub fn of(&self, epoch: Epoch) -> Option<&Election> {
        self.held.get(usize::try_from(epoch.0.checked_sub(1)?).ok()?)
    }

    /// Whether the next epoch's list is still to be taken.
    pub fn awaits_list(&self) -> bool {
        self.next_listed.is_none()
    }

    /// Takes the next epoch's list.
    pub fn take_list(&mut self, listed: Vec<Elected>) {
        self.next_listed = Some(listed);
    }

    /// At an epoch's first block: what was prepared comes into force.
    pub fn begin_epoch(&mut self, start: Height) {
        let listed = self.next_listed.take().unwrap_or_else(|| self.current().listed.clone());
        let probation = self.next_probation.take().unwrap_or_default();
        self.held.push(Election {
            start,
            listed,
            probation,
        });
        self.made.clear();
    }

    /// Counts a block for who makes it.
    pub fn count(&mut self, producer: Address) {
        *self.made.entry(producer).or_default() += 1;
    }

    /// Who missed how many blocks of the epoch that ends with `height`.
    pub fn missed(&self, params: &NetworkParams, height: Height) -> BTreeMap<Address, u64> {
        unproductive(&self.made, &self.current().active(params), params, height)
    }

    /// At an epoch's last block: who is on probation in the next.
    pub fn end_epoch(&mut self, missed: &BTreeMap<Address, u64>) {
        self.next_probation = Some(self.history.record(missed));
    }
}
