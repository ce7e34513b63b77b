//! The freeze: votes and commissions as they stand in one block, for the era that ends an epoch and a half later
//! (zanzibar.md §7.2, §7.3), and who is moved over to it when the fork comes (§5.1).

use std::collections::BTreeMap;

use super::{events, grant::BlockEnd};
use crate::{Address, Commission, Era, Event, Fork, FrozenVotes, Ledger, NetworkParams, RewardSnapshot, Votes};

impl Ledger {
    /// The permanent ids of delegates whose reward address is a vault of Hermes, by their bytes: whoever is moved over to
    /// payout by the protocol when Zanzibar comes into force, if its portions are set.
    pub fn vault_delegates(&self, params: &NetworkParams) -> Vec<Address> {
        let vaults = &params.voter_rewards.hermes_vaults;
        let candidates = self.staking.candidates.values();
        candidates
            .filter(|c| vaults.contains(&c.reward))
            .map(|c| c.id)
            .collect()
    }

    /// Moves delegates of Hermes over to payout by the protocol, in the first block of Zanzibar before anything else
    /// happens. `commissions` are those that the portions of [`Self::vault_delegates`] leave, as they are set then; with
    /// Zanzibar Beta in force and DelegateProfile known, whoever has none of its own choice stays with Hermes.
    pub fn move_over(&mut self, at: &BlockEnd, commissions: &BTreeMap<Address, Commission>) {
        let asks = at.has(Fork::ZanzibarBeta) && at.params.voter_rewards.delegate_profile.is_some();
        for id in self.vault_delegates(at.params) {
            if !asks || commissions.get(&id).is_some_and(|commission| commission.configured) {
                self.opt_in(id);
            }
        }
    }

    /// Writes down votes and commissions for `era`, as they are at the end of the block's transactions. `commissions` are
    /// those that the portions of the delegates leave that are opted in; one that is missing counts as not set.
    /// `knew_nfts` says whether any bucket NFT had been issued before this block: if not, those of this very block are not
    /// paid (recording 16b, era 6), though they count in the delegate's total.
    ///
    /// Returns what the staking protocol logs of it: since Zanzibar Beta an event for each delegate.
    pub fn freeze_votes(
        &mut self,
        at: &BlockEnd,
        era: Era,
        commissions: &BTreeMap<Address, Commission>,
        knew_nfts: bool,
    ) -> Vec<Event> {
        let mut logs = Vec::new();
        for id in &self.voter_rewards.opted_in {
            let Some(candidate) = self.staking.candidates.get(id) else {
                continue;
            };
            let snapshot = RewardSnapshot {
                commission: commissions.get(id).copied().unwrap_or(Commission::UNCONFIGURED),
                total_weight: candidate.votes,
                freeze_height: at.height,
                self_stake_bucket: candidate.self_stake_bucket,
            };
            logs.push(events::frozen(era, *id, &snapshot));
            self.voter_rewards.snapshots.insert(*id, snapshot);
        }
        self.voter_rewards.window = Some(self.votes_now(at, era, knew_nfts));
        self.note_owners(true);
        if !at.has(Fork::ZanzibarBeta) {
            logs.clear();
        }
        logs
    }

    /// Everybody's votes as they stand, as a freeze for `era` would write them down now.
    fn votes_now(&self, at: &BlockEnd, era: Era, knew_nfts: bool) -> FrozenVotes {
        self.votes_of_some(at, era, knew_nfts, |_| true)
    }

    /// The same of those voters alone that `counts` names: a vote's weight takes its time to reckon.
    pub(super) fn votes_of_some(
        &self,
        at: &BlockEnd,
        era: Era,
        knew_nfts: bool,
        counts: impl Fn(Address) -> bool,
    ) -> FrozenVotes {
        let mut frozen = FrozenVotes::new(era, at.height);
        for bucket in self.staking.buckets.values().filter(|bucket| counts(bucket.owner)) {
            let candidate = self.staking.candidates.get(&bucket.candidate);
            // The node asks for the number alone here, not whether an endorsement still stands.
            let self_stake = candidate.is_some_and(|c| c.self_stake_bucket == Some(bucket.id.index));
            frozen.add_native(bucket.owner, bucket.candidate, bucket.votes(self_stake));
        }
        let nfts = self.contracts.values().flat_map(|contract| contract.buckets());
        for bucket in nfts.filter(|bucket| counts(bucket.owner)) {
            let votes = match knew_nfts {
                true => self.votes_of(&bucket, at.params),
                false => Votes::ZERO,
            };
            frozen.add_nft(bucket.owner, bucket.candidate, votes);
        }
        frozen
    }

    /// Closes the window: the votes are needed no more.
    pub(super) fn seal_votes(&mut self) {
        self.voter_rewards.window = None;
        self.note_owners(false);
    }

    /// Notes from now on whose buckets change hands, or no more.
    fn note_owners(&mut self, on: bool) {
        self.staking.moved = on.then(Default::default);
        for contract in self.contracts.values_mut() {
            contract.note_owners(on);
        }
    }
}
