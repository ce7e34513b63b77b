//! What came in by itself as a row of the history, and what left with what was signed elsewhere.

use ballast_api::{Effect, HistoryRow, LEFT, RECEIVED, SubmissionState, TimeOf};
use ballast_domain::{Address, Amount, ArrivalKind, Hash, Height, Network, Timestamp, grouped};
use ballast_practice::faucet_address;
use ballast_store::Arrival;

use crate::explorer::page_of;

/// Where a row of no own action stands on the chain.
pub(super) struct At {
    /// Whose balance or bucket it is about.
    pub(super) account: Address,
    pub(super) block: Height,
    /// The block's time.
    pub(super) time: Timestamp,
    /// The transaction; none where there is none, or several.
    pub(super) hash: Option<Hash>,
}

impl At {
    /// A row that stands there and moved nothing, of which nothing else is said yet.
    pub(super) fn row(&self, kind: ArrivalKind, network: Network) -> HistoryRow {
        let none = Some(Amount::ZERO);
        HistoryRow {
            id: String::new(),
            time: self.time,
            time_of: TimeOf::Block,
            account: self.account,
            action: RECEIVED.to_owned(),
            sentence: String::new(),
            bucket: None,
            incoming: none,
            outgoing: none,
            fee: none,
            effect: Some(Effect::of(Amount::ZERO, Amount::ZERO)),
            transfers: Vec::new(),
            height: Some(self.block),
            hash: self.hash,
            state: SubmissionState::Final,
            by_one_node: false,
            held: false,
            to: None,
            arrival: Some(kind),
            from: None,
            tokens: Vec::new(),
            note: String::new(),
            link: self.hash.and_then(|hash| page_of(network, hash)),
            part_of: None,
            payout: None,
            summed: None,
        }
    }

    /// Names a row for good that came by this `way`: no other has its block, its transaction, its `place` there and its account.
    pub(super) fn id(&self, way: &str, place: &str) -> String {
        let hash = self.hash.map(|hash| hash.to_string()).unwrap_or_default();
        let of = hash.trim_start_matches("0x").get(..16).unwrap_or("none").to_owned();
        let account = self.account.to_hex();
        let account = account.trim_start_matches("0x");
        format!("{way}-{}-{of}-{place}-{account}", self.block.0)
    }
}

pub(super) fn of(arrival: &Arrival, network: Network) -> HistoryRow {
    let at = At {
        account: arrival.account,
        block: arrival.block,
        time: arrival.at,
        hash: arrival.hash,
    };
    let row = HistoryRow {
        sentence: sentence(arrival, network),
        ..at.row(arrival.kind, network)
    };
    let place = arrival.place.to_string();
    if arrival.kind == ArrivalKind::Left {
        return HistoryRow {
            id: at.id(LEFT, &place),
            action: LEFT.to_owned(),
            outgoing: Some(arrival.amount),
            effect: Some(Effect::of(Amount::ZERO, arrival.amount)),
            to: arrival.from,
            ..row
        };
    }
    // Who paid the fee of what was signed elsewhere was not written by versions of before: it may be the account itself.
    let is_signed = matches!(arrival.kind, ArrivalKind::Claim | ArrivalKind::Withdrawal);
    let nothing = (arrival.paid_apart || !is_signed).then_some(Amount::ZERO);
    HistoryRow {
        id: at.id(RECEIVED, &place),
        incoming: Some(arrival.amount),
        outgoing: nothing,
        fee: nothing,
        effect: nothing.map(|none| Effect::of(arrival.amount, none)),
        from: arrival.from,
        ..row
    }
}

fn sentence(arrival: &Arrival, network: Network) -> String {
    let amount = arrival.amount.for_people();
    match (arrival.kind, arrival.from) {
        (ArrivalKind::Transfer, Some(from)) if network == Network::Practice && from == faucet_address() => {
            format!("Received {amount} IOTX of practice money from the practice network.")
        }
        (ArrivalKind::Transfer, Some(from)) => format!("Received {amount} IOTX from {from}."),
        (ArrivalKind::Contract, Some(from)) => format!("Received {amount} IOTX from the contract {from}."),
        (ArrivalKind::Reward, _) => format!("Received {amount} IOTX from the reward pool."),
        (ArrivalKind::Commission, _) => format!("Received {amount} IOTX of commission and tips."),
        (ArrivalKind::Claim, _) => format!("Received {amount} IOTX in rewards, by a claim that was not signed here."),
        (ArrivalKind::Withdrawal, _) => {
            format!("Received {amount} IOTX of a bucket, by a withdrawal that was not signed here.")
        }
        (ArrivalKind::Unexplained, _) if arrival.hash.is_none() => format!(
            "Received {amount} IOTX by block {}, and no transaction tells of it.",
            grouped(arrival.block.0)
        ),
        (ArrivalKind::Left, _) if arrival.hash.is_none() => format!(
            "{amount} IOTX left by block {}, and no transaction tells of it.",
            grouped(arrival.block.0)
        ),
        (ArrivalKind::Left, to) => format!(
            "{amount} IOTX left{}, with a transaction that was not signed here; its fee is in it.",
            to.map(|to| format!(" for {to}")).unwrap_or_default()
        ),
        _ => format!("Received {amount} IOTX; the node does not say why."),
    }
}

/// Puts what came in among own actions, the newest first. Own actions stay in the order in which they were signed; what came in
/// stands by its block.
pub(super) fn among(own: Vec<HistoryRow>, came: Vec<HistoryRow>) -> Vec<HistoryRow> {
    let mut all = Vec::with_capacity(own.len() + came.len());
    let mut came = came.into_iter().peekable();
    for row in own {
        if row.height.is_some() {
            while let Some(newer) = came.next_if(|came| came.height > row.height) {
                all.push(newer);
            }
        }
        all.push(row);
    }
    all.extend(came);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(kind: ArrivalKind, from: Option<Address>) -> Arrival {
        Arrival {
            account: Address::from_bytes([7; 20]),
            block: Height(12),
            hash: (kind != ArrivalKind::Unexplained).then_some(Hash([3; 32])),
            place: 1,
            from,
            amount: Amount::from_iotx(5),
            kind,
            at: Timestamp::from_seconds(1_776_297_602),
            paid_apart: true,
        }
    }

    #[test]
    fn a_row_says_whence_as_far_as_it_is_known() {
        let friend = Address::from_bytes([8; 20]);
        let said = |kind, from, network| of(&arrival(kind, from), network).sentence;
        assert_eq!(
            said(ArrivalKind::Transfer, Some(friend), Network::Mainnet),
            format!("Received 5 IOTX from {friend}.")
        );
        let faucet = Some(faucet_address());
        assert!(said(ArrivalKind::Transfer, faucet, Network::Practice).contains("practice money"));
        assert!(
            !said(ArrivalKind::Transfer, faucet, Network::Mainnet).contains("practice"),
            "a key that everybody knows may be used elsewhere"
        );
        let unexplained = said(ArrivalKind::Unexplained, None, Network::Mainnet);
        assert!(
            unexplained.contains("by block 12, and no transaction tells of it"),
            "{unexplained}"
        );
    }

    #[test]
    fn a_gift_costs_nothing_and_what_a_claim_cost_stands_apart_or_nobody_knows_it() {
        let gift = of(&arrival(ArrivalKind::Transfer, None), Network::Mainnet);
        assert_eq!((gift.fee, gift.outgoing), (Some(Amount::ZERO), Some(Amount::ZERO)));
        assert_eq!(gift.effect.unwrap().to_iotx(), "5");
        let claim = |paid_apart| {
            let claim = Arrival {
                paid_apart,
                ..arrival(ArrivalKind::Claim, None)
            };
            let row = of(&claim, Network::Mainnet);
            (row.incoming, row.fee, row.effect.map(Effect::to_iotx))
        };
        let five = Some(Amount::from_iotx(5));
        assert_eq!(claim(true), (five, Some(Amount::ZERO), Some("5".into())));
        assert_eq!(claim(false), (five, None, None), "as it was written before");
    }

    #[test]
    fn what_left_with_what_was_signed_elsewhere_is_a_row_that_lowers_the_balance() {
        let friend = Address::from_bytes([8; 20]);
        let row = of(&arrival(ArrivalKind::Left, Some(friend)), Network::Mainnet);
        assert_eq!((row.action.as_str(), row.to, row.from), (LEFT, Some(friend), None));
        assert_eq!(row.effect.unwrap().to_iotx(), "-5");
        let words = format!("5 IOTX left for {friend}, with a transaction that was not signed here; its fee is in it.");
        assert_eq!(row.sentence, words);
        let fell = Arrival {
            hash: None,
            ..arrival(ArrivalKind::Left, None)
        };
        let fell = of(&fell, Network::Mainnet);
        assert_eq!(
            fell.sentence,
            "5 IOTX left by block 12, and no transaction tells of it."
        );
        assert_ne!(fell.id, row.id);
    }

    #[test]
    fn what_came_in_stands_by_its_block_among_what_was_signed() {
        let row = |height: Option<u64>, id: &str| HistoryRow {
            id: id.into(),
            height: height.map(Height),
            ..of(&arrival(ArrivalKind::Transfer, None), Network::Mainnet)
        };
        let own = vec![
            row(None, "waits"),
            row(Some(20), "late"),
            row(None, "lost"),
            row(Some(10), "early"),
        ];
        let came = vec![
            row(Some(25), "a"),
            row(Some(20), "b"),
            row(Some(15), "c"),
            row(Some(5), "d"),
        ];
        let ids: Vec<_> = among(own, came).into_iter().map(|row| row.id).collect();
        assert_eq!(ids, ["waits", "a", "late", "lost", "b", "c", "early", "d"]);
    }
}
