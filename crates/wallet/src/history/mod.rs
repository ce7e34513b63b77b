//! Own actions with what they moved: the store's submissions, the movements that receipts tell of, the blocks' times; and
//! among them what came in by itself, what the protocol paid and compounded for votes, and what left with what was signed
//! elsewhere. Together they tell of all that changed a balance, or it is said of which blocks they do not.

mod arrival;
mod catch_up;
mod commission;
mod export;
mod names;
mod payout;
mod row;
mod times;
mod tokens;
mod unseen;

use std::collections::{BTreeSet, HashMap};

use ballast_api::{
    BY_ITSELF, HistoryFilter, HistoryForm, HistoryRow, PAYOUT, PaidLine, SavedFile, SubmissionView, Unseen,
};
use ballast_domain::{Address, ArrivalKind};
use ballast_store::{Arrival, Filter, Payout, Store, Submission};

use crate::{Result, arrivals::join, book::fitting_note, clock::now, files, session::Session};

/// An account, what came to it or left it, and what the protocol paid it or for its votes.
type Told = (Address, Vec<Arrival>, Vec<Payout>);

/// The same as written down; where `paid_alone`, of what came only that which payouts are held against.
fn told_of(store: &Store, chain_id: u64, account: Address, paid_alone: bool) -> Result<Told, ballast_store::Error> {
    let arrivals = match paid_alone {
        true => store.arrivals_with_payouts(chain_id, account)?,
        false => store.arrivals(chain_id, Some(account))?,
    };
    Ok((account, arrivals, store.payouts(chain_id, Some(account))?))
}

impl Session {
    /// Those that fit, the newest first.
    pub(crate) async fn history(&self, wanted: HistoryFilter) -> Result<Vec<HistoryRow>> {
        let is_by_itself = wanted
            .action
            .as_deref()
            .is_some_and(|action| BY_ITSELF.contains(&action));
        let own = match is_by_itself {
            true => Vec::new(),
            false => self.own_rows(&wanted).await?,
        };
        let mut came = self.by_itself(&wanted).await?;
        came.retain(|row| row::fits(row, &wanted));
        Ok(arrival::among(own, came))
    }

    /// The newest payouts among them, in a line each.
    pub(crate) async fn last_payouts(&self, account: Option<Address>, most: u64) -> Result<Vec<PaidLine>> {
        let wanted = HistoryFilter {
            account,
            action: Some(PAYOUT.to_owned()),
            ..HistoryFilter::default()
        };
        let line = |row: HistoryRow| PaidLine {
            id: row.id,
            time: row.time,
            sentence: row.sentence,
            height: row.height,
            state: row.state,
        };
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(self.history(wanted).await?.into_iter().take(most).map(line).collect())
    }

    /// What was signed here.
    async fn own_rows(&self, wanted: &HistoryFilter) -> Result<Vec<HistoryRow>> {
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
        let rows = known
            .iter()
            .filter_map(|(s, view)| row::of(s, view, &times, self.network).ok());
        Ok(rows.filter(|row| row::fits(row, wanted)).collect())
    }

    /// What came in by itself or left with what was signed elsewhere, and what the protocol paid, the newest block first.
    async fn by_itself(&self, wanted: &HistoryFilter) -> Result<Vec<HistoryRow>> {
        let (chain_id, network) = (self.params.chain_id, self.network);
        let accounts = self.asked_accounts(wanted.account).await?;
        // Rows of payouts are a few an era; those of a delegate's owner beside them, thousands a day.
        let paid_alone = wanted.action.as_deref() == Some(PAYOUT);
        let read: Vec<Told> = self
            .with_store(move |store| {
                let of_each = accounts.into_iter();
                of_each
                    .map(|account| told_of(store, chain_id, account, paid_alone))
                    .collect()
            })
            .await?;
        let delegates: BTreeSet<_> = read
            .iter()
            .flat_map(|(.., paid)| paid)
            .map(|paid| paid.delegate)
            .collect();
        let names = self.names_of(&delegates).await;
        let eras = self.params.eras();
        let mut rows: Vec<HistoryRow> = Vec::new();
        for (account, arrivals, payouts) in &read {
            let joined = join(*account, arrivals, payouts);
            rows.extend(payout::rows(*account, &joined.payouts, payouts, &names, network));
            if paid_alone {
                continue;
            }
            let others = joined
                .arrivals
                .iter()
                .filter(|came| came.kind != ArrivalKind::Commission);
            rows.extend(others.map(|came| arrival::of(came, network)));
            rows.extend(commission::rows(*account, &joined.arrivals, &eras, wanted, network));
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.height));
        Ok(rows)
    }

    /// The rows of a file, and the blocks of which it does not say what came in. A file of something else does not claim to.
    async fn written(&self, wanted: HistoryFilter) -> Result<(Vec<HistoryRow>, Vec<Unseen>)> {
        let unseen = match wanted.wants_all_that_came() {
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
