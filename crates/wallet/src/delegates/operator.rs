//! The delegates that the wallet's accounts own or operate: what they lack, and what can be done with them.

use std::{collections::BTreeSet, path::PathBuf};

use ballast_api::{BlsKeyView, DeedView, DelegateRow, OwnDelegate, OwnDelegates, Way};
use ballast_domain::{
    Action, Address, Amount, BlsKey, Bucket, Candidate, Days, Ledger, Refusal, Remedy, Rule, Standing, Touch, Votes,
    actions::{Activate, Claim, ConfirmExit, PortionField, RequestExit, SetPortion, VoterRewardOptIn},
    deposit_for,
    election::Probation,
    menu::DelegateAction,
    rehearsal::{Clock, attempt},
    stake_for,
};
use ballast_vault::BlsFile;

use crate::{Result, session::Session};

/// The stakes that are offered for missing votes: days, and whether locked.
const OFFERS: [(u32, bool); 4] = [(91, false), (91, true), (365, true), (1050, true)];

impl Session {
    /// The delegates of this wallet's accounts, in the order of the table of delegates.
    pub(crate) async fn own_delegates(&self) -> Result<OwnDelegates> {
        let accounts = self.asked_accounts(None).await?;
        let (candidates, delegates, probation, head) = tokio::join!(
            self.ranked_candidates(),
            self.delegates(),
            self.client.probation(None),
            self.newest_head()
        );
        let (candidates, delegates, head) = (candidates?, delegates?, head?);
        let probation = probation?.value.map(|read| {
            let mut probation = Probation::new(read.delegates.iter().map(|d| (d.delegate, d.epochs)));
            probation.intensity = read.votes_cut_percent;
            probation
        });
        let rows = &delegates.rows.value;
        let row_of = |c: &Candidate| rows.iter().find(|row| row.id == c.id);
        // Known by its id; by its operator to nodes before YapBeta.
        let cut = |c: &Candidate| {
            let known = |p: &&Probation| p.count(c.id) > 0;
            let key = probation.as_ref().filter(known).map_or(c.operator, |_| c.id);
            probation.as_ref().map_or(c.votes, |p| p.apply(key, c.votes))
        };
        let clock = Clock {
            params: &self.params,
            // What was read of the delegates may be younger than the head that was last told of.
            height: head.height.max(candidates.height),
            now: self.held_to_clock(head).timestamp,
        };
        let mut own = Vec::new();
        for candidate in &candidates.value {
            let role = [(candidate.owner, true), (candidate.operator, false)];
            let role = role.into_iter().find(|(address, _)| accounts.contains(address));
            if let Some(((account, owned), row)) = role.zip(row_of(candidate).cloned()) {
                let standing = Standing::of(candidate, &candidates.value, cut, &self.params, head.height);
                own.push(
                    self.own_delegate(candidate, row, account, owned, standing, &clock)
                        .await?,
                );
            }
        }
        Ok(candidates.origin().map(|()| own))
    }

    async fn own_delegate(
        &self,
        candidate: &Candidate,
        row: DelegateRow,
        account: Address,
        owned: bool,
        standing: Standing,
        clock: &Clock<'_>,
    ) -> Result<OwnDelegate> {
        let unclaimed = self
            .client
            .unclaimed_rewards(candidate.reward)
            .await
            .ok()
            .map(|u| u.value);
        let mut touches = BTreeSet::from([
            Touch::Owned(candidate.owner),
            Touch::Voters(candidate.name.clone()),
            Touch::VoterRewards(candidate.id),
        ]);
        touches.extend(unclaimed.map(|_| Touch::Rewards(candidate.reward)));
        // Buckets that are not known would make rules that nobody breaks: without them there is no page.
        let ledger = self.books(&touches).await?.ledger;
        let concerns = |b: &&Bucket| b.owner == candidate.owner || b.candidate == candidate.id;
        let self_stake = candidate
            .self_stake_bucket
            .and_then(|index| ledger.staking.buckets.get(&index));
        let (params, missing) = (&self.params, standing.missing_votes());
        let activates =
            |b: &&Bucket| check(Activate { bucket: b.id.index }.into(), candidate.owner, &ledger, clock).is_ok();
        let known = ledger.staking.buckets.values().filter(concerns);
        let suitable: Vec<Bucket> = known.filter(|b| owned && activates(b)).cloned().collect();
        let deeds = DelegateAction::ALL
            .into_iter()
            .filter(|deed| owned || *deed == DelegateAction::Update)
            .map(|deed| deed_view(deed, candidate, &ledger, &suitable, unclaimed, clock))
            .collect();
        Ok(OwnDelegate {
            account,
            owned,
            row,
            bls_key: BlsKey::from_bytes(&candidate.bls_key).ok(),
            ways: ways(missing, self_stake, params.staking.min_stake),
            self_stake: self_stake.cloned(),
            suitable,
            leaves: match candidate.exit {
                ballast_domain::Exit::ScheduledAt(height) => Some(clock.time_of(height)),
                _ => None,
            },
            unclaimed,
            pays: self.own_payout(candidate, clock).await?,
            standing,
            deeds,
        })
    }
}

/// The public key in a delegate's key file, and the proof of possession for one delegate where the private key is there.
pub(crate) async fn read_bls_key(path: PathBuf, prove_for: Option<Address>) -> Result<BlsKeyView> {
    let read = move || match (ballast_vault::read_bls_file(&path)?, prove_for) {
        (BlsFile { holds_secret: true, .. }, Some(id)) => {
            let made = ballast_vault::prove_possession(&path, id)?;
            Ok::<_, ballast_vault::Error>((made.key, true, Some(made.proof)))
        }
        (found, _) => Ok((found.key, found.holds_secret, None)),
    };
    let (key, holds_secret, proof) = tokio::task::spawn_blocking(read).await??;
    Ok(BlsKeyView {
        key,
        holds_secret,
        proof,
    })
}

/// What would bring the missing votes: new stakes, and more of a self-stake that takes deposits.
fn ways(missing: Votes, self_stake: Option<&Bucket>, least: Amount) -> Vec<Way> {
    if missing.is_zero() {
        return Vec::new();
    }
    let mut ways: Vec<Way> = OFFERS
        .into_iter()
        .map(|(days, locked)| Way {
            amount: stake_for(missing, Days(days), locked, least),
            duration: Some(Days(days)),
            locked,
        })
        .collect();
    let takes_deposits = |b: &&Bucket| b.locked && !b.is_unstaked();
    ways.extend(self_stake.filter(takes_deposits).map(|b| Way {
        amount: deposit_for(missing, b.amount, b.duration, b.locked),
        duration: None,
        locked: true,
    }));
    ways
}

fn deed_view(
    deed: DelegateAction,
    candidate: &Candidate,
    ledger: &Ledger,
    suitable: &[Bucket],
    unclaimed: Option<Amount>,
    clock: &Clock<'_>,
) -> DeedView {
    let owner = candidate.owner;
    let refusal = match deed {
        DelegateAction::Update | DelegateAction::Give => None,
        DelegateAction::Activate if suitable.is_empty() => Some(Rule::SelfStakeAmount.into()),
        DelegateAction::Activate => None,
        // Where the node does not say what there is, the review finds out.
        DelegateAction::Claim => unclaimed.and_then(|amount| {
            let payload = Vec::new();
            check(Claim { amount, payload }.into(), candidate.reward, ledger, clock).err()
        }),
        DelegateAction::SetPortions => portions_refused(candidate, ledger, clock),
        DelegateAction::OptIn => check(VoterRewardOptIn {}.into(), owner, ledger, clock).err(),
        DelegateAction::RequestExit => check(RequestExit {}.into(), owner, ledger, clock).err(),
        DelegateAction::ConfirmExit => check(ConfirmExit {}.into(), owner, ledger, clock).err(),
    };
    let possible = refusal.as_ref().and_then(|r: &Refusal| match r.remedy {
        Remedy::FromHeight(height) => Some(clock.time_of(height)),
        Remedy::At(at) => Some(at),
        Remedy::Never => None,
    });
    DeedView {
        deed,
        refusal,
        possible,
    }
}

/// What keeps the owner from setting the portions.
fn portions_refused(candidate: &Candidate, ledger: &Ledger, clock: &Clock<'_>) -> Option<Refusal> {
    let Some(contract) = ledger.delegate_profile else {
        return Some(Rule::ProfileUnknown.into());
    };
    let (field, portion) = (PortionField::Block, 0);
    let set = SetPortion {
        contract,
        field,
        portion,
    };
    check(set.into(), candidate.owner, ledger, clock).err()
}

/// Whether the rules let `caller` do it in the next block, money aside.
fn check(action: Action, caller: Address, ledger: &Ledger, clock: &Clock<'_>) -> Result<(), Refusal> {
    attempt(&action, ledger, &clock.context(caller)).map(|_| ())
}

#[cfg(test)]
mod tests {
    use ballast_domain::vote_weight;

    use super::*;

    #[test]
    fn who_lacks_votes_is_told_stakes_that_bring_them_and_who_does_not_is_told_none() {
        let (least, missing) = (Amount::from_iotx(100), Votes::from_iotx(500_000));
        let offered = ways(missing, None, least);
        assert_eq!(offered.len(), OFFERS.len());
        for way in offered {
            let days = way.duration.unwrap();
            assert!(vote_weight(way.amount, days, way.locked, false) >= missing, "{way:?}");
        }
        assert!(ways(Votes::ZERO, None, least).is_empty());
    }
}
