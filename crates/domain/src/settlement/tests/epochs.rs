//! A payout that takes longer than an epoch.

use std::collections::{BTreeMap, BTreeSet};

use super::{assert_balanced, bucket, commissions, delegate, end, kept, listed, network, policy, stake};
use crate::{Address, Amount, Epoch, Era, Hash, Height, Ledger, Payment, RewardFund, ScanPhase};

const ID: Address = Address::from_bytes([0x10; 20]);
const REWARD: Address = Address::from_bytes([0x51; 20]);
/// Voters beside the delegate itself: more than an epoch of ten blocks pays one by one.
const VOTERS: u8 = 10;

#[test]
fn a_payout_goes_on_over_the_end_of_an_epoch_whose_last_block_pays_nobody() {
    let mut params = network(10, 1);
    // The next freeze is in the second epoch after the plan then.
    params.voter_rewards.epochs_per_era = 3;
    let eras = params.eras();
    let mut ledger = Ledger {
        rewards: RewardFund::new(Amount::from_iotx(1_000_000)),
        ..Ledger::default()
    };
    delegate(&mut ledger, ID, REWARD, 3_000_000);
    for voter in 1..=VOTERS {
        stake(
            &mut ledger,
            bucket(Address::from_bytes([voter * 20; 20]), ID, 10_000, 91, true),
        );
    }
    ledger.opt_in(ID);
    let at = |height: Height| end(&params, height.0, Hash::default());
    let rates = commissions(&[(ID, kept(1_000, 1_000))]);
    ledger.freeze_votes(&at(eras.freeze_of(Era(3))), Era(3), &rates, true);
    let all = listed(&ledger);
    let planned = ledger.grant_epoch(&at(eras.plan_of(Era(3))), &all, &[], &policy());
    assert!(!planned.failed);
    let foretold = ledger.foretold();
    assert_eq!(foretold.len(), usize::from(VOTERS) + 1);

    let mut paid: Vec<(Height, Payment)> = Vec::new();
    let mut ends = 0;
    for height in eras.payout_from(Era(3)).0..eras.freeze_of(Era(6)).0 {
        let height = Height(height);
        if !eras.may_pay_in(height) {
            // It ends an epoch, and no era: its reward is for the next payout.
            let (before, pool) = (ledger.voter_rewards.distribution.clone(), ledger.rewards.pending(ID));
            assert!(!ledger.grant_epoch(&at(height), &all, &[], &policy()).failed);
            assert_eq!(ledger.voter_rewards.distribution, before);
            assert!(ledger.rewards.pending(ID) > pool);
            ends += 1;
        } else if ledger.owes_payout() {
            let (granted, payments) = ledger.pay_voters(&at(height), |_| None);
            assert!(!granted.failed && payments.len() <= 1, "{height:?}");
            paid.extend(payments.into_iter().map(|payment| (height, payment)));
        }
        assert_balanced(&ledger.rewards);
    }
    assert_eq!(ends, 1, "the payout ran over the end of one epoch");
    let epochs: BTreeSet<Epoch> = paid
        .iter()
        .map(|(height, _)| params.schedule.epoch_of(*height))
        .collect();
    assert_eq!(epochs, BTreeSet::from([Epoch(4), Epoch(5)]));
    assert!(paid.iter().all(|(height, _)| *height != Height(40)));
    let came: BTreeMap<_, _> = paid.iter().map(|(_, p)| (p.voter, p.shares.clone())).collect();
    assert_eq!((came.len(), came), (paid.len(), foretold));
    let payout = ledger.voter_rewards.distribution.as_ref().unwrap();
    assert_eq!((payout.era, payout.phase), (Era(3), ScanPhase::Done));
    assert!(
        payout
            .completed
            .is_some_and(|block| block > Height(40) && block < eras.freeze_of(Era(6)))
    );
}
