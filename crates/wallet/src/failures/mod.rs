//! Errors into sentences: the one place where the wallet says what went wrong.

mod nodes;

use ballast_api::{Failure, FailureKind as Kind};
use ballast_domain::{Network, Refusal, Remedy, grouped, plan::PlanError, sequence::WishError};
use ballast_vault::{Error as Vault, PhraseProblem, Suspect};

use nodes::{candidate, chain};
pub(crate) use nodes::{
    contradicted, counts_differ, doubtful, hidden, not_all_heard, refused_by_one, rpc, unconfirmed, unreadable,
};

use crate::Error;

/// Why nothing new is signed while a submission is held.
pub(crate) const HELD: &str = "submission.held";
pub(crate) const HELD_FIRST: &str =
    "A transaction of this account was signed a while ago and never sent; what comes after it would wait for it.";
pub(crate) const HELD_HELP: &str =
    "Say first whether it is sent or dropped: it stands under Activity, and in the command line's `status`.";
/// Why a step of a sequence asks that was signed long ago and never sent.
pub(crate) const HELD_STEP: &str =
    "It was signed a while ago and never sent. Say on its own page whether it is sent or dropped.";
/// Why a network of one's own has no chain id of a public chain, and what one that has it is good for.
pub(crate) const PUBLIC_CHAIN: &str = "network.public-chain";
const PUBLIC_CHAIN_HELP: &str = "A custom network needs a chain id that no public chain has.";
pub(crate) const PUBLIC_CHAIN_READS: &str =
    "This network can be looked at, and nothing is signed on it. A custom network needs a chain id of its own.";
/// Whose id a chain has, and what that would mean.
pub(crate) fn public_chain(chain_id: u64, name: &str) -> String {
    format!(
        "{chain_id} is the chain id of {name}: what is signed for such a network could be done there, with the money that \
         your accounts have there."
    )
}
/// Why nothing is signed where a node has no data of a revert.
pub(crate) const NOT_RUN: &str = "The node could not run it, and shows no reason of the contract's.";
/// Why nothing is signed while one node alone counts more transactions of an account than are known.
pub(crate) const COUNT: &str = "nonce.unconfirmed";
pub(crate) const COUNT_HELP: &str = "If another wallet with this key has just sent something, wait until it is in a block. Otherwise choose another endpoint in Settings.";
pub(crate) const COUNT_SILENT_HELP: &str = "Another endpoint does not answer. Wait for it, or take it out in Settings.";
pub(crate) fn count_unconfirmed(node: &str, count: u64, known: u64) -> String {
    let (count, known) = (grouped(count), grouped(known));
    format!(
        "The node {node} counts {count} transactions of this account; {known} are accounted for, and no second node confirms \
         the rest. What is signed now could wait for them for ever, so nothing is signed."
    )
}
/// Why an action has to wait until others of its batch are done.
pub(crate) const BATCH_MONEY: &str = "batch.money-later";
pub(crate) const BATCH_MONEY_SENTENCE: &str = "The money for it comes only with an earlier action of this batch, and nodes take a transaction only when its money is there.";
pub(crate) const BATCH_BUCKET: &str = "batch.bucket-later";
pub(crate) const BATCH_BUCKET_SENTENCE: &str =
    "The bucket is made only by an earlier action of this batch, and its number is the chain's to give.";
pub(crate) const BATCH_GAS: &str = "batch.gas-later";
pub(crate) const BATCH_GAS_SENTENCE: &str = "It runs a contract on a bucket that an earlier action of this batch changes: what it takes cannot be known before.";
pub(crate) const BATCH_ORDER: &str = "batch.order";
pub(crate) const BATCH_ORDER_SENTENCE: &str = "Another account of this batch changes the bucket before, and a chain may take the transactions of two accounts in any order.";
pub(crate) const BATCH_PORTION: &str = "batch.portion-later";
pub(crate) const BATCH_PORTION_SENTENCE: &str = "An earlier action of this batch sets a portion, and an opt-in waits until both portions are read back from the chain.";
pub(crate) const BATCH_LATER_HELP: &str = "Do it by itself when the batch is done.";
/// What a contract means that answers "no" to a call and does not revert.
pub(crate) const DECLINED: &str = "it answers that it does not do it";
/// What a node said of a call that it ran; `gas` is what the call is let have.
pub(crate) fn ran(node: &str, gas: u64) -> String {
    let gas = grouped(gas);
    format!("A node ran it as it would be signed, and it went through. It may take {gas} gas. Asked: {node}")
}
/// Why a contract refused what was mined: the meaning of the receipt's status, and what the contract answers when it is
/// asked once more.
pub(crate) fn reverted(meaning: &str, why: &str) -> String {
    format!("{meaning} Asked again, it answers: {why}.")
}
/// What became of a submission that was dropped.
pub(crate) const DROPPED: &str = "You dropped it before it was sent. Nothing was done and nothing was paid.";

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match &error {
            Error::Chain(e) => chain(e),
            Error::Candidate(e) => candidate(e),
            Error::Vault(e) => vault(e),
            Error::Store(e) => Self::new(Kind::Disk, e.code(), sentence(e))
                .help("Nothing was sent. Check that the disk has room and can be written."),
            Error::Practice(e) => Self::new(Kind::Bug, "practice.start", sentence(e)).retry(),
            Error::Refused(refusal) => refused(refusal),
            Error::Plan(e) => plan(e),
            Error::Address(e) => ballast_api::failure_of_address(e),
            Error::Entry { code, sentence } => plain(Kind::Input, code, sentence),
            Error::File(e) => Self::new(
                Kind::Disk,
                "wallet.file",
                format!("A file cannot be read or written: {e}."),
            ),
            Error::Settings { why, aside } => {
                let kept = aside.as_ref().map_or_else(String::new, |aside| format!(" It is kept as {}.", aside.display()));
                Self::new(
                    Kind::Disk,
                    "wallet.settings",
                    format!("Your settings and the networks you added could not be read: {why}.{kept}"),
                )
                .help(
                    "Ballast goes on with the usual settings. Keys, accounts and history are elsewhere and safe. Add your own \
                     networks and endpoints again; or close Ballast, mend the file and put it back as ballast.json.",
                )
            }
            Error::InUse { holder } => {
                let holder = holder.as_ref().map_or("another program", String::as_str);
                Self::new(
                    Kind::Disk,
                    "wallet.in-use",
                    format!("This wallet is open in {holder}, and only one program at a time may use it."),
                )
                .help("Close the other one, or wait until it is done. Nothing was changed.")
                .retry()
            }
            Error::ReadsOnly => plain(
                Kind::Bug,
                "wallet.reads-only",
                "This was asked of a wallet that was opened for reading only.",
            ),
            Error::NoNetwork => plain(Kind::Input, "wallet.no-network", "Choose a network first."),
            Error::UnknownChain { .. } => Self::new(Kind::Node, "chain.unknown", sentence(&error)).help(
                "Ask a node of one of these networks, or add this one's as a custom network, in Settings or by \
                 `ballast-cli network add`.",
            ),
            Error::KnownNetwork { chain_id, name, .. } => {
                let failure = Self::new(Kind::Input, "network.known", sentence(&error));
                match Network::of_chain(*chain_id) {
                    Some(Network::Practice) => failure.help(
                        "It runs in this program; a practice network beside it is asked by `ballast-cli --node`, or \
                         takes a chain id of its own.",
                    ),
                    _ => failure.help(format!("Open {name}, and add the node there as an endpoint.")),
                }
            }
            Error::PublicChain { chain_id, name } => {
                Self::new(Kind::Rule, PUBLIC_CHAIN, public_chain(*chain_id, name)).help(PUBLIC_CHAIN_HELP)
            }
            Error::UnknownNetwork => plain(
                Kind::Input,
                "network.unknown",
                "There is no network of this name or chain id.",
            ),
            Error::NetworkOpen => plain(Kind::Input, "network.open", "This network is open.")
                .help("Open another one first."),
            Error::Contracts { code, sentence } => {
                plain(Kind::Input, code, sentence).help("Nothing was changed, and no contract of the file is used.")
            }
            Error::KnownEndpoint => plain(Kind::Input, "endpoint.known", "This endpoint is in the list already."),
            Error::UnknownEndpoint => plain(Kind::Input, "endpoint.unknown", "This endpoint is not in the list."),
            Error::LastEndpoint => plain(
                Kind::Input,
                "endpoint.last",
                "This is the network's last endpoint; without it nothing could be read or sent.",
            )
            .help("Add another one first."),
            Error::FixedEndpoints(why) => plain(Kind::Input, "endpoint.fixed", why),
            Error::NoPhrase => plain(Kind::Input, "wallet.no-phrase", "This wallet has no recovery phrase."),
            Error::ForeignPhrase => plain(
                Kind::Input,
                "wallet.foreign-phrase",
                "This recovery phrase is none of this wallet's: it gives none of its accounts.",
            )
            .help("Check that it is the right phrase for this network's wallet. Nothing was changed."),
            Error::Path => plain(Kind::Input, "wallet.path", "This is no path of an account.").help(
                "Write one of the four that are in use, with a number for i: m/44'/304'/0'/0/i, m/44'/304'/0'/i, \
                 m/44'/60'/0'/0/i or m/44'/60'/i'/0/0.",
            ),
            Error::WatchOnly => plain(
                Kind::Input,
                "wallet.watch-only",
                "This account is watched only: its key is not here.",
            )
            .help("Import its recovery phrase or key to sign for it."),
            Error::UnknownAccount => plain(
                Kind::Input,
                "wallet.unknown-account",
                "This account is not in the wallet.",
            ),
            Error::NoProposal => plain(
                Kind::Input,
                "proposal.unknown",
                "This proposal is gone. Look at it again.",
            )
            .retry(),
            Error::StaleProposal => plain(
                Kind::Input,
                "proposal.stale",
                "The chain has moved on since this was computed. Look at it again.",
            )
            .retry(),
            Error::NoSubmission => plain(
                Kind::Input,
                "submission.unknown",
                "This wallet has no such transaction.",
            ),
            Error::NotHeld => plain(
                Kind::Input,
                "submission.not-held",
                "This transaction does not wait for an answer: it was sent, dropped, or is about to be sent.",
            ),
            Error::NotWaiting => plain(
                Kind::Input,
                "submission.not-waiting",
                "Nothing more can take this transaction's place: another is on its way instead of it already, or it is in \
                 a block, or over.",
            )
            .help("Activity shows which; what takes its place can be sped up itself."),
            Error::HeldFirst => plain(Kind::Input, HELD, HELD_FIRST).help(HELD_HELP),
            Error::CountUnconfirmed { node, count, known } => {
                plain(Kind::Node, COUNT, &count_unconfirmed(node, *count, *known)).help(COUNT_HELP).retry()
            }
            Error::NoGap => plain(
                Kind::Input,
                "nonce.no-gap",
                "No transaction is missing before this one, or it is in a block by now.",
            ),
            Error::BatchSize => Self::new(Kind::Input, "batch.size", sentence(&error)),
            Error::NothingLegal => Self::new(Kind::Rule, "batch.nothing-legal", sentence(&error)),
            Error::Wish(WishError::Refused(refusal)) => refused(refusal),
            Error::Wish(e) => Self::new(Kind::Input, "sequence.form", sentence(e)),
            Error::NoSequence => plain(Kind::Input, "sequence.unknown", "This wallet has no such sequence."),
            Error::StepRefused => plain(
                Kind::Input,
                "sequence.refused",
                "A rule forbids one of its steps, so none of them is signed.",
            )
            .help("Look at the review: it names the step and the rule."),
            Error::RunningEpoch => plain(Kind::Input, "epoch.running", "This epoch is not over yet."),
            Error::NoChooser => plain(Kind::Input, "file.no-chooser", "There is no window here to choose a file in."),
            Error::NoFile => plain(
                Kind::Input,
                "file.unknown",
                "No file is chosen: each is read once, for what it was chosen for.",
            )
            .help("Choose the file again."),
            Error::NotConfirmed => plain(
                Kind::Input,
                "confirm.refused",
                "You did not say yes when Ballast asked, so nothing was signed or changed.",
            )
            .help("Ask for it again to be asked again.")
            .retry(),
            Error::AskedAlready => plain(
                Kind::Input,
                "confirm.asked",
                "Ballast asks you something else already, in a window of its own.",
            )
            .help("Answer that first.")
            .retry(),
            Error::NoDraft => Self::new(Kind::Input, "draft.unknown", sentence(&error)),
            Error::NotPractice => plain(
                Kind::Input,
                "wallet.not-practice",
                "Only the practice network can do this.",
            ),
            Error::PracticeElsewhere => plain(
                Kind::Input,
                "practice.elsewhere",
                "This practice network runs in another program, and is begun anew there.",
            ),
            Error::Request(_) => Self::new(Kind::Bug, "wallet.request", sentence(&error)),
            Error::Task => Self::new(Kind::Bug, "wallet.task", sentence(&error)).retry(),
        }
    }
}

fn plain(kind: Kind, code: &str, text: &str) -> Failure {
    Failure::new(kind, code, text)
}

/// An error's own text as a sentence: a capital at the start, a full stop at the end.
fn sentence(error: &dyn std::error::Error) -> String {
    as_sentence(&error.to_string())
}

/// An error's text, kept from when it happened, as a sentence.
pub(crate) fn as_sentence(text: &str) -> String {
    let mut text = text.to_owned();
    // An address stays as it is written; a word takes the capital.
    if text.split(' ').next().is_some_and(|word| word.contains("://")) {
        text = format!("the node {text}");
    }
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return "Something went wrong.".into();
    };
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}

fn plan(error: &PlanError) -> Failure {
    if let PlanError::Rule { rule } = error {
        return refused(&Refusal::from(*rule));
    }
    let mut failure =
        plain(Kind::Input, error.code(), &sentence(error)).help("Change the dates, the amount or the number.");
    failure.remedy = Some(error.remedy()).filter(|r| *r != Remedy::Never);
    failure
}

fn refused(refusal: &Refusal) -> Failure {
    let Refusal { rule, remedy } = refusal;
    let mut failure = Failure::new(Kind::Rule, rule.id(), rule.sentence()).help(rule.help());
    failure.remedy = Some(remedy.clone()).filter(|r| *r != Remedy::Never);
    failure
}

fn vault(error: &Vault) -> Failure {
    let kind = match error {
        Vault::WrongPassword | Vault::TooSoon { .. } | Vault::Locked => Kind::Locked,
        Vault::Io { .. } | Vault::Truncated | Vault::Damaged | Vault::NotAVault | Vault::Newer { .. } => Kind::Disk,
        Vault::KeyMismatch | Vault::Random => Kind::Bug,
        _ => Kind::Input,
    };
    let mut failure = Failure::new(kind, error.code(), sentence(error));
    if let Vault::Phrase(problem) = error {
        failure.sentence = problem.sentence().to_string();
        failure.word = wrong_word(problem);
    }
    if matches!(error, Vault::WrongPassword | Vault::TooSoon { .. }) {
        failure.retry = true;
    }
    failure
}

/// The place, from 1, of the word that is most likely wrong.
fn wrong_word(problem: &PhraseProblem) -> Option<usize> {
    match problem {
        PhraseProblem::UnknownWords(words) => words.first().map(|w| w.position),
        PhraseProblem::WordCount { .. } => None,
        PhraseProblem::Checksum { suspects, .. } => suspects.first().map(|s| match s {
            Suspect::Replaced { position, .. } | Suspect::Swapped { position } => *position,
        }),
    }
}

#[cfg(test)]
mod tests {
    use ballast_chain::Error as Chain;

    use super::*;

    fn of(error: Chain) -> Failure {
        Error::from(error).into()
    }

    #[test]
    fn a_sentence_begins_with_a_word_and_leaves_addresses_as_they_are() {
        let node = || "http://127.0.0.1:18999/".to_owned();
        let (expected, found) = (4689, 1337);
        for (error, says) in [
            (
                Chain::WrongChain {
                    node: node(),
                    expected,
                    found,
                },
                "The node http://127.0.0.1:18999/ serves chain 1337 instead of 4689.",
            ),
            (
                Chain::Timeout { node: node() },
                "The node http://127.0.0.1:18999/ did not answer in time.",
            ),
            (
                Chain::BadUrl {
                    url: "localhost:8545".into(),
                },
                "The address localhost:8545 is not an http or https address.",
            ),
            (
                Chain::CutOff { node: node() },
                "The answer of http://127.0.0.1:18999/ was cut off.",
            ),
        ] {
            assert_eq!(of(error).sentence, says);
        }
    }

    #[test]
    fn a_chain_that_is_not_known_is_named_with_those_that_are() {
        let failure = Failure::from(Error::UnknownChain {
            node: "http://127.0.0.1:8545".into(),
            found: 1337,
        });
        assert_eq!(failure.code, "chain.unknown");
        assert_eq!(
            failure.sentence,
            "The node http://127.0.0.1:8545 serves chain 1337; this wallet knows Practice (468900), Testnet (4690), \
             Mainnet (4689)."
        );
    }
}
