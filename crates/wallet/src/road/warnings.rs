//! What a review warns of from what the wallet knows; what the chain's rules say stands in `ballast_domain::Rule`.

use ballast_domain::{Amount, Remedy, Severity, Warning, grouped};

use super::gas::MOST_GAS;

/// That own submissions wait for the place which this one takes.
pub(crate) fn others_wait(count: usize) -> Warning {
    let (them, go) = match count {
        1 => ("An earlier transaction", "goes"),
        _ => ("Earlier transactions", "go"),
    };
    Warning {
        severity: Severity::Caution,
        rule: "nonce.others-wait".into(),
        sentence: format!(
            "{them} of this account {go} on as soon as this one is in a block: it takes the place before."
        ),
        help: "Look at Activity first: what waits there can be cancelled.".into(),
        remedy: Remedy::Never,
    }
}

/// More gas than a block has.
pub(crate) fn too_much_gas(gas: u64) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "gas.above-block".into(),
        sentence: format!(
            "This takes {} gas, and a block has {}: none would ever hold it.",
            grouped(gas),
            grouped(MOST_GAS)
        ),
        help: "Shorten what is sent along.".into(),
        remedy: Remedy::Never,
    }
}

/// The balance would do, were it not for what is under way.
pub(crate) fn money_under_way(taken: Amount) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "money.under-way".into(),
        sentence: format!(
            "Transactions of this account that no block holds yet take up to {} IOTX of what it has.",
            taken.in_brief()
        ),
        help: "Wait until they are in a block, or lower the amount.".into(),
        remedy: Remedy::Never,
    }
}

/// That a replacement comes too late if the first is mined before it.
pub(crate) fn may_lose() -> Warning {
    Warning {
        severity: Severity::Note,
        rule: "submission.replaces".into(),
        sentence: "The first transaction may be mined before this one reaches the producer.".into(),
        help: "Then this one does nothing and costs nothing.".into(),
        remedy: Remedy::Never,
    }
}

/// That the very same is on its way already: signed again, it is done again.
pub(crate) fn same_under_way(count: usize) -> Warning {
    let times = match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{} times", grouped(more as u64)),
    };
    Warning {
        severity: Severity::Caution,
        rule: "submission.same-under-way".into(),
        sentence: format!(
            "You signed the very same {times} already, and no block holds it yet: this does it once more."
        ),
        help: "Look at Activity first, unless that is what you want.".into(),
        remedy: Remedy::Never,
    }
}

/// That something else on its way concerns the same bucket or tokens.
pub(crate) fn other_under_way() -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: "submission.other-under-way".into(),
        sentence:
            "A transaction that was signed before concerns the same bucket or tokens, and no block holds it yet: \
                   what is shown here does not know of it."
                .into(),
        help: "Wait until it is in a block; otherwise this one may fail, at the cost of its fee.".into(),
        remedy: Remedy::Never,
    }
}
