//! The history of one's own actions.

use ballast_domain::{Address, Timestamp};
use rusqlite::{ToSql, params_from_iter};

use crate::{
    Error, State, Store, Submission,
    record::read,
    store::{int, micros},
};

/// Which submissions to list; all by default. Every field that is set must fit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// EVM chain id.
    pub chain_id: Option<u64>,
    /// Who signed.
    pub account: Option<Address>,
    /// Any of these; empty for all.
    pub states: Vec<State>,
    /// Signed before this moment: for the next page, the last one's time.
    pub before: Option<Timestamp>,
    /// At most this many; 0 for all.
    pub limit: u32,
}

impl Store {
    /// Submissions that fit, the newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn history(&self, filter: &Filter) -> Result<Vec<Submission>, Error> {
        let mut conditions = vec!["1".to_owned()];
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        if let Some(chain_id) = filter.chain_id {
            conditions.push("chain_id = ?".into());
            values.push(Box::new(int(chain_id)?));
        }
        if let Some(account) = filter.account {
            conditions.push("account = ?".into());
            values.push(Box::new(account.to_hex()));
        }
        if let Some(before) = filter.before {
            conditions.push("created < ?".into());
            values.push(Box::new(micros(before)?));
        }
        if !filter.states.is_empty() {
            conditions.push(format!("state IN ({})", vec!["?"; filter.states.len()].join(", ")));
            values.extend(
                filter
                    .states
                    .iter()
                    .map(|state| Box::new(state.as_str()) as Box<dyn ToSql>),
            );
        }
        let limit = if filter.limit == 0 { -1 } else { i64::from(filter.limit) };
        let sql = format!(
            "SELECT * FROM submissions WHERE {} ORDER BY created DESC, rowid DESC LIMIT {limit}",
            conditions.join(" AND ")
        );
        let connection = self.lock();
        let mut query = connection.prepare_cached(&sql)?;
        query
            .query_map(params_from_iter(values), |row| Ok(read(row)))?
            .map(|row| row?)
            .collect()
    }
}

impl Store {
    /// Writes the person's note on a submission; an empty one takes it away.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_note(&self, id: &str, note: &str) -> Result<(), Error> {
        let written = self
            .lock()
            .execute("UPDATE submissions SET note = ?2 WHERE id = ?1", [id, note])?;
        match written {
            0 => Err(Error::NotFound),
            _ => Ok(()),
        }
    }
}
