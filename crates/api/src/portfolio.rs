//! What an account holds.

use ballast_domain::{Address, Amount, Bucket, BucketState, Free, Phrase, Refusal, Snapshot, Step, Timestamp, Votes};
use serde::{Deserialize, Serialize};

use crate::Failure;

/// A step that a bucket has ahead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// The rule that forbids it now; none when it is legal.
    pub refusal: Option<Refusal>,
}

/// A bucket in the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketRow {
    /// The bucket.
    pub bucket: Bucket,
    /// The delegate's name; none when it is not registered any more or the bucket is muted.
    pub delegate: Option<String>,
    /// Whether it is the delegate's self-stake.
    pub self_stake: bool,
    /// Its state in the chain's next block; the date of one that counts in blocks is an estimate at the network's pace.
    pub state: Option<BucketState>,
    /// Its votes; none when they cannot be computed.
    pub votes: Option<Votes>,
    /// When the money could be in hand at the earliest.
    pub free: Option<Free>,
    /// What its owner can do with it, the next step first, and whether the chain's rules allow it now.
    pub steps: Vec<StepView>,
    /// How the person calls it; may be empty.
    pub label: String,
    /// What the person wrote beside it; may be empty.
    pub note: String,
    /// The group the person put it in; may be empty.
    pub group: String,
}

/// The table of buckets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Buckets {
    /// Native and NFT buckets of the asked accounts.
    pub rows: Snapshot<Vec<BucketRow>>,
}

/// The first rows of the table of buckets, read before the others are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstBuckets {
    /// The rows.
    pub rows: Snapshot<Vec<BucketRow>>,
    /// Whether there are no others.
    pub whole: bool,
}

/// What there is in the table of buckets, whose rows are asked for page by page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketTable {
    /// Each page's mark: while it stays the same, so do the page's rows. Another opening of a network has other marks.
    pub pages: Snapshot<Vec<u64>>,
}

/// A page of the table of buckets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketPage {
    /// Its rows; none when the table was read anew meanwhile and the page became another.
    pub rows: Option<Vec<BucketRow>>,
}

/// Something that happens by itself or becomes possible.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NextEvent {
    /// When, on the chain's clock.
    pub at: Timestamp,
    /// What, as a short sentence.
    pub title: String,
    /// The title in pieces, of which some lead to what they name.
    #[serde(default)]
    pub says: Phrase,
    /// With what.
    pub detail: String,
    /// The detail in pieces, of which some lead to what they name.
    #[serde(default)]
    pub about: Phrase,
    /// Whether it is possible now.
    pub due: bool,
}

/// The soonest of what comes next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Upcoming {
    /// At most [`Upcoming::SHOWN`], the soonest first.
    pub soonest: Vec<NextEvent>,
    /// How many there are in all.
    pub all: u64,
}

impl Upcoming {
    /// As many as stand beside the last actions.
    pub const SHOWN: usize = 5;
}

/// What is held and what is due: the first screen's figures. Each is none where the node did not say; the accounts and
/// their history are this computer's own and do not depend on a node.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// The account, or none for all accounts together.
    pub account: Option<Address>,
    /// IOTX at hand.
    pub liquid: Option<Snapshot<Amount>>,
    /// In buckets that vote.
    pub staked: Option<Amount>,
    /// In how many buckets.
    pub staked_in: Option<u64>,
    /// In buckets that are unstaked.
    pub unstaking: Option<Amount>,
    /// In how many buckets.
    pub unstaking_in: Option<u64>,
    /// Votes of all buckets.
    pub votes: Option<Votes>,
    /// What comes next; the calendar has all of it.
    pub next: Option<Upcoming>,
    /// What is watched beside one's own accounts, of all accounts together: no part of the figures above. None where
    /// nothing is, or one account was asked for.
    #[serde(default)]
    pub watched: Option<Watched>,
    /// Why the first of the unknown figures is not known.
    pub failure: Option<Failure>,
}

/// What accounts hold that are only watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Watched {
    /// How many they are.
    pub accounts: u64,
    /// All that they hold, buckets too; none where the node did not say.
    pub total: Option<Amount>,
}

impl Home {
    /// All of it; none when a part is unknown.
    pub fn total(&self) -> Option<Amount> {
        Some(
            self.liquid
                .as_ref()?
                .value
                .saturating_add(self.staked?)
                .saturating_add(self.unstaking?),
        )
    }

    /// With the figures of an earlier answer, age and all, where this one's are unknown. All or none of them: money
    /// that moved between two readings must not be counted twice.
    pub fn or_earlier(self, earlier: Option<&Self>) -> Self {
        let same = earlier.filter(|e| self.failure.is_some() && e.account == self.account);
        match same.filter(|e| e.total().is_some()) {
            Some(earlier) => Self {
                failure: self.failure,
                ..earlier.clone()
            },
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::Height;

    use super::*;
    use crate::FailureKind;

    fn home(liquid: Option<u64>, staked: Option<u64>) -> Home {
        let at = |iotx| Snapshot {
            value: Amount::from_iotx(iotx),
            height: Height(9),
            node: "node".into(),
            at: Timestamp::from_seconds(5),
        };
        let known = liquid.is_some() && staked.is_some();
        Home {
            account: None,
            liquid: liquid.map(at),
            staked: staked.map(Amount::from_iotx),
            staked_in: staked.map(|_| 1),
            unstaking: staked.map(|_| Amount::ZERO),
            unstaking_in: staked.map(|_| 0),
            votes: None,
            next: staked.map(|_| Upcoming {
                soonest: Vec::new(),
                all: 0,
            }),
            watched: None,
            failure: (!known).then(|| Failure::new(FailureKind::Offline, "chain.timeout", "No answer.")),
        }
    }

    #[test]
    fn earlier_figures_stand_in_for_unknown_ones_all_together() {
        let earlier = home(Some(70), Some(30));
        let now = home(Some(0), None).or_earlier(Some(&earlier));
        assert_eq!(now.total(), Some(Amount::from_iotx(100)), "not 30 earlier and 0 now");
        assert!(now.failure.is_some(), "and the cause is told all the same");
    }

    #[test]
    fn figures_that_are_known_stand_and_others_accounts_do_not_stand_in() {
        let earlier = home(Some(70), Some(30));
        assert_eq!(
            home(Some(1), Some(2)).or_earlier(Some(&earlier)),
            home(Some(1), Some(2))
        );
        let other = Home {
            account: Some(Address::from_bytes([1; 20])),
            ..home(None, None)
        };
        assert_eq!(other.clone().or_earlier(Some(&earlier)), other);
        assert_eq!(home(None, None).or_earlier(None).total(), None);
    }
}
