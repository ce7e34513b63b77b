//! On what others are waited for: a claim of some, to which others have not said their word.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use ballast_domain::{Hash, Height, ReceiptStatus};

/// How long a node that could confirm an end or speak against it is waited for while it is silent, stands still before the
/// block, or lists the transaction and does not show how it ended.
const PATIENCE: Duration = Duration::from_secs(10);

/// What some say of a transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// It stands in this block, and ended so.
    Mined(Hash, ReceiptStatus),
    /// No block holds it.
    NotMined,
}

/// A claim on which others are waited for.
pub(crate) struct Wait {
    claim: Claim,
    since: Instant,
    /// How far those had come then that stood before its block.
    heights: BTreeMap<String, Height>,
}

/// The claim on which others are waited for, if one was made.
pub(crate) type Waited = Option<Wait>;

/// Whether others are waited for on a claim, of which `behind` stand before its block: for a while since it was made first,
/// and as long as they go on.
pub(super) fn waits(waited: &mut Waited, claim: Claim, behind: &BTreeMap<String, Height>) -> bool {
    let wait = waited.take().filter(|wait| wait.claim == claim);
    let wait = wait.unwrap_or_else(|| Wait {
        claim,
        since: Instant::now(),
        heights: behind.clone(),
    });
    let goes_on = behind
        .iter()
        .any(|(node, height)| wait.heights.get(node) != Some(height));
    let waits = goes_on || wait.since.elapsed() < PATIENCE;
    *waited = Some(wait);
    waits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_waited_on_anew_when_it_is_another() {
        let (mut waited, nobody) = (None, BTreeMap::new());
        let failed = Claim::Mined(Hash([1; 32]), ReceiptStatus(0));
        assert!(waits(&mut waited, failed, &nobody));
        let long_ago = Instant::now().checked_sub(2 * PATIENCE).unwrap();
        let wait = |claim| {
            Some(Wait {
                claim,
                since: long_ago,
                heights: BTreeMap::new(),
            })
        };
        let mut waited = wait(failed);
        assert!(!waits(&mut waited, failed, &nobody));
        // Who waited long for something else has not waited for this.
        assert!(waits(&mut waited, Claim::NotMined, &nobody));
        let mut waited = wait(failed);
        let behind = BTreeMap::from([("a".to_owned(), Height(7))]);
        assert!(waits(&mut waited, failed, &behind), "it goes on towards the block");
    }
}
