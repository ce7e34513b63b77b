//! The figures of the network as a whole: what each is called and how it is reckoned.

use serde::{Deserialize, Serialize};

/// A figure of the network as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NetworkFigure {
    /// All money that is staked.
    Staked,
    /// Its part of all IOTX there are.
    StakedShare,
    /// All votes for all delegates.
    TotalVotes,
    /// How many delegates are registered.
    Delegates,
    /// How many are elected for the running epoch.
    Elected,
    /// The Nakamoto coefficient of the elected by their votes, each delegate a party.
    NakamotoByVotes,
    /// The Nakamoto coefficient of the elected by their places, delegates under common control one party.
    NakamotoByControl,
    /// The Nakamoto coefficient of the elected by their votes, delegates under common control one party.
    NakamotoByControlVotes,
    /// The part of all votes that the ten delegates with the most have.
    TopTenShare,
    /// The Gini coefficient of the votes of all delegates.
    Gini,
}

impl NetworkFigure {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Staked,
        Self::StakedShare,
        Self::TotalVotes,
        Self::Delegates,
        Self::Elected,
        Self::NakamotoByVotes,
        Self::NakamotoByControl,
        Self::NakamotoByControlVotes,
        Self::TopTenShare,
        Self::Gini,
    ];

    /// What it is called in JSON and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Staked => "staked",
            Self::StakedShare => "stakedShare",
            Self::TotalVotes => "totalVotes",
            Self::Delegates => "delegates",
            Self::Elected => "elected",
            Self::NakamotoByVotes => "nakamotoByVotes",
            Self::NakamotoByControl => "nakamotoByControl",
            Self::NakamotoByControlVotes => "nakamotoByControlVotes",
            Self::TopTenShare => "topTenShare",
            Self::Gini => "gini",
        }
    }

    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Staked => "Staked",
            Self::StakedShare => "Staked share of all IOTX",
            Self::TotalVotes => "Votes for all delegates",
            Self::Delegates => "Delegates",
            Self::Elected => "Elected",
            Self::NakamotoByVotes => "Nakamoto coefficient by votes",
            Self::NakamotoByControl => "Nakamoto coefficient by places, common control as one",
            Self::NakamotoByControlVotes => "Nakamoto coefficient by votes, common control as one",
            Self::TopTenShare => "Votes of the top 10",
            Self::Gini => "Gini coefficient of votes",
        }
    }

    /// How it is reckoned, as sentences.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Staked => {
                "The money in all buckets, native and NFT, as the staking protocol counts it (compositeTotalStakingAmount)."
            }
            Self::StakedShare => "What is staked, divided by all IOTX there are.",
            Self::TotalVotes => {
                "The sum of the votes of all registered delegates. Votes are not cut here for those on probation."
            }
            Self::Delegates => "The number of registered delegates, those among them that cannot be elected included.",
            Self::Elected => {
                "The number of delegates from whom the block makers of the running epoch were drawn (BlockProducersByEpoch)."
            }
            Self::NakamotoByVotes => {
                "The least number of elected delegates that together have a third or more, and more than a half, of the \
                 votes of all elected. Votes are those of the epoch's election, cut for those on probation."
            }
            Self::NakamotoByControl => {
                "The least number of parties that together hold a third or more, and more than a half, of the places of \
                 the elected. Each place is as likely as any other to be drawn to make blocks, with one vote in the \
                 consensus: a third of the places is on average a third of those drawn, which can stop the chain. Delegates \
                 that share an owner, operator, reward address or endorser, in whatever roles, are one party; a contract \
                 that pays out rewards joins none."
            }
            Self::NakamotoByControlVotes => {
                "The least number of parties that together have a third or more, and more than a half, of the votes of \
                 all elected. Delegates that share an owner, operator, reward address or endorser, in whatever roles, are \
                 one party; a contract that pays out rewards joins none."
            }
            Self::TopTenShare => {
                "The votes of the ten delegates that have the most, divided by the votes for all delegates; rounded to the \
                 nearest hundredth of a percent."
            }
            Self::Gini => {
                "Of the votes x(1) to x(n) of all n delegates, the smallest first: the sum of (2i − n − 1)·x(i), divided by \
                 n times the sum of x. 0 where all have as many, and nearer to 100 % the more one of many has; rounded to the \
                 nearest hundredth of a percent."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_has_a_name_of_its_own_which_json_uses_too() {
        for figure in NetworkFigure::ALL {
            assert_eq!(serde_json::to_value(figure).unwrap(), figure.id());
        }
        let words: BTreeSet<_> = NetworkFigure::ALL.iter().map(|figure| figure.word()).collect();
        assert_eq!(words.len(), NetworkFigure::ALL.len());
        assert!(NetworkFigure::ALL.is_sorted(), "shown in the order of a map");
    }
}
