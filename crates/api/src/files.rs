//! Files that the backend writes for the person.

use serde::{Deserialize, Serialize};

/// Where a file was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedFile {
    /// Its whole path, as the system writes it.
    pub path: String,
    /// How many rows or dates it has.
    pub rows: u64,
}
