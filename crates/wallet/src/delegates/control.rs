//! Who stands behind several delegates: the addresses that they share, read together with whose buckets endorse them and
//! which of the shared addresses are contracts.

use std::collections::{BTreeMap, BTreeSet};

use ballast_api::{CommonControl, ControlGroupView, ControlMember};
use ballast_domain::{
    Address, Bucket, Candidate, Snapshot,
    directory::{ControlGroup, ControlRole, DelegateRoles, common_control, shared_addresses},
};
use futures_util::future::join_all;

use crate::{Result, session::Session};

/// How the code begins that an account has which stays a person's: it names the code that it lends itself (EIP-7702).
const LENT: [u8; 3] = [0xef, 0x01, 0x00];

/// Who stands behind several delegates, with what of it could not be read.
pub(super) struct Controlled {
    pub(super) groups: Vec<ControlGroup>,
    pub(super) endorsers_known: bool,
    /// Shared reward addresses of which nobody said whether they are contracts.
    pub(super) unread: Vec<Address>,
}

impl Session {
    /// The groups of delegates under common control, with how many of the elected each holds.
    pub(crate) async fn common_control(&self) -> Result<Snapshot<CommonControl>> {
        let candidates = self.ranked_candidates().await?;
        self.hear_election().await;
        let found = self.controlled(&candidates.value).await;
        let pool: Option<BTreeSet<Address>> = self.known().election.pool.clone().map(BTreeSet::from_iter);
        Ok(candidates.map(|list| CommonControl {
            groups: found
                .groups
                .into_iter()
                .map(|group| view(group, &list, pool.as_ref()))
                .collect(),
            elected: pool.map(|pool| pool.len() as u64),
            endorsers_known: found.endorsers_known,
            unread: found.unread,
        }))
    }

    /// Who stands behind several of these delegates.
    pub(super) async fn controlled(&self, candidates: &[Candidate]) -> Controlled {
        let endorsers = self.endorsers(candidates).await;
        let roles = |candidate: &Candidate| DelegateRoles {
            delegate: candidate.id,
            owner: candidate.owner,
            operator: candidate.operator,
            reward: candidate.reward,
            endorser: endorsers.as_ref().and_then(|all| all.get(&candidate.id).copied()),
        };
        let roles: Vec<DelegateRoles> = candidates.iter().map(roles).collect();
        let services = self.services();
        let is_service = |address: Address| address.is_protocol() || services.contains(&address);
        let shared = shared_addresses(&roles, |_, address| is_service(address));
        let paid = shared
            .iter()
            .filter(|one| one.roles.iter().any(|role| role.role == ControlRole::Reward));
        let paid: Vec<Address> = paid.map(|one| one.address).collect();
        let is_contract = join_all(paid.iter().map(|address| self.pays_out(*address))).await;
        let told: BTreeMap<Address, Option<bool>> = paid.into_iter().zip(is_contract).collect();
        // One of which nobody knows what it is joins none.
        let joins_none = |address: Address| {
            told.get(&address)
                .is_some_and(|is_contract| *is_contract != Some(false))
        };
        let is_excepted = |role: ControlRole, address: Address| {
            is_service(address) || role == ControlRole::Reward && joins_none(address)
        };
        Controlled {
            groups: common_control(&roles, is_excepted),
            endorsers_known: endorsers.is_some(),
            unread: told
                .iter()
                .filter(|(_, told)| told.is_none())
                .map(|(address, _)| *address)
                .collect(),
        }
    }

    /// Who owns the buckets that stand as self-stakes, by the delegates' ids, where that is not the delegate's owner; none
    /// where the node does not say, of whichever of them.
    async fn endorsers(&self, candidates: &[Candidate]) -> Option<BTreeMap<Address, Address>> {
        let backed = candidates.iter().filter_map(|one| Some((one.self_stake_bucket?, one)));
        let backed: BTreeMap<u64, &Candidate> = backed.collect();
        let indexes: Vec<u64> = backed.keys().copied().collect();
        if indexes.is_empty() {
            return Some(BTreeMap::new());
        }
        endorsers_of(&backed, &self.client.buckets(&indexes).await.ok()?.value)
    }

    /// The addresses that belong to no delegate, however many name them: the network's contracts and the vaults of Hermes.
    fn services(&self) -> BTreeSet<Address> {
        let contracts = self.contracts().all().into_iter().map(|one| one.address);
        contracts
            .chain(self.params.voter_rewards.hermes_vaults.iter().copied())
            .collect()
    }

    /// Whether a contract stands at a reward address, which then pays out for whoever uses it; none where no node said.
    async fn pays_out(&self, address: Address) -> Option<bool> {
        let code = self.client.code(address).await.ok()?.value;
        Some(!code.is_empty() && !code.starts_with(&LENT))
    }
}

/// Who owns those of these buckets that are others' than the delegates' that they stand for, by the delegates' ids; none
/// where a bucket is left out, whose owner may be anybody.
fn endorsers_of(backed: &BTreeMap<u64, &Candidate>, buckets: &[Bucket]) -> Option<BTreeMap<Address, Address>> {
    let told: BTreeSet<u64> = buckets.iter().map(|bucket| bucket.id.index).collect();
    let endorser = |bucket: &Bucket| {
        let candidate = backed.get(&bucket.id.index)?;
        let is_others = bucket.candidate == candidate.id && bucket.owner != candidate.owner;
        is_others.then_some((candidate.id, bucket.owner))
    };
    let is_whole = backed.keys().all(|index| told.contains(index));
    is_whole.then(|| buckets.iter().filter_map(endorser).collect())
}

/// A group with the names of its members, of which `list` tells, and who of them is in the pool of operators.
fn view(group: ControlGroup, list: &[Candidate], pool: Option<&BTreeSet<Address>>) -> ControlGroupView {
    let members: Vec<&Candidate> = list.iter().filter(|one| group.members.contains(&one.id)).collect();
    let is_elected = |one: &Candidate| pool.map(|pool| pool.contains(&one.operator));
    let member = |one: &&Candidate| ControlMember {
        id: one.id,
        name: one.name.clone(),
        elected: is_elected(one),
    };
    let elected = members.iter().filter(|one| is_elected(one) == Some(true)).count();
    ControlGroupView {
        members: members.iter().map(member).collect(),
        votes: members.iter().map(|one| one.votes).sum(),
        elected: pool.map(|_| elected as u64),
        shared: group.shared,
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, BucketId, Days, Endorsement, Timestamp};

    use super::*;
    use crate::testing::{address, candidate};

    fn bucket(number: u8, owner: u8) -> Bucket {
        Bucket {
            id: BucketId::native(number.into()),
            candidate: address(number),
            owner: address(owner),
            amount: Amount::ZERO,
            duration: Days(91),
            created: Timestamp::default(),
            stake_start: Timestamp::default(),
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        }
    }

    #[test]
    fn a_bucket_that_is_left_out_is_no_sign_that_nobody_endorses() {
        let (one, two) = (candidate(1), candidate(2));
        let backed = BTreeMap::from([(1, &one), (2, &two)]);
        let all = [bucket(1, 1), bucket(2, 9)];
        assert_eq!(
            endorsers_of(&backed, &all),
            Some(BTreeMap::from([(address(2), address(9))]))
        );
        assert_eq!(endorsers_of(&backed, &all[1..]), None);
        let doubled = [bucket(2, 9), bucket(2, 9)];
        assert_eq!(endorsers_of(&backed, &doubled), None, "as many, and not all");
    }
}
