//! The history of one's own actions and of what came in.

use ballast_domain::Address;

use crate::{HistoryFilter, HistoryForm, HistoryRow, PaidLine, SavedFile, SubmissionView, Unseen};

calls! {
    /// Own actions with what they moved, and what came in, the newest first.
    profile GetHistory {
        /// Which.
        filter: HistoryFilter,
    } -> Vec<HistoryRow>;
    /// The newest payouts of the protocol among them, in a line each.
    profile GetLastPayouts {
        /// Of which account; of all of one's own by default.
        account: Option<Address>,
        /// How many at the most.
        most: u64,
    } -> Vec<PaidLine>;
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
    /// Look now at what came in since the last look, for a while at the most: what is not known by then is among
    /// [`GetUnseen`]. A program that runs on does so by itself.
    profile CatchUp {} -> ();
    /// The blocks of which it is not known what came in, or of which the rows do not tell all, the oldest first.
    profile GetUnseen {
        /// Of which account; of all of one's own by default.
        account: Option<Address>,
    } -> Vec<Unseen>;
    /// Write a note on an action; an empty one takes it away.
    profile SetNote {
        /// The submission's.
        id: String,
        /// In the person's words.
        note: String,
    } -> SubmissionView;
}
