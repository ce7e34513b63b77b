//! Sequences: what was agreed to, and which of its steps were signed.

use std::collections::HashMap;

use ballast_domain::{Timestamp, sequence::Agreement};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};

use crate::{
    Error, PartOf, Store, Submission, record,
    store::{from_json, int, micros, time, to_json, uint},
};

/// A sequence as it is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Sequence {
    /// Names it for good.
    pub id: String,
    /// When it was agreed to.
    pub created: Timestamp,
    /// EVM chain id.
    pub chain_id: u64,
    /// Whether it goes on without a question, within its bounds.
    pub by_itself: bool,
    /// When the person stopped it.
    pub stopped: Option<Timestamp>,
    agreement: String,
}

/// A step that was signed.
#[derive(Clone, PartialEq, Debug)]
pub struct SignedStep {
    /// Which, 0 the first.
    pub step: u32,
    /// Whether it was seen to have come to nothing.
    pub lost: bool,
    /// What was signed; none where the very same was signed anew by itself, which takes its place.
    pub submission: Option<Submission>,
}

impl Sequence {
    /// What was agreed to.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where this version cannot read it.
    pub fn agreement(&self) -> Result<Agreement, Error> {
        from_json(&self.agreement)
    }
}

impl Store {
    /// Writes a sequence. Only when this has returned may its first step be signed.
    ///
    /// # Errors
    /// [`Error::Duplicate`] where there is one with this id; see [`Error`].
    pub fn put_sequence(
        &self,
        id: &str,
        chain_id: u64,
        agreement: &Agreement,
        by_itself: bool,
        at: Timestamp,
    ) -> Result<(), Error> {
        let written = self.lock().execute(
            "INSERT INTO sequences (id, created, chain_id, agreement, by_itself) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, micros(at)?, int(chain_id)?, to_json(agreement)?, by_itself],
        );
        written.map(|_| ()).map_err(twice)
    }

    /// The sequences on a chain that were not stopped, the newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn running_sequences(&self, chain_id: u64) -> Result<Vec<String>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT id FROM sequences WHERE chain_id = ?1 AND stopped IS NULL ORDER BY created DESC, rowid DESC",
        )?;
        let rows = query.query_map([int(chain_id)?], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The sequences on a chain, the newest first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn sequences(&self, chain_id: u64) -> Result<Vec<Sequence>, Error> {
        let connection = self.lock();
        let mut query = connection
            .prepare_cached("SELECT * FROM sequences WHERE chain_id = ?1 ORDER BY created DESC, rowid DESC")?;
        let rows = query.query_map([int(chain_id)?], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }

    /// One sequence.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn sequence(&self, id: &str) -> Result<Option<Sequence>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT * FROM sequences WHERE id = ?1")?;
        query.query_row([id], |row| Ok(read(row))).optional()?.transpose()
    }

    /// The steps of a sequence that were signed.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn signed_steps(&self, id: &str) -> Result<Vec<SignedStep>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT part.step AS of_step, part.lost AS was_lost, submissions.* FROM sequence_steps AS part
             LEFT JOIN submissions ON submissions.id = part.submission WHERE part.sequence = ?1 ORDER BY part.step",
        )?;
        let rows = query.query_map([id], |row| {
            let is_there = row.get::<_, Option<String>>("id")?.is_some();
            let submission = is_there.then(|| record::read(row)).transpose();
            Ok((row.get("of_step")?, row.get::<_, Option<i64>>("was_lost")?, submission))
        })?;
        rows.map(|row| {
            let (step, lost, submission) = row?;
            Ok(SignedStep {
                step,
                lost: lost.is_some(),
                submission: submission?,
            })
        })
        .collect()
    }

    /// Notes that a step came to nothing: what waits for it is never signed, whatever becomes of it later.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn lose_step(&self, id: &str, step: u32, at: Timestamp) -> Result<(), Error> {
        let lost = "UPDATE sequence_steps SET lost = ?3 WHERE sequence = ?1 AND step = ?2 AND lost IS NULL";
        self.lock().execute(lost, params![id, step, micros(at)?])?;
        Ok(())
    }

    /// The submissions that are steps of sequences, each with its sequence.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn parts(&self) -> Result<HashMap<String, String>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT submission, sequence FROM sequence_steps")?;
        Ok(query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }

    /// Stops a sequence: none of its steps is signed any more. False where it was stopped before, or is not there.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn stop_sequence(&self, id: &str, at: Timestamp) -> Result<bool, Error> {
        let stopped = "UPDATE sequences SET stopped = ?2 WHERE id = ?1 AND stopped IS NULL";
        Ok(self.lock().execute(stopped, params![id, micros(at)?])? > 0)
    }
}

/// Notes which submission a step is. In the submission's own transaction: either both are written, or none.
pub(crate) fn sign(connection: &Connection, part: &PartOf, submission: &str) -> Result<(), Error> {
    let runs: Option<bool> = connection
        .query_row(
            "SELECT stopped IS NULL FROM sequences WHERE id = ?1",
            [&part.sequence],
            |row| row.get(0),
        )
        .optional()?;
    if runs != Some(true) {
        return Err(Error::NotFound);
    }
    let written = connection.execute(
        "INSERT INTO sequence_steps (sequence, step, submission) VALUES (?1, ?2, ?3)",
        params![part.sequence, part.step, submission],
    );
    written.map(|_| ()).map_err(twice)
}

fn twice(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => Error::Duplicate,
        _ => error.into(),
    }
}

fn read(row: &Row<'_>) -> Result<Sequence, Error> {
    Ok(Sequence {
        id: row.get("id")?,
        created: time(row.get("created")?)?,
        chain_id: uint(row.get("chain_id")?)?,
        by_itself: row.get("by_itself")?,
        stopped: row.get::<_, Option<i64>>("stopped")?.map(time).transpose()?,
        agreement: row.get("agreement")?,
    })
}
