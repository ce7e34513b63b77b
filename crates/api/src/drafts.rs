//! Wishes that were put aside.

use ballast_domain::{Intent, Timestamp};
use serde::{Deserialize, Serialize};

/// A draft as people see it. Nothing in it is signed or computed: it is proposed anew when it is opened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    /// Names it.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// What is wanted, in order; none where a later version of the wallet wrote it.
    pub intents: Option<Vec<Intent>>,
    /// When it was put aside first, by this machine's clock.
    pub created: Timestamp,
    /// When it was changed last, by this machine's clock.
    pub changed: Timestamp,
}
