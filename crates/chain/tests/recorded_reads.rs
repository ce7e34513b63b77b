//! Every other read against what real nodes of both versions answered (recordings 01, 09 and 10).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_chain::{Block, EpochInfo, Transactions, Tx};
use ballast_domain::{Address, Amount, Epoch, Hash, Height, Votes};
use common::{
    Node,
    recordings::{BOOT, V222, address, decoded, rau},
};

#[tokio::test]
async fn what_is_not_there_is_none_on_both_versions() {
    let new = Node::recorded(BOOT, 27).await.client();
    let old = Node::recorded(V222, 26).await.client();
    assert_eq!(new.delegate("nosuchname").await.unwrap().value, None);
    assert_eq!(old.delegate("nosuchname").await.unwrap().value, None);
    let alice = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266".parse().unwrap();
    assert_eq!(new.delegate_by_owner(alice).await.unwrap().value, None);
    assert_eq!(new.transaction(Hash([0x11; 32])).await.unwrap(), None);
    assert_eq!(new.block(Height(0xff_ffff), false).await.unwrap(), None);
}

#[tokio::test]
async fn the_running_epoch_and_its_producers() {
    let client = Node::recorded(BOOT, 27).await.client();
    let epoch = client.epoch_of(Height(26)).await.unwrap().value.unwrap();
    assert_eq!(
        epoch,
        EpochInfo {
            epoch: Epoch(2),
            first: Height(21),
            last: Height(40)
        }
    );
    for (list, function, count) in [
        (client.poll_candidates(None).await, "CandidatesByEpoch()", 6),
        (client.block_producers(None).await, "BlockProducersByEpoch()", 6),
        (client.active_producers(None).await, "ActiveBlockProducersByEpoch()", 4),
        (
            client.poll_candidates(Some(Epoch(1))).await,
            "CandidatesByEpoch(uint256)",
            6,
        ),
    ] {
        let (list, recorded) = (list.unwrap().value.unwrap(), decoded(BOOT, function));
        assert_eq!(list.len(), count, "{function}");
        for (elected, recorded) in list.iter().zip(recorded["candidates"].as_array().unwrap()) {
            assert_eq!(elected.operator, address(&recorded["operatorAddress"]));
            assert_eq!(elected.reward, address(&recorded["rewardAddress"]));
            assert_eq!(elected.votes, Votes::from_rau(rau(&recorded["votes"])));
        }
    }
    let probation = client.probation(None).await.unwrap().value.unwrap();
    assert_eq!((probation.delegates.len(), probation.votes_cut_percent), (0, 90));
}

#[tokio::test]
async fn the_probation_list_names_who_stood_still_and_an_epoch_without_record_is_unknown() {
    let client = Node::recorded(include_str!("data/probation.json"), 61).await.client();
    let probation = client.probation(Some(Epoch(4))).await.unwrap().value.unwrap();
    assert_eq!(
        probation.delegates[0].delegate,
        "0x7153EF2F1846416E827814fcEb62315432c38571".parse().unwrap()
    );
    assert_eq!(probation.delegates[0].epochs, 2);
    assert_eq!(
        client.probation(Some(Epoch(6))).await.unwrap().value,
        None,
        "not exist in DB"
    );
}

#[tokio::test]
async fn buckets_totals_rewards_and_accounts() {
    let client = Node::recorded(BOOT, 27).await.client();
    let alice = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266".parse().unwrap();
    let owner = "0x7153EF2F1846416E827814fcEb62315432c38571".parse().unwrap();
    let buckets = client.buckets_of(owner).await.unwrap().value;
    assert_eq!(buckets.len(), 1);
    assert_eq!(
        (buckets[0].id.index, buckets[0].owner, buckets[0].locked),
        (0, owner, true)
    );
    assert_eq!(buckets[0].amount, Amount::from_iotx(5_000_000));
    assert_eq!(client.buckets(&[99_999]).await.unwrap().value, []);
    assert_eq!(client.buckets_for("nosuchname").await.unwrap().value, []);

    let totals = client.staking_totals().await.unwrap().value;
    assert_eq!((totals.buckets, totals.active), (6, 6));
    assert_eq!(totals.amount.rau(), 0x0013_da32_9b63_3647_1800_0000);
    assert_eq!(client.next_bucket().await.unwrap().value, 6);

    let reward = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C".parse().unwrap();
    assert_eq!(
        client.unclaimed_rewards(reward).await.unwrap().value.rau(),
        0xd5_46af_ca73_3c91_270f
    );
    assert_eq!(client.unclaimed_rewards(alice).await.unwrap().value, Amount::ZERO);
    let (total, available) = (
        client.reward_pool_total().await.unwrap(),
        client.reward_pool_available().await.unwrap(),
    );
    assert!(total.value.rau() > 100 << 64 && available.value.rau() > 100 << 64);

    assert_eq!(
        client.balance(alice).await.unwrap().value.rau(),
        0x0052_b7d2_c7d3_73d2_f928_d8f0
    );
    assert_eq!(client.pending_nonce(alice).await.unwrap().value, 1);
    assert_eq!(
        client.accounts(&[alice]).await.unwrap().value,
        [(Amount::from_rau(0x0052_b7d2_c7d3_73d2_f928_d8f0), 1)]
    );
    assert_eq!(client.code(Address::STAKING).await.unwrap().value, Vec::<u8>::new());
    assert_eq!(client.base_fee().await.unwrap().value.rau(), 1_000_000_000_000);
}

#[tokio::test]
async fn blocks_without_mix_hash_and_nonce_are_read_with_their_transactions() {
    let client = Node::recorded(BOOT, 27).await.client();
    let head = client.head().await.unwrap().value;
    assert_eq!((head.height, head.timestamp.seconds()), (Height(27), 0x6955_b943));
    let block: Block = client.block(Height(20), true).await.unwrap().unwrap();
    let Transactions::Full(transactions) = block.transactions else {
        panic!("no transactions")
    };
    assert_eq!(transactions.len(), 2);
    assert!(transactions.iter().all(Tx::is_system));
}
