//! A submission as a row of the history, and whether it fits what is looked for.

use ballast_api::{Effect, HistoryFilter, HistoryRow, SubmissionState, SubmissionView, TimeOf, TokenMove, VoterPayout};
use ballast_chain::{Receipt, transfers};
use ballast_domain::{Address, Amount, BucketId, Intent, Network, Outcome, Party, Transfer};
use ballast_store::Submission;

use super::{times::Times, tokens};
use crate::{Error, Result, receipt::receipt, road::replace::calls_off};

pub(super) fn of(
    submission: &Submission,
    view: &SubmissionView,
    times: &Times,
    network: Network,
) -> Result<HistoryRow> {
    let state = view.state;
    let (intent, proposal, outcome) = (submission.intent()?, submission.proposal()?, submission.outcome()?);
    let receipt = receipt(submission);
    let moved = Moved::of(submission.account, state, submission.block.is_some(), receipt.as_ref());
    let block_time = receipt.as_ref().and_then(|r| times.get(&r.block_hash));
    let action = serde_json::to_value(&intent.action).map_err(|e| Error::Request(e.to_string()))?;
    Ok(HistoryRow {
        id: submission.id.clone(),
        time: block_time.copied().unwrap_or(submission.created),
        time_of: block_time.map_or(TimeOf::Signing, |_| TimeOf::Block),
        account: submission.account,
        action: action["action"].as_str().unwrap_or_default().to_owned(),
        bucket: bucket(&intent, outcome.as_ref()),
        to: intent.recipient(),
        arrival: None,
        from: None,
        tokens: receipt
            .as_ref()
            .map(|receipt| tokens::moved(&intent, receipt, network))
            .unwrap_or_default(),
        sentence: match &view.outcome {
            // That nothing was sent says little of what was called off.
            Some(outcome) if calls_off(&proposal) => format!("{} {}", proposal.sentence, outcome.sentence),
            Some(outcome) => outcome.sentence.clone(),
            None => proposal.sentence,
        },
        incoming: moved.incoming,
        outgoing: moved.outgoing,
        fee: moved.fee,
        effect: moved.effect(),
        transfers: receipt.as_ref().map(transfers).unwrap_or_default(),
        height: submission.block,
        hash: Some(submission.hash),
        state,
        by_one_node: view.by_one_node,
        held: view.held,
        note: submission.note.clone(),
        link: view.link.clone(),
        part_of: view.part_of.clone(),
        payout: None,
        summed: None,
    })
}

/// The bucket that came of an action, or the one it names; of several that are merged the one that is left.
fn bucket(intent: &Intent, outcome: Option<&Outcome>) -> Option<BucketId> {
    let named = || intent.buckets().first().copied();
    outcome.and_then(|o| o.bucket).or_else(named)
}

/// What went to and from an account, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Moved {
    incoming: Option<Amount>,
    outgoing: Option<Amount>,
    fee: Option<Amount>,
}

impl Moved {
    fn of(account: Address, state: SubmissionState, mined: bool, receipt: Option<&Receipt>) -> Self {
        let all = |amount| Self {
            incoming: amount,
            outgoing: amount,
            fee: amount,
        };
        let Some(receipt) = receipt else {
            // What stands in no block and never will moved nothing; what may yet, or cannot be read, is not known.
            return all((!mined && !state.is_open()).then_some(Amount::ZERO));
        };
        let told = transfers(receipt);
        let fee = ballast_chain::fee(receipt);
        // Every receipt tells at least of its fee. One that tells of nothing is from a node that does not say.
        if told.is_empty() {
            return Self { fee, ..all(None) };
        }
        let own = |t: &Transfer| !t.kind.is_fee();
        Self {
            incoming: sum(&told, own, |t| t.to, account).or(Some(Amount::ZERO)),
            outgoing: sum(&told, own, |t| t.from, account).or(Some(Amount::ZERO)),
            fee,
        }
    }

    fn effect(self) -> Option<Effect> {
        let paid = self.outgoing?.checked_add(self.fee?)?;
        Some(Effect::of(self.incoming?, paid))
    }
}

/// The transfers of a sort on one side of which the account stands; `None` where there are none.
fn sum(
    all: &[Transfer],
    of: impl Fn(&Transfer) -> bool,
    side: impl Fn(&Transfer) -> Party,
    account: Address,
) -> Option<Amount> {
    let mut fitting = all
        .iter()
        .filter(|t| of(t) && side(t) == Party::Account(account))
        .peekable();
    fitting.peek()?;
    Some(fitting.map(|t| t.amount).sum())
}

/// An address in both its forms, to be found by either.
fn both_ways(address: Address) -> String {
    format!("{address} {}", address.to_io1())
}

/// Whom a payout has to do with.
fn of_payout(payout: &VoterPayout) -> String {
    let all = [payout.delegate, payout.voter, payout.recipient].map(both_ways);
    all.join(" ")
}

/// Whether a row fits; the account was looked for in the store.
pub(super) fn fits(row: &HistoryRow, wanted: &HistoryFilter) -> bool {
    let searched = |text: &String| {
        let words = [
            row.action.clone(),
            row.sentence.clone(),
            row.hash.map(|hash| hash.to_string()).unwrap_or_default(),
            row.account.to_hex(),
            row.account.to_io1(),
            row.bucket.map(|b| format!("{b} {}", b.in_table())).unwrap_or_default(),
            row.state.word().to_owned(),
            row.note.clone(),
            row.to.map(both_ways).unwrap_or_default(),
            row.from.map(both_ways).unwrap_or_default(),
            row.payout.as_ref().map(of_payout).unwrap_or_default(),
            row.tokens.iter().map(TokenMove::to_text).collect::<Vec<_>>().join(" "),
        ];
        // Numbers are parted by narrow spaces, which nobody types.
        let plain = |s: &str| s.to_lowercase().replace('\u{202f}', "");
        let text = plain(text.trim());
        words.iter().any(|w| plain(w).contains(&text))
    };
    wanted.action.as_ref().is_none_or(|action| row.is_of(action))
        && (wanted.states.is_empty() || wanted.states.contains(&row.state))
        && wanted.from.is_none_or(|from| row.time >= from)
        && wanted.before.is_none_or(|before| row.time < before)
        && wanted.search.as_ref().is_none_or(searched)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const OWN: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    /// A pseudo log of the node's.
    fn log(kind: u8, from: &str, to: &str, rau: u128) -> Value {
        let word = |address: &str| format!("0x{:0>64}", address.trim_start_matches("0x").to_lowercase());
        json!({
            "address": "0xCCD3d8863D241BcC80f46302310a6d942A90e851",
            "topics": [
                "0x0f684af25f5a740d6a8524c3449595054ae99c1a794cdb7cc0a7cac8542155aa",
                word(from), word(to), format!("0x{kind:064x}"),
            ],
            "data": format!("0x{rau:064x}"),
        })
    }

    fn receipt(logs: Vec<Value>) -> Receipt {
        serde_json::from_value(json!({
            "transactionHash": format!("0x{:064x}", 1), "blockNumber": "0x5", "blockHash": format!("0x{:064x}", 2),
            "from": OWN, "status": "0x1", "gasUsed": "0x2710", "effectiveGasPrice": "0xe8d4a51000", "logs": logs,
        }))
        .unwrap()
    }

    fn moved(state: SubmissionState, receipt: Option<&Receipt>) -> Moved {
        Moved::of(OWN.parse().unwrap(), state, receipt.is_some(), receipt)
    }

    const POOL: &str = "0x04C22AfaE6a03438b8FED74cb1Cf441168DF3F12";
    const REWARDS: &str = "0xA576C141e5659137ddDa4223d209d4744b2106BE";
    const FEE: u128 = 10_000_000_000_000_000;

    #[test]
    fn a_stake_goes_out_a_withdrawal_comes_in_and_the_fee_is_neither() {
        let fee = log(6, OWN, REWARDS, FEE);
        let stake = receipt(vec![log(2, OWN, POOL, 7), fee.clone()]);
        let stake = moved(SubmissionState::Final, Some(&stake));
        assert_eq!(stake.outgoing, Some(Amount::from_rau(7)));
        assert_eq!(stake.incoming, Some(Amount::ZERO));
        assert_eq!(stake.fee, Some(Amount::from_rau(FEE)));
        assert_eq!(stake.effect().unwrap().to_iotx(), "-0.010000000000000007");

        let withdrawal = receipt(vec![log(1, POOL, OWN, 100 * FEE), fee]);
        let withdrawal = moved(SubmissionState::Final, Some(&withdrawal));
        assert_eq!(withdrawal.incoming, Some(Amount::from_rau(100 * FEE)));
        assert_eq!(withdrawal.effect().unwrap().to_iotx(), "0.99");
    }

    #[test]
    fn an_action_on_a_bucket_nft_stands_beside_its_bucket() {
        let nft = "0x888c1897Afe11CFec7A37341a0F94dD44F87aF5A/7";
        let of = |mut action: Value| {
            action["account"] = json!(OWN);
            bucket(&serde_json::from_value(action).unwrap(), None).map(|b| b.to_string())
        };
        for tag in ["nftUnlock", "nftUnstake"] {
            assert_eq!(of(json!({ "action": tag, "bucket": nft })).as_deref(), Some(nft));
        }
        let merge = json!({ "action": "nftMerge", "contract": nft.split_once('/').unwrap().0, "buckets": [7, 8],
            "amount": "0", "duration": "17280 blocks" });
        assert_eq!(of(merge).as_deref(), Some(nft));
        assert_eq!(of(json!({ "action": "unstake", "bucket": 3 })).as_deref(), Some("3"));
        assert_eq!(of(json!({ "action": "send", "to": OWN, "amount": "1" })), None);
    }

    #[test]
    fn what_is_not_known_is_nothing_and_what_never_stood_in_a_block_is_zero() {
        let silent = receipt(Vec::new());
        let silent = moved(SubmissionState::Final, Some(&silent));
        assert_eq!((silent.incoming, silent.outgoing, silent.effect()), (None, None, None));
        assert_eq!(silent.fee, Some(Amount::from_rau(FEE)), "gas and price say that");
        assert_eq!(moved(SubmissionState::Sent, None).effect(), None);
        let vanished = moved(SubmissionState::Vanished, None);
        assert_eq!(vanished.effect().unwrap().to_iotx(), "0");
    }
}
