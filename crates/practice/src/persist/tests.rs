//! Restarts, and what crashes and full disks leave behind.

use super::*;
use crate::testing::{Person, STEP, Send, genesis};

#[test]
fn a_restart_finds_the_same_chain_and_what_waits() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    assert!(store.load(Some(&genesis())).unwrap().is_none());
    let mut chain = Chain::new(genesis()).unwrap();
    chain.mine(STEP).unwrap();
    let alice = Person::new(1);
    let mined = chain.submit(&alice.sign(Send::default())).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    let waiting = chain
        .submit(&alice.sign(Send {
            nonce: 1,
            ..Send::default()
        }))
        .unwrap();
    store.save_pool(&chain);

    let mut again = store.load(Some(&genesis())).unwrap().unwrap();
    assert_eq!((again.tip(), again.blocks()), (2, chain.blocks()));
    // Among them the contract with the hashes of past blocks.
    assert_eq!(again.world.accounts, chain.world.accounts);
    assert!(again.find(&mined).is_some() && again.pool.contains(&waiting));
    assert_eq!(again.mine(STEP).unwrap(), chain.mine(STEP).unwrap());
}

#[test]
fn blocks_that_the_state_does_not_know_are_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    let mut chain = Chain::new(genesis()).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    let state = fs::read(store.path("state.json")).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    // As after a crash between the two writes.
    fs::write(store.path("state.json"), state).unwrap();
    let mut again = store.load(Some(&genesis())).unwrap().unwrap();
    assert_eq!(again.tip(), 1);
    again.mine(STEP).unwrap();
    store.save(&again);
    assert_eq!(store.load(Some(&genesis())).unwrap().unwrap().blocks(), chain.blocks());
}

#[test]
fn half_a_line_at_the_end_is_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    let mut chain = Chain::new(genesis()).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    let path = store.path("blocks.jsonl");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, [whole.as_slice(), b"{\"height\":2,\"ti\xff"].concat()).unwrap();

    let store = Store::open(dir.path().to_owned()).unwrap();
    let mut again = store.load(Some(&genesis())).unwrap().unwrap();
    assert_eq!((again.tip(), fs::read(&path).unwrap()), (1, whole));
    again.mine(STEP).unwrap();
    store.save(&again);
    let last = store.load(Some(&genesis())).unwrap().unwrap();
    assert_eq!((last.tip(), last.blocks()), (2, again.blocks()));
}

#[test]
fn blocks_that_could_not_be_written_are_written_the_next_time() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    let mut chain = Chain::new(genesis()).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    let (path, aside) = (store.path("blocks.jsonl"), store.path("aside"));
    let whole = fs::read(&path).unwrap();
    fs::rename(&path, &aside).unwrap();
    fs::create_dir(&path).unwrap();
    chain.mine(STEP).unwrap();
    assert!(store.try_save(&chain).is_err());

    // What a full disk leaves of a line, and what a lost file leaves.
    for left in [[whole.as_slice(), b"{\"height\":2,"].concat(), Vec::new()] {
        if path.is_dir() {
            fs::remove_dir(&path).unwrap();
        }
        fs::write(&path, left).unwrap();
        chain.mine(STEP).unwrap();
        store.save(&chain);
        let again = Store::open(dir.path().to_owned()).unwrap().load(Some(&genesis()));
        assert_eq!(again.unwrap().unwrap().blocks(), chain.blocks());
    }
}

#[test]
fn another_genesis_and_a_damaged_file_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    let mut chain = Chain::new(genesis()).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    let other = Genesis {
        evm_chain_id: 1,
        ..genesis()
    };
    assert!(
        store
            .load(Some(&other))
            .unwrap_err()
            .to_string()
            .contains("another genesis")
    );
    fs::write(store.path("state.json"), "{").unwrap();
    assert!(matches!(store.load(Some(&genesis())), Err(PracticeError::Data { .. })));
}

#[test]
fn a_folder_that_was_removed_wants_nothing_written() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    let chain = Chain::new(genesis()).unwrap();
    store.save(&chain);
    assert!(!store.is_removed());
    drop(dir);
    assert!(store.try_save(&chain).is_err(), "no folder is made anew");
    assert!(store.is_removed());
}
