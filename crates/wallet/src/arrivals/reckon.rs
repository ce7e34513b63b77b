//! What of a balance's change is known, and what of it came by itself.

use std::collections::HashSet;

use ballast_chain::{Movement, transfers};
use ballast_domain::{Address, Amount, ArrivalKind, Hash, Height, Party, Timestamp, Transfer};
use ballast_store::{Arrival, Submission};

use crate::receipt::receipt;

/// What an own action did to its account's balance.
#[derive(Clone, Copy)]
pub(crate) struct Deed {
    account: Address,
    block: Height,
    /// Rau, what went out below 0; none where its receipt does not tell.
    net: Option<i128>,
}

impl Deed {
    /// That of a submission which stands in a block.
    pub(super) fn of(submission: &Submission) -> Option<Self> {
        // Every receipt tells at least of its fee. One that tells of nothing is from a node that does not say.
        let told = receipt(submission)
            .map(|receipt| transfers(&receipt))
            .filter(|told| !told.is_empty());
        Some(Self {
            account: submission.account,
            block: submission.block?,
            net: told.and_then(|told| sum(&told, submission.account)),
        })
    }
}

/// What own actions did to an account's balance in the blocks after `after`, up to `until`, in Rau; none where a receipt
/// does not tell.
pub(crate) fn net(deeds: &[Deed], account: Address, after: Height, until: Height) -> Option<i128> {
    let within = |deed: &&Deed| deed.account == account && deed.block > after && deed.block <= until;
    let mut own = deeds.iter().filter(within);
    own.try_fold(0i128, |sum, deed| sum.checked_add(deed.net?))
}

/// Whether own actions explain all that an account's balance changed by. What came and went again unseen, to the last Rau,
/// is not noticed.
pub(crate) fn explains(
    deeds: &[Deed],
    account: Address,
    (after, opening): (Height, Amount),
    (until, closing): (Height, Amount),
) -> bool {
    let changed = change(opening, closing);
    changed.is_some() && changed == net(deeds, account, after, until)
}

/// By how much a balance changed, in Rau.
pub(super) fn change(opening: Amount, closing: Amount) -> Option<i128> {
    signed(closing)?.checked_sub(signed(opening)?)
}

fn signed(amount: Amount) -> Option<i128> {
    amount.rau().try_into().ok()
}

/// What transfers did to an account's balance; none beyond what is money.
fn sum(told: &[Transfer], account: Address) -> Option<i128> {
    let own = Party::Account(account);
    told.iter().try_fold(0i128, |sum, transfer| {
        let amount = signed(transfer.amount)?;
        let came = if transfer.to == own { amount } else { 0 };
        let went = if transfer.from == own { amount } else { 0 };
        sum.checked_add(came)?.checked_sub(went)
    })
}

/// Blocks whose movements are known, and by how much an account's balance changed in them.
pub(super) struct Span {
    pub(super) account: Address,
    /// The block before them.
    pub(super) after: Height,
    /// The last of them, and its time.
    pub(super) last: (Height, Timestamp),
    /// In Rau; none where it is not known.
    pub(super) changed: Option<i128>,
}

impl Span {
    /// What came to the account by itself. `own` is what was signed here: that has rows of its own.
    pub(super) fn arrivals(&self, movements: &[Movement], own: &HashSet<(Hash, Address)>) -> Vec<Arrival> {
        let (account, party) = (self.account, Party::Account(self.account));
        let mut all = Vec::new();
        let mut told = Some(0i128);
        let within = |m: &&Movement| m.block > self.after && m.block <= self.last.0;
        for movement in movements.iter().filter(within) {
            told = told.and_then(|told| told.checked_add(sum(&movement.transfers, account)?));
            if own.contains(&(movement.hash, account)) {
                // What it brought in has its own row, as far as that is known.
                told = told.filter(|_| !movement.silent);
                continue;
            }
            let came = (0..)
                .zip(&movement.transfers)
                .filter(|(_, t)| t.to == party && t.from != party);
            all.extend(
                came.filter(|(_, t)| !t.amount.is_zero())
                    .map(|(place, transfer)| Arrival {
                        account,
                        block: movement.block,
                        hash: Some(movement.hash),
                        place,
                        from: match transfer.from {
                            Party::Account(from) => Some(from),
                            Party::StakingPool | Party::RewardingPool => None,
                        },
                        amount: transfer.amount,
                        kind: ArrivalKind::of(transfer.kind, movement.by_the_chain),
                        at: movement.at,
                    }),
            );
        }
        let rest = self
            .changed
            .zip(told)
            .and_then(|(changed, told)| changed.checked_sub(told));
        let rest = rest.and_then(|rest| u128::try_from(rest).ok()).filter(|rest| *rest > 0);
        all.extend(rest.map(|rest| Arrival {
            account,
            block: self.last.0,
            hash: None,
            place: 0,
            from: None,
            amount: Amount::from_rau(rest),
            kind: ArrivalKind::Unexplained,
            at: self.last.1,
        }));
        all
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::TransferKind;

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

    fn movement(block: u64, hash: u8, by_the_chain: bool, transfers: Vec<Transfer>) -> Movement {
        Movement {
            block: Height(block),
            at: Timestamp::from_seconds(block),
            hash: Hash([hash; 32]),
            by_the_chain,
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
            movement(9, 1, false, sent(5)),
            movement(10, 2, false, paid),
            movement(11, 3, false, sent(20)),
            movement(13, 4, false, sent(5)),
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
        let mut withdrawal = movement(10, 2, false, fee);
        withdrawal.silent = true;
        let own = HashSet::from([(Hash([2; 32]), OWN)]);
        assert_eq!(span(97).arrivals(&[withdrawal], &own), []);
    }

    #[test]
    fn a_rise_that_no_transaction_tells_of_is_said_and_a_fall_is_not() {
        let grant = transfer(TransferKind::ClaimRewards, Party::RewardingPool, Party::Account(OWN), 7);
        let movements = [movement(10, 1, true, vec![grant])];
        let kinds = |changed| -> Vec<_> {
            let all = span(changed).arrivals(&movements, &HashSet::new());
            all.iter().map(|came| (came.kind, came.amount.rau())).collect()
        };
        assert_eq!(kinds(7), [(ArrivalKind::Reward, 7)]);
        assert_eq!(kinds(10), [(ArrivalKind::Reward, 7), (ArrivalKind::Unexplained, 3)]);
        assert_eq!(kinds(2), [(ArrivalKind::Reward, 7)]);
    }

    #[test]
    fn what_a_receipt_does_not_tell_explains_nothing() {
        let deed = |block, net| Deed {
            account: OWN,
            block: Height(block),
            net,
        };
        let from = (Height(9), Amount::from_rau(10));
        let to = |rau| (Height(12), Amount::from_rau(rau));
        let deeds = [deed(9, Some(-1)), deed(10, Some(-4)), deed(12, Some(1))];
        assert!(explains(&deeds, OWN, from, to(7)));
        assert!(!explains(&deeds, OWN, from, to(8)));
        assert!(!explains(&deeds, OTHER, from, to(7)));
        assert!(!explains(&[deed(10, None)], OWN, from, to(10)));
        assert!(!explains(&[], OWN, from, (Height(12), Amount::from_rau(u128::MAX))));
    }
}
