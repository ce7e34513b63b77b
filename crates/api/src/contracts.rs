//! The contracts of a network, with whose word they are.

use ballast_domain::{Contracts, NamedContract, Network};
use serde::{Deserialize, Serialize};

/// The contracts of the open network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContractsView {
    /// The network whose contracts these are.
    pub network: Network,
    /// EVM chain id.
    pub chain_id: u64,
    /// Those that are used: the person's, and where they gave none, those that the wallet knows or found.
    pub contracts: Contracts,
    /// Those of the person's file; none where there is none.
    pub given: Option<Contracts>,
}

impl ContractsView {
    /// Each that is used, and whether it stands in the person's file.
    pub fn rows(&self) -> Vec<(NamedContract, bool)> {
        let given = self.given.as_ref().map(Contracts::all).unwrap_or_default();
        let all = self.contracts.all().into_iter();
        all.map(|one| {
            let by_person = given.contains(&one);
            (one, by_person)
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Address;

    use super::*;

    #[test]
    fn what_stands_in_the_persons_file_is_told_from_what_is_known() {
        let [known, given] = [1, 2].map(|n| Some(Address::from_bytes([n; 20])));
        let file = Contracts {
            auto_deposit: given,
            ..Contracts::default()
        };
        let all = Contracts {
            delegate_profile: known,
            ..file.clone()
        };
        let view = ContractsView {
            network: Network::Practice,
            chain_id: 468_900,
            contracts: all,
            given: Some(file),
        };
        let rows: Vec<_> = view.rows().into_iter().map(|(one, given)| (one.field, given)).collect();
        assert_eq!(
            rows,
            [("delegateProfile".to_owned(), false), ("autoDeposit".to_owned(), true)]
        );
    }
}
