//! What came in by itself as a row of the history, and the blocks of which it is not known what came in.

use std::collections::HashMap;

use ballast_api::{Effect, HistoryRow, RECEIVED, SubmissionState, TimeOf, Unseen, UnseenWhy};
use ballast_domain::{Address, Amount, ArrivalKind, Height, Network, grouped};
use ballast_practice::faucet_address;
use ballast_store::{Arrival, Seen};

use crate::{
    Result,
    arrivals::{Gap, explains, gaps, net},
    explorer::page_of,
    session::Session,
};

/// Blocks before the newest of which it is not said yet that they were not looked at.
const STILL_LOOKED_AT: u64 = 16;

pub(super) fn of(arrival: &Arrival, network: Network) -> HistoryRow {
    // Who pays the fee of what was signed elsewhere is not known: it may be the account itself.
    let elsewhere = matches!(arrival.kind, ArrivalKind::Claim | ArrivalKind::Withdrawal);
    let nothing = (!elsewhere).then_some(Amount::ZERO);
    HistoryRow {
        id: id(arrival),
        time: arrival.at,
        time_of: TimeOf::Block,
        account: arrival.account,
        action: RECEIVED.to_owned(),
        sentence: sentence(arrival, network),
        bucket: None,
        incoming: Some(arrival.amount),
        outgoing: nothing,
        fee: nothing,
        effect: nothing.map(|none| Effect::of(arrival.amount, none)),
        transfers: Vec::new(),
        height: Some(arrival.block),
        hash: arrival.hash,
        state: SubmissionState::Final,
        by_one_node: false,
        held: false,
        to: None,
        arrival: Some(arrival.kind),
        from: arrival.from,
        tokens: Vec::new(),
        note: String::new(),
        link: arrival.hash.and_then(|hash| page_of(network, hash)),
        part_of: None,
    }
}

/// Names it for good: no other has its block, its transaction, its place there and its account.
fn id(arrival: &Arrival) -> String {
    let hash = arrival.hash.map(|hash| hash.to_string()).unwrap_or_default();
    let of = hash.trim_start_matches("0x").get(..16).unwrap_or("none").to_owned();
    let account = arrival.account.to_hex();
    format!(
        "received-{}-{of}-{}-{}",
        arrival.block.0,
        arrival.place,
        account.trim_start_matches("0x")
    )
}

fn sentence(arrival: &Arrival, network: Network) -> String {
    let amount = arrival.amount.for_people();
    match (arrival.kind, arrival.from) {
        (ArrivalKind::Transfer, Some(from)) if network == Network::Practice && from == faucet_address() => {
            format!("Received {amount} IOTX of practice money from the practice network.")
        }
        (ArrivalKind::Transfer, Some(from)) => format!("Received {amount} IOTX from {from}."),
        (ArrivalKind::Contract, Some(from)) => format!("Received {amount} IOTX from the contract {from}."),
        (ArrivalKind::Reward, _) => format!("Received {amount} IOTX in rewards, paid out by the network itself."),
        (ArrivalKind::Claim, _) => format!("Received {amount} IOTX in rewards, by a claim that was not signed here."),
        (ArrivalKind::Withdrawal, _) => {
            format!("Received {amount} IOTX of a bucket, by a withdrawal that was not signed here.")
        }
        (ArrivalKind::Unexplained, _) if arrival.hash.is_none() => format!(
            "Received {amount} IOTX by block {}, and no transaction tells of it.",
            grouped(arrival.block.0)
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

impl Session {
    /// The blocks of which it is not known what came to an account, or to one's own, the oldest first.
    pub(crate) async fn unseen(&self, account: Option<Address>) -> Result<Vec<Unseen>> {
        let (chain_id, accounts) = (self.params.chain_id, self.asked_accounts(account).await?);
        let seen = self.with_store(move |store| store.seen(chain_id)).await?;
        let mut seen: HashMap<_, _> = seen.into_iter().collect();
        let head = self.newest_head().await.ok().map(|head| head.height);
        let mut all = Vec::new();
        for account in accounts {
            let runs = seen.remove(&account).unwrap_or_default();
            all.extend(self.unseen_of(account, &runs).await?);
            let last = runs.last().map_or(Height(0), |run| run.last);
            // The newest blocks are looked at within moments, and are not written each by itself.
            if let Some(head) = head.filter(|head| head.0 > last.0.saturating_add(STILL_LOOKED_AT)) {
                all.push(Unseen {
                    account,
                    first: Height(last.0.saturating_add(1)),
                    last: head,
                    moved: None,
                    why: UnseenWhy::NotLookedAt,
                });
            }
        }
        all.sort_by_key(|gap| (gap.first, gap.last));
        Ok(all)
    }

    async fn unseen_of(&self, account: Address, runs: &[Seen]) -> Result<Vec<Unseen>> {
        let why = match self.known_past() {
            Some(false) => UnseenWhy::NoPast,
            _ => UnseenWhy::NotLookedAt,
        };
        let mut all = Vec::new();
        for gap in gaps(runs) {
            let Gap {
                after,
                opening,
                until,
                closing,
            } = gap;
            let moved = match opening {
                None => None,
                Some(opening) => {
                    let deeds = self.deeds(after, until).await?;
                    // What was read since the last look may explain it.
                    if explains(&deeds, account, (after, opening), (until, closing)) {
                        continue;
                    }
                    net(&deeds, account, after, until).and_then(|known| beside(opening, closing, known))
                }
            };
            all.push(Unseen {
                account,
                first: Height(after.0.saturating_add(1)),
                last: until,
                moved,
                why,
            });
        }
        Ok(all)
    }
}

/// How a balance changed beside what is known, in Rau.
fn beside(opening: Amount, closing: Amount, known: i128) -> Option<Effect> {
    let (came, went) = match u128::try_from(known) {
        Ok(came) => (came, 0),
        Err(_) => (0, known.unsigned_abs()),
    };
    let expected = opening
        .checked_add(Amount::from_rau(came))?
        .checked_sub(Amount::from_rau(went))?;
    Some(Effect::of(closing, expected))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, Timestamp};

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
    fn a_gift_costs_nothing_and_what_was_signed_elsewhere_costs_nobody_knows_what() {
        let gift = of(&arrival(ArrivalKind::Transfer, None), Network::Mainnet);
        assert_eq!((gift.fee, gift.outgoing), (Some(Amount::ZERO), Some(Amount::ZERO)));
        assert_eq!(gift.effect.unwrap().to_iotx(), "5");
        let claim = of(&arrival(ArrivalKind::Claim, None), Network::Mainnet);
        assert_eq!(
            (claim.incoming, claim.fee, claim.effect),
            (Some(Amount::from_iotx(5)), None, None)
        );
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

    #[test]
    fn what_a_gap_moved_is_told_beside_what_is_known() {
        let [two, five] = [2, 5].map(Amount::from_rau);
        assert_eq!(beside(two, five, 0), Some(Effect::of(five, two)));
        assert_eq!(beside(five, two, -4), Some(Effect::of(two, Amount::from_rau(1))));
        assert_eq!(beside(two, five, -3), None, "more went out than there was");
    }
}
