//! Own actions with what they moved: the store's submissions, the movements that receipts tell of, the blocks' times.

mod export;
mod row;
mod times;

use std::collections::HashMap;

use ballast_api::{HistoryFilter, HistoryForm, HistoryRow, SubmissionState};
use ballast_store::{Filter, Submission};

use crate::{Result, session::Session};

impl Session {
    /// Those that fit, the newest first.
    pub(crate) async fn history(&self, wanted: HistoryFilter) -> Result<Vec<HistoryRow>> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            account: wanted.account,
            ..Filter::default()
        };
        let all = self.with_store(move |store| store.history(&filter)).await?;
        let views = self.submissions(wanted.account).await?;
        let states: HashMap<String, SubmissionState> = views.into_iter().map(|v| (v.id, v.state)).collect();
        // One that an older version wrote and this one cannot read has no row, as it has none in the list.
        let known: Vec<(Submission, SubmissionState)> = all
            .into_iter()
            .filter_map(|s| states.get(&s.id).copied().map(|state| (s, state)))
            .collect();
        let times = self.block_times(known.iter().map(|(s, _)| s)).await;
        let mut rows: Vec<HistoryRow> = known
            .iter()
            .filter_map(|(s, state)| row::of(s, *state, &times).ok())
            .filter(|row| row::fits(row, &wanted))
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.time));
        Ok(rows)
    }

    /// The same as a file's text.
    pub(crate) async fn history_file(&self, wanted: HistoryFilter, form: HistoryForm) -> Result<String> {
        let rows = self.history(wanted).await?;
        export::file(&rows, form)
    }
}
