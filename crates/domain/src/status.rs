//! Receipt status: on IoTeX a number with a meaning, not a flag.

use serde::{Deserialize, Serialize};

/// The status of a mined transaction. Only [`ReceiptStatus::SUCCESS`] is success.
///
/// The numbers are the node's own (receiptstatus.proto, iotex-protocol.md §2.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReceiptStatus(pub u64);

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $sentence:literal;)*) => {
        impl ReceiptStatus {
            $($(#[$doc])* pub const $name: Self = Self($code);)*

            /// What it means, as a sentence for people.
            pub const fn meaning(self) -> &'static str {
                match self.0 {
                    $($code => $sentence,)*
                    _ => "The node gave a status this wallet does not know; the transaction did not succeed.",
                }
            }
        }
    };
}

codes! {
    /// Failed without a reason.
    FAILURE = 0, "The chain refused the transaction without naming a reason.";
    /// Done.
    SUCCESS = 1, "Done.";
    /// Unknown.
    UNKNOWN = 100, "The chain could not say why the transaction failed.";
    /// Out of gas.
    OUT_OF_GAS = 101, "The gas limit was too low.";
    /// A contract reverted.
    REVERTED = 106, "The contract refused the call.";
    /// Account balance too low.
    INSUFFICIENT_BALANCE = 110, "The account's balance was too low.";
    /// Account could not be loaded.
    LOAD_ACCOUNT = 200, "The chain could not load the account.";
    /// Balance too low for the action.
    NOT_ENOUGH_BALANCE = 201, "The account's balance was too low for the amount and the fee.";
    /// No such bucket.
    INVALID_BUCKET_INDEX = 202, "There is no such bucket, or no self-stake bucket.";
    /// Not the owner.
    UNAUTHORIZED = 203, "Only the bucket's owner may do this.";
    /// Not in this state.
    INVALID_BUCKET_TYPE = 204, "The bucket's state does not allow this.";
    /// No such delegate.
    CANDIDATE_NOT_EXIST = 205, "There is no such delegate.";
    /// Shortened too early.
    REDUCE_BEFORE_MATURITY = 206, "The duration cannot be shortened before it is over.";
    /// Unstaked too early.
    UNSTAKE_BEFORE_MATURITY = 207, "The bucket cannot be unstaked yet.";
    /// Not unstaked.
    WITHDRAW_BEFORE_UNSTAKE = 208, "The bucket has to be unstaked before it is withdrawn.";
    /// Withdrawn too early.
    WITHDRAW_BEFORE_MATURITY = 209, "The waiting time after unstaking is not over.";
    /// Exists already.
    CANDIDATE_EXISTS = 210, "The delegate exists already, or the bucket votes for it already.";
    /// Name or operator taken.
    CANDIDATE_CONFLICT = 211, "The name, operator or self-stake bucket belongs to another delegate.";
    /// Amount too small.
    INVALID_BUCKET_AMOUNT = 212, "The bucket's amount is not enough.";
    /// Account could not be written.
    WRITE_ACCOUNT = 213, "The chain could not write the account.";
    /// Bucket could not be written.
    WRITE_BUCKET = 214, "The chain could not write the bucket.";
    /// Delegate could not be written.
    WRITE_CANDIDATE = 215, "The chain could not write the delegate.";
}

impl ReceiptStatus {
    /// Status 1 and nothing else.
    pub const fn is_success(self) -> bool {
        self.0 == Self::SUCCESS.0
    }
}
