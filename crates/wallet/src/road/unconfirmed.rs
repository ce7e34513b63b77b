//! The warnings of what endpoints contradict each other in, or one of several alone says.

use ballast_domain::{BucketId, Phrase, Remedy, Severity, Warning};

const DIFFERS: &str = "Nothing was signed. If it changed a moment ago, look again in a while; else see in Settings which endpoint is wrong.";
const UNCONFIRMED: &str = "Wait until another endpoint answers, or check it yourself.";

/// That it is not certain whose a bucket is that would get money.
pub(super) fn owners_differ(index: u64) -> Warning {
    let bucket = Phrase::from(BucketId::native(index));
    Warning {
        severity: Severity::Block,
        rule: "bucket.owner-differs".into(),
        sentence: format!("Nodes do not agree who owns {bucket}: the money could become another's."),
        help: DIFFERS.into(),
        remedy: Remedy::Never,
    }
}

/// That one node alone says whose a bucket is that would get money.
pub(super) fn owner_unconfirmed(index: u64) -> Warning {
    let bucket = Phrase::from(BucketId::native(index));
    Warning {
        severity: Severity::Caution,
        rule: "bucket.owner-unconfirmed".into(),
        sentence: format!("No second node confirms whose {bucket} is. The money becomes its owner's."),
        help: UNCONFIRMED.into(),
        remedy: Remedy::Never,
    }
}

/// That it is not certain whom the delegate is that is shown with a name.
pub(super) fn names_differ(name: &str) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "delegate.name-differs".into(),
        sentence: format!("Nodes say different things of which delegate is {name}: the votes could become another's."),
        help: DIFFERS.into(),
        remedy: Remedy::Never,
    }
}

/// That one node alone says which delegate has a name.
pub(super) fn name_unconfirmed(name: &str) -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: "delegate.name-unconfirmed".into(),
        sentence: format!("No second node confirms that the delegate with this id is {name}."),
        help: UNCONFIRMED.into(),
        remedy: Remedy::Never,
    }
}

/// That it is not certain what a delegate gives its voters that would be opted in for good.
pub(super) fn portions_differ(name: &str) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "voters.portions-differ".into(),
        sentence: format!(
            "Nodes say different things of what {name} gives its voters, and an opt-in is for good: they could get nothing."
        ),
        help: DIFFERS.into(),
        remedy: Remedy::Never,
    }
}

/// That one node alone says what a delegate gives its voters that would be opted in for good.
pub(super) fn portions_unconfirmed(name: &str) -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: "voters.portions-unconfirmed".into(),
        sentence: format!("No second node confirms what {name} gives its voters, and an opt-in is for good."),
        help: UNCONFIRMED.into(),
        remedy: Remedy::Never,
    }
}
