//! A sequence's review: each step with what it may do without another question, and the sums.

use ballast_api::SequenceProposal;
use ballast_domain::{Address, sequence::Bounds};

use crate::words;

/// Shows all of it before anything is agreed to.
pub(super) fn show(proposal: &SequenceProposal) {
    println!("{}", proposal.title);
    for (number, step) in (1..).zip(&proposal.steps) {
        let agreed = &step.agreed;
        println!("{number}. {}", agreed.sentence);
        if let Some(at) = agreed.earliest {
            println!("   not before about {}", at.date_and_time());
        }
        lines(&agreed.bounds).iter().for_each(|line| println!("   {line}"));
        println!(
            "   fee at most {} IOTX, {} gas, {}",
            agreed.bounds.max_fee().to_iotx(),
            agreed.bounds.gas,
            agreed.source.words()
        );
        for warning in step.refusal.iter().chain(&step.cautions) {
            println!("   {}", words::warning(warning));
        }
        for left in &agreed.left {
            println!("   if it stops here: {}", left.sentence);
        }
    }
    println!(
        "{} IOTX leave your accounts. Fees at most {} IOTX.",
        proposal.leaves.to_iotx(),
        proposal.max_fee.to_iotx()
    );
}

/// Whom a step calls, who gets what, and how many tokens: its bounds beside its fee.
fn lines(bounds: &Bounds) -> Vec<String> {
    let mut lines = vec![format!("calls {}", called(bounds.to))];
    lines.extend(bounds.recipient.map(|to| format!("to {to}")));
    if !bounds.value.is_zero() {
        lines.push(format!("sends at most {} IOTX along", bounds.value.to_iotx()));
    }
    if let Some(grant) = &bounds.tokens {
        let what = match &grant.number {
            Some(number) => format!("number {number}"),
            None => format!("at most {}", grant.most.to_text()),
        };
        lines.push(format!("tokens: {what} of {} to {}", grant.token, grant.to));
    }
    lines
}

fn called(to: Address) -> String {
    match to {
        Address::STAKING => "IoTeX staking".to_owned(),
        Address::REWARDING => "IoTeX rewarding".to_owned(),
        to => to.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, TokenAmount, actions::TokenGrant};

    use super::*;

    #[test]
    fn whom_a_step_calls_and_who_gets_how_much_is_said() {
        let (token, friend) = (Address::from_bytes([1; 20]), Address::from_bytes([2; 20]));
        let mut bounds = Bounds {
            to: Address::STAKING,
            recipient: None,
            code: Vec::new(),
            value: Amount::ZERO,
            tokens: None,
            buckets: Vec::new(),
            gas: 10_000,
            max_fee_per_gas: Amount::from_rau(1),
        };
        assert_eq!(lines(&bounds), ["calls IoTeX staking"]);
        (bounds.to, bounds.recipient, bounds.value) = (token, Some(friend), Amount::from_iotx(5));
        bounds.tokens = Some(TokenGrant {
            token,
            to: friend,
            most: TokenAmount::new(1_500.into(), 3),
            number: None,
        });
        assert_eq!(
            lines(&bounds),
            [
                format!("calls {token}"),
                format!("to {friend}"),
                "sends at most 5 IOTX along".to_owned(),
                format!("tokens: at most 1.5 of {token} to {friend}"),
            ]
        );
    }
}
