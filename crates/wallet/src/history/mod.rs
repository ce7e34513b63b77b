//! Own actions with what they moved: the store's submissions, the movements that receipts tell of, the blocks' times.

mod export;
mod row;
mod times;
mod tokens;

use std::collections::HashMap;

use ballast_api::{HistoryFilter, HistoryForm, HistoryRow, SavedFile, SubmissionView};
use ballast_store::{Filter, Submission};

use crate::{Result, book::fitting_note, clock::now, files, session::Session};

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
        let mut views: HashMap<String, SubmissionView> = views.into_iter().map(|v| (v.id.clone(), v)).collect();
        // One that an older version wrote and this one cannot read has no row, as it has none in the list.
        let known: Vec<(Submission, SubmissionView)> = all
            .into_iter()
            .filter_map(|s| views.remove(&s.id).map(|view| (s, view)))
            .collect();
        let times = self.block_times(known.iter().map(|(s, _)| s)).await;
        let parts = self.with_store(|store| store.parts()).await?;
        // As they were signed: a practice network's clock and this machine's differ, so times of both do not sort together.
        let rows = known
            .iter()
            .filter_map(|(s, view)| row::of(s, view, &times, self.network).ok())
            .map(|row| HistoryRow {
                part_of: parts.get(&row.id).cloned(),
                ..row
            })
            .filter(|row| row::fits(row, &wanted))
            .collect();
        Ok(rows)
    }

    /// The same as a file's text.
    pub(crate) async fn history_file(&self, wanted: HistoryFilter, form: HistoryForm) -> Result<String> {
        let rows = self.history(wanted).await?;
        export::file(&rows, form)
    }

    /// The same as a file in the person's folder for downloads.
    pub(crate) async fn save_history(&self, wanted: HistoryFilter, form: HistoryForm) -> Result<SavedFile> {
        let rows = self.history(wanted).await?;
        let file = export::file(&rows, form)?;
        let ending = match form {
            HistoryForm::Csv => "csv",
            HistoryForm::Json => "json",
        };
        let name = format!("ballast-history-{}-{}.{ending}", self.network.key(), now().iso_date());
        let path = tokio::task::spawn_blocking(move || files::save(&name, file.as_bytes())).await??;
        Ok(SavedFile {
            path: path.display().to_string(),
            rows: rows.len() as u64,
        })
    }

    /// Writes the person's note on a submission.
    pub(crate) async fn set_note(&self, id: String, note: String) -> Result<SubmissionView> {
        let note = fitting_note(&note, "submission.note")?;
        let of = id.clone();
        self.with_store(move |store| store.set_note(&of, &note)).await?;
        self.submission_view(&id).await
    }
}
