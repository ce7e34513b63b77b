//! The words in which states, moments and spans stand on the terminal, in one place.

use ballast_api::{DelegateStatus, SyncState, VaultState};
use ballast_domain::{Remedy, Severity, Warning, actions::nft::Term, price::OVER_LIMIT};

/// What is not known; never 0.
pub(crate) const UNKNOWN: &str = "—";

/// How far the chain is followed.
pub(crate) const fn sync(state: SyncState) -> &'static str {
    match state {
        SyncState::Connecting => "connecting",
        SyncState::InStep => "in step",
        SyncState::Behind => "behind",
        SyncState::Offline => "offline",
    }
}

/// Whether keys can be used.
pub(crate) const fn vault(state: VaultState) -> &'static str {
    match state {
        VaultState::None => "no vault yet",
        VaultState::Locked => "vault locked",
        VaultState::Unlocked => "vault open",
    }
}

/// What a delegate does in this epoch.
pub(crate) const fn delegate(status: DelegateStatus) -> &'static str {
    match status {
        DelegateStatus::Active => "making blocks",
        DelegateStatus::Pool => "in the pool",
        DelegateStatus::Probation => "on probation",
        DelegateStatus::Leaving => "leaving",
        DelegateStatus::Candidate => "not elected",
        DelegateStatus::Unknown => UNKNOWN,
    }
}

/// What a warning amounts to.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "Not possible",
        Severity::Caution => "Caution",
        Severity::Note => "Note",
    }
}

/// What would help, as the command line does it: of a fee beyond the limit the wallet says where the window changes that.
pub(crate) fn help(warning: &Warning) -> &str {
    match warning.rule.as_str() {
        OVER_LIMIT => {
            "Wait until gas is cheaper, or ask another node. `fee-limit` changes the limit, and `--max-fee` is another \
             one for one command."
        }
        _ => &warning.help,
    }
}

/// A warning in one line, with its rule.
pub(crate) fn warning(warning: &Warning) -> String {
    let (severity, help) = (severity(warning.severity), help(warning));
    format!("{severity}: {} {help} [{}]", warning.sentence, warning.rule)
}

/// When waiting makes it possible, where it does.
pub(crate) fn remedy(remedy: &Remedy) -> Option<String> {
    match remedy {
        Remedy::Never => None,
        Remedy::At(at) => Some(format!("possible from {}", at.date_and_time())),
        Remedy::FromHeight(height) => Some(format!("possible from block {height}")),
    }
}

/// A bucket's days; about as many as its blocks take, where it counts in blocks.
pub(crate) fn term(term: Term, block_millis: u64) -> String {
    let days = term.days_about(block_millis);
    match term {
        Term::Days(_) => days.to_string(),
        Term::Blocks(_) => format!("≈ {days}"),
    }
}

/// `1 account`, `2 accounts`.
pub(crate) fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// A span of time in the largest unit that fits.
pub(crate) fn span(seconds: u64) -> String {
    match seconds {
        s if s < 60 => format!("{s} s"),
        s if s < 3_600 => format!("{} min", s / 60),
        s if s < 2 * 86_400 => format!("{} h", s / 3_600),
        s => format!("{} days", s / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Days, Height, Timestamp};

    use super::*;

    #[test]
    fn a_remedy_is_a_date_or_a_block() {
        let at = Timestamp::from_seconds(1_776_297_602);
        assert_eq!(
            remedy(&Remedy::At(at)).as_deref(),
            Some("possible from 16 April 2026, 00:00:02 UTC")
        );
        assert_eq!(
            remedy(&Remedy::FromHeight(Height(17))).as_deref(),
            Some("possible from block 17")
        );
        assert_eq!(remedy(&Remedy::Never), None);
    }

    #[test]
    fn what_helps_is_said_as_the_command_line_does_it() {
        let mut warning = Warning {
            severity: Severity::Block,
            rule: OVER_LIMIT.into(),
            sentence: "Too much.".into(),
            help: "Look into Settings.".into(),
            remedy: Remedy::Never,
        };
        assert!(help(&warning).contains("`--max-fee`") && !help(&warning).contains("Settings"));
        warning.rule = "price.unusual".into();
        assert_eq!(help(&warning), "Look into Settings.");
    }

    #[test]
    fn blocks_are_told_as_the_days_that_they_take() {
        assert_eq!(term(Term::Days(Days(91)), 2_500), "91");
        assert_eq!(term(Term::Blocks(1_572_480), 2_500), "≈ 46");
    }

    #[test]
    fn one_is_not_many_and_spans_take_their_largest_unit() {
        assert_eq!(
            (counted(0, "account"), counted(1, "account")),
            ("0 accounts".into(), "1 account".into())
        );
        for (seconds, text) in [(59, "59 s"), (3_599, "59 min"), (90_000, "25 h"), (172_800, "2 days")] {
            assert_eq!(span(seconds), text);
        }
    }
}
