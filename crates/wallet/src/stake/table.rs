//! The table of buckets.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex},
};

use ballast_api::{BucketPage, BucketRow, BucketTable, Buckets, FirstBuckets, StepView};
use ballast_chain::Head;
use ballast_domain::{Address, Bucket, BucketId, Candidate, NetworkParams, Snapshot, Step, rehearsal::Clock};
use ballast_store::BucketNote;
use futures_util::future::try_join_all;

use crate::{
    Error, Result,
    portfolio::votes_of,
    session::{Session, lock},
};

/// More rows than a screen shows.
const FIRST: u32 = 60;
/// Rows of a page.
const PAGE: usize = 1_000;

impl Session {
    /// The newest head that is known.
    pub(crate) async fn newest_head(&self) -> Result<Head> {
        let known = self.known().head;
        match known {
            Some(head) => Ok(head),
            None => self.refresh_head().await,
        }
    }

    /// The buckets of these accounts, one account after another, as the oldest of the nodes that answered sees them.
    pub(crate) async fn buckets_of(&self, accounts: &[Address]) -> Result<Snapshot<Vec<Bucket>>> {
        let reads = try_join_all(accounts.iter().map(|a| self.client.buckets_of(*a))).await?;
        self.joined(reads).await
    }

    async fn joined(&self, reads: Vec<Snapshot<Vec<Bucket>>>) -> Result<Snapshot<Vec<Bucket>>> {
        let mut reads = reads.into_iter();
        let Some(mut all) = reads.next() else {
            return Ok(self.client.height().await?.map(|()| Vec::new()));
        };
        for more in reads {
            all.height = all.height.min(more.height);
            all.at = all.at.min(more.at);
            all.value.extend(more.value);
        }
        Ok(all)
    }

    pub(crate) async fn buckets(&self, account: Option<Address>) -> Result<Buckets> {
        let listing = self.list_buckets(account).await?;
        let rows = listing.rows(0, usize::MAX, &self.params);
        Ok(Buckets { rows })
    }

    /// Fewer bytes than the whole table, so that who has thousands of buckets sees some of them at once.
    pub(crate) async fn first_buckets(&self, account: Option<Address>) -> Result<FirstBuckets> {
        let accounts = self.asked_accounts(account).await?;
        let first = async {
            let reads = accounts.iter().map(|a| self.client.first_buckets_of(*a, FIRST));
            let mut reads = try_join_all(reads).await?;
            // After an account of which there is more, the others have another place in the whole table.
            let has_more = |read: &Snapshot<Vec<Bucket>>| read.value.len() >= FIRST as usize;
            let cut = reads.iter().position(has_more);
            reads.truncate(cut.map_or(usize::MAX, |cut| cut + 1));
            Ok((self.joined(reads).await?, cut.is_none()))
        };
        let listing = self.list(first).await?;
        Ok(FirstBuckets {
            rows: listing.rows(0, usize::MAX, &self.params),
            whole: listing.whole,
        })
    }

    /// Reads the table, and keeps what was read for those of its pages that are new to who asks.
    pub(crate) async fn bucket_table(&self, account: Option<Address>) -> Result<BucketTable> {
        let (kept, listing) = (self.own::<Kept>(), Arc::new(self.list_buckets(account).await?));
        let pages = (0..listing.buckets.value.len()).step_by(PAGE);
        let mark = |from| {
            let rows = listing.rows(from, PAGE, &self.params).value;
            let written = serde_json::to_vec(&rows).map_err(|e| Error::Request(e.to_string()))?;
            Ok(kept.marks.hash_one(written))
        };
        let marks: Vec<_> = pages.map(mark).collect::<Result<_>>()?;
        let pages = listing.buckets.origin().map(|()| marks.clone());
        *lock(&kept.listing) = Some((listing, marks));
        Ok(BucketTable { pages })
    }

    /// A page of the table that was read last, if it is still the one that bears this mark.
    pub(crate) fn bucket_page(&self, page: u64, mark: u64) -> BucketPage {
        let page = usize::try_from(page).unwrap_or(usize::MAX);
        let kept = lock(&self.own::<Kept>().listing).clone();
        let kept = kept.filter(|(_, marks)| marks.get(page) == Some(&mark));
        let rows = kept.map(|(listing, _)| listing.rows(page * PAGE, PAGE, &self.params).value);
        BucketPage { rows }
    }

    async fn list_buckets(&self, account: Option<Address>) -> Result<Listing> {
        let accounts = self.asked_accounts(account).await?;
        let all = async { Ok((self.buckets_of(&accounts).await?, true)) };
        self.list(all).await
    }

    /// What is to be known for the rows of buckets, while these are read.
    async fn list(&self, buckets: impl Future<Output = Result<(Snapshot<Vec<Bucket>>, bool)>>) -> Result<Listing> {
        let ((buckets, whole), candidates, head) =
            tokio::try_join!(buckets, self.ranked_candidates(), self.newest_head())?;
        Ok(Listing {
            buckets,
            whole,
            candidates: candidates.value.into_iter().map(|c| (c.id, c)).collect(),
            head: self.held_to_clock(head),
            notes: self.bucket_notes().await?,
        })
    }
}

/// The table that was asked for last, with its pages' marks.
#[derive(Default)]
struct Kept {
    listing: Mutex<Option<(Arc<Listing>, Vec<u64>)>>,
    /// Makes the marks: one key as long as the network is open.
    marks: RandomState,
}

/// Buckets as they were read, rows still to be made.
struct Listing {
    buckets: Snapshot<Vec<Bucket>>,
    /// Whether there are no others.
    whole: bool,
    candidates: HashMap<Address, Candidate>,
    head: Head,
    notes: HashMap<BucketId, BucketNote>,
}

impl Listing {
    fn rows(&self, from: usize, count: usize, params: &NetworkParams) -> Snapshot<Vec<BucketRow>> {
        let some = self.buckets.value.iter().skip(from).take(count);
        let rows = some.map(|bucket| {
            let note = self.notes.get(&bucket.id);
            let written = |of: fn(&BucketNote) -> &String| note.map(|note| of(note).clone()).unwrap_or_default();
            BucketRow {
                label: written(|n| &n.label),
                note: written(|n| &n.note),
                group: written(|n| &n.group),
                ..row(bucket.clone(), &self.candidates, &self.head, params)
            }
        });
        let rows = rows.collect();
        self.buckets.origin().map(|()| rows)
    }
}

pub(crate) fn row(
    bucket: Bucket,
    candidates: &HashMap<Address, Candidate>,
    head: &Head,
    params: &NetworkParams,
) -> BucketRow {
    let clock = Clock {
        params,
        height: head.height,
        now: head.timestamp,
    };
    let candidate = candidates.get(&bucket.candidate);
    let native = bucket.id.contract.is_none();
    let self_stake = native && candidate.is_some_and(|c| c.self_stake_bucket == Some(bucket.id.index));
    let view = |step: &Step| StepView {
        step: *step,
        refusal: step.check(&bucket, candidates.values(), &clock).err(),
    };
    BucketRow {
        steps: Step::ahead(&bucket).iter().map(view).collect(),
        delegate: candidate.map(|c| c.name.clone()),
        self_stake,
        state: Some(clock.state(&bucket)),
        votes: Some(votes_of(&bucket, self_stake, params)),
        free: Some(clock.free(&bucket)),
        label: String::new(),
        note: String::new(),
        group: String::new(),
        bucket,
    }
}
