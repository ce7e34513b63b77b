//! The dates that buckets bring: when they unlock, when they can be withdrawn.

use ballast_api::{BucketRow, CalendarDate, DateKind, SavedFile};
use ballast_domain::{Address, BucketState, Phrase, Snapshot, StakingParams, Timestamp, phrase};

use super::ics;
use crate::{Result, files, session::Session};

/// How the file is called.
const CALENDAR: &str = "ballast-dates.ics";

impl Session {
    /// The soonest first. Locked buckets have none: their days do not run. Those of buckets that count in blocks are
    /// estimates.
    pub(crate) async fn calendar(&self, account: Option<Address>) -> Result<Snapshot<Vec<CalendarDate>>> {
        let (buckets, head) = tokio::try_join!(self.buckets(account), self.newest_head())?;
        let head = self.held_to_clock(head);
        Ok(buckets
            .rows
            .map(|rows| dates(&rows, head.timestamp, &self.params.staking)))
    }

    /// The same as a file for calendar programs.
    pub(crate) async fn calendar_file(&self, account: Option<Address>) -> Result<String> {
        let calendar = self.calendar(account).await?;
        Ok(ics::file(&calendar.value, self.params.chain_id, calendar.at))
    }

    /// The same, kept where the person's downloads lie.
    pub(crate) async fn save_calendar(&self, account: Option<Address>) -> Result<SavedFile> {
        let text = self.calendar_file(account).await?;
        let rows = text.matches("BEGIN:VEVENT").count() as u64;
        let path = tokio::task::spawn_blocking(move || files::save(CALENDAR, text.as_bytes())).await??;
        Ok(SavedFile {
            path: path.display().to_string(),
            rows,
        })
    }
}

fn dates(rows: &[BucketRow], now: Timestamp, params: &StakingParams) -> Vec<CalendarDate> {
    let mut dates: Vec<_> = rows.iter().flat_map(|row| of_bucket(row, now, params)).collect();
    dates.sort_by_key(|d| (d.at, d.bucket, d.kind));
    dates
}

fn of_bucket(row: &BucketRow, now: Timestamp, params: &StakingParams) -> Vec<CalendarDate> {
    let bucket = &row.bucket;
    let delegate = row.delegate.as_deref().map_or_else(|| "—".into(), Phrase::delegate);
    let about = phrase!("{} IOTX with {}", bucket.amount.for_people(), delegate);
    let date = |at: Timestamp, kind: DateKind| CalendarDate {
        at,
        kind,
        bucket: bucket.id,
        owner: bucket.owner,
        amount: bucket.amount,
        title: title(row, kind).to_string(),
        says: title(row, kind),
        detail: about.to_string(),
        about: about.clone(),
        due: at <= now,
        estimated: bucket.blocks.is_some(),
    };
    // Since when something is possible, nobody can say of a bucket that counts in blocks but that it is now.
    let since = |at: Option<Timestamp>| at.filter(|_| bucket.blocks.is_none()).unwrap_or(now);
    match row.state {
        None | Some(BucketState::Locked) => Vec::new(),
        Some(BucketState::CountingDown(at)) => {
            let free = row
                .free
                .map(|free| date(free.from(now), DateKind::WithdrawableIfUnstaked));
            std::iter::once(date(at, DateKind::Unlocks)).chain(free).collect()
        }
        Some(BucketState::Matured) => vec![date(since(Some(bucket.matures())), DateKind::Unlocks)],
        Some(BucketState::Unstaking(at)) => vec![date(at, DateKind::Withdrawable)],
        Some(BucketState::Withdrawable) => {
            // Bucket NFTs wait less long than native ones.
            vec![date(
                since(bucket.withdrawable_from(params)).min(now),
                DateKind::Withdrawable,
            )]
        }
    }
}

fn title(row: &BucketRow, kind: DateKind) -> Phrase {
    let bucket = Phrase::title(row.bucket.id);
    match kind {
        DateKind::Unlocks => phrase!("{} can be unstaked", bucket),
        DateKind::Withdrawable => phrase!("{} can be withdrawn", bucket),
        DateKind::WithdrawableIfUnstaked => {
            phrase!("{} can be withdrawn, if unstaked when its days are over", bucket)
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, BlockClock, Bucket, BucketId, Days, Endorsement, Height, Network, rehearsal::Clock};

    use super::*;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn row(index: u64, locked: bool, unstaked_after: Option<u32>, now: Timestamp) -> BucketRow {
        let bucket = Bucket {
            id: BucketId::native(index),
            candidate: Address::from_bytes([1; 20]),
            owner: Address::from_bytes([2; 20]),
            amount: Amount::from_iotx(1_000),
            duration: Days(30),
            created: START,
            stake_start: START,
            unstake_start: unstaked_after.map(|days| START.plus_days(Days(days))),
            locked,
            endorsement: Endorsement::None,
            blocks: None,
        };
        BucketRow {
            delegate: Some("fathom".into()),
            self_stake: false,
            state: Some(bucket.state(now, &Network::Practice.params().staking)),
            votes: None,
            free: Some(bucket.free(now, &Network::Practice.params().staking)),
            steps: Vec::new(),
            label: String::new(),
            note: String::new(),
            group: String::new(),
            bucket,
        }
    }

    fn on(day: u32, rows: &[(u64, bool, Option<u32>)]) -> Vec<(DateKind, Timestamp, bool)> {
        let now = START.plus_days(Days(day));
        let rows: Vec<_> = rows
            .iter()
            .map(|(i, locked, unstaked)| row(*i, *locked, *unstaked, now))
            .collect();
        let dates = dates(&rows, now, &Network::Practice.params().staking);
        dates.into_iter().map(|d| (d.kind, d.at, d.due)).collect()
    }

    #[test]
    fn running_days_and_waits_have_dates_and_a_lock_has_none() {
        let day = |n| START.plus_days(Days(n));
        assert_eq!(on(10, &[(1, true, None)]), []);
        assert_eq!(
            on(10, &[(1, false, None)]),
            [
                (DateKind::Unlocks, day(30), false),
                (DateKind::WithdrawableIfUnstaked, day(33), false)
            ]
        );
        assert_eq!(on(31, &[(1, false, None)]), [(DateKind::Unlocks, day(30), true)]);
        assert_eq!(
            on(32, &[(1, false, Some(31))]),
            [(DateKind::Withdrawable, day(34), false)]
        );
        assert_eq!(
            on(40, &[(1, false, Some(31))]),
            [(DateKind::Withdrawable, day(34), true)]
        );
    }

    #[test]
    fn a_bucket_that_counts_in_blocks_has_estimates() {
        let now = START.plus_days(Days(1));
        let params = Network::Practice.params();
        let clock = Clock {
            params: &params,
            height: Height(1_000),
            now,
        };
        let mut row = row(1, false, None, now);
        row.bucket.id.contract = Some(Address::from_bytes([9; 20]));
        row.bucket.blocks = Some(BlockClock {
            duration: 10_000,
            created: Height(500),
            stake_start: Height(500),
            unstake_start: None,
        });
        let dates_of = |row: &mut BucketRow| {
            row.state = Some(clock.state(&row.bucket));
            row.free = Some(clock.free(&row.bucket));
            dates(std::slice::from_ref(row), now, &params.staking)
        };
        let running = dates_of(&mut row);
        let kinds: Vec<_> = running.iter().map(|d| d.kind).collect();
        assert_eq!(kinds, [DateKind::Unlocks, DateKind::WithdrawableIfUnstaked]);
        assert!(running.iter().all(|d| d.estimated && !d.due));
        assert_eq!(running[0].at, clock.time_of(Height(10_500)));
        row.bucket.blocks.as_mut().unwrap().duration = 10;
        let over = dates_of(&mut row);
        assert_eq!(over.iter().map(|d| (d.at, d.due)).collect::<Vec<_>>(), [(now, true)]);
    }

    #[test]
    fn the_soonest_stands_first_whatever_the_order_of_the_buckets() {
        let both = on(31, &[(1, false, None), (2, false, Some(30))]);
        assert!(both.is_sorted_by_key(|(_, at, _)| *at));
        assert_eq!(both.len(), 2);
    }
}
