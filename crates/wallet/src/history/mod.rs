//! Own actions with what they moved: the store's submissions, the movements that receipts tell of, the blocks' times; and
//! among them what came in by itself.

mod arrival;
mod export;
mod row;
mod times;
mod tokens;

use std::collections::HashMap;

use ballast_api::{HistoryFilter, HistoryForm, HistoryRow, RECEIVED, SavedFile, SubmissionView, Unseen};
use ballast_domain::Address;
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
        // As they were signed: a practice network's clock and this machine's differ, so times of both do not sort together.
        let own = known
            .iter()
            .filter_map(|(s, view)| row::of(s, view, &times, self.network).ok())
            .filter(|row| row::fits(row, &wanted))
            .collect();
        let came = self.received(wanted.account).await?;
        let came = came.into_iter().filter(|row| row::fits(row, &wanted)).collect();
        Ok(arrival::among(own, came))
    }

    /// What came in by itself, the newest first.
    async fn received(&self, account: Option<Address>) -> Result<Vec<HistoryRow>> {
        let (chain_id, accounts) = (self.params.chain_id, self.asked_accounts(account).await?);
        let all = self.with_store(move |store| store.arrivals(chain_id, account)).await?;
        let own = all.iter().filter(|arrival| accounts.contains(&arrival.account));
        Ok(own.map(|came| arrival::of(came, self.network)).collect())
    }

    /// The rows of a file, and the blocks of which it does not say what came in. A file of something else does not claim to.
    async fn written(&self, wanted: HistoryFilter) -> Result<(Vec<HistoryRow>, Vec<Unseen>)> {
        let all = wanted.states.is_empty() && wanted.search.is_none();
        let unseen = match all && wanted.action.as_deref().is_none_or(|action| action == RECEIVED) {
            true => self.unseen(wanted.account).await?,
            false => Vec::new(),
        };
        Ok((self.history(wanted).await?, unseen))
    }

    /// The same as a file's text.
    pub(crate) async fn history_file(&self, wanted: HistoryFilter, form: HistoryForm) -> Result<String> {
        let (rows, unseen) = self.written(wanted).await?;
        export::file(&rows, &unseen, form)
    }

    /// The same as a file in the person's folder for downloads.
    pub(crate) async fn save_history(&self, wanted: HistoryFilter, form: HistoryForm) -> Result<SavedFile> {
        let (rows, unseen) = self.written(wanted).await?;
        let file = export::file(&rows, &unseen, form)?;
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
