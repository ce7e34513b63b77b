//! What the protocol paid or compounded for votes as rows of the history, one for each delegate and era (zanzibar.md §10, §11).

use ballast_api::{Effect, HistoryRow, PAYOUT, VoterPayout};
use ballast_domain::{Address, Amount, ArrivalKind, BucketId, Network};
use ballast_store::Payout;

use super::{arrival::At, names::Names};

/// The rows of one account: what its balance got (`paid`), and of `all` rows that name it what went into its buckets or, for its
/// votes, to others.
pub(super) fn rows(
    account: Address,
    paid: &[Payout],
    all: &[Payout],
    names: &Names,
    network: Network,
) -> Vec<HistoryRow> {
    let beside = all.iter().filter(|payout| {
        let is_elsewhere = payout.bucket.is_some() || payout.recipient != account;
        payout.voter == account && is_elsewhere
    });
    let rows = paid.iter().chain(beside);
    rows.map(|payout| of(payout, account, names, network)).collect()
}

fn of(payout: &Payout, account: Address, names: &Names, network: Network) -> HistoryRow {
    let at = At {
        account,
        block: payout.block,
        time: payout.at,
        hash: Some(payout.hash),
    };
    let name = names.get(&payout.delegate).cloned();
    let row = at.row(ArrivalKind::Reward, network);
    let is_credit = payout.bucket.is_none() && payout.recipient == account;
    let came = match is_credit {
        true => payout.amount,
        false => Amount::ZERO,
    };
    HistoryRow {
        id: at.id(PAYOUT, &format!("{}-{}", payout.log, payout.place)),
        action: PAYOUT.to_owned(),
        sentence: sentence(payout, account, name.as_deref()),
        bucket: payout.bucket.map(BucketId::native),
        incoming: Some(came),
        effect: Some(Effect::of(came, Amount::ZERO)),
        to: (!is_credit && payout.bucket.is_none()).then_some(payout.recipient),
        payout: Some(VoterPayout {
            era: payout.era,
            delegate: payout.delegate,
            name,
            voter: payout.voter,
            recipient: payout.recipient,
            amount: payout.amount,
        }),
        ..row
    }
}

fn sentence(payout: &Payout, account: Address, name: Option<&str>) -> String {
    let (amount, era) = (payout.amount.for_people(), payout.era);
    // What is called nothing, as far as anybody said, goes by its identifier.
    let delegate = name.map_or_else(|| payout.delegate.to_string(), str::to_owned);
    match payout.bucket {
        Some(index) => format!(
            "Compounded {amount} IOTX from {delegate} into {}, era {era}.",
            BucketId::native(index).in_words()
        ),
        None if payout.recipient != account => {
            format!(
                "{amount} IOTX from {delegate}, era {era}, went to {}.",
                payout.recipient
            )
        }
        None if payout.voter != account => format!(
            "Received {amount} IOTX from {delegate}, era {era}, for the votes of {}.",
            payout.voter
        ),
        None => format!("Received {amount} IOTX from {delegate}, era {era}."),
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Era, Hash, Height, Timestamp};

    use super::*;

    const OWN: Address = Address::from_bytes([7; 20]);
    const OTHER: Address = Address::from_bytes([8; 20]);
    const FATHOM: Address = Address::from_bytes([9; 20]);

    fn payout(voter: Address, recipient: Address, bucket: Option<u64>) -> Payout {
        Payout {
            era: Era(65_328),
            delegate: FATHOM,
            voter,
            recipient,
            amount: "12.34".parse().unwrap(),
            bucket,
            block: Height(53_546_041),
            hash: Hash([1; 32]),
            log: 2,
            place: 5,
            at: Timestamp::from_seconds(7),
        }
    }

    fn one(account: Address, payout: &Payout) -> HistoryRow {
        let names = Names::from([(FATHOM, "fathom".to_owned())]);
        of(payout, account, &names, Network::Mainnet)
    }

    #[test]
    fn a_row_says_what_came_from_whom_and_for_which_era() {
        let said = |account, payout: &Payout| one(account, payout).sentence;
        assert_eq!(
            said(OWN, &payout(OWN, OWN, None)),
            "Received 12.34 IOTX from fathom, era 65328."
        );
        let compounded = said(OWN, &payout(OWN, OWN, Some(7)));
        assert_eq!(
            compounded,
            "Compounded 12.34 IOTX from fathom into bucket 7, era 65328."
        );
        let elsewhere = payout(OWN, OTHER, None);
        assert_eq!(
            said(OWN, &elsewhere),
            format!("12.34 IOTX from fathom, era 65328, went to {OTHER}.")
        );
        assert_eq!(
            said(OTHER, &elsewhere),
            format!("Received 12.34 IOTX from fathom, era 65328, for the votes of {OWN}.")
        );
        let unnamed = of(&payout(OWN, OWN, None), OWN, &Names::new(), Network::Mainnet);
        assert_eq!(
            unnamed.sentence,
            format!("Received 12.34 IOTX from {FATHOM}, era 65328.")
        );
        assert!(unnamed.link.unwrap().ends_with(&"01".repeat(32)), "its receipt");
    }

    #[test]
    fn only_what_reached_the_accounts_balance_changes_it() {
        let effect = |account, payout: &Payout| {
            let row = one(account, payout);
            (row.incoming.unwrap().to_iotx(), row.effect.unwrap().to_iotx())
        };
        let came = ("12.34".to_owned(), "12.34".to_owned());
        let nothing = ("0".to_owned(), "0".to_owned());
        assert_eq!(effect(OWN, &payout(OWN, OWN, None)), came);
        assert_eq!(effect(OTHER, &payout(OWN, OTHER, None)), came);
        assert_eq!(effect(OWN, &payout(OWN, OTHER, None)), nothing);
        assert_eq!(effect(OWN, &payout(OWN, OWN, Some(7))), nothing);
        let compounded = one(OWN, &payout(OWN, OWN, Some(7)));
        assert_eq!(compounded.bucket, Some(BucketId::native(7)));
        let amount: Amount = "12.34".parse().unwrap();
        assert_eq!(compounded.payout.unwrap().amount, amount, "what the bucket got");
    }

    #[test]
    fn an_account_has_what_it_got_and_what_its_votes_brought_elsewhere_each_once() {
        let all = [
            payout(OWN, OWN, None),
            payout(OWN, OWN, Some(7)),
            payout(OWN, OTHER, None),
            payout(OTHER, OWN, None),
        ];
        let paid = [all[0].clone(), all[3].clone()];
        let rows = |account, paid: &[Payout]| rows(account, paid, &all, &Names::new(), Network::Mainnet);
        assert_eq!(rows(OWN, &paid).len(), 4);
        assert_eq!(rows(OTHER, &[]).len(), 1, "its votes brought the other something");
        assert_eq!(rows(FATHOM, &[]), []);
    }
}
