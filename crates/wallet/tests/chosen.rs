//! Files that the person chooses: the page has a handle and a name, and reads each once.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use ballast_api::{ChosenFile, FileHandle, FileKind, calls};
use ballast_wallet::{Choosing, FileChooser, Options, Wallet};
use common::options;

const GENERATOR: &str =
    "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

/// Somebody who chooses what a test says.
#[derive(Default)]
struct Somebody(Mutex<Option<PathBuf>>);

impl FileChooser for Somebody {
    fn choose(&self, _: FileKind) -> Choosing {
        Box::pin(std::future::ready(self.0.lock().unwrap().clone()))
    }
}

/// Somebody who thinks about it for ever.
struct Undecided;

impl FileChooser for Undecided {
    fn choose(&self, _: FileKind) -> Choosing {
        Box::pin(std::future::pending())
    }
}

struct Desk {
    folder: tempfile::TempDir,
    somebody: Arc<Somebody>,
    wallet: Wallet,
}

impl Desk {
    fn new() -> Self {
        let (folder, somebody) = (tempfile::tempdir().unwrap(), Arc::new(Somebody::default()));
        let wallet = Wallet::new(Options {
            chooser: Some(somebody.clone()),
            ..options(&folder.path().join("wallet"))
        });
        Self {
            folder,
            somebody,
            wallet,
        }
    }

    /// The person chooses a file with this content.
    async fn chosen(&self, content: &str) -> ChosenFile {
        let path = self.folder.path().join("bls.key");
        std::fs::write(&path, content).unwrap();
        *self.somebody.0.lock().unwrap() = Some(path);
        let kind = FileKind::BlsKey;
        self.wallet.call(&calls::ChooseFile { kind }).await.unwrap().unwrap()
    }

    /// The code of what is wrong with reading it; `read` where it was.
    async fn read(&self, file: FileHandle) -> String {
        match self.wallet.call(&calls::ReadBlsKey { file, prove_for: None }).await {
            Ok(_) => "read".into(),
            Err(failure) => {
                let said = serde_json::to_string(&failure).unwrap();
                assert!(!said.contains(self.folder.path().to_str().unwrap()), "{said}");
                failure.code
            }
        }
    }
}

#[tokio::test]
async fn what_the_page_hears_of_a_chosen_file_names_no_folder() {
    let desk = Desk::new();
    desk.chosen(GENERATOR).await;
    let answer = desk.wallet.ask("ChooseFile", r#"{ "kind": "blsKey" }"#).await.unwrap();
    assert!(!answer.contains('/'), "{answer}");
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let fields: Vec<_> = answer.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["handle", "name"]);
    assert_eq!(answer["name"], "bls.key");
}

#[tokio::test]
async fn a_chosen_file_is_read_once_and_an_unknown_handle_never() {
    let desk = Desk::new();
    let chosen = desk.chosen(GENERATOR).await;
    let file = chosen.handle.clone();
    let found = desk
        .wallet
        .call(&calls::ReadBlsKey { file, prove_for: None })
        .await
        .unwrap();
    assert_eq!(found.key.to_string(), format!("0x{GENERATOR}"));
    assert_eq!(desk.read(chosen.handle).await, "file.unknown");
    let path = desk.folder.path().join("bls.key");
    for guessed in [path.to_str().unwrap(), "", "0"] {
        assert_eq!(desk.read(FileHandle(guessed.into())).await, "file.unknown");
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_read_and_its_handle_is_used() {
    let desk = Desk::new();
    let chosen = desk.chosen(&"a".repeat(70_000)).await;
    assert_eq!(desk.read(chosen.handle.clone()).await, "delegate.bls-file");
    assert_eq!(desk.read(chosen.handle).await, "file.unknown");
}

#[tokio::test]
async fn who_chooses_nothing_or_is_being_asked_already_has_chosen_nothing() {
    let desk = Desk::new();
    let choose = calls::ChooseFile { kind: FileKind::BlsKey };
    assert_eq!(desk.wallet.call(&choose).await.unwrap(), None);

    let wallet = Wallet::new(Options {
        chooser: Some(Arc::new(Undecided)),
        ..options(&desk.folder.path().join("other"))
    });
    let first = wallet.call(&choose);
    tokio::pin!(first);
    // The first is begun, and is not over.
    tokio::select! {
        biased;
        _ = &mut first => unreachable!("nobody chose"),
        () = std::future::ready(()) => {}
    }
    assert_eq!(wallet.call(&choose).await.unwrap(), None);
}

#[tokio::test]
async fn without_a_window_nothing_is_chosen_and_what_a_command_line_names_is_read_the_same_way() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(options(folder.path()));
    let choose = calls::ChooseFile { kind: FileKind::BlsKey };
    assert_eq!(wallet.call(&choose).await.unwrap_err().code, "file.no-chooser");

    let path = folder.path().join("named.key");
    std::fs::write(&path, GENERATOR).unwrap();
    let file = wallet.offer_file(FileKind::BlsKey, path).handle;
    assert!(wallet.call(&calls::ReadBlsKey { file, prove_for: None }).await.is_ok());
}
