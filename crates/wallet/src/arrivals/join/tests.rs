//! Receipts and logs that tell the same, more, less and other things of one payout.

use ballast_domain::{Era, Timestamp};

use super::*;

const OWN: Address = Address::from_bytes([7; 20]);
const SECOND: Address = Address::from_bytes([8; 20]);
const STRANGER: Address = Address::from_bytes([9; 20]);

/// A credit from the reward pool in block 61.
fn credit(account: Address, hash: u8, place: u32, rau: u128) -> Arrival {
    Arrival {
        account,
        block: Height(61),
        hash: Some(Hash([hash; 32])),
        place,
        from: None,
        amount: Amount::from_rau(rau),
        kind: ArrivalKind::Reward,
        at: Timestamp::from_seconds(61),
        paid_apart: true,
    }
}

/// What delegate number `delegate` brought to `recipient` for the votes of `voter`.
fn row(delegate: u8, voter: Address, recipient: Address, rau: u128) -> Payout {
    Payout {
        era: Era(3),
        delegate: Address::from_bytes([delegate; 20]),
        voter,
        recipient,
        amount: Amount::from_rau(rau),
        bucket: None,
        block: Height(61),
        hash: Hash([1; 32]),
        log: delegate.into(),
        place: 0,
        at: Timestamp::from_seconds(61),
    }
}

/// What no transaction tells of, in the last `blocks` blocks up to 64.
fn unexplained(kind: ArrivalKind, blocks: u32, rau: u128) -> Arrival {
    Arrival {
        block: Height(64),
        hash: None,
        place: blocks,
        kind,
        ..credit(OWN, 0, 0, rau)
    }
}

/// What is left of arrivals and of payouts, in Rau, an arrival that left below 0.
fn told(arrivals: &[Arrival], payouts: &[Payout]) -> (Vec<i128>, Vec<i128>) {
    let joined = join(OWN, arrivals, payouts);
    let arrival = |arrival: &Arrival| match arrival.kind {
        ArrivalKind::Left => -signed(arrival.amount).unwrap(),
        _ => signed(arrival.amount).unwrap(),
    };
    let payout = |payout: &Payout| signed(payout.amount).unwrap();
    (
        joined.arrivals.iter().map(arrival).collect(),
        joined.payouts.iter().map(payout).collect(),
    )
}

#[test]
fn a_credit_is_told_by_the_rows_of_all_delegates_that_it_is_of() {
    let rows = [row(1, OWN, OWN, 5), row(2, OWN, OWN, 7)];
    assert_eq!(told(&[credit(OWN, 1, 0, 12)], &rows), (vec![], vec![5, 7]));
}

#[test]
fn what_several_voters_send_to_one_account_is_told_by_all_their_rows() {
    let rows = [
        row(1, OWN, OWN, 5),
        row(1, STRANGER, OWN, 6),
        row(2, SECOND, OWN, 7),
        row(1, OWN, STRANGER, 50),
    ];
    let credits = [credit(OWN, 1, 4, 7), credit(OWN, 1, 2, 6), credit(OWN, 1, 0, 5)];
    assert_eq!(told(&credits, &rows), (vec![], vec![5, 6, 7]));
}

#[test]
fn two_accounts_in_one_receipt_have_each_its_own() {
    let arrivals = [credit(SECOND, 1, 1, 9), credit(OWN, 1, 0, 5)];
    let rows = [row(1, OWN, OWN, 5), row(1, SECOND, SECOND, 9)];
    for (account, rau) in [(OWN, 5), (SECOND, 9)] {
        let joined = join(account, &arrivals, &rows);
        assert_eq!(joined.arrivals, []);
        assert_eq!(joined.payouts.len(), 1);
        assert_eq!(joined.payouts[0].amount, Amount::from_rau(rau));
    }
    assert_eq!(join(STRANGER, &arrivals, &rows), Joined::default());
}

#[test]
fn what_went_into_a_bucket_explains_no_credit_and_moves_no_balance() {
    let compounded = Payout {
        bucket: Some(7),
        ..row(1, OWN, OWN, 5)
    };
    assert_eq!(told(&[], std::slice::from_ref(&compounded)), (vec![], vec![]));
    assert_eq!(told(&[credit(OWN, 1, 0, 5)], &[compounded]), (vec![5], vec![]));
}

#[test]
fn what_the_logs_do_not_tell_of_stays_and_where_they_tell_of_more_the_receipt_stands() {
    let rows = [row(1, OWN, OWN, 5), row(2, OWN, OWN, 7)];
    let two = [credit(OWN, 1, 3, 8), credit(OWN, 1, 0, 6)];
    assert_eq!(told(&two, &rows), (vec![2], vec![5, 7]), "a log that nobody could read");
    assert_eq!(told(&[credit(OWN, 1, 0, 11)], &rows), (vec![11], vec![]));
    // Of other transactions, and by others: neither explains the other.
    let other = credit(OWN, 2, 0, 12);
    assert_eq!(told(&[other], &rows), (vec![12], vec![5, 7]));
    let sent = Arrival {
        from: Some(STRANGER),
        ..credit(OWN, 1, 0, 12)
    };
    assert_eq!(told(&[sent], &rows), (vec![12], vec![5, 7]));
}

#[test]
fn a_payout_that_no_receipt_told_of_explains_a_rise_in_the_blocks_that_it_came_with() {
    let rows = [row(1, OWN, OWN, 5), row(2, OWN, OWN, 7)];
    let rise = |blocks, rau| unexplained(ArrivalKind::Unexplained, blocks, rau);
    assert_eq!(told(&[rise(4, 12)], &rows), (vec![], vec![5, 7]));
    assert_eq!(told(&[rise(4, 20)], &rows), (vec![8], vec![5, 7]));
    assert_eq!(told(&[rise(4, 10)], &rows), (vec![-2], vec![5, 7]));
    assert_eq!(
        told(&[rise(3, 20)], &rows),
        (vec![20], vec![5, 7]),
        "it came after block 61"
    );
    assert_eq!(
        told(&[rise(0, 20)], &rows),
        (vec![20], vec![5, 7]),
        "since when is not known"
    );
    let fall = unexplained(ArrivalKind::Left, 4, 3);
    assert_eq!(told(std::slice::from_ref(&fall), &rows), (vec![-15], vec![5, 7]));
    // Where the receipt tells of it, the rest is beside it.
    let both = [rise(4, 20), credit(OWN, 1, 0, 12)];
    assert_eq!(told(&both, &rows), (vec![20], vec![5, 7]));
    let left = Arrival {
        hash: Some(Hash([1; 32])),
        ..fall
    };
    assert_eq!(told(&[left], &rows), (vec![-3], vec![5, 7]));
}
