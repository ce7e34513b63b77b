//! What a review warns of from what the wallet knows; what the chain's rules say stands in `ballast_domain::Rule`.

use ballast_domain::{Amount, Remedy, Severity, Warning, grouped};

use crate::road::gas::MOST_GAS;

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
        help: "Look at Activity first: what waits there can be called off.".into(),
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
