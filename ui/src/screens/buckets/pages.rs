//! The table's rows, the first ones at once: who has thousands of buckets sees the table before all are there.

use ballast_api::{BucketPage, Buckets, calls};
use leptos::prelude::Get;

use crate::{
    backend::{Failure, ask},
    state::{Part, Remote, app},
};

/// Reads the buckets of the chosen account, for as long as the screen stands.
pub fn read_buckets() -> Remote<Buckets> {
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

async fn all_pages(mut call: calls::GetBucketPage, part: Part<Buckets>) -> Result<Buckets, Failure> {
    let BucketPage { mut rows, mut total } = ask(&call).await?;
    if total > rows.value.len() as u64 {
        part.tell(Buckets { rows: rows.clone() });
    }
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
    Ok(Buckets { rows })
}
