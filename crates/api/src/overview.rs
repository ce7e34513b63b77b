//! The network as a whole in figures, each with what it was reckoned from.

use std::collections::BTreeMap;

use ballast_domain::{
    Amount, Epoch, Height, Snapshot, Votes,
    directory::{BasisPoints, Nakamoto, NetworkFigure},
    grouped,
};
use serde::{Deserialize, Serialize};

/// The network as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The epoch that runs.
    pub epoch: Epoch,
    /// Every figure.
    pub figures: BTreeMap<NetworkFigure, FigureView>,
}

/// A figure, and where it is from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureView {
    /// The figure's value; none where that is not known.
    pub value: Option<FigureValue>,
    /// Why it is not known, or what of it is not, as sentences.
    pub notes: Vec<String>,
    /// What was read for it, each with its block and its node.
    pub reads: Vec<Snapshot<FigureRead>>,
}

/// What was read for a figure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureRead {
    /// The name, in words, of what was read.
    pub what: String,
    /// The numbers that go into the figure.
    pub inputs: Vec<FigureInput>,
}

/// A number that goes into a figure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureInput {
    /// Whose, or what for: a delegate's name, those of a party.
    pub name: String,
    /// How much.
    pub value: FigureValue,
}

/// What a figure says, in its own unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FigureValue {
    /// Money in Rau.
    Amount(Amount),
    /// Vote weight in Rau-votes.
    Votes(Votes),
    /// A number of things.
    Count(u64),
    /// A part of a whole in hundredths of a percent.
    BasisPoints(BasisPoints),
    /// How many parties hold a third or more, and more than a half.
    Parties(Nakamoto),
}

impl FigureView {
    /// The oldest block that it stands on; none where nothing was read.
    pub fn height(&self) -> Option<Height> {
        self.reads.iter().map(|read| read.height).min()
    }
}

impl FigureValue {
    /// As people read it, with its unit and cut to what a list has room for.
    pub fn for_people(self) -> String {
        match self {
            Self::Amount(amount) => format!("{} IOTX", amount.in_brief()),
            Self::Votes(votes) => format!("{} votes", votes.in_brief()),
            Self::Count(count) => grouped(count),
            Self::BasisPoints(points) => points.in_percent(),
            Self::Parties(Nakamoto { third, half }) => format!("{third} for a third, {half} for a half"),
        }
    }

    /// As a bare number, exact: IOTX, votes with all their decimals. For whoever recomputes a figure.
    pub fn exact(self) -> String {
        match self {
            Self::Amount(amount) => amount.to_iotx(),
            Self::Votes(votes) => votes.to_iotx(),
            Self::Count(count) => count.to_string(),
            Self::BasisPoints(_) | Self::Parties(_) => self.for_people(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_names_its_unit_and_amounts_are_exact() {
        for (value, wire, words) in [
            (
                FigureValue::Amount(Amount::from_iotx(7)),
                json!({ "amount": "7000000000000000000" }),
                "7 IOTX",
            ),
            (FigureValue::Count(36), json!({ "count": 36 }), "36"),
            (
                FigureValue::BasisPoints(BasisPoints::WHOLE),
                json!({ "basisPoints": 10_000 }),
                "100 %",
            ),
            (
                FigureValue::Parties(Nakamoto { third: 12, half: 19 }),
                json!({ "parties": { "third": 12, "half": 19 } }),
                "12 for a third, 19 for a half",
            ),
        ] {
            assert_eq!(serde_json::to_value(value).unwrap(), wire);
            assert_eq!(value.for_people(), words);
        }
    }

    #[test]
    fn figures_are_called_by_their_ids_on_the_wire() {
        let figure = FigureView {
            value: None,
            notes: Vec::new(),
            reads: Vec::new(),
        };
        assert_eq!(figure.height(), None);
        let overview = Overview {
            epoch: Epoch(1),
            figures: BTreeMap::from([(NetworkFigure::TopTenShare, figure)]),
        };
        let wire = serde_json::to_value(&overview).unwrap();
        assert!(wire["figures"]["topTenShare"]["value"].is_null(), "{wire}");
        assert_eq!(serde_json::from_value::<Overview>(wire).unwrap(), overview);
    }
}
