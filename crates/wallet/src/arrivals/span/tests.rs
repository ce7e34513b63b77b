//! What is made of movements of blocks, and of what they do not tell.

use ballast_domain::{MadeBy, TransferKind};

use super::*;

const OWN: Address = Address::from_bytes([7; 20]);
const OTHER: Address = Address::from_bytes([8; 20]);

fn transfer(kind: TransferKind, from: Party, to: Party, rau: u128) -> Transfer {
    Transfer {
        kind,
        from,
        to,
        amount: Amount::from_rau(rau),
    }
}

fn movement(block: u64, hash: u8, by: MadeBy, transfers: Vec<Transfer>) -> Movement {
    Movement {
        block: Height(block),
        at: Timestamp::from_seconds(block),
        hash: Hash([hash; 32]),
        by,
        transfers,
        silent: false,
    }
}

fn span(changed: i128) -> Span {
    Span {
        account: OWN,
        after: Height(9),
        last: (Height(12), Timestamp::from_seconds(12)),
        changed: Some(changed),
    }
}

fn sent(rau: u128) -> Vec<Transfer> {
    vec![
        transfer(TransferKind::GasFee, Party::Account(OTHER), Party::RewardingPool, 1),
        transfer(TransferKind::Native, Party::Account(OTHER), Party::Account(OWN), rau),
    ]
}

#[test]
fn own_actions_and_what_stands_in_other_blocks_are_no_arrivals() {
    let paid = vec![
        transfer(TransferKind::GasFee, Party::Account(OWN), Party::RewardingPool, 3),
        transfer(
            TransferKind::WithdrawBucket,
            Party::StakingPool,
            Party::Account(OWN),
            100,
        ),
    ];
    let movements = [
        movement(9, 1, MadeBy::Somebody, sent(5)),
        movement(10, 2, MadeBy::Somebody, paid),
        movement(11, 3, MadeBy::Somebody, sent(20)),
        movement(13, 4, MadeBy::Somebody, sent(5)),
    ];
    let own = HashSet::from([(Hash([2; 32]), OWN)]);
    let came = span(117).arrivals(&movements, &own);
    let [came] = &came[..] else { panic!("{came:?}") };
    assert_eq!(
        (came.block, came.from, came.kind),
        (Height(11), Some(OTHER), ArrivalKind::Transfer)
    );
    assert_eq!((came.amount, came.place), (Amount::from_rau(20), 1));
}

#[test]
fn what_an_own_action_brought_in_is_no_arrival_where_the_node_does_not_tell_of_it() {
    let fee = vec![transfer(
        TransferKind::GasFee,
        Party::Account(OWN),
        Party::RewardingPool,
        3,
    )];
    let mut withdrawal = movement(10, 2, MadeBy::Somebody, fee);
    withdrawal.silent = true;
    let own = HashSet::from([(Hash([2; 32]), OWN)]);
    assert_eq!(span(97).arrivals(&[withdrawal], &own), []);
}

#[test]
fn a_rise_and_a_fall_that_no_transaction_tells_of_are_said() {
    let grant = transfer(TransferKind::ClaimRewards, Party::RewardingPool, Party::Account(OWN), 7);
    let movements = [movement(10, 1, MadeBy::Chain, vec![grant])];
    let kinds = |changed| -> Vec<_> {
        let all = span(changed).arrivals(&movements, &HashSet::new());
        all.iter().map(|came| (came.kind, came.amount.rau())).collect()
    };
    assert_eq!(kinds(7), [(ArrivalKind::Reward, 7)]);
    assert_eq!(kinds(10), [(ArrivalKind::Reward, 7), (ArrivalKind::Unexplained, 3)]);
    assert_eq!(kinds(2), [(ArrivalKind::Reward, 7), (ArrivalKind::Left, 5)]);
    let rest = span(2).arrivals(&movements, &HashSet::new()).remove(1);
    assert_eq!(
        (rest.block, rest.hash, rest.place),
        (Height(12), None, 3),
        "in one of three blocks"
    );
}

#[test]
fn what_leaves_with_a_transaction_that_was_signed_elsewhere_is_one_row_fee_included() {
    let fee = transfer(TransferKind::GasFee, Party::Account(OWN), Party::RewardingPool, 3);
    let paid = transfer(TransferKind::Native, Party::Account(OWN), Party::Account(OTHER), 40);
    let claimed = transfer(TransferKind::ClaimRewards, Party::RewardingPool, Party::Account(OWN), 9);
    let told = |transfers: Vec<Transfer>, changed| -> Vec<_> {
        let movements = [movement(10, 1, MadeBy::Somebody, transfers)];
        let all = span(changed).arrivals(&movements, &HashSet::new());
        assert!(all.iter().all(|row| row.paid_apart));
        let row = |row: &Arrival| (row.kind, row.amount.rau(), row.from, row.place);
        all.iter().map(row).collect()
    };
    assert_eq!(told(vec![fee, paid], -43), [(ArrivalKind::Left, 43, Some(OTHER), 0)]);
    assert_eq!(
        told(vec![claimed, fee], 6),
        [(ArrivalKind::Claim, 9, None, 0), (ArrivalKind::Left, 3, None, 1)]
    );
    let to_itself = transfer(TransferKind::Native, Party::Account(OWN), Party::Account(OWN), 40);
    assert_eq!(told(vec![fee, to_itself], -3), [(ArrivalKind::Left, 3, None, 0)]);
}

#[test]
fn commissions_are_told_from_what_voters_are_paid() {
    let granted = transfer(TransferKind::ClaimRewards, Party::RewardingPool, Party::Account(OWN), 7);
    let movements = [
        movement(10, 1, MadeBy::Grant, vec![granted]),
        movement(10, 2, MadeBy::Chain, vec![granted]),
    ];
    let all = span(14).arrivals(&movements, &HashSet::new());
    let kinds: Vec<_> = all.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [ArrivalKind::Commission, ArrivalKind::Reward]);
}
