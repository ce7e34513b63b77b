//! What earlier code left on disk opens: vault, store, chain, drafts, and what was under way when the program was killed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ballast_api::{SequenceState, Settings, SubmissionState, calls};
use ballast_domain::{Amount, Network};
use ballast_wallet::{Options, Wallet};
use common::{PASSWORD, options};

fn profiles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/profiles")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true => copy(&path, &place),
            false => drop(fs::copy(&path, &place).unwrap()),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_earlier_code_left_opens_whole() {
    let mut opened = 0;
    for entry in fs::read_dir(profiles()).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            println!("{}", entry.path().display());
            let folder = tempfile::tempdir().unwrap();
            copy(&entry.path(), folder.path());
            opens(folder.path(), &entry.file_name().to_string_lossy()).await;
            opened += 1;
        }
    }
    assert!(opened > 0, "there is no profile");
}

/// Of the first wave: nobody could choose limits yet, nor begin a sequence.
const FIRST_WAVE: &str = "2026-11-first-wave";

/// What a person let a transaction cost and let go to those in the address book, as the profile of this name has it.
fn limits(name: &str) -> (Option<Amount>, Amount) {
    match name {
        FIRST_WAVE => (None, Settings::default().gift_limit),
        _ => (Some(Amount::from_iotx(3)), Amount::from_iotx(500)),
    }
}

/// The sequence of the profile of this name goes on where it stood: its first step is over, its second waits for the
/// person. How many steps are signed.
async fn sequences(wallet: &Wallet, name: &str) -> usize {
    let all = wallet.call(&calls::GetSequences {}).await.unwrap();
    if name == FIRST_WAVE {
        assert!(all.is_empty(), "{all:?}");
        return 0;
    }
    let [one] = &all[..] else { panic!("{all:?}") };
    let signed = one.steps.iter().filter(|step| step.submission.is_some()).count();
    assert_eq!(
        (one.title.as_str(), &one.state, signed),
        ("Two rungs", &SequenceState::Asks, 1)
    );
    signed
}

async fn opens(home: &Path, name: &str) {
    let wallet = Wallet::new(Options {
        node: None,
        ..options(home)
    });
    let network = Network::Practice;
    let status = wallet.call(&calls::OpenNetwork { network }).await.unwrap();
    assert!(status.settings.operator);
    assert_eq!((status.settings.fee_limit, status.settings.gift_limit), limits(name));
    let own = status.networks.iter().find(|n| n.network.is_own()).unwrap();
    assert_eq!((own.name.as_str(), own.chain_id), ("Another", 4_711));
    let labels: BTreeSet<&str> = status.accounts.iter().map(|a| a.label.as_str()).collect();
    assert!(labels.contains("Savings") && labels.contains("Watched"), "{labels:?}");

    let password = PASSWORD.to_owned();
    wallet.call(&calls::Unlock { password }).await.unwrap();
    let contacts = wallet.call(&calls::GetContacts {}).await.unwrap();
    assert_eq!(
        (contacts[0].name.as_str(), contacts[0].note.as_str()),
        ("Ada", "from the harbour")
    );
    let drafts = wallet.call(&calls::GetDrafts {}).await.unwrap();
    assert_eq!((drafts.len(), drafts[0].intents.as_ref().map(Vec::len)), (1, Some(2)));

    let account = status.accounts.iter().find(|a| a.label == "Savings").unwrap().address;
    let all = wallet.call(&calls::GetSubmissions { account: None }).await.unwrap();
    let is_final = all.iter().filter(|s| s.state == SubmissionState::Final).count();
    let of_sequences = sequences(&wallet, name).await;
    let expected = (5 + of_sequences, 4 + of_sequences);
    assert_eq!((all.len(), is_final), expected, "four are over, and one was under way");
    assert!(
        all.iter()
            .all(|s| s.action == "createStake" && s.sentence.contains("IOTX with fathom")),
        "{all:?}"
    );
    let batched = all.iter().filter(|s| s.batch.is_some()).count();
    assert_eq!(batched, 2);
    let staked: BTreeSet<Amount> = wallet
        .call(&calls::GetBuckets { account: Some(account) })
        .await
        .unwrap()
        .rows
        .value
        .iter()
        .map(|row| row.bucket.amount)
        .collect();
    for iotx in [300, 400, 1_000, 2_000] {
        assert!(staked.contains(&Amount::from_iotx(iotx)), "{staked:?}");
    }
}
