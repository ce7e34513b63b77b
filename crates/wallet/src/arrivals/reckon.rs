//! What of a balance's change is known: by own actions, and by what the protocol paid.

use ballast_chain::transfers;
use ballast_domain::{Address, Amount, Height, Party, Transfer};
use ballast_store::{Payout, Submission};

use crate::receipt::receipt;

/// What an own action did to its account's balance, or a payout of the protocol to its recipient's.
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

    /// That of a payout; none where it went into a bucket, which no balance shows.
    pub(super) fn of_payout(payout: &Payout) -> Option<Self> {
        let is_paid_out = payout.bucket.is_none();
        is_paid_out.then(|| Self {
            account: payout.recipient,
            block: payout.block,
            net: signed(payout.amount),
        })
    }
}

/// What these deeds did to an account's balance in the blocks after `after`, up to `until`, in Rau; none where a receipt
/// does not tell.
pub(crate) fn net(deeds: &[Deed], account: Address, after: Height, until: Height) -> Option<i128> {
    let within = |deed: &&Deed| deed.account == account && deed.block > after && deed.block <= until;
    let mut own = deeds.iter().filter(within);
    own.try_fold(0i128, |sum, deed| sum.checked_add(deed.net?))
}

/// Whether these deeds explain all that an account's balance changed by. What came and went again unseen, to the last Rau,
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

/// By how much a balance changed, in Rau; none beyond what is money.
pub(crate) fn change(opening: Amount, closing: Amount) -> Option<i128> {
    signed(closing)?.checked_sub(signed(opening)?)
}

/// An amount as one that can be taken away, in Rau; none beyond what is money.
pub(crate) fn signed(amount: Amount) -> Option<i128> {
    amount.rau().try_into().ok()
}

/// What transfers did to an account's balance; none beyond what is money.
pub(super) fn sum(told: &[Transfer], account: Address) -> Option<i128> {
    let own = Party::Account(account);
    told.iter().try_fold(0i128, |sum, transfer| {
        let amount = signed(transfer.amount)?;
        let came = if transfer.to == own { amount } else { 0 };
        let went = if transfer.from == own { amount } else { 0 };
        sum.checked_add(came)?.checked_sub(went)
    })
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Era, Hash, Timestamp};

    use super::*;

    const OWN: Address = Address::from_bytes([7; 20]);
    const OTHER: Address = Address::from_bytes([8; 20]);

    #[test]
    fn what_is_paid_out_explains_a_rise_and_what_goes_into_a_bucket_none() {
        let payout = |bucket| Payout {
            era: Era(3),
            delegate: OTHER,
            voter: OTHER,
            recipient: OWN,
            amount: Amount::from_rau(5),
            bucket,
            block: Height(11),
            hash: Hash([1; 32]),
            log: 0,
            place: 0,
            at: Timestamp::from_seconds(11),
        };
        assert!(Deed::of_payout(&payout(Some(7))).is_none());
        let deeds = [Deed::of_payout(&payout(None)).unwrap()];
        let from = (Height(9), Amount::from_rau(10));
        let to = |rau| (Height(12), Amount::from_rau(rau));
        assert!(explains(&deeds, OWN, from, to(15)) && !explains(&deeds, OWN, from, to(10)));
        assert!(
            explains(&deeds, OTHER, from, to(10)),
            "whose votes it is for does not matter"
        );
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
