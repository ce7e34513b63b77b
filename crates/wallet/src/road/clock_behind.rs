//! The note that this machine's clock holds dates back.

use ballast_domain::{Remedy, Severity, Warning, grouped};

/// Seconds by which clocks and blocks may differ without a word of it.
const FEW: u64 = 300;

/// That the newest block is ahead of this machine's clock, and dates wait for it; none where they differ by little.
pub(super) fn warning(ahead: u64) -> Option<Warning> {
    let minutes = grouped(ahead / 60);
    (ahead > FEW).then(|| Warning {
        severity: Severity::Note,
        rule: "clock.behind".into(),
        sentence: format!(
            "This computer's clock is {minutes} minutes behind the newest block, and dates are judged by the clock."
        ),
        help: "Set the clock right. If it is right, the node is wrong: ask another one first, in Settings.".into(),
        remedy: Remedy::Never,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_far_behind_is_named() {
        assert_eq!(warning(FEW), None);
        let note = warning(3_600).map(|warning| (warning.severity, warning.sentence.contains("60 minutes")));
        assert_eq!(note, Some((Severity::Note, true)));
    }
}
