//! What the person is asked for by the system's own dialog.

use crate::{ChosenFile, FileKind};

calls! {
    /// Has the person choose a file; none where they choose nothing, or are being asked already. Where it is stays in the
    /// backend.
    chain ChooseFile {
        /// What for.
        kind: FileKind,
    } -> Option<ChosenFile>;
}
