//! The table's rows, the first ones at once: who has thousands of buckets sees some of them before all are read.

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use ballast_api::{BucketPage, BucketRow, FirstBuckets, calls};
use ballast_domain::Snapshot;
use leptos::prelude::Get;

use crate::kit::{
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

/// Pages by their marks: while its mark stays the same, a page need not be passed again.
type Pages = HashMap<u64, Rc<[Row]>>;

/// Reads the buckets of the chosen account, for as long as the screen stands.
pub fn read_buckets() -> Remote<Listed> {
    let (app, remote) = (app(), Remote::new());
    let call = move || {
        let account = app.account.get();
        app.network().map(|_| calls::GetBucketTable { account })
    };
    let had = Rc::new(RefCell::new(Pages::new()));
    remote.follow_by(call, app.pulse, move |call, part| all_pages(call, part, had.clone()));
    remote
}

async fn all_pages(
    call: calls::GetBucketTable,
    part: Part<Listed>,
    had: Rc<RefCell<Pages>>,
) -> Result<Listed, Failure> {
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
    loop {
        let pages = ask(&call).await?.pages;
        if let Some(rows) = rows_of(&pages.value, &part, &had).await? {
            let rows = pages.map(|_| rows);
            return Ok(Listed { rows, whole: true });
        }
    }
}

/// The rows of the pages that bear these marks; nothing when the table was read anew meanwhile.
async fn rows_of(marks: &[u64], part: &Part<Listed>, had: &RefCell<Pages>) -> Result<Option<Vec<Row>>, Failure> {
    for (page, mark) in (0..).zip(marks.iter().copied()) {
        if had.borrow().contains_key(&mark) {
            continue;
        }
        if !part.is_wanted() {
            // A newer question reads them anew: nobody waits for the rest of this.
            return Ok(Some(Vec::new()));
        }
        let BucketPage { rows } = ask(&calls::GetBucketPage { page, mark }).await?;
        let Some(rows) = rows else { return Ok(None) };
        had.borrow_mut().insert(mark, rows.into_iter().map(Arc::new).collect());
    }
    let mut had = had.borrow_mut();
    if part.is_wanted() {
        had.retain(|mark, _| marks.contains(mark));
    }
    let pages = marks.iter().filter_map(|mark| had.get(mark));
    Ok(Some(pages.flat_map(|rows| rows.iter().cloned()).collect()))
}
