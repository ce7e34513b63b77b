//! The practice network held to what a real node answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::replay::{replay, replay_steps};

#[test]
fn recording_11_forty_random_actions_and_the_full_state() {
    replay("11-ledger-replay");
}

#[test]
fn recording_02_native_buckets_from_stake_to_withdrawal() {
    replay("02-native-lifecycle");
}

#[test]
fn recording_03_what_the_node_says_to_bad_transactions() {
    replay("03-native-rejections");
}

#[test]
fn recording_05_how_rewards_grow_and_are_claimed() {
    replay("05-rewards");
}

#[test]
fn recording_01_what_a_wallet_asks_first() {
    replay("01-boot");
}

#[test]
fn recording_01b_the_same_on_another_chain_id() {
    replay("01b-mainnet-chain-id");
}

#[test]
fn recording_09_five_epochs_with_a_stopped_producer() {
    replay("09-epoch-and-productivity");
}

#[test]
fn recording_08_transfers_tokens_and_the_p256_precompile() {
    replay("08-transfers-and-erc20-721");
}

#[test]
fn recording_14_batches_malformed_bodies_and_subscriptions() {
    replay("14-http-batch-and-websocket");
}

#[test]
fn recording_12_lists_of_the_epochs_start() {
    replay("12-stale-lists");
}

#[test]
fn recording_04_delegates_registered_endorsed_handed_over_and_leaving() {
    replay("04-candidates");
}

#[test]
fn recording_06_bucket_nfts_of_version_3() {
    replay("06-nft-v3");
}

#[test]
fn recording_07_bucket_nfts_of_versions_1_and_2_and_how_they_are_muted() {
    replay("07-nft-v1-v2-muted");
}

/// Five partial pages of live candidates show that the order changes, and say no more (recordings/README.md).
#[test]
fn recording_13_lists_whose_order_changes() {
    replay_steps("13-unstable-order", |step| ![48, 50, 51, 53, 54].contains(&step));
}

#[test]
fn recording_15_bls_keys_and_their_proofs_opting_in_and_destinations() {
    replay("15-zanzibar-candidates");
}

#[test]
fn recording_16_three_eras_paid_by_the_protocol() {
    replay("16-voter-rewards");
}

/// Up to block 80, which sets the payout up: what comes then hangs on who comes first (recordings/README.md).
#[test]
fn recording_16b_a_payout_over_several_blocks_until_it_begins() {
    replay_steps("16b-voter-rewards-chunked", |step| step < 58);
}

#[test]
fn recording_17_a_chain_passes_zanzibar() {
    replay("17-zanzibar-activation");
}

/// The debug methods, which the practice network has none of, are left out.
#[test]
fn recording_18_what_is_final_and_what_fees_were() {
    replay_steps("18-finalized-safe-and-feehistory", |step| !(236..=238).contains(&step));
}
