//! What a review warns of from what the wallet knows; what the chain's rules say stands in `ballast_domain::Rule`.

use ballast_domain::{
    Amount, Forfeit, Height, Remedy, Rule, Severity, Warning, grouped,
    price::{BLOCK_GAS, OVER_LIMIT},
    shown_text,
};

use super::count::Claim;
use crate::failures;

/// The rule that warns of what was signed before and may be done yet.
pub(crate) const SAME: &str = "submission.same-under-way";
/// The rule that warns of a nonce which is used by one node's word and by no block.
const UNMINED: &str = "nonce.unmined";

/// Letters of a stranger's reason that are shown.
const MOST_WORDS: usize = 200;

/// What helps against a node that says what cannot be.
const OTHER_NODE: &str = "Nothing was signed. Ask another node: in Settings one can be added, or put first.";

/// A rule that does not forbid; of what is forfeited with what that comes to.
pub(super) fn of_rule(rule: Rule, forfeit: Option<&Forfeit>) -> Warning {
    let warning = Warning::caution(rule);
    match forfeit.filter(|_| rule == Rule::ForfeitsEra) {
        Some(forfeit) => Warning {
            sentence: forfeit.sentence(),
            ..warning
        },
        None => warning,
    }
}

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
            grouped(BLOCK_GAS)
        ),
        help: "Shorten what is sent along.".into(),
        remedy: Remedy::Never,
    }
}

/// A contract that fails in the node's own run of it.
pub(crate) fn contract_fails(why: &str) -> Warning {
    // A contract writes this text.
    let why = shown_text(why.as_bytes(), MOST_WORDS).unwrap_or_else(|| "it does not say why".into());
    Warning {
        severity: Severity::Block,
        rule: "contract.fails".into(),
        sentence: format!("The contract would refuse it: {why}."),
        help: "Nothing was sent. Change what you want, or try again later.".into(),
        remedy: Remedy::Never,
    }
}

/// A node says of a call that it takes more gas than a block has.
pub(crate) fn gas_above_block(gas: u64) -> Warning {
    Warning {
        sentence: format!(
            "The node says that this takes {} gas, and a block has {}: none would ever hold it.",
            grouped(gas),
            grouped(BLOCK_GAS)
        ),
        help: OTHER_NODE.into(),
        ..too_much_gas(gas)
    }
}

/// A node says of a call that it takes less gas than any such call does.
pub(crate) fn too_little_gas(said: u64, least: u64) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "gas.too-little".into(),
        sentence: format!(
            "The node says that this takes {} gas, and a call like it takes {} at least: what it says cannot be.",
            grouped(said),
            grouped(least)
        ),
        help: OTHER_NODE.into(),
        remedy: Remedy::Never,
    }
}

/// A price that is far above the usual one.
pub(crate) fn unusual_price(now: Amount, usual: Amount) -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: "price.unusual".into(),
        sentence: format!(
            "Gas costs {} Rau a unit now, {} times as much as usual.",
            now.rau_for_people(),
            grouped((now.rau() / usual.rau().max(1)).try_into().unwrap_or(u64::MAX))
        ),
        help: "Wait until it falls, or ask another node: one that lies would have you pay too much.".into(),
        remedy: Remedy::Never,
    }
}

/// A price that cannot have risen so fast.
pub(crate) fn impossible_price(now: Amount, most: Amount) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "price.impossible".into(),
        sentence: format!(
            "The node says that gas costs {} Rau a unit. By what your last transaction paid, it can be {} at most: the price \
             rises by an eighth a block and no faster.",
            now.rau_for_people(),
            most.rau_for_people()
        ),
        help: OTHER_NODE.into(),
        remedy: Remedy::Never,
    }
}

/// A fee that could come to more than the person lets a transaction cost.
pub(crate) fn fee_over_limit(fee: Amount, limit: Amount) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: OVER_LIMIT.into(),
        sentence: format!(
            "The fee could come to {} IOTX, and {} IOTX is the most that you let a transaction cost.",
            fee.for_people(),
            limit.for_people()
        ),
        help: "Wait until gas is cheaper, or ask another node. The limit is changed in Settings, under Fees.".into(),
        remedy: Remedy::Never,
    }
}

/// The network has another chain's id: what is signed for it could be done there.
pub(crate) fn other_chain(chain_id: u64, name: &str) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: failures::PUBLIC_CHAIN.into(),
        sentence: failures::public_chain(chain_id, name),
        help: failures::PUBLIC_CHAIN_READS.into(),
        remedy: Remedy::Never,
    }
}

/// Nobody knows by which rules the chain takes it.
pub(crate) fn fork_unknown() -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: "network.zanzibar-unknown".into(),
        sentence: "Whether Zanzibar (IIP-59) is in force on this network is unknown, and this goes by other rules since: where it is, \
                   forms of before it fail and cost their fee."
            .into(),
        help: "Say from which block it is in force: `ballast-cli network zanzibar`, or `zanzibarHeight` in ballast.json.".into(),
        remedy: Remedy::Never,
    }
}

/// The chain takes it by other rules than those by which it was decided.
pub(crate) fn fork_came(height: Height) -> Warning {
    Warning {
        severity: Severity::Block,
        rule: "network.zanzibar-came".into(),
        sentence: format!(
            "Zanzibar (IIP-59) is in force on this network since it was opened here: it was seen in block {}.",
            grouped(height.0)
        ),
        help: "Open the network anew, so that its rules are those of today.".into(),
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
        rule: SAME.into(),
        sentence: format!(
            "You signed the very same {times} already, and no block holds it yet: this does it once more."
        ),
        help: "Look at Activity first, unless that is what you want.".into(),
        remedy: Remedy::Never,
    }
}

/// That the very same was signed and came to nothing as far as is known, and may be done after all.
pub(crate) fn same_in_doubt() -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: SAME.into(),
        sentence:
            "You signed the very same less than a day ago. It counts as failed or replaced, and a node may still \
                   bring it into a block: then it is done twice."
                .into(),
        help: "Look at Activity first: it says how certain that end is.".into(),
        remedy: Remedy::Never,
    }
}

/// That one node alone counts more transactions of the account than are known.
pub(super) fn count_unconfirmed(claim: &Claim) -> Warning {
    let help = match claim.silent {
        true => failures::COUNT_SILENT_HELP,
        false => failures::COUNT_HELP,
    };
    Warning {
        severity: Severity::Block,
        rule: failures::COUNT.into(),
        sentence: failures::count_unconfirmed(&claim.node, claim.count, claim.known),
        help: help.into(),
        remedy: Remedy::Never,
    }
}

/// That another wallet seems to use the key.
pub(super) fn counted_elsewhere(node: &str, count: u64, known: u64) -> Warning {
    Warning {
        severity: Severity::Note,
        rule: "nonce.elsewhere".into(),
        sentence: format!(
            "The node {node} counts {} transactions of this account in blocks; this wallet knows of {}.",
            grouped(count),
            grouped(known)
        ),
        help: "That is as it should be where the key was used in another wallet.".into(),
        remedy: Remedy::Never,
    }
}

/// That own transactions go on once the missing one before them is in a block.
pub(super) fn fills_gap(waiting: usize) -> Warning {
    let them = match waiting {
        1 => "1 transaction of this account waits for it and goes on".to_owned(),
        more => format!(
            "{} transactions of this account wait for it and go on",
            grouped(more as u64)
        ),
    };
    Warning {
        severity: Severity::Note,
        rule: "nonce.fills-gap".into(),
        sentence: format!("{them} once this one is in a block."),
        help: "What must not be done any more has to be cancelled before.".into(),
        remedy: Remedy::Never,
    }
}

/// That it would wait for a nonce which counts as used by one node's word, and which no block uses.
pub(super) fn behind_unmined(nonce: u64) -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: UNMINED.into(),
        sentence: format!(
            "It would wait: before it comes the account's transaction with nonce {}, which one node alone said is in a block, \
             and no block has it.",
            grouped(nonce)
        ),
        help: "Once it waits, the gap can be filled: on its page under Activity, or by `ballast-cli fill-gap`.".into(),
        remedy: Remedy::Never,
    }
}

/// That it takes the place of what one node alone said is in a block.
pub(super) fn takes_place(sentence: &str, block: Height) -> Warning {
    Warning {
        severity: Severity::Caution,
        rule: UNMINED.into(),
        sentence: format!(
            "One node alone said that this is in block {}, and no block has it: \"{sentence}\". What is signed now takes its \
             place, and it counts as replaced.",
            grouped(block.0)
        ),
        help: "Should a block hold it after all, this one does nothing and costs nothing.".into(),
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
