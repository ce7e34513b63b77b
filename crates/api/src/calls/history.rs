//! The history of one's own actions.

use crate::{HistoryFilter, HistoryForm, HistoryRow, SavedFile, SubmissionView};

calls! {
    /// Own actions with what they moved, the newest first.
    profile GetHistory {
        /// Which.
        filter: HistoryFilter,
    } -> Vec<HistoryRow>;
    /// The same as a file.
    profile ExportHistory {
        /// Which.
        filter: HistoryFilter,
        /// In which form.
        form: HistoryForm,
    } -> String;
    /// The same as a file in the person's folder for downloads.
    profile SaveHistory {
        /// Which.
        filter: HistoryFilter,
        /// In which form.
        form: HistoryForm,
    } -> SavedFile;
    /// Write a note on an action; an empty one takes it away.
    profile SetNote {
        /// The submission's.
        id: String,
        /// In the person's words.
        note: String,
    } -> SubmissionView;
}
