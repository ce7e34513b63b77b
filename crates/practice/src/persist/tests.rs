//! Restarts, and what crashes and full disks leave behind.

use ballast_domain::{Fork, Height};

use super::*;
use crate::{
    default_genesis,
    testing::{Person, STEP, Send, before_zanzibar, genesis},
};

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

/// Copies a chain's files.
fn copied(from: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
    }
    dir
}

#[test]
fn a_chain_of_before_zanzibar_comes_to_its_forks_with_the_next_epoch() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().to_owned()).unwrap();
    let mut chain = Chain::new(before_zanzibar(genesis())).unwrap();
    chain.mine(STEP).unwrap();
    store.save(&chain);
    let (first, opted_in) = (chain.blocks()[0].clone(), |chain: &Chain| {
        chain.world.ledger.voter_rewards.opted_in.len()
    });
    assert_eq!(opted_in(&chain), 0);

    let mut again = store.load(None).unwrap().unwrap();
    let fork = Height(49);
    for each in [Fork::Zanzibar, Fork::ZanzibarBeta, Fork::ZanzibarGamma] {
        assert_eq!(again.params.fork_height(each), fork, "{each:?}");
    }
    assert_eq!(again.blocks(), std::slice::from_ref(&first));
    assert_eq!(again.genesis_hash(), first.parent);
    let today = default_genesis();
    for contract in [today.delegate_profile_contract, today.auto_deposit_contract] {
        assert!(again.world.accounts.is_contract(contract.unwrap()));
    }
    let expected = today
        .delegates
        .iter()
        .filter(|d| d.voters.is_some_and(|v| v.opted_in))
        .count();
    assert_eq!(opted_in(&again), expected);
    while again.tip() < fork.0 {
        again.mine(STEP).unwrap();
    }
    store.save(&again);
    // It is scheduled once: the next start finds it where it was.
    let last = store.load(None).unwrap().unwrap();
    assert_eq!(
        (last.genesis.clone(), last.params.clone()),
        (again.genesis.clone(), again.params.clone())
    );
    assert_eq!(last.world.accounts, again.world.accounts);
}

#[test]
fn a_chain_with_a_genesis_of_its_own_never_comes_to_forks_that_it_does_not_name() {
    let own = Genesis {
        evm_chain_id: 4_711,
        ..before_zanzibar(genesis())
    };
    let named = before_zanzibar(genesis());
    for (genesis, asked_with) in [(own, None), (named.clone(), Some(&named))] {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().to_owned()).unwrap();
        let mut chain = Chain::new(genesis).unwrap();
        chain.mine(STEP).unwrap();
        store.save(&chain);
        let again = store.load(asked_with).unwrap().unwrap();
        assert_eq!((&again.genesis, &again.params), (&chain.genesis, &chain.params));
    }
}

#[test]
fn the_chain_of_an_earlier_profile_goes_on_into_zanzibar() {
    let profiles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/profiles");
    for name in ["2026-11-first-wave", "2026-11-one-node-is-a-witness"] {
        let dir = copied(&profiles.join(name).join("practice/chain"));
        let mut chain = Store::open(dir.path().to_owned()).unwrap().load(None).unwrap().unwrap();
        // It stands in the second of its epochs of 1,440 blocks.
        let fork = Height(2 * 1_440 + 1);
        assert!(chain.tip() > 1_440 && chain.tip() < fork.0, "{name}");
        assert_eq!(chain.params.fork_height(Fork::Zanzibar), fork, "{name}");
        while chain.tip() < fork.0 {
            chain.mine(STEP).unwrap();
        }
        assert!(chain.params.at(Fork::ZanzibarGamma, Height(chain.tip())), "{name}");
        assert!(!chain.world.ledger.voter_rewards.opted_in.is_empty(), "{name}");
    }
}
