//! The figures, from what was read.

use std::collections::BTreeMap;

use ballast_api::{FigureInput, FigureRead, FigureValue, FigureView};
use ballast_chain::{Elected, StakingTotals};
use ballast_domain::{
    Address, Candidate, Snapshot, Votes,
    directory::{NetworkFigure, gini, nakamoto, share_of_top},
};

use super::super::control::Controlled;

/// What was read of the network.
pub(super) struct Read<'a> {
    /// All delegates.
    pub(super) candidates: &'a Snapshot<Vec<Candidate>>,
    /// Who is elected for the running epoch; none where the node does not say.
    pub(super) elected: Option<&'a Snapshot<Vec<Elected>>>,
    /// All that is staked; none where the node does not say.
    pub(super) staked: Option<Snapshot<StakingTotals>>,
    /// Who stands behind several delegates.
    pub(super) controlled: &'a Controlled,
}

/// Elected delegates that count as one.
#[derive(Default)]
struct Party {
    names: Vec<String>,
    places: u64,
    votes: Votes,
}

impl Read<'_> {
    /// Every figure.
    pub(super) fn all(&self) -> BTreeMap<NetworkFigure, FigureView> {
        NetworkFigure::ALL
            .into_iter()
            .map(|figure| (figure, self.figure(figure)))
            .collect()
    }

    fn figure(&self, figure: NetworkFigure) -> FigureView {
        let all = &self.candidates.value;
        let votes: Vec<u128> = all.iter().map(|one| one.votes.rau()).collect();
        let of_votes = |value| FigureView {
            value,
            notes: Vec::new(),
            reads: vec![self.votes_of_all()],
        };
        match figure {
            NetworkFigure::Staked => self.staked(),
            NetworkFigure::StakedShare => FigureView {
                notes: vec!["No node tells how many IOTX there are.".to_owned()],
                value: None,
                ..self.staked()
            },
            NetworkFigure::TotalVotes => of_votes(Some(FigureValue::Votes(all.iter().map(|one| one.votes).sum()))),
            NetworkFigure::Delegates => of_votes(Some(FigureValue::Count(all.len() as u64))),
            NetworkFigure::TopTenShare => of_votes(share_of_top(&votes, 10).map(FigureValue::BasisPoints)),
            NetworkFigure::Gini => of_votes(gini(&votes).map(FigureValue::BasisPoints)),
            NetworkFigure::Elected => self.of_elected(|elected| FigureView {
                value: Some(FigureValue::Count(elected.value.len() as u64)),
                notes: Vec::new(),
                reads: vec![self.votes_of_elected(elected)],
            }),
            NetworkFigure::NakamotoByVotes => self.of_elected(|elected| {
                let weights: Vec<u128> = elected.value.iter().map(|one| one.votes.rau()).collect();
                FigureView {
                    value: nakamoto(&weights).map(FigureValue::Parties),
                    notes: Vec::new(),
                    reads: vec![self.votes_of_elected(elected)],
                }
            }),
            NetworkFigure::NakamotoByControl => {
                self.of_parties(|party| (u128::from(party.places), FigureValue::Count(party.places)))
            }
            NetworkFigure::NakamotoByControlVotes => {
                self.of_parties(|party| (party.votes.rau(), FigureValue::Votes(party.votes)))
            }
        }
    }

    fn staked(&self) -> FigureView {
        let amount = |totals: StakingTotals| FigureValue::Amount(totals.amount);
        let read = self.staked.clone().map(|read| {
            read.map(|totals| FigureRead {
                what: "what the staking protocol holds".to_owned(),
                inputs: vec![input("all buckets", amount(totals))],
            })
        });
        FigureView {
            value: self.staked.as_ref().map(|read| amount(read.value)),
            notes: match read {
                Some(_) => Vec::new(),
                None => vec!["The node does not say how much is staked.".to_owned()],
            },
            reads: read.into_iter().collect(),
        }
    }

    fn of_elected(&self, reckon: impl Fn(&Snapshot<Vec<Elected>>) -> FigureView) -> FigureView {
        self.elected.map_or_else(
            || FigureView {
                value: None,
                notes: vec!["The node does not say who is elected.".to_owned()],
                reads: Vec::new(),
            },
            reckon,
        )
    }

    /// A coefficient of the elected, those under common control together.
    fn of_parties(&self, weight: impl Fn(&Party) -> (u128, FigureValue)) -> FigureView {
        self.of_elected(|elected| {
            let parties = self.parties(&elected.value);
            let weights: Vec<u128> = parties.iter().map(|party| weight(party).0).collect();
            let row = |party: &Party| input(party.names.join(" + "), weight(party).1);
            let told = FigureRead {
                what: "those elected for the running epoch, by parties".to_owned(),
                inputs: parties.iter().map(row).collect(),
            };
            let addresses = FigureRead {
                what: "the addresses that delegates name".to_owned(),
                inputs: Vec::new(),
            };
            FigureView {
                value: nakamoto(&weights).map(FigureValue::Parties),
                notes: self.doubts(&elected.value),
                reads: vec![
                    elected.origin().map(|()| told),
                    self.candidates.origin().map(|()| addresses),
                ],
            }
        })
    }

    /// What is not known of who stands behind delegates.
    fn doubts(&self, elected: &[Elected]) -> Vec<String> {
        let mut doubts = Vec::new();
        if !self.controlled.endorsers_known {
            doubts.push("The node does not say who endorses delegates: endorsers join none here.".to_owned());
        }
        let contract_or_not =
            |address: &Address| format!("Whether {address} is a contract is not known: it joins none here.");
        doubts.extend(self.controlled.unread.iter().map(contract_or_not));
        match elected.iter().filter(|one| self.candidate(one).is_none()).count() {
            0 => {}
            unknown => doubts.push(format!(
                "{unknown} of the elected are not in the list of delegates by their operators, and count each alone."
            )),
        }
        doubts
    }

    /// The elected, those under common control together, in the order of the election.
    fn parties(&self, elected: &[Elected]) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        // A group is known by its first member's id, who is alone by its operator, which may be the same address.
        let mut place_of: BTreeMap<(bool, Address), usize> = BTreeMap::new();
        for one in elected {
            let candidate = self.candidate(one);
            let group =
                candidate.and_then(|found| self.controlled.groups.iter().find(|g| g.members.contains(&found.id)));
            let first = group.and_then(|group| group.members.first());
            let key = first.map_or((false, one.operator), |first| (true, *first));
            let place = *place_of.entry(key).or_insert_with(|| {
                parties.push(Party::default());
                parties.len() - 1
            });
            if let Some(party) = parties.get_mut(place) {
                party
                    .names
                    .push(candidate.map_or_else(|| one.operator.to_string(), |found| found.name.clone()));
                party.places += 1;
                party.votes = party.votes.saturating_add(one.votes);
            }
        }
        parties
    }

    fn candidate(&self, elected: &Elected) -> Option<&Candidate> {
        self.candidates
            .value
            .iter()
            .find(|one| one.operator == elected.operator)
    }

    fn votes_of_all(&self) -> Snapshot<FigureRead> {
        let row = |one: &Candidate| input(one.name.clone(), FigureValue::Votes(one.votes));
        let inputs = self.candidates.value.iter().map(row).collect();
        self.candidates.origin().map(|()| FigureRead {
            what: "the votes of all delegates".to_owned(),
            inputs,
        })
    }

    fn votes_of_elected(&self, elected: &Snapshot<Vec<Elected>>) -> Snapshot<FigureRead> {
        let row = |one: &Elected| {
            let name = self
                .candidate(one)
                .map_or_else(|| one.operator.to_string(), |found| found.name.clone());
            input(name, FigureValue::Votes(one.votes))
        };
        let inputs = elected.value.iter().map(row).collect();
        elected.origin().map(|()| FigureRead {
            what: "those elected for the running epoch".to_owned(),
            inputs,
        })
    }
}

fn input(name: impl Into<String>, value: FigureValue) -> FigureInput {
    FigureInput {
        name: name.into(),
        value,
    }
}

#[cfg(test)]
mod tests;
