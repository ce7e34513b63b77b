//! What a person can wish as a sequence, and the steps that it becomes.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{MOST_STEPS, SequenceStep};
use crate::{
    Action, Address, BucketId, ContractVersion, Intent, Ledger, Refusal, Rule, Step,
    actions::{NftApprove, NftMigrate, PortionField, SetPortion},
    shown_text,
};

/// Characters of a title that are shown.
const MOST_TITLE: usize = 120;

/// A wish that takes several transactions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "wish")]
pub enum SequenceWish {
    /// Take a bucket's money out: unlock, wait, unstake, wait, withdraw; what is behind it is left out.
    Leave {
        /// Which bucket.
        bucket: BucketId,
    },
    /// Move a bucket NFT of version 2 to version 3: let the new contract take it, then have it taken.
    Migrate {
        /// Which bucket.
        bucket: BucketId,
    },
    /// Set both parts of a delegate's rewards that are its voters': DelegateProfile takes one a transaction, and one alone
    /// counts for nothing.
    SetPortions {
        /// Who signs: the account whose address is the delegate's permanent id.
        account: Address,
        /// Of block rewards, in basis points.
        block: u16,
        /// Of epoch rewards, in basis points.
        epoch: u16,
    },
    /// Steps that the person puts together.
    Steps {
        /// What it is called.
        title: String,
        /// In an order in which each waits for earlier ones only.
        steps: Vec<SequenceStep>,
    },
}

/// Why a wish is no sequence.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum WishError {
    /// No step, or too many.
    #[error("a sequence has 1 to {MOST_STEPS} steps")]
    Count,
    /// A step waits for itself, for a later one, or for none that there is.
    #[error("step {0} waits for a step that does not come before it")]
    Order(usize),
    /// A rule forbids it.
    #[error("{0}")]
    Refused(Refusal),
}

impl SequenceWish {
    /// The bucket that has to be known before there are steps.
    pub const fn bucket(&self) -> Option<BucketId> {
        match self {
            Self::Leave { bucket } | Self::Migrate { bucket } => Some(*bucket),
            Self::SetPortions { .. } | Self::Steps { .. } => None,
        }
    }

    /// What it is called, and its steps.
    ///
    /// # Errors
    /// [`WishError`].
    pub fn steps(&self, ledger: &Ledger) -> Result<(String, Vec<SequenceStep>), WishError> {
        let found = |id: BucketId| {
            let unknown = match id.contract {
                None => Rule::BucketExists,
                Some(_) => Rule::NftUnknown,
            };
            ledger.bucket(id).ok_or(WishError::Refused(unknown.into()))
        };
        let one_after_another = |actions: Vec<Action>, account| {
            let steps = (0u32..).zip(actions).map(|(number, action)| SequenceStep {
                after: number.checked_sub(1).into_iter().collect(),
                intent: Intent { account, action },
            });
            steps.collect::<Vec<_>>()
        };
        match self {
            Self::Leave { bucket } => {
                let bucket = found(*bucket)?;
                let actions = Step::ahead(&bucket).iter().map(|step| step.action(&bucket)).collect();
                let title = format!(
                    "Take the {} IOTX of {} out",
                    bucket.amount.for_people(),
                    bucket.id.in_words()
                );
                Ok((title, one_after_another(actions, bucket.owner)))
            }
            Self::Migrate { bucket } => {
                let bucket = found(*bucket)?;
                let to = ledger.contract_of_version(ContractVersion::V3);
                let to = to.ok_or(WishError::Refused(Rule::NftNowhere.into()))?;
                let bucket_id = bucket.id;
                let actions = vec![
                    NftApprove { bucket: bucket_id, to }.into(),
                    NftMigrate { bucket: bucket_id, to }.into(),
                ];
                let title = format!("Move {} to version 3", bucket.id.in_words());
                Ok((title, one_after_another(actions, bucket.owner)))
            }
            Self::SetPortions { account, block, epoch } => {
                let contract = ledger.delegate_profile;
                let contract = contract.ok_or(WishError::Refused(Rule::ProfileUnknown.into()))?;
                let steps = PortionField::ALL.map(|field| {
                    let portion = match field {
                        PortionField::Block => *block,
                        PortionField::Epoch => *epoch,
                    };
                    let set = SetPortion {
                        contract,
                        field,
                        portion,
                    };
                    // Neither waits for the other.
                    SequenceStep {
                        after: Vec::new(),
                        intent: Intent {
                            account: *account,
                            action: set.into(),
                        },
                    }
                });
                Ok(("Set what your voters get".to_owned(), steps.to_vec()))
            }
            Self::Steps { title, steps } => {
                if steps.is_empty() || steps.len() > MOST_STEPS {
                    return Err(WishError::Count);
                }
                for (number, step) in steps.iter().enumerate() {
                    if step.after.iter().any(|before| *before as usize >= number) {
                        return Err(WishError::Order(number + 1));
                    }
                }
                let title = shown_text(title.as_bytes(), MOST_TITLE).unwrap_or_else(|| "Several steps".to_owned());
                Ok((title, steps.clone()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::Send;

    #[test]
    fn a_title_is_made_fit_to_be_shown() {
        let called = |title: &str| {
            let send = Send {
                to: Address::ZERO,
                amount: crate::Amount::ZERO,
                payload: Vec::new(),
            };
            let step = SequenceStep {
                after: Vec::new(),
                intent: Intent {
                    account: Address::ZERO,
                    action: send.into(),
                },
            };
            let wish = SequenceWish::Steps {
                title: title.to_owned(),
                steps: vec![step],
            };
            wish.steps(&Ledger::default()).unwrap().0
        };
        assert_eq!(called("\u{1b}]0;Two\u{7} rungs\n"), "]0;Two rungs");
        assert_eq!(called("\u{200b}"), "Several steps");
    }

    #[test]
    fn both_portions_go_out_together_and_nowhere_where_the_contract_is_not_known() {
        let account = Address::from_bytes([1; 20]);
        let wish = SequenceWish::SetPortions {
            account,
            block: 8_500,
            epoch: 0,
        };
        let unknown = WishError::Refused(Rule::ProfileUnknown.into());
        assert_eq!(wish.steps(&Ledger::default()), Err(unknown));
        let contract = Address::from_bytes([9; 20]);
        let ledger = Ledger {
            delegate_profile: Some(contract),
            ..Ledger::default()
        };
        let (_, steps) = wish.steps(&ledger).unwrap();
        assert!(
            steps
                .iter()
                .all(|step| step.after.is_empty() && step.intent.account == account)
        );
        let set = |field, portion| {
            Action::from(SetPortion {
                contract,
                field,
                portion,
            })
        };
        let actions: Vec<Action> = steps.into_iter().map(|step| step.intent.action).collect();
        assert_eq!(actions, [set(PortionField::Block, 8_500), set(PortionField::Epoch, 0)]);
    }
}
