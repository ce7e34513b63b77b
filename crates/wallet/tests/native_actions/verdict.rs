//! What the wallet said of a wish, held to what the chain did with it.

use std::fmt;

use ballast_chain::{Fees, Receipt, encode, outcome};
use ballast_domain::{
    Action, Address, Amount, Change, FailsAs, Figure, Intent, OutcomeKind, Proposal, ReceiptStatus, Remedy, Rule,
    Transaction,
};

use super::{
    network::{Tip, World},
    one_verdict::agree,
    people::Person,
};

/// The chain's floor.
const BASE_FEE: Amount = Amount::from_rau(1_000_000_000_000);

/// The wallet's word for a contract that fails in the node's own run of it.
const CONTRACT: &str = "contract.fails";

/// How a wish ended, as the wallet said.
pub enum Verdict {
    Done,
    Broke(Rule),
    /// The contract would have refused it.
    Contract,
    /// What was a moment too early was not any more in the next block.
    JustInTime(Rule),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Broke(rule) => f.write_str(rule.id()),
            Self::Contract => f.write_str("contract.fails"),
            Self::JustInTime(rule) => write!(f, "{}, just over", rule.id()),
        }
    }
}

/// Asks the wallet, sends the wish whatever it says, and compares.
pub async fn judge(world: &World, person: &Person, intent: &Intent) -> Result<Verdict, String> {
    note(world, intent).await?;
    let proposal = world.propose(intent).await;
    let Some(block) = proposal.block() else {
        return succeeds(world, person, &proposal).await;
    };
    let sent = forced(world, person, &proposal).await;
    if block.rule == CONTRACT {
        // More gas is sent along than the account may be able to pay.
        let Ok(sent) = sent else {
            return Ok(Verdict::Contract);
        };
        let (_, receipt) = mined(world, &sent).await;
        let status = receipt.map(|r| r.status);
        return match status.is_some_and(|status| !status.is_success()) {
            true => Ok(Verdict::Contract),
            false => Err(format!("the contract was to fail, the chain {status:?}")),
        };
    }
    let rule = Rule::ALL.iter().copied().find(|rule| rule.id() == block.rule);
    let rule = rule.ok_or_else(|| format!("there is no rule {}", block.rule))?;
    let said = format!("the wallet said {}", rule.id());
    match (rule.fails_as(), sent) {
        (FailsAs::Refused, Err(words)) if words.contains(words_of(rule)) => Ok(Verdict::Broke(rule)),
        (_, Err(words)) if is_too_old_for(world, &intent.action, &words).await => Ok(Verdict::Broke(rule)),
        (FailsAs::Refused, Err(words)) => Err(format!("{said}, the node {words:?}")),
        (FailsAs::Refused, Ok(_)) => Err(format!("{said}, the node took it")),
        (_, Err(words)) => Err(format!("{said}, the node refused it: {words:?}")),
        (FailsAs::Dropped, Ok(sent)) => {
            let (_, receipt) = mined(world, &sent).await;
            let nonce = world.nonce(intent.account).await;
            match receipt.is_none() && !world.knows(sent.hash).await && nonce == sent.nonce {
                true => Ok(Verdict::Broke(rule)),
                false => Err(format!("{said}, the chain did not drop it")),
            }
        }
        (FailsAs::Status(status), Ok(sent)) => {
            let (tip, receipt) = mined(world, &sent).await;
            if let Some(receipt) = receipt.as_ref().filter(|r| r.status == status) {
                explained(intent, receipt)?;
            }
            let got = receipt.map(|r| r.status);
            match block.remedy {
                _ if got == Some(status) => Ok(Verdict::Broke(rule)),
                Remedy::At(at) if at.seconds() <= tip.seconds => Ok(Verdict::JustInTime(rule)),
                _ => Err(format!("{said}, so {status:?}; the chain {got:?}")),
            }
        }
        (FailsAs::Allowed, Ok(sent)) => {
            let (_, receipt) = mined(world, &sent).await;
            match receipt.is_some_and(|r| r.status.is_success()) {
                true => Ok(Verdict::Broke(rule)),
                false => Err(format!("{said}, the chain refused it")),
            }
        }
    }
}

/// Asks everybody else too, where that is wanted.
///
/// # Errors
/// Not all say the same.
pub async fn note(world: &World, intent: &Intent) -> Result<(), String> {
    let Some(words) = &world.asked else { return Ok(()) };
    let word = agree(world, intent).await?;
    let tag = intent.action.tag();
    words
        .lock()
        .unwrap()
        .entry((tag, word))
        .and_modify(|n| *n += 1)
        .or_insert(1);
    Ok(())
}

/// After the block has it, the code's meaning is what the person reads, or what it means of this very action.
fn explained(intent: &Intent, receipt: &Receipt) -> Result<(), String> {
    let became = outcome(&intent.action, receipt);
    let unknown = ReceiptStatus(9_999).meaning();
    match became.kind == OutcomeKind::Failed && became.sentence != unknown && !became.sentence.is_empty() {
        true => Ok(()),
        false => Err(format!("{:?} is told as {became:?}", receipt.status)),
    }
}

/// A node's own words for what it refuses at once.
fn words_of(rule: Rule) -> &'static str {
    match rule {
        Rule::AmountZero => "negative value: invalid amount",
        Rule::CandidateName => "invalid candidate name",
        Rule::BlsKeyInvalid | Rule::SendToProtocol => "invalid abi binary data",
        _ => "insufficient funds for gas * price + value",
    }
}

/// Whether a live node is too old to know what a wish asks for, as it says by these words: one that knows it takes it before its
/// fork, too.
async fn is_too_old_for(world: &World, action: &Action, words: &str) -> bool {
    let of_zanzibar = matches!(
        action,
        Action::RegisterWithBlsAndPop(_)
            | Action::UpdateWithBlsAndPop(_)
            | Action::VoterRewardOptIn(_)
            | Action::SetVoterRewardDestination(_)
    );
    if world.makes_blocks() || !of_zanzibar || !words.contains("invalid abi binary data") {
        return false;
    }
    world.client.reward_distribution().await.unwrap().value.is_none()
}

struct Sent {
    hash: ballast_domain::Hash,
    nonce: u64,
}

async fn send(world: &World, person: &Person, transaction: &Transaction) -> Result<Sent, String> {
    let hash = world.send(&person.sign(transaction)).await?;
    Ok(Sent {
        hash,
        nonce: transaction.nonce,
    })
}

async fn mined(world: &World, sent: &Sent) -> (Tip, Option<Receipt>) {
    world.mine_sent(sent.hash).await
}

/// Sends what the wallet does not: the action with the gas that it would have been given.
async fn forced(world: &World, person: &Person, proposal: &Proposal) -> Result<Sent, String> {
    let mut call = encode(&proposal.intent.action);
    let fees = match call.pays_offer {
        true => Fees::at(BASE_FEE).tight(),
        false => Fees::at(BASE_FEE),
    };
    let of_an_nft = call.runs_contract && call.to != Address::STAKING;
    call.gas_limit = match proposal.block().is_some_and(|block| block.rule == CONTRACT) || of_an_nft {
        // The node named none.
        true => 300_000,
        false => (proposal.max_fee.rau() / fees.max_fee_per_gas.rau()) as u64,
    };
    let nonce = world.nonce(person.address).await;
    let transaction = call.into_transaction(world.client.chain_id(), nonce, &fees);
    send(world, person, &transaction).await
}

/// The proposal's transaction succeeds, and does what the proposal showed.
async fn succeeds(world: &World, person: &Person, proposal: &Proposal) -> Result<Verdict, String> {
    let [transaction] = proposal.transactions.as_slice() else {
        return Err(format!("{} transactions", proposal.transactions.len()));
    };
    let sent = send(world, person, transaction).await;
    let sent = sent.map_err(|words| format!("the wallet allowed it, the node refused it: {words:?}"))?;
    let (tip, receipt) = mined(world, &sent).await;
    let receipt = receipt.ok_or("the wallet allowed it, the chain dropped it")?;
    let became = outcome(&proposal.intent.action, &receipt);
    if became.kind != OutcomeKind::AsProposed {
        return Err(format!("the wallet allowed it, and it became {became:?}"));
    }
    let estimated = encode(&proposal.intent.action).runs_contract || transaction.gas_limit > 21_000;
    if !estimated {
        let left = shown(&proposal.changes, "Liquid");
        // What the chain pays an owner or a voter in the very block is no part of what the action does.
        let paid = world.paid_by_the_chain(person.address, tip.height).await;
        let balance = world.balance(person.address).await.saturating_sub(paid);
        if left != Some(&Figure::Iotx(balance)) {
            return Err(format!("the wallet showed {left:?}, the account holds {balance:?}"));
        }
    }
    // In an epoch's last block delegates pay for the blocks that they missed.
    let last = tip.height.is_multiple_of(1_440);
    if proposal.changes.iter().any(|c| c.label.starts_with("Votes of ")) && !last {
        votes_are_as_shown(world, proposal).await?;
    }
    Ok(Verdict::Done)
}

async fn votes_are_as_shown(world: &World, proposal: &Proposal) -> Result<(), String> {
    for delegate in world.client.delegates().await.unwrap().value {
        let votes = shown(&proposal.changes, &format!("Votes of {}", delegate.name));
        if votes.is_some_and(|votes| *votes != Figure::Votes(delegate.votes)) {
            let (name, is) = (&delegate.name, delegate.votes);
            return Err(format!("the wallet showed {votes:?} for {name}, which has {is:?}"));
        }
    }
    Ok(())
}

fn shown<'a>(changes: &'a [Change], label: &str) -> Option<&'a Figure> {
    changes.iter().find(|c| c.label == label).map(|c| &c.after)
}
