//! What transactions under way take and change: what nodes tell does not know of them yet.

use ballast_domain::{Address, Amount, Intent, Proposal, Warning};
use ballast_store::{Filter, State, Submission};

use super::{held::a_day_ago, warnings};
use crate::{Result, session::Session};

impl Session {
    /// The most that the account's submissions which no block holds yet take from it.
    pub(crate) async fn under_way(&self, account: Address) -> Result<Amount> {
        let chain_id = self.params.chain_id;
        let open = self.with_store(move |store| store.open_submissions(chain_id)).await?;
        let waits = |s: &&Submission| {
            s.account == account && matches!(s.state, State::Signed | State::Sent) && s.replaced_by.is_none()
        };
        let mut sum = Amount::ZERO;
        for submission in open.iter().filter(waits) {
            // Mined since it was looked at last: the balance knows of it.
            if !self.is_mined(submission).await? {
                sum = sum.saturating_add(taken(submission)?);
            }
        }
        Ok(sum)
    }

    /// That the same was signed already, or something else that changes what this one goes by: both may be done, or the
    /// second fail for its fee.
    pub(super) async fn tell_what_is_under_way(&self, proposal: &mut Proposal) -> Result<()> {
        if proposal.transactions.is_empty() {
            return Ok(());
        }
        let lately = self.lately().await?;
        let other = || {
            let mut others = lately.under_way.iter();
            let meets = others.any(|(_, other)| meet(&proposal.intent, other));
            meets.then(warnings::other_under_way)
        };
        let said = lately.same(&proposal.intent).or_else(other);
        proposal.warnings.extend(said);
        proposal.warnings.sort_by_key(|w| w.severity);
        Ok(())
    }

    /// What was signed lately and may be done yet.
    pub(super) async fn lately(&self) -> Result<Lately> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            states: vec![State::Signed, State::Sent],
            ..Filter::default()
        };
        let (chain_id, since) = (self.params.chain_id, a_day_ago());
        let (open, ended) = self
            .with_store(move |store| Ok((store.history(&filter)?, store.doubtful_ends(chain_id, since)?)))
            .await?;
        let came_to_nothing = |s: &&Submission| {
            let nothing = [State::Failed, State::Vanished, State::Replaced, State::Dropped];
            nothing.contains(&s.state) && s.replaced_by.is_none()
        };
        let intents = |all: &[Submission], which: &dyn Fn(&&Submission) -> bool| {
            let all = all.iter().filter(which);
            all.filter_map(|s| Some((s.id.clone(), s.intent().ok()?))).collect()
        };
        Ok(Lately {
            under_way: intents(&open, &|s| s.replaced_by.is_none()),
            in_doubt: intents(&ended, &came_to_nothing),
        })
    }

    /// The same without what was signed for this sequence: that it does something twice, the person agreed to.
    pub(super) async fn lately_beside(&self, sequence: &str) -> Result<Lately> {
        let (mut lately, parts) = (self.lately().await?, self.parts().await?);
        for all in [&mut lately.under_way, &mut lately.in_doubt] {
            all.retain(|(id, _)| parts.get(id).is_none_or(|of| of != sequence));
        }
        Ok(lately)
    }
}

/// What was signed lately and may be done yet, by the submissions' ids.
pub(super) struct Lately {
    /// No block holds it yet.
    under_way: Vec<(String, Intent)>,
    /// It came to nothing, and not for sure.
    in_doubt: Vec<(String, Intent)>,
}

impl Lately {
    /// What is to be said where the very same was signed.
    pub(super) fn same(&self, intent: &Intent) -> Option<Warning> {
        let same = |all: &[(String, Intent)]| all.iter().filter(|(_, other)| other == intent).count();
        match same(&self.under_way) {
            0 => (same(&self.in_doubt) > 0).then(warnings::same_in_doubt),
            same => Some(warnings::same_under_way(same)),
        }
    }
}

/// Whether two intents concern the same bucket, or move the same tokens of an account.
fn meet(one: &Intent, other: &Intent) -> bool {
    let token = |intent: &Intent| intent.token().map(|token| (token.contract, token.id));
    let buckets = other.buckets();
    one.buckets().iter().any(|id| buckets.contains(id))
        || (one.account == other.account && token(one).is_some_and(|moved| token(other) == Some(moved)))
}

/// The most that a submission takes from its account: what it spends, and its fee.
pub(super) fn taken(submission: &Submission) -> Result<Amount> {
    let proposal = submission.proposal()?;
    let value = proposal.transactions.get(submission.step as usize).map(|t| t.value);
    let spent = proposal.intent.action.spends().max(value.unwrap_or(Amount::ZERO));
    Ok(spent.saturating_add(proposal.max_fee))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
    const BADGE: &str = "0x5Fd5Ad10B73E4BA88919c03Fb56284b301c71fCc";

    fn by(account: u8, mut action: Value) -> Intent {
        action["account"] = json!(Address::from_bytes([account; 20]));
        serde_json::from_value(action).unwrap()
    }

    #[test]
    fn actions_meet_at_a_bucket_and_at_the_tokens_of_an_account() {
        let of = |action: &str, bucket: u64| json!({ "action": action, "bucket": bucket });
        assert!(meet(&by(1, of("unstake", 7)), &by(2, of("withdrawStake", 7))));
        assert!(!meet(&by(1, of("unstake", 7)), &by(1, of("unstake", 8))));
        let to = Address::from_bytes([9; 20]);
        let coins = |units: &str| json!({ "action": "sendToken", "token": COIN, "to": to, "quantity": { "units": units, "decimals": 18 } });
        let badge = |id: &str| json!({ "action": "sendNft", "token": BADGE, "from": to, "to": to, "id": id });
        assert!(meet(&by(1, coins("1")), &by(1, coins("2"))));
        assert!(!meet(&by(1, coins("1")), &by(2, coins("1"))));
        assert!(meet(&by(1, badge("3")), &by(1, badge("3"))) && !meet(&by(1, badge("3")), &by(1, badge("4"))));
        let send = json!({ "action": "send", "to": to, "amount": "1 IOTX" });
        assert!(
            !meet(&by(1, send.clone()), &by(1, send)),
            "what money is left is counted"
        );
    }
}
