//! What a person wants, as data.

use serde::{Deserialize, Serialize};

use crate::{Address, actions::Action};

/// An account's wish to do an action.
///
/// As JSON the action's fields stand beside the account, as `docs/intents.md` says for those who write one:
/// `{"account": "io1…", "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX", "duration": 91,
/// "locked": true}`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Intent {
    /// Who signs and pays.
    pub account: Address,
    /// What is done.
    #[serde(flatten)]
    pub action: Action,
}
