//! Who stands behind several delegates, as far as addresses tell it.
//!
//! What it means that two delegates name one address: whoever has its key holds a role in both of them, or gets the rewards of
//! both. The four roles count alike, and across: the operator of one that is the owner of another is one person's key. It is a
//! sign and no proof, since a delegate may name a stranger's address for its rewards without asking; so each group
//! keeps which address joins it, and in which roles. The chain lets no two delegates have the same owner or the same
//! operator (zanzibar.md §3, status 210 and 211), so groups come of rewards, of endorsers, and of one address in several roles.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Address;

/// In which role a delegate names an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ControlRole {
    /// It controls the registration.
    Owner,
    /// It signs the blocks.
    Operator,
    /// It is credited with the rewards.
    Reward,
    /// It owns the bucket that stands as the delegate's self-stake, and is not its owner.
    Endorser,
}

impl ControlRole {
    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Operator => "operator",
            Self::Reward => "reward address",
            Self::Endorser => "endorser",
        }
    }
}

/// A delegate with the addresses that it names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DelegateRoles {
    /// Its permanent id, which is no role: whoever had it may have given the delegate away.
    pub delegate: Address,
    /// Who controls the registration.
    pub owner: Address,
    /// Who signs its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// Whose bucket stands as its self-stake, where it is not the owner's; none also where that is not known.
    pub endorser: Option<Address>,
}

impl DelegateRoles {
    fn named(&self) -> impl Iterator<Item = (ControlRole, Address)> {
        let sure = [
            (ControlRole::Owner, self.owner),
            (ControlRole::Operator, self.operator),
            (ControlRole::Reward, self.reward),
        ];
        let endorser = self.endorser.map(|endorser| (ControlRole::Endorser, endorser));
        sure.into_iter().chain(endorser)
    }
}

/// A delegate's role that an address has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleOf {
    /// Which role.
    pub role: ControlRole,
    /// The delegate's permanent id.
    pub delegate: Address,
}

/// An address that two delegates or more name, and so the basis on which they count as one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedAddress {
    /// Which.
    pub address: Address,
    /// Every role that it has, in the order of the roles.
    pub roles: Vec<RoleOf>,
}

impl SharedAddress {
    /// What it joins, as a sentence without its full stop: `0x… is the reward address of fathom and keel and the operator of
    /// squall`.
    pub fn sentence(&self, name: impl Fn(Address) -> String) -> String {
        let mut by_role: BTreeMap<ControlRole, Vec<String>> = BTreeMap::new();
        for role in &self.roles {
            by_role.entry(role.role).or_default().push(name(role.delegate));
        }
        let parts = by_role
            .iter()
            .map(|(role, names)| format!("the {} of {}", role.word(), listed(names)));
        format!("{} is {}", self.address, parts.collect::<Vec<_>>().join(" and "))
    }
}

/// Names in a sentence: `fathom, keel and squall`.
pub fn listed<N: AsRef<str>>(names: &[N]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}

/// Delegates that count as one party: each names an address that another one of them names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlGroup {
    /// Their permanent ids, two at least, in the order of the list that they were found in.
    pub members: Vec<Address>,
    /// What joins them, by address.
    pub shared: Vec<SharedAddress>,
}

/// The addresses that two delegates or more name, by address.
///
/// `is_excepted` leaves out an address in a role: those of services that pay out for whoever uses them, which are nobody's
/// own. Nor does the zero address count, which nobody has.
pub fn shared_addresses(
    delegates: &[DelegateRoles],
    is_excepted: impl Fn(ControlRole, Address) -> bool,
) -> Vec<SharedAddress> {
    let mut named: BTreeMap<Address, BTreeSet<RoleOf>> = BTreeMap::new();
    for one in delegates {
        for (role, address) in one.named() {
            if !address.is_zero() && !is_excepted(role, address) {
                let delegate = one.delegate;
                named.entry(address).or_default().insert(RoleOf { role, delegate });
            }
        }
    }
    let several = |roles: &BTreeSet<RoleOf>| {
        let mut delegates = roles.iter().map(|role| role.delegate);
        let first = delegates.next();
        delegates.any(|other| Some(other) != first)
    };
    let shared = named.into_iter().filter(|(_, roles)| several(roles));
    let shared = shared.map(|(address, roles)| SharedAddress {
        address,
        roles: roles.into_iter().collect(),
    });
    shared.collect()
}

/// The groups of delegates under common control: joined by [`shared_addresses`], and through each other. Groups, and members
/// within one, stand in the order of `delegates`; who shares nothing with anybody is in none.
pub fn common_control(
    delegates: &[DelegateRoles],
    is_excepted: impl Fn(ControlRole, Address) -> bool,
) -> Vec<ControlGroup> {
    let shared = shared_addresses(delegates, is_excepted);
    let places = delegates.iter().enumerate().map(|(place, one)| (one.delegate, place));
    // Where a delegate stands first, should a list name one twice.
    let places: BTreeMap<Address, usize> = places.rev().collect();
    // The group of each: the place of its first member.
    let mut group_of: Vec<usize> = (0..delegates.len()).collect();
    for one in &shared {
        let members = one.roles.iter().filter_map(|role| places.get(&role.delegate));
        let joined: BTreeSet<usize> = members.map(|place| group_of[*place]).collect();
        if let Some(first) = joined.first() {
            for group in group_of.iter_mut().filter(|group| joined.contains(group)) {
                *group = *first;
            }
        }
    }
    let mut groups: BTreeMap<usize, ControlGroup> = BTreeMap::new();
    for one in shared {
        let first = one.roles.first().and_then(|role| places.get(&role.delegate));
        if let Some(place) = first {
            let group = groups.entry(group_of[*place]).or_insert_with(|| ControlGroup {
                members: Vec::new(),
                shared: Vec::new(),
            });
            group.shared.push(one);
        }
    }
    for (place, one) in delegates.iter().enumerate() {
        if let Some(group) = groups
            .get_mut(&group_of[place])
            .filter(|_| places[&one.delegate] == place)
        {
            group.members.push(one.delegate);
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests;
