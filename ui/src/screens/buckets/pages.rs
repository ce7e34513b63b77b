//! The table's rows, the first ones at once: who has thousands of buckets sees some of them before all are read.

use std::sync::Arc;

use ballast_api::{BucketPage, BucketRow, FirstBuckets, calls};
use ballast_domain::Snapshot;
use leptos::prelude::Get;

use crate::{
    backend::{Failure, ask},
    components::drawn,
    state::{Part, Remote, app},
};

/// A bucket in the table; tables of thousands are sorted and searched without copying it.
pub type Row = Arc<BucketRow>;

/// What the table shows.
#[derive(Clone, PartialEq)]
pub struct Listed {
    /// Its rows.
    pub rows: Snapshot<Vec<Row>>,
    /// Whether there are no others; what is said of all buckets waits for that.
    pub whole: bool,
}

impl Listed {
    fn of(rows: Snapshot<Vec<BucketRow>>, whole: bool) -> Self {
        let rows = rows.map(|rows| rows.into_iter().map(Arc::new).collect());
        Self { rows, whole }
    }
}

/// Reads the buckets of the chosen account, for as long as the screen stands.
pub fn read_buckets() -> Remote<Listed> {
    let (app, remote) = (app(), Remote::new());
    let call = move || {
        app.network().map(|_| calls::GetBucketPage {
            account: app.account.get(),
            from: 0,
        })
    };
    remote.follow_by(call, app.pulse, all_pages);
    remote
}

async fn all_pages(mut call: calls::GetBucketPage, part: Part<Listed>) -> Result<Listed, Failure> {
    if part.is_first() {
        let account = call.account;
        let FirstBuckets { rows, whole } = ask(&calls::GetFirstBuckets { account }).await?;
        let first = Listed::of(rows, whole);
        if whole {
            return Ok(first);
        }
        part.tell(first);
        drawn().await;
    }
    let BucketPage { mut rows, mut total } = ask(&call).await?;
    while (rows.value.len() as u64) < total {
        if !part.is_wanted() {
            // A newer question reads them anew: nobody waits for the rest of this.
            break;
        }
        call.from = rows.value.len() as u64;
        let page = ask(&call).await?;
        if page.rows.origin() != rows.origin() {
            // It was read anew meanwhile: what is there already is of another moment.
            call.from = 0;
            BucketPage { rows, total } = ask(&call).await?;
            continue;
        }
        if page.rows.value.is_empty() {
            break;
        }
        rows.value.extend(page.rows.value);
    }
    Ok(Listed::of(rows, true))
}
