//! The grants of a block and of an epoch on the whole ledger: routed as each delegate pays since Zanzibar, as the epoch's
//! list says before it (zanzibar.md §5.2).

use std::collections::BTreeMap;

use super::grant::{BlockEnd, Granted};
use crate::{
    Address, Amount, Epoch, Era, Fork, Grants, Ledger, Party, Payee, RewardPolicy, Transfer, TransferKind,
    elected::{Elected, Slash},
    encode_logs, settlement_seed,
};

impl Ledger {
    /// The grant at the end of every block: the block reward and the block's `tips` for `producer` (operator), who stands
    /// in the epoch's `candidates`. Before Zanzibar one who does not gets nothing; since then the grant fails.
    ///
    /// It fails, too, where the pool is too small.
    pub fn grant_block(
        &mut self,
        at: &BlockEnd,
        candidates: &[Elected],
        producer: Address,
        tips: Amount,
        policy: &RewardPolicy,
    ) -> Granted {
        let live = at.has(Fork::Zanzibar);
        let elected = candidates.iter().find(|e| e.operator == producer);
        let payee = match elected {
            Some(elected) if live => self.payee(elected.id),
            Some(elected) => Some(Payee::Unclaimed(elected.reward)),
            None if live => None,
            None => return Granted::default(),
        };
        let grants = payee.and_then(|payee| self.rewards.grant_block_to(&payee, tips, policy).ok());
        let Some(grants) = grants else {
            return Granted::failed();
        };
        let mut granted = paid(&grants);
        if !grants.logs.is_empty() {
            granted.log(encode_logs(&grants.logs));
        }
        granted
    }

    /// The grant at the end of an epoch's last block, after the block grant: what was slashed comes in, the epoch reward
    /// is split among the top of `candidates` by their votes, and in an era's last epoch the payout to its voters is
    /// planned (zanzibar.md §8, steps 1 to 5). `slashes` are those that were carried out.
    ///
    /// It fails where the pool is too small, where a candidate is not registered any more, and before Zanzibar Beta where
    /// an era ends whose votes were never frozen. Only rewards and their routing are undone then: the slashes are the
    /// caller's.
    pub fn grant_epoch(
        &mut self,
        at: &BlockEnd,
        candidates: &[Elected],
        slashes: &[Slash],
        policy: &RewardPolicy,
    ) -> Granted {
        let before = (self.rewards.clone(), self.voter_rewards.distribution.clone());
        match self.try_grant_epoch(at, candidates, slashes, policy) {
            Some(granted) => granted,
            None => {
                (self.rewards, self.voter_rewards.distribution) = before;
                Granted::failed()
            }
        }
    }

    fn try_grant_epoch(
        &mut self,
        at: &BlockEnd,
        candidates: &[Elected],
        slashes: &[Slash],
        policy: &RewardPolicy,
    ) -> Option<Granted> {
        let epoch = at.params.schedule.epoch_of(at.height);
        let live = at.has(Fork::Zanzibar);
        let ends_era = live && at.params.eras().is_boundary(epoch);
        let overrun = if ends_era { self.retire_distribution() } else { None };
        let grants = self.split_epoch(epoch, candidates, slashes, policy, live)?;
        let mut granted = Granted::default();
        let slashed: Amount = slashes.iter().map(|slash| slash.amount).sum();
        if !slashed.is_zero() {
            granted.transfers.push(Transfer {
                kind: TransferKind::DepositToRewards,
                from: Party::StakingPool,
                to: Party::RewardingPool,
                amount: slashed,
            });
        }
        granted.transfers.extend(paid(&grants).transfers);
        if let Some(note) = overrun {
            granted.log(note.encode());
        }
        for log in &grants.logs {
            granted.log(log.encode());
        }
        if ends_era {
            let era = Era(epoch.0);
            let planned = self.plan_distribution(era, settlement_seed(at.parent, era));
            if !planned && !at.has(Fork::ZanzibarBeta) {
                return None;
            }
        }
        Some(granted)
    }

    fn split_epoch(
        &mut self,
        epoch: Epoch,
        candidates: &[Elected],
        slashes: &[Slash],
        policy: &RewardPolicy,
        live: bool,
    ) -> Option<Grants> {
        let payees: Option<BTreeMap<Address, Payee>> = match live {
            true => candidates.iter().map(|e| Some((e.id, self.payee(e.id)?))).collect(),
            false => Some(BTreeMap::new()),
        };
        let payees = payees?;
        let payee = |e: &Elected| payees.get(&e.id).copied().unwrap_or(Payee::Unclaimed(e.reward));
        self.rewards
            .grant_epoch_to(epoch, candidates, slashes, policy, payee)
            .ok()
    }
}

/// The transfers of a grant.
fn paid(grants: &Grants) -> Granted {
    let mut granted = Granted::default();
    for (account, amount) in &grants.paid {
        granted.pay(*account, *amount);
    }
    granted
}
