//! The settlement of v2.5.0-rc0 that zanzibar.md §8.3 records, to the Rau.

use std::collections::BTreeMap;

use super::run::{People, Run, hash, people};
use crate::{Address, Amount, Era, Hash, Height, PaidTo, Party, Payment, TransferKind};

#[test]
fn the_recorded_settlement_is_met_to_the_rau() {
    let mut run = Run::start();
    let People { a, d, v, sink } = people();
    run.until(6);
    assert_eq!(
        run.totals(),
        [5_894_659_177_312_850_393_001_042, 4_579_890_966_765_036_053_720_550]
    );
    assert_eq!(run.pending(), [3_400_000_000_000_000_000, 0]);
    let legacy = run.ledger.rewards.unclaimed(Address::STAKING);
    assert_eq!(legacy, Amount::from_iotx(20), "blocks 1 to 5");

    run.until(9);
    let before = run.pending();
    run.until(10);
    let after = run.pending();
    let block = 3_400_000_000_000_000_000;
    let (share_a, share_d) = (10_416_666_666_666_666_666_666, 8_333_333_333_333_333_333_333);
    assert_eq!(after[0] - before[0] - block, share_a - 1_562_499_999_999_999_999_999);
    assert_eq!(after[1] - before[1], share_d - 5_555_833_333_333_333_333_333);

    run.until(19);
    run.block(hash("5a8664b207604d1fec16ffd990b4c333e568a368585e5183548f831909f89c81"));
    let payout = run.ledger.voter_rewards.distribution.clone().unwrap();
    assert_eq!(
        hex::encode(payout.seed.0),
        "2d30cdd9baa385eb2b9b938b566ca7e5f2708611f07f074e753bbc8f0f206a80"
    );
    assert_eq!((payout.era, payout.freeze_height), (Era(2), Height(6)));
    assert_eq!(
        run.plan(),
        [(d, 5_509_975_926_578_028_738_257), (a, 17_874_156_202_846_311_348_580)]
    );

    let foretold = run.ledger.foretold();
    let (text, rows) = run.paid();
    assert_eq!(text, "2:0::2");
    assert_eq!(
        rows,
        [
            (d, v[3], 120_308_015_334_040_793),
            (a, v[4], 508_864_976_523_779_738_311)
        ]
    );
    let (text, rows) = run.paid();
    assert_eq!(text, "2:0:49857a3c3dd031a353011a368754030d18e2f856:2");
    assert_eq!(
        rows,
        [
            (a, v[1], 3_782_482_000_408_663_846),
            (a, a, 17_355_875_394_696_791_112_939)
        ]
    );
    let staked = run.ledger.staking.buckets[&4].amount;
    let (granted, payments) = run.block(Hash::default()).unwrap();
    let compounded = Amount::from_rau(3_897_762_085_862_154_372);
    let credit = Amount::from_rau(2_699_643_562_914_047_918);
    assert_eq!(
        payments,
        [
            Payment {
                voter: v[0],
                to: PaidTo::Bucket(4),
                shares: vec![(a, compounded)],
            },
            Payment {
                voter: v[2],
                to: PaidTo::Account(v[2]),
                shares: vec![
                    (d, Amount::from_rau(964_056_023_444_368_807)),
                    (a, Amount::from_rau(1_735_587_539_469_679_111)),
                ],
            },
        ]
    );
    assert_eq!(run.ledger.staking.buckets[&4].amount, staked.saturating_add(compounded));
    let moved = granted.transfers.iter().map(|t| (t.kind, t.to, t.amount));
    assert_eq!(
        moved.collect::<Vec<_>>(),
        [
            (TransferKind::ClaimRewards, Party::Account(v[2]), credit),
            (TransferKind::DepositToBucket, Party::StakingPool, compounded),
        ]
    );
    assert_eq!(granted.logs.len(), 3, "how far it is, and an event for each delegate");
    let (text, rows) = run.paid();
    assert_eq!(text, "2:1:0ddfc506136fb7c050cc2e9511eccd81b15e7426:1");
    assert_eq!(rows, [(d, d, 5_508_891_562_539_250_328_655)]);
    let payout = run.ledger.voter_rewards.distribution.clone().unwrap();
    assert!(payout.is_done());
    assert_eq!(payout.completed, Some(Height(24)));
    let dust = payout
        .entries
        .iter()
        .map(|e| e.amount.saturating_sub(e.distributed).rau());
    assert_eq!(dust.collect::<Vec<_>>(), [2, 1]);
    assert_eq!(foretold.len(), 7);
    assert_eq!(foretold[&v[1]], [(a, Amount::from_rau(3_782_482_000_408_663_846))]);
    assert_eq!(run.ledger.recipient_of(v[1]), sink);
}

#[test]
fn the_second_recorded_payout_goes_by_the_changed_votes_and_needs_a_block_more_to_see_its_end() {
    let mut run = Run::start();
    let People { a, d, v, .. } = people();
    run.until(19);
    run.block(hash("5a8664b207604d1fec16ffd990b4c333e568a368585e5183548f831909f89c81"));
    while run.height < 24 {
        run.block(Hash::default());
    }
    run.until(39);
    assert_eq!(
        run.totals(),
        [7_180_094_324_268_246_599_547_244, 4_579_790_966_765_036_053_720_550]
    );
    run.block(hash("f452a21235830389bf1f0dbd0a3a697b7d38ef1177ba8838ec98560cae08c50f"));
    assert_eq!(
        run.plan(),
        [(d, 4_867_536_810_364_538_978_467), (a, 19_529_539_787_549_180_522_970)]
    );
    let foretold = run.ledger.foretold();
    let mut paid = BTreeMap::<Address, Vec<(Address, Amount)>>::new();
    let mut voters = Vec::new();
    for _ in 41..=45 {
        let (_, rows) = run.paid();
        voters.push(rows.iter().map(|(_, voter, _)| *voter).collect::<Vec<_>>());
        for (id, voter, share) in rows {
            paid.entry(voter).or_default().push((id, Amount::from_rau(share)));
        }
    }
    assert_eq!(
        voters,
        [vec![v[2], v[2], d], vec![v[5]], vec![v[1], v[6]], vec![a, v[0]], vec![]]
    );
    assert_eq!(paid, foretold);
    let expected = [
        (v[2], d, 851_669_899_581_367_581),
        (v[2], a, 1_556_831_226_589_324_821),
        (d, d, 4_866_685_140_464_957_610_885),
        (v[5], a, 3_496_313_260_545_942_244_535),
        (v[1], a, 3_392_906_412_572_881_405),
        (v[6], a, 456_454_582_413_014_666_588),
        (a, a, 15_568_312_265_893_248_210_314),
        (v[0], a, 3_509_941_057_813_195_306),
    ];
    for (voter, id, share) in expected {
        assert!(paid[&voter].contains(&(id, Amount::from_rau(share))), "{voter} of {id}");
    }
    let payout = run.ledger.voter_rewards.distribution.as_ref().unwrap();
    assert_eq!(payout.completed, Some(Height(45)));
    assert!(run.ledger.voter_rewards.window.is_none());
}
