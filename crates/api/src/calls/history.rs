//! The history of one's own actions.

use crate::{HistoryFilter, HistoryForm, HistoryRow};

calls! {
    /// Own actions with what they moved, the newest first.
    GetHistory {
        /// Which.
        filter: HistoryFilter,
    } -> Vec<HistoryRow>;
    /// The same as a file.
    ExportHistory {
        /// Which.
        filter: HistoryFilter,
        /// In which form.
        form: HistoryForm,
    } -> String;
}
