//! What votes bring of the running era's rewards: how delegates paid at their last freeze, what their voters have coming, and
//! the payout under way (zanzibar.md §12). Reviews alone ask for it: they say what is lost by leaving before a freeze.

use std::collections::BTreeSet;

use ballast_domain::{Address, BucketId, Distribution, Fork, FrozenVotes, Height, Ledger, NetworkParams, Touch};

use crate::{Result, session::Session};

impl Session {
    /// Fills in what decides on the parts of voters whose buckets are touched, as of the block at `height`. On a chain without
    /// freezes and of a node that is too old there is nothing of it. What a node does not answer is unread: a review says so, and
    /// does not fail for it.
    pub(super) async fn fill_parts(&self, touches: &BTreeSet<Touch>, height: Height, ledger: &mut Ledger) {
        let ids = voted(touches, ledger);
        if ids.is_empty() || self.params.next_freeze(height).is_none() {
            return;
        }
        if self.read_parts(ids, height, ledger).await.is_err() {
            ledger.unread.parts = true;
            // By the calendar it is known whether the votes are written down already.
            ledger.voter_rewards.window = window(&self.params, height, None);
        }
    }

    async fn read_parts(&self, ids: Vec<Address>, height: Height, ledger: &mut Ledger) -> Result<()> {
        let (written, pools, payout) = tokio::try_join!(
            self.client.reward_snapshots(&ids),
            self.client.pending_voter_rewards(&ids),
            self.client.reward_distribution(),
        )?;
        let (Some(written), Some(pools)) = (written.value, pools.value) else {
            return Ok(());
        };
        let written = ids.iter().copied().zip(written);
        let known = written.filter_map(|(id, written)| Some((id, written?)));
        ledger.voter_rewards.snapshots.extend(known);
        for (id, pool) in ids.into_iter().zip(pools) {
            ledger.rewards.set_pending(id, pool);
        }
        let payout = payout.value.flatten();
        ledger.voter_rewards.window = window(&self.params, height, payout.as_ref());
        ledger.voter_rewards.distribution = payout;
        Ok(())
    }
}

/// The permanent ids of the delegates that have the votes of the buckets that are touched, and of those that would get them,
/// where what a voter has coming is touched.
fn voted(touches: &BTreeSet<Touch>, ledger: &Ledger) -> Vec<Address> {
    if !touches.iter().any(|touch| matches!(touch, Touch::VoterRewards(_))) {
        return Vec::new();
    }
    let whose = |touch: &Touch| match touch {
        Touch::Bucket(index) => Some(ledger.bucket(BucketId::native(*index))?.candidate),
        Touch::Nft(id) => Some(ledger.bucket(*id)?.candidate),
        Touch::Delegate(name) => Some(ledger.staking.by_name(name)?.id),
        Touch::DelegateOfId(id) => Some(*id),
        _ => None,
    };
    let ids: BTreeSet<Address> = touches.iter().filter_map(whose).collect();
    ids.into_iter().filter(|id| !id.is_zero()).collect()
}

/// The window of votes as far as it is known by the calendar. Whose votes are written down is not read: a window without any
/// says that it was done, so that nothing of that era can be lost any more; or that a payout is under way, whose money is in
/// the pools until it is paid.
fn window(params: &NetworkParams, height: Height, payout: Option<&Distribution>) -> Option<FrozenVotes> {
    let eras = params.eras();
    let era = eras.accruing_at(Height(height.0.saturating_add(1)));
    let freeze = eras.freeze_of(era);
    if freeze <= height && params.at(Fork::Zanzibar, freeze) {
        return Some(FrozenVotes::new(era, freeze));
    }
    let under_way = payout.filter(|payout| !payout.phase.is_over())?;
    Some(FrozenVotes::new(under_way.era, under_way.freeze_height))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Bucket, Days, Endorsement, EpochSchedule, Era, Hash, ScanPhase, Timestamp};

    use super::*;
    use crate::testing::{address, candidate};

    const VOTER: Address = Address::from_bytes([9; 20]);

    #[test]
    fn the_delegate_that_loses_votes_and_the_one_that_gets_them_are_asked_about() {
        let mut ledger = Ledger::default();
        (1..4).for_each(|number| ledger.staking.add_candidate(candidate(number)));
        let index = ledger.staking.add_bucket(Bucket {
            id: BucketId::native(0),
            candidate: address(1),
            owner: VOTER,
            amount: Amount::from_iotx(100),
            duration: Days(7),
            created: Timestamp::default(),
            stake_start: Timestamp::default(),
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        });
        let (bucket, rewards) = (Touch::Bucket(index), Touch::VoterRewards(VOTER));
        let named = Touch::Delegate("delegate2".into());
        let of = |touches: &[&Touch]| voted(&touches.iter().copied().cloned().collect(), &ledger);
        assert_eq!(of(&[&bucket, &named, &rewards]), [address(1), address(2)]);
        assert_eq!(
            of(&[&bucket, &Touch::DelegateOfId(address(3)), &rewards]),
            [address(1), address(3)]
        );
        assert_eq!(
            of(&[&bucket, &named]),
            [],
            "what only makes a bucket larger loses nothing"
        );
        assert_eq!(
            of(&[&Touch::Bucket(7), &Touch::Delegate("nobody".into()), &rewards]),
            []
        );
    }

    #[test]
    fn votes_are_written_down_from_the_freeze_to_the_plan_and_then_a_payout_is_under_way() {
        // Epochs of 20 blocks, eras of 3: frozen in blocks 31 and 91, planned in 60.
        let mut params = NetworkParams::practice();
        params.schedule = EpochSchedule::uniform(20);
        params.voter_rewards.epochs_per_era = 3;
        params.set_fork(Fork::Zanzibar, Height(1));
        let payout = |phase| Distribution {
            era: Era(3),
            freeze_height: Height(31),
            seed: Hash([0; 32]),
            entries: Vec::new(),
            phase,
            resume: None,
            completed: None,
        };
        let at = |params: &NetworkParams, height, payout: Option<&Distribution>| {
            let window = window(params, Height(height), payout)?;
            Some((window.era.0, window.height.0))
        };
        let (runs, done) = (payout(ScanPhase::FromZero), payout(ScanPhase::Done));
        assert_eq!(
            [30, 31, 59].map(|height| at(&params, height, None)),
            [None, Some((3, 31)), Some((3, 31))]
        );
        assert_eq!([60, 90].map(|height| at(&params, height, Some(&done))), [None, None]);
        assert_eq!(at(&params, 62, Some(&runs)), Some((3, 31)));
        assert_eq!(at(&params, 91, Some(&runs)), Some((6, 91)), "the next freeze ends it");
        params.set_fork(Fork::Zanzibar, Height(61));
        assert_eq!(at(&params, 59, None), None, "the fork came after the freeze");
    }
}
