//! Imports are whole or go on: what is there is skipped, the rest comes in, and what could not be looked at is not taken to
//! be unused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{path::Path, time::Duration};

use ballast_api::{AccountView, Origin, PhraseView, Search, calls};
use ballast_domain::{Address, Network};
use ballast_practice::{Config, Handle, start};
use ballast_wallet::{Options, Wallet};
use common::{PASSWORD, options};

/// Words that every developer of Ethereum tools knows, and the key of their first account on Ethereum's path.
const JUNK: &str = "test test test test test test test test test test test junk";
const JUNK_KEY: &str = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const OTHER: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

const FOREIGN: &str = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";

async fn practice(port: u16) -> Handle {
    let on_demand = Config {
        port,
        on_demand: true,
        ..Config::default()
    };
    start(on_demand).await.unwrap()
}

async fn wallet(home: &Path, node: &str) -> Wallet {
    let wallet = Wallet::new(Options {
        node: Some(node.to_owned()),
        ..options(home)
    });
    wallet.open(Network::Practice).await.unwrap();
    wallet
}

async fn import_phrase(wallet: &Wallet, phrase: &str) -> Search {
    let call = calls::ImportPhrase {
        phrase: phrase.into(),
        password: PASSWORD.into(),
        use_keyring: false,
    };
    wallet.call(&call).await.unwrap()
}

async fn import_key(wallet: &Wallet, key: &str) -> AccountView {
    let call = calls::ImportKey {
        key: key.into(),
        password: PASSWORD.into(),
        use_keyring: false,
    };
    wallet.call(&call).await.unwrap()
}

async fn add(wallet: &Wallet, which: Option<u32>, path: &str) -> AccountView {
    let path = Some(path.to_owned());
    wallet.call(&calls::AddAccount { which, path }).await.unwrap()
}

async fn fund(wallet: &Wallet, account: Address) {
    wallet.call(&calls::AskPracticeMoney { account }).await.unwrap();
}

async fn accounts(wallet: &Wallet) -> Vec<AccountView> {
    let accounts = wallet.call(&calls::GetStatus {}).await.unwrap().accounts;
    let mut addresses: Vec<_> = accounts.iter().map(|a| a.address).collect();
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), accounts.len(), "an address stands twice");
    accounts
}

async fn phrases(wallet: &Wallet) -> Vec<PhraseView> {
    wallet.call(&calls::GetPhrases {}).await.unwrap()
}

fn path(account: &AccountView) -> &str {
    match &account.origin {
        Origin::Phrase { path, .. } => path,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_and_then_its_own_phrase_come_in_whole() {
    let (folder, node) = (tempfile::tempdir().unwrap(), practice(0).await);
    let wallet = wallet(folder.path(), &node.url()).await;
    let key = import_key(&wallet, JUNK_KEY).await;
    fund(&wallet, key.address).await;

    let search = import_phrase(&wallet, JUNK).await;
    assert!(search.missed.is_none());
    assert!(
        search.found.iter().any(|found| found.address == key.address),
        "it is in use"
    );
    let all = accounts(&wallet).await;
    let same = all.iter().find(|a| a.address == key.address).unwrap();
    assert_eq!(same.origin, Origin::Key, "what is there stays");
    assert!(all.iter().any(|a| a.address == search.found[0].address));
    let [phrase] = phrases(&wallet).await[..] else {
        panic!("one phrase")
    };
    assert!(phrase.searched && phrase.accounts >= 1);

    // Once more: nothing is refused, nothing doubled.
    let before = all.len();
    import_phrase(&wallet, JUNK).await;
    assert_eq!(accounts(&wallet).await.len(), before);
    assert_eq!(phrases(&wallet).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watched_account_becomes_the_one_whose_key_came_and_keeps_its_name() {
    let (folder, node) = (tempfile::tempdir().unwrap(), practice(0).await);
    let wallet = wallet(folder.path(), &node.url()).await;
    let watch = calls::WatchAddress {
        address: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266".into(),
        label: "Savings".into(),
    };
    let watched = wallet.call(&watch).await.unwrap();
    import_key(&wallet, JUNK_KEY).await;
    let [account] = &accounts(&wallet).await[..] else {
        panic!("one account")
    };
    assert_eq!((account.address, account.label.as_str()), (watched.address, "Savings"));
    assert_eq!(account.origin, Origin::Key);

    let other = calls::WatchAddress {
        address: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8".into(),
        label: String::new(),
    };
    let address = wallet.call(&other).await.unwrap().address;
    assert_eq!(accounts(&wallet).await.len(), 2);
    wallet.call(&calls::UnwatchAddress { address }).await.unwrap();
    assert_eq!(accounts(&wallet).await.len(), 1);
    let own = wallet
        .call(&calls::UnwatchAddress {
            address: watched.address,
        })
        .await;
    assert_eq!(own.unwrap_err().code, "wallet.unknown-account", "it is not watched");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_phrase_is_told_apart_shown_continued_and_searched() {
    let (folder, node) = (tempfile::tempdir().unwrap(), practice(0).await);
    let wallet = wallet(folder.path(), &node.url()).await;
    import_phrase(&wallet, JUNK).await;
    import_phrase(&wallet, OTHER).await;
    let [first, second] = phrases(&wallet).await[..] else {
        panic!("two phrases")
    };
    assert_eq!((first.number, second.number), (1, 2));
    let which = Some(second.phrase);

    let password = PASSWORD.to_owned();
    let words = wallet.call(&calls::RevealPhrase { which, password }).await.unwrap();
    assert_eq!(words.join(" "), OTHER);
    let next = wallet.call(&calls::AddAccount { which, path: None }).await.unwrap();
    assert!(
        matches!(&next.origin, Origin::Phrase { phrase, path, .. } if *phrase == second.phrase && path.ends_with("/1"))
    );
    assert!(
        wallet
            .call(&calls::SearchPhrase { which })
            .await
            .unwrap()
            .missed
            .is_none()
    );
    let none = Some(99);
    assert_eq!(
        wallet
            .call(&calls::SearchPhrase { which: none })
            .await
            .unwrap_err()
            .code,
        "wallet.no-phrase"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_goes_twenty_unused_accounts_further_on_every_path() {
    let (folder, node) = (tempfile::tempdir().unwrap(), practice(0).await);
    let wallet = wallet(folder.path(), &node.url()).await;
    import_phrase(&wallet, OTHER).await;
    let paths = [
        "m/44'/304'/0'/0/20",
        "m/44'/304'/0'/19",
        "m/44'/60'/0'/0/7",
        "m/44'/60'/12'/0/0",
    ];
    for path in paths {
        let account = add(&wallet, None, path).await;
        assert_eq!(self::path(&account), path);
        fund(&wallet, account.address).await;
    }
    let wrong = calls::AddAccount {
        which: None,
        path: Some("m/44'/1'/0'/0/0".into()),
    };
    assert_eq!(wallet.call(&wrong).await.unwrap_err().code, "wallet.path");

    // Another wallet finds them by itself.
    let (folder, another) = (tempfile::tempdir().unwrap(), &node);
    let other = self::wallet(folder.path(), &another.url()).await;
    let search = import_phrase(&other, OTHER).await;
    let found: Vec<_> = search.found.iter().map(|f| f.path.as_str()).collect();
    for path in paths {
        assert!(found.contains(&path), "{path}: {found:?}");
    }
    let all = accounts(&other).await;
    assert!(paths.iter().all(|wanted| all.iter().any(|a| path(a) == *wanted)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_looked_at_is_not_unused_and_is_found_when_a_node_answers() {
    let folder = tempfile::tempdir().unwrap();
    // A port at which nobody answers yet.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let wallet = wallet(folder.path(), &format!("http://127.0.0.1:{port}")).await;
    let search = import_phrase(&wallet, JUNK).await;
    let missed = search.missed.expect("nobody answered");
    assert!(missed.retry, "{missed:?}");
    assert!(
        search
            .found
            .iter()
            .all(|found| found.balance.is_none() && found.nonce.is_none()),
        "unknown, not 0"
    );
    assert!(!phrases(&wallet).await[0].searched);
    let before = accounts(&wallet).await.len();
    assert_eq!(before, 1, "the first account is there");

    let node = practice(port).await;
    let helper_home = tempfile::tempdir().unwrap();
    let helper = self::wallet(helper_home.path(), &node.url()).await;
    let ethereum = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266".parse().unwrap();
    fund(&helper, ethereum).await;
    let found = async {
        while !accounts(&wallet).await.iter().any(|a| a.address == ethereum) || !phrases(&wallet).await[0].searched {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(90), found)
        .await
        .expect("it is looked for again by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_replaced_by_the_phrase_and_what_is_lost_is_named() {
    let (folder, node) = (tempfile::tempdir().unwrap(), practice(0).await);
    let wallet = wallet(folder.path(), &node.url()).await;
    import_phrase(&wallet, OTHER).await;
    let key = import_key(&wallet, JUNK_KEY).await;
    let more = add(&wallet, None, "m/44'/60'/0'/0/7").await;
    wallet.call(&calls::Lock {}).await.unwrap();
    let before = accounts(&wallet).await;

    let look = |phrase: &str| calls::LookAtReset { phrase: phrase.into() };
    assert_eq!(
        wallet.call(&look(FOREIGN)).await.unwrap_err().code,
        "wallet.foreign-phrase"
    );
    let view = wallet.call(&look(OTHER)).await.unwrap();
    assert_eq!(view.lost.iter().map(|a| a.address).collect::<Vec<_>>(), [key.address]);
    assert!(view.kept.iter().any(|a| a.address == more.address));

    let reset = |phrase: &str, password: &str| calls::ResetPassword {
        phrase: phrase.into(),
        password: password.into(),
    };
    let short = wallet.call(&reset(OTHER, "short")).await.unwrap_err();
    assert_eq!(short.code, "vault.password-too-short", "{short:?}");
    assert_eq!(
        wallet.call(&reset(FOREIGN, "a new password")).await.unwrap_err().code,
        "wallet.foreign-phrase"
    );
    let unlock = |password: &str| calls::Unlock {
        password: password.into(),
    };
    wallet
        .call(&unlock(PASSWORD))
        .await
        .expect("nothing was changed by what was refused");
    wallet.call(&calls::Lock {}).await.unwrap();

    let done = wallet.call(&reset(OTHER, "a new password")).await.unwrap();
    let after = accounts(&wallet).await;
    assert_eq!(after.len(), before.len(), "none is lost from sight");
    let lost = after.iter().find(|a| a.address == key.address).unwrap();
    assert_eq!((&lost.origin, &lost.label), (&Origin::Watch, &key.label));
    wallet.call(&calls::Lock {}).await.unwrap();
    assert!(wallet.call(&unlock(PASSWORD)).await.is_err());
    wallet.call(&unlock("a new password")).await.unwrap();
    let again = calls::ImportKey {
        key: JUNK_KEY.into(),
        password: "a new password".into(),
        use_keyring: false,
    };
    assert_eq!(
        wallet.call(&again).await.unwrap().label,
        key.label,
        "it can come in again"
    );

    // The old file still opens by its own password.
    let mut old = ballast_vault::Vault::at(&done.aside, ballast_vault::KdfParams::new(8, 1, 1).unwrap());
    old.unlock(&PASSWORD.to_owned().into()).unwrap();
    assert_eq!(old.accounts().unwrap().len(), before.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_came_before_its_phrase_is_brought_back_by_it() {
    let (folder, node) = (tempfile::tempdir().unwrap(), practice(0).await);
    let wallet = wallet(folder.path(), &node.url()).await;
    let key = import_key(&wallet, JUNK_KEY).await;
    import_phrase(&wallet, JUNK).await;
    wallet.call(&calls::Lock {}).await.unwrap();
    let view = wallet.call(&calls::LookAtReset { phrase: JUNK.into() }).await.unwrap();
    assert!(
        view.lost.is_empty() && view.kept.iter().any(|a| a.address == key.address),
        "{view:?}"
    );
    let reset = calls::ResetPassword {
        phrase: JUNK.into(),
        password: "a new password".into(),
    };
    wallet.call(&reset).await.unwrap();
    let all = accounts(&wallet).await;
    let same = all.iter().find(|a| a.address == key.address).unwrap();
    assert_eq!(
        (path(same), same.label.as_str()),
        ("m/44'/60'/0'/0/0", key.label.as_str())
    );
}

#[tokio::test]
async fn half_a_file_of_settings_is_kept_aside_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ballast.json");
    let half = r#"{"network": "practice", "own": [{"name": "Mi"#;
    std::fs::write(&file, half).unwrap();
    let wallet = Wallet::new(options(folder.path()));
    let lost = wallet
        .call(&calls::GetStatus {})
        .await
        .unwrap()
        .lost
        .expect("it is said");
    assert_eq!(lost.code, "wallet.settings");
    let aside = folder.path().join("ballast.json.unreadable-1");
    assert!(
        lost.sentence.contains(&aside.display().to_string()),
        "{}",
        lost.sentence
    );
    assert_eq!(std::fs::read_to_string(aside).unwrap(), half);
    assert!(
        Wallet::new(options(folder.path())).lost_settings().is_none(),
        "said once"
    );
}
