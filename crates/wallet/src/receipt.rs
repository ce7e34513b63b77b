//! The receipt that the store keeps of a submission, as `ballast_chain` reads it.

use ballast_chain::Receipt;
use ballast_store::Submission;

/// The receipt of a submission that stands in a block; none where it stands in none, or what is kept cannot be read.
pub(crate) fn receipt(submission: &Submission) -> Option<Receipt> {
    let json = submission.receipt().ok()??;
    serde_json::from_value(json).ok()
}
