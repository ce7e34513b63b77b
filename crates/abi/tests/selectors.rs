//! Every function, event and error of every interface, held to `selectors.txt`.
//!
//! The values there are not computed by this crate. They come from what the protocols' and the contracts' own sources list
//! and from recordings of nodes, so that a slip in a type shows here before a node refuses the call.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use ballast_abi::{EthCall, erc721, erc721_enumerable};
use ethers_core::abi::{Abi, AbiParser, ErrorExt, EventExt, FunctionExt};

/// The rows of each interface.
type Rows = BTreeMap<String, BTreeSet<String>>;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn parsed(interface: &str) -> Abi {
    let text = fs::read_to_string(file("interfaces").join(format!("{interface}.abi"))).unwrap();
    AbiParser::default()
        .parse_str(&text)
        .unwrap_or_else(|e| panic!("{interface}: {e}"))
}

fn interfaces() -> Rows {
    let rows_of = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let rows = rows(&parsed(&name));
        (name, rows)
    };
    let files = fs::read_dir(file("interfaces")).unwrap();
    files.map(|entry| rows_of(entry.unwrap().path())).collect()
}

fn rows(abi: &Abi) -> BTreeSet<String> {
    let hex = |bytes: &[u8]| ethers_core::utils::hex::encode_prefixed(bytes);
    let functions = abi
        .functions()
        .map(|f| format!("function {} {}", f.abi_signature(), hex(&f.selector())));
    let events = abi
        .events()
        .map(|e| format!("event {} {}", e.abi_signature(), hex(e.signature().as_bytes())));
    let errors = abi
        .errors()
        .map(|e| format!("error {} {}", ErrorExt::abi_signature(e), hex(&e.selector())));
    functions.chain(events).chain(errors).collect()
}

fn table() -> Rows {
    let mut rows = Rows::new();
    let mut section = None;
    for line in include_str!("selectors.txt").lines() {
        if let Some(name) = line.strip_prefix("## ") {
            let new = rows.insert(name.to_owned(), BTreeSet::new()).is_none();
            assert!(new, "{name} stands twice in the table");
            section = Some(name);
        } else if !line.is_empty() && !line.starts_with('#') {
            let section = rows.get_mut(section.expect("a row before the first section")).unwrap();
            assert!(section.insert(line.to_owned()), "{line} stands twice");
        }
    }
    rows
}

#[test]
fn every_selector_and_topic_is_the_one_of_the_table() {
    let (ours, table) = (interfaces(), table());
    let names = |rows: &Rows| rows.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&ours), names(&table));
    for (interface, ours) in &ours {
        let theirs = &table[interface];
        let only = |a: &BTreeSet<String>, b| a.difference(b).cloned().collect::<Vec<_>>();
        let (in_text, in_table) = (only(ours, theirs), only(theirs, ours));
        assert!(
            in_text.is_empty() && in_table.is_empty(),
            "{interface}: only in the text {in_text:#?}, only in the table {in_table:#?}"
        );
    }
}

/// The interfaces that modules are made of, each with what its module knows.
macro_rules! made {
    ($($module:ident $abi:ident,)*) => {
        Rows::from([$((stringify!($module).to_owned(), rows(&ballast_abi::$module::$abi)),)*])
    };
}

#[test]
fn the_types_are_made_of_these_texts() {
    let made = made! {
        auto_deposit AUTODEPOSIT_ABI,
        bucket_nft BUCKETNFT_ABI,
        bucket_nft_v1 BUCKETNFTV1_ABI,
        bucket_nft_v2 BUCKETNFTV2_ABI,
        bucket_nft_v3 BUCKETNFTV3_ABI,
        bucket_reward_pool BUCKETREWARDPOOL_ABI,
        bucket_strategy BUCKETSTRATEGY_ABI,
        count_reward_pool COUNTREWARDPOOL_ABI,
        delegate_profile DELEGATEPROFILE_ABI,
        device_binding DEVICEBINDING_ABI,
        device_nft DEVICENFT_ABI,
        erc165 ERC165_ABI,
        erc20 ERC20_ABI,
        erc20_strategy ERC20STRATEGY_ABI,
        erc6551_account ERC6551ACCOUNT_ABI,
        erc6551_registry ERC6551REGISTRY_ABI,
        erc721 ERC721_ABI,
        erc721_enumerable ERC721ENUMERABLE_ABI,
        escrow_voter ESCROWVOTER_ABI,
        fixed_reward_pool FIXEDREWARDPOOL_ABI,
        fixed_reward_pool_staking FIXEDREWARDPOOLSTAKING_ABI,
        forward_registration FORWARDREGISTRATION_ABI,
        gauge GAUGE_ABI,
        governor GOVERNOR_ABI,
        hermes HERMES_ABI,
        incentives INCENTIVES_ABI,
        ioid IOID_ABI,
        ioid_project IOIDPROJECT_ABI,
        ioid_proxy IOIDPROXY_ABI,
        ioid_registry IOIDREGISTRY_ABI,
        ioid_resolver IOIDRESOLVER_ABI,
        ioid_store IOIDSTORE_ABI,
        ioid_v2_registry IOIDV2REGISTRY_ABI,
        merkle_distributor MERKLEDISTRIBUTOR_ABI,
        multi_send MULTISEND_ABI,
        native_transfer NATIVETRANSFER_ABI,
        poll POLL_ABI,
        project_device PROJECTDEVICE_ABI,
        rewarding REWARDING_ABI,
        rewards_distributor REWARDSDISTRIBUTOR_ABI,
        roll_dpos ROLLDPOS_ABI,
        solidity SOLIDITY_ABI,
        staking STAKING_ABI,
        step_rewards STEPREWARDS_ABI,
        strategy_manager STRATEGYMANAGER_ABI,
        test_coin TESTCOIN_ABI,
        vault VAULT_ABI,
        vesting_master VESTINGMASTER_ABI,
        voter VOTER_ABI,
        voting_escrow VOTINGESCROW_ABI,
    };
    let texts = interfaces();
    assert_eq!(made.len(), texts.len());
    for (interface, rows) in &made {
        assert_eq!(Some(rows), texts.get(interface), "{interface}");
    }
}

/// ERC-165 makes an interface's number of its functions: it is their selectors, one xor the other.
#[test]
fn the_numbers_of_interfaces_are_made_of_their_functions() {
    let number = |selectors: &[[u8; 4]]| {
        selectors
            .iter()
            .fold(0, |all, one| all ^ u32::from_be_bytes(*one))
            .to_be_bytes()
    };
    assert_eq!(
        ballast_abi::ERC721_ID,
        number(&[
            erc721::BalanceOfCall::selector(),
            erc721::OwnerOfCall::selector(),
            erc721::SafeTransferFromCall::selector(),
            erc721::SafeTransferWithDataCall::selector(),
            erc721::TransferFromCall::selector(),
            erc721::ApproveCall::selector(),
            erc721::SetApprovalForAllCall::selector(),
            erc721::GetApprovedCall::selector(),
            erc721::IsApprovedForAllCall::selector(),
        ])
    );
    assert_eq!(
        ballast_abi::ENUMERABLE_ID,
        number(&[
            erc721_enumerable::TotalSupplyCall::selector(),
            erc721_enumerable::TokenByIndexCall::selector(),
            erc721_enumerable::TokenOfOwnerByIndexCall::selector(),
        ])
    );
}
