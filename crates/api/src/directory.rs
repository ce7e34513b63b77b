//! The directory of delegates: the seed of its fair order, and who stands behind several of them.

use ballast_domain::{
    Address, Epoch, Hash, Height, Votes,
    directory::{SharedAddress, listed},
};
use serde::{Deserialize, Serialize};

/// What the fair order of delegates is made from in an epoch (`ballast_domain::directory::fair_order`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderSeed {
    /// The epoch that runs.
    pub epoch: Epoch,
    /// Its first block.
    pub block: Height,
    /// That block's hash.
    pub seed: Hash,
}

/// The groups of delegates under common control, as far as their addresses tell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CommonControl {
    /// The groups, that of the delegate with the most votes first.
    pub groups: Vec<ControlGroupView>,
    /// How many delegates are elected for the running epoch, 36 on mainnet; none where the node does not say.
    pub elected: Option<u64>,
    /// True where it is known whose buckets stand as self-stakes; else no endorser joins any.
    pub endorsers_known: bool,
    /// Reward addresses that several delegates share and of which no node said whether they are contracts: they join none.
    pub unread: Vec<Address>,
}

/// Delegates that count as one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlGroupView {
    /// Who they are, by votes, the most first; two at least.
    pub members: Vec<ControlMember>,
    /// The addresses that join them.
    pub shared: Vec<SharedAddress>,
    /// Their votes together.
    pub votes: Votes,
    /// How many of them are elected for the running epoch; none where the node does not say.
    pub elected: Option<u64>,
}

/// A delegate of a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ControlMember {
    /// Its permanent id.
    pub id: Address,
    /// Its name.
    pub name: String,
    /// The delegate's election for the running epoch; none where the node does not say.
    pub elected: Option<bool>,
}

impl ControlGroupView {
    /// The members by their names: `fathom, keel and squall`.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.members.iter().map(|member| member.name.as_str()).collect();
        listed(&names)
    }

    /// What joins them, a sentence for each address.
    pub fn basis(&self) -> Vec<String> {
        let name = |id: Address| {
            let member = self.members.iter().find(|member| member.id == id);
            member.map_or_else(|| id.to_string(), |member| member.name.clone())
        };
        let sentence = |shared: &SharedAddress| format!("{}.", shared.sentence(name));
        self.shared.iter().map(sentence).collect()
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::directory::{ControlRole, RoleOf};

    use super::*;

    #[test]
    fn a_group_tells_its_members_and_what_joins_them() {
        let [one, two, stranger, shared] = [1, 2, 3, 9].map(|number| Address::from_bytes([number; 20]));
        let role = |role, delegate| RoleOf { role, delegate };
        let member = |id, name: &str| ControlMember {
            id,
            name: name.into(),
            elected: None,
        };
        let mut group = ControlGroupView {
            members: vec![member(one, "fathom"), member(two, "keel")],
            shared: vec![SharedAddress {
                address: shared,
                roles: vec![role(ControlRole::Reward, one), role(ControlRole::Reward, two)],
            }],
            votes: Votes::ZERO,
            elected: None,
        };
        assert_eq!(group.names(), "fathom and keel");
        assert_eq!(
            group.basis(),
            [format!("{shared} is the reward address of fathom and keel.")]
        );
        group.members.push(member(stranger, "squall"));
        assert_eq!(group.names(), "fathom, keel and squall");
    }
}
