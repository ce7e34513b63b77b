//! How a delegate pays its voters, as far as a chain tells (zanzibar.md §5, §6, §16), and the words for it.

use serde::{Deserialize, Serialize};

use crate::{Address, Candidate, Commission, Portions, RewardSnapshot, actions::percent};

/// Who pays a delegate's voters, if anybody does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PayoutMode {
    /// The protocol.
    Protocol,
    /// The protocol, from the next freeze on: the owner opted in, and no freeze has come since. Until then it does not.
    OptedIn,
    /// Hermes: the rewards go into one of its vaults, and the protocol does not pay. The vault alone proves nothing since
    /// Zanzibar.
    Hermes,
    /// Not the protocol: the delegate by hand, if at all.
    ByHand,
    /// Nobody, by the delegate's choice: the protocol would, and both portions are zero.
    Nothing,
    /// Nobody: the protocol would, and a portion is missing or none.
    Unset,
}

impl PayoutMode {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Protocol,
        Self::OptedIn,
        Self::Hermes,
        Self::ByHand,
        Self::Nothing,
        Self::Unset,
    ];

    /// How a delegate pays with this reward address, by what was written down of it at its last freeze: none where it never
    /// was, and then the protocol does not pay. Whether it was opted in since, as far as that is known, counts then alone.
    pub fn of(reward: Address, vaults: &[Address], written: Option<&RewardSnapshot>, opted_in: bool) -> Self {
        match written.map(|written| written.commission) {
            Some(commission) if !commission.configured => Self::Unset,
            Some(commission) if voters(commission) == (0, 0) => Self::Nothing,
            Some(_) => Self::Protocol,
            None if opted_in => Self::OptedIn,
            None if vaults.contains(&reward) => Self::Hermes,
            None => Self::ByHand,
        }
    }

    /// Whether the protocol routes the delegate's rewards now: then claims have nothing to do with them.
    pub const fn is_by_protocol(self) -> bool {
        matches!(self, Self::Protocol | Self::Nothing | Self::Unset)
    }

    /// A few words, for a table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Protocol => "By the protocol",
            Self::OptedIn => "By the protocol from the next freeze",
            Self::Hermes => "By Hermes",
            Self::ByHand => "By hand, if at all",
            Self::Nothing => "Nothing",
            Self::Unset => "Nothing: unset",
        }
    }

    /// What it means, as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Protocol => "The protocol itself pays the voters after each reward era.",
            Self::OptedIn => {
                "The delegate is opted in: from the next freeze on the protocol pays the voters. Until then it does not."
            }
            Self::Hermes => {
                "The rewards go to a vault of Hermes, which pays the voters by itself: the protocol does not."
            }
            Self::ByHand => "The protocol does not pay the voters: the delegate does by hand, if at all.",
            Self::Nothing => "The protocol pays, and by the delegate's own choice nothing of it is the voters'.",
            Self::Unset => {
                "The protocol pays, but a portion of the delegate is not set or is none: the voters get nothing."
            }
        }
    }
}

/// How a delegate pays its voters: now, and by what it says from the next freeze on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VoterPayout {
    /// Who pays.
    pub mode: PayoutMode,
    /// What the delegate keeps until the next freeze, where the protocol pays.
    pub commission: Option<Commission>,
    /// What its profile says now, which counts from the next freeze on; none where that could not be read.
    pub portions: Option<Portions>,
}

impl VoterPayout {
    /// How a delegate pays, by what was written down of it at its last freeze, whether it was opted in since, and by what its
    /// profile says.
    pub fn of(
        candidate: &Candidate,
        vaults: &[Address],
        written: Option<&RewardSnapshot>,
        opted_in: bool,
        portions: Option<Portions>,
    ) -> Self {
        Self {
            mode: PayoutMode::of(candidate.reward, vaults, written, opted_in),
            commission: written.map(|written| written.commission),
            portions,
        }
    }

    /// What the delegate keeps from the next freeze on by its profile; none where that could not be read.
    pub fn next(&self) -> Option<Commission> {
        self.portions.map(Portions::commission)
    }

    /// Whether votes up to the next freeze bring anything by the protocol: it pays, or does from then on, and a part of the rewards is the voters' now, or
    /// will be from then on by the profile.
    pub fn rewards_votes(&self) -> bool {
        let gives = |commission: Commission| voters(commission) != (0, 0);
        self.is_by_protocol_next() && (self.commission.is_some_and(gives) || self.next().is_some_and(gives))
    }

    /// Whether the protocol pays from the next freeze on: its word is for good.
    const fn is_by_protocol_next(&self) -> bool {
        self.mode.is_by_protocol() || matches!(self.mode, PayoutMode::OptedIn)
    }

    /// `By the protocol: 85 % / 90 %`, the voters' parts of block and of epoch rewards; of a delegate that the protocol does not
    /// pay for without them.
    pub fn in_brief(&self) -> String {
        let word = self.mode.word();
        match (self.mode, self.commission) {
            (PayoutMode::Protocol, Some(commission)) => format!("{word}: {}", parts(commission, " / ")),
            _ => word.to_owned(),
        }
    }

    /// Who pays, what the voters' parts are, and what changes with the next freeze, as sentences.
    pub fn explanation(&self) -> String {
        let mut told = self.mode.sentence().to_owned();
        if let (PayoutMode::Protocol, Some(commission)) = (self.mode, self.commission) {
            told += &format!(" The voters' part is {}.", of_rewards(commission));
        }
        let next = self.next().filter(|next| Some(*next) != self.commission);
        let it = match self.mode {
            PayoutMode::Protocol => "it",
            _ => "the voters' part",
        };
        match (next, self.is_by_protocol_next()) {
            (Some(next), true) if next.configured => {
                told += &format!(" From the next freeze on {it} is {}.", of_rewards(next));
            }
            (Some(_), true) => {
                told += &format!(" From the next freeze on {it} is nothing: a portion is not set, or is none.");
            }
            (Some(next), false) if next.configured => {
                told += &format!(
                    " Its profile says {}, which the protocol does not hold it to.",
                    of_rewards(next)
                );
            }
            _ => {}
        }
        told
    }
}

/// The voters' parts of block and of epoch rewards in basis points.
fn voters(commission: Commission) -> (u16, u16) {
    let part = |bps: u64| u16::try_from(10_000_u64.saturating_sub(bps)).unwrap_or_default();
    (part(commission.block_bps), part(commission.epoch_bps))
}

fn parts(commission: Commission, between: &str) -> String {
    let (block, epoch) = voters(commission);
    format!("{}{between}{}", percent(block), percent(epoch))
}

/// `85 % of block and 90 % of epoch rewards`.
fn of_rewards(commission: Commission) -> String {
    format!("{} of epoch rewards", parts(commission, " of block and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Height, Portion, Votes};

    const REWARD: Address = Address::from_bytes([1; 20]);
    const VAULT: Address = Address::from_bytes([2; 20]);

    fn written(block: Portion, epoch: Portion) -> RewardSnapshot {
        RewardSnapshot {
            commission: Commission::of(block, epoch),
            total_weight: Votes::ZERO,
            freeze_height: Height(31),
            self_stake_bucket: None,
        }
    }

    #[test]
    fn a_vault_proves_hermes_only_where_the_protocol_does_not_pay() {
        let of = |reward, written: Option<&RewardSnapshot>| PayoutMode::of(reward, &[VAULT], written, false);
        assert_eq!(of(VAULT, None), PayoutMode::Hermes);
        assert_eq!(of(REWARD, None), PayoutMode::ByHand);
        let moved_over = written(Portion::Set(8_500), Portion::Set(9_000));
        assert_eq!(of(VAULT, Some(&moved_over)), PayoutMode::Protocol);
    }

    #[test]
    fn an_opt_in_is_told_until_its_first_freeze_and_is_no_payout_before() {
        let of = |reward, written: Option<&RewardSnapshot>| PayoutMode::of(reward, &[VAULT], written, true);
        assert_eq!(of(REWARD, None), PayoutMode::OptedIn);
        assert_eq!(
            of(VAULT, None),
            PayoutMode::OptedIn,
            "Hermes has its last payout before it"
        );
        let frozen = written(Portion::Set(8_500), Portion::Set(9_000));
        assert_eq!(of(REWARD, Some(&frozen)), PayoutMode::Protocol);
        assert!(!PayoutMode::OptedIn.is_by_protocol());
        let payout = |block, epoch| VoterPayout {
            mode: PayoutMode::OptedIn,
            commission: None,
            portions: Some(Portions { block, epoch }),
        };
        let both = payout(Portion::Set(8_500), Portion::Set(9_000));
        assert_eq!(both.in_brief(), "By the protocol from the next freeze");
        let told = both.explanation();
        assert!(
            told.ends_with("From the next freeze on the voters' part is 85 % of block and 90 % of epoch rewards."),
            "{told}"
        );
        assert!(both.rewards_votes(), "those votes are what is frozen");
        let one = payout(Portion::Set(8_500), Portion::Unset);
        assert!(one.explanation().contains("the voters' part is nothing"));
        assert!(!one.rewards_votes());
    }

    #[test]
    fn nothing_by_choice_is_told_from_nothing_by_mistake() {
        let of = |block, epoch| PayoutMode::of(REWARD, &[], Some(&written(block, epoch)), false);
        assert_eq!(of(Portion::Set(0), Portion::Set(0)), PayoutMode::Nothing);
        assert_eq!(
            of(Portion::Set(0), Portion::Set(1)),
            PayoutMode::Protocol,
            "one is enough"
        );
        for wrong in [Portion::Unset, Portion::Invalid] {
            assert_eq!(of(Portion::Set(9_000), wrong), PayoutMode::Unset);
        }
        assert!(PayoutMode::ALL.iter().filter(|mode| mode.is_by_protocol()).count() == 3);
    }

    #[test]
    fn what_is_in_force_and_what_comes_with_the_next_freeze_is_told() {
        let portions = |block, epoch| Some(Portions { block, epoch });
        let now = Commission::of(Portion::Set(8_500), Portion::Set(9_000));
        let payout = |mode, commission, portions| VoterPayout {
            mode,
            commission,
            portions,
        };
        let same = payout(
            PayoutMode::Protocol,
            Some(now),
            portions(Portion::Set(8_500), Portion::Set(9_000)),
        );
        assert_eq!(same.in_brief(), "By the protocol: 85 % / 90 %");
        assert!(
            same.explanation()
                .ends_with("part is 85 % of block and 90 % of epoch rewards.")
        );
        let lower = payout(
            PayoutMode::Protocol,
            Some(now),
            portions(Portion::Set(1), Portion::Set(0)),
        );
        assert!(
            lower
                .explanation()
                .ends_with("freeze on it is 0.01 % of block and 0 % of epoch rewards.")
        );
        let gone = payout(
            PayoutMode::Protocol,
            Some(now),
            portions(Portion::Set(1), Portion::Unset),
        );
        assert!(gone.explanation().contains("From the next freeze on it is nothing"));
        let unread = payout(PayoutMode::Protocol, Some(now), None);
        assert_eq!(
            (unread.next(), unread.explanation().contains("next freeze")),
            (None, false)
        );
        let promised = payout(
            PayoutMode::ByHand,
            None,
            portions(Portion::Set(9_000), Portion::Set(9_000)),
        );
        assert_eq!(promised.in_brief(), "By hand, if at all");
        assert!(promised.explanation().contains("Its profile says 90 % of block"));
        let mended = payout(
            PayoutMode::Unset,
            Some(Commission::UNCONFIGURED),
            portions(Portion::Set(9_000), Portion::Set(9_000)),
        );
        assert!(
            mended
                .explanation()
                .ends_with("From the next freeze on the voters' part is 90 % of block and 90 % of epoch rewards.")
        );
    }

    #[test]
    fn votes_bring_something_only_where_the_protocol_pays_and_a_part_is_the_voters() {
        let of = |mode, commission, said: Option<u16>| {
            let payout = VoterPayout {
                mode,
                commission,
                portions: said.map(|portion| Portions {
                    block: Portion::Set(portion),
                    epoch: Portion::Set(portion),
                }),
            };
            payout.rewards_votes()
        };
        let [some, none] = [1, 0].map(|portion| Some(Commission::of(Portion::Set(portion), Portion::Set(portion))));
        assert!(of(PayoutMode::Protocol, some, None) && of(PayoutMode::Protocol, some, Some(0)));
        assert!(!of(PayoutMode::Nothing, none, Some(0)) && !of(PayoutMode::Nothing, none, None));
        assert!(!of(PayoutMode::Unset, Some(Commission::UNCONFIGURED), None));
        assert!(of(PayoutMode::Nothing, none, Some(9_000)), "from the next freeze on");
        assert!(of(PayoutMode::OptedIn, None, Some(9_000)) && !of(PayoutMode::OptedIn, None, None));
        assert!(!of(PayoutMode::Hermes, None, Some(9_000)) && !of(PayoutMode::ByHand, None, Some(9_000)));
    }
}
