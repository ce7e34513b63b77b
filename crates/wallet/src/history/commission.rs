//! What an operator's account is credited with each block and each epoch, as one row for each reward era: commissions, tips and
//! bonuses of the delegates that it owns (zanzibar.md §5.2). By themselves they would be thousands a day.

use std::collections::BTreeMap;

use ballast_api::{COMMISSION, Effect, HistoryFilter, HistoryRow, Summed};
use ballast_domain::{Address, Amount, ArrivalKind, Era, Eras, Network};
use ballast_store::Arrival;

use super::arrival::At;

/// The credits of an account in one era, added up.
struct Sum<'a> {
    amount: Amount,
    first: &'a Arrival,
    last: &'a Arrival,
    payments: u64,
}

impl<'a> Sum<'a> {
    fn of(arrival: &'a Arrival) -> Self {
        Self {
            amount: arrival.amount,
            first: arrival,
            last: arrival,
            payments: 1,
        }
    }

    fn add(&mut self, arrival: &'a Arrival) {
        self.amount = self.amount.saturating_add(arrival.amount);
        self.payments += 1;
        if arrival.block < self.first.block {
            self.first = arrival;
        }
        if arrival.block > self.last.block {
            self.last = arrival;
        }
    }

    fn row(&self, account: Address, era: Era, network: Network) -> HistoryRow {
        let is_one = self.payments == 1;
        let at = At {
            account,
            block: self.last.block,
            time: self.last.at,
            hash: self.last.hash.filter(|_| is_one),
        };
        let amount = self.amount.for_people();
        let payments = match self.payments {
            1 => String::new(),
            many => format!(" in {many} payments"),
        };
        HistoryRow {
            id: format!("{COMMISSION}-{era}-{}", account.to_hex().trim_start_matches("0x")),
            action: COMMISSION.to_owned(),
            sentence: format!("Received {amount} IOTX of commission and tips{payments}, era {era}."),
            incoming: Some(self.amount),
            effect: Some(Effect::of(self.amount, Amount::ZERO)),
            summed: Some(Summed {
                era,
                payments: self.payments,
                first: self.first.block,
            }),
            ..at.row(ArrivalKind::Commission, network)
        }
    }
}

/// The rows of an account's commissions, of those that came in the time that is `wanted`.
pub(super) fn rows(
    account: Address,
    arrivals: &[Arrival],
    eras: &Eras<'_>,
    wanted: &HistoryFilter,
    network: Network,
) -> Vec<HistoryRow> {
    let is_wanted = |arrival: &&Arrival| {
        arrival.kind == ArrivalKind::Commission
            && wanted.from.is_none_or(|from| arrival.at >= from)
            && wanted.before.is_none_or(|before| arrival.at < before)
    };
    let mut sums = BTreeMap::<Era, Sum<'_>>::new();
    for arrival in arrivals.iter().filter(is_wanted) {
        let era = eras.accruing_at(arrival.block);
        sums.entry(era)
            .and_modify(|sum| sum.add(arrival))
            .or_insert_with(|| Sum::of(arrival));
    }
    let rows = sums.iter().map(|(era, sum)| sum.row(account, *era, network));
    rows.collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{EpochSchedule, Hash, Height, Timestamp};

    use super::*;

    const OWN: Address = Address::from_bytes([7; 20]);

    fn credit(block: u64, kind: ArrivalKind, rau: u128) -> Arrival {
        Arrival {
            account: OWN,
            block: Height(block),
            hash: Some(Hash([block as u8; 32])),
            place: 0,
            from: None,
            amount: Amount::from_rau(rau),
            kind,
            at: Timestamp::from_seconds(block),
            paid_apart: true,
        }
    }

    #[test]
    fn commissions_are_one_row_an_era_and_what_came_at_other_times_or_otherwise_is_not_in_it() {
        let schedule = EpochSchedule::uniform(20);
        let of = |wanted: &HistoryFilter| {
            // The newest first, as the store gives them: eras of two epochs, so era 2 ends with block 40.
            let all = [
                credit(41, ArrivalKind::Commission, 5),
                credit(40, ArrivalKind::Commission, 3),
                credit(35, ArrivalKind::Reward, 100),
                credit(7, ArrivalKind::Commission, 2),
                credit(7, ArrivalKind::Commission, 1),
            ];
            rows(OWN, &all, &schedule.eras(2), wanted, Network::Mainnet)
        };
        let all = of(&HistoryFilter::default());
        let told: Vec<_> = all
            .iter()
            .map(|row| (row.incoming.unwrap().rau(), row.height.unwrap().0, row.summed.unwrap()))
            .collect();
        let summed = |era, payments, first| Summed {
            era: Era(era),
            payments,
            first: Height(first),
        };
        assert_eq!(told, [(6, 40, summed(2, 3, 7)), (5, 41, summed(4, 1, 41))]);
        assert!(
            all[0].sentence.ends_with("in 3 payments, era 2."),
            "{}",
            all[0].sentence
        );
        assert_eq!(all[0].hash, None);
        assert!(
            all[1].hash.is_some() && all[1].link.is_some(),
            "of one payment there is a receipt"
        );
        let since = HistoryFilter {
            from: Some(Timestamp::from_seconds(8)),
            ..HistoryFilter::default()
        };
        assert_eq!(of(&since)[0].incoming, Some(Amount::from_rau(3)));
    }
}
