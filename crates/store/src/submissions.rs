//! Submissions: written before they are sent, followed to their end.

use ballast_domain::{Hash, Timestamp};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, ffi, params};

use crate::{
    Error, Event, NewSubmission, State, Store, Submission,
    record::{read, state},
    sequences,
    store::{int, micros, to_json, uint},
};

impl Store {
    /// Writes a submission. Only when this has returned may it be sent.
    ///
    /// The same wish with the same nonce gives the same bytes, so the same transaction: where it stands here already,
    /// over and never mined, it begins anew in place of that.
    ///
    /// # Errors
    /// [`Error::NonceTaken`], [`Error::Duplicate`], [`Error::DiskFull`]; with any error nothing was written.
    /// With `part_of`: [`Error::Duplicate`] where the step was signed before, [`Error::NotFound`] where its sequence is
    /// not there or was stopped. With `replaces`: [`Error::NotFound`], or [`Error::Transition`] where the other does not wait
    /// any more, and is in no block by one node's word alone. The other goes on waiting, or waits again, for either of the
    /// two may be mined: [`Submission::replaced_by`] says that it has made way.
    pub fn submit(&self, new: &NewSubmission) -> Result<(), Error> {
        self.submit_together(std::slice::from_ref(new))
    }

    /// Writes submissions that belong together: all of them or, with an error, none. Only when this has returned may the
    /// first of them be sent.
    ///
    /// # Errors
    /// As [`Store::submit`].
    pub fn submit_together(&self, all: &[NewSubmission]) -> Result<(), Error> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        all.iter().try_for_each(|new| write(&transaction, new))?;
        Ok(transaction.commit()?)
    }

    /// Writes what was learnt about a submission, at a time.
    ///
    /// When it is mined, any other that waits with the same nonce becomes replaced by it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Transition`]; [`Error::NonceTaken`] where another with its nonce is mined
    /// already, which no honest node can say.
    pub fn advance(&self, id: &str, event: &Event, at: Timestamp) -> Result<(), Error> {
        self.advance_by(id, event, None, at)
    }

    /// The same, with the node on whose word alone it is known. Another that was mined with the nonce on one node's word
    /// alone gives way to what is mined now.
    ///
    /// # Errors
    /// As [`Store::advance`].
    pub fn advance_by(&self, id: &str, event: &Event, alone: Option<&str>, at: Timestamp) -> Result<(), Error> {
        let at = micros(at)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        move_on(&transaction, id, event, (alone, at))?;
        Ok(transaction.commit()?)
    }

    /// Notes that a second node confirmed how a submission ended.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn confirm(&self, id: &str) -> Result<(), Error> {
        self.lock()
            .execute("UPDATE submissions SET alone = NULL WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Takes an end back that turned out not to be one: the submission is under way again, as sent. Only what one node
    /// alone had said can be taken back, and what had ended in no block.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Transition`] where it is not over, where a second node confirmed the block, or where
    /// another with its nonce is mined.
    pub fn take_back(&self, id: &str, at: Timestamp) -> Result<(), Error> {
        let at = micros(at)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (from, _) = stands(&transaction, id)?;
        let may: bool = transaction.query_row(
            "SELECT (alone IS NOT NULL OR block IS NULL) AND NOT EXISTS
                 (SELECT 1 FROM submissions AS other WHERE other.id <> own.id AND other.block IS NOT NULL AND
                  (other.chain_id, other.account, other.nonce) = (own.chain_id, own.account, own.nonce))
             FROM submissions AS own WHERE id = ?1",
            [id],
            |row| row.get(0),
        )?;
        if !may
            || !matches!(
                from,
                State::Mined | State::Final | State::Failed | State::Vanished | State::Replaced
            )
        {
            return Err(Error::Transition { from, to: State::Sent });
        }
        // Where another of one's own has the nonce by now, either may be mined.
        transaction.execute(
            "UPDATE submissions SET state = 'sent', updated = ?2, block = NULL, receipt = NULL, outcome = NULL,
                 error = NULL, alone = NULL, replaced_by =
                 (SELECT other.id FROM submissions AS other
                  WHERE other.id <> submissions.id AND other.state IN ('signed', 'sent') AND other.replaced_by IS NULL AND
                  (other.chain_id, other.account, other.nonce) =
                  (submissions.chain_id, submissions.account, submissions.nonce))
             WHERE id = ?1",
            params![id, at],
        )?;
        Ok(transaction.commit()?)
    }

    /// Notes that the person said again that a submission be sent which no node has taken yet.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Transition`] where it is not merely signed any more.
    pub fn wish_again(&self, id: &str, at: Timestamp) -> Result<(), Error> {
        let at = micros(at)?;
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (from, _) = stands(&transaction, id)?;
        if from != State::Signed {
            return Err(Error::Transition { from, to: State::Sent });
        }
        transaction.execute("UPDATE submissions SET wished = ?2 WHERE id = ?1", params![id, at])?;
        Ok(transaction.commit()?)
    }

    /// One submission.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn submission(&self, id: &str) -> Result<Option<Submission>, Error> {
        self.one_submission("id", id)
    }

    /// The submission with this hash.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn submission_by_hash(&self, hash: Hash) -> Result<Option<Submission>, Error> {
        self.one_submission("hash", &hash.to_string())
    }

    /// Everything on a chain that is not over, oldest nonce first: what is taken up again after a restart.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn open_submissions(&self, chain_id: u64) -> Result<Vec<Submission>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM submissions WHERE chain_id = ?1 AND state IN ('signed', 'sent', 'mined')
             ORDER BY account, nonce",
        )?;
        // A row that cannot be read must not keep the others from being followed.
        let rows = query.query_map([int(chain_id)?], |row| Ok(read(row)))?.map(|row| row?);
        rows.filter(|row| !matches!(row, Err(Error::Corrupt(_)))).collect()
    }

    /// What ended on a chain since a moment and may turn out otherwise: what is in no block, and what one node alone said
    /// the end of. Oldest nonce first.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn doubtful_ends(&self, chain_id: u64, since: Timestamp) -> Result<Vec<Submission>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(
            "SELECT * FROM submissions WHERE chain_id = ?1 AND updated >= ?2 AND
             state IN ('final', 'failed', 'vanished', 'replaced', 'dropped') AND (block IS NULL OR alone IS NOT NULL)
             ORDER BY account, nonce",
        )?;
        // As with what is open, a row that cannot be read keeps no others back.
        let rows = query
            .query_map(params![int(chain_id)?, micros(since)?], |row| Ok(read(row)))?
            .map(|row| row?);
        rows.filter(|row| !matches!(row, Err(Error::Corrupt(_)))).collect()
    }

    /// The submissions of a batch, in the order in which they were signed; none where there is no such batch.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn batch(&self, batch: &str) -> Result<Vec<Submission>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT * FROM submissions WHERE batch = ?1 ORDER BY rowid")?;
        query.query_map([batch], |row| Ok(read(row)))?.map(|row| row?).collect()
    }

    fn one_submission(&self, column: &'static str, value: &str) -> Result<Option<Submission>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached(&format!("SELECT * FROM submissions WHERE {column} = ?1"))?;
        query.query_row([value], |row| Ok(read(row))).optional()?.transpose()
    }
}

fn write(transaction: &Transaction<'_>, new: &NewSubmission) -> Result<(), Error> {
    let at = micros(new.created)?;
    if let Some(old) = &new.replaces {
        make_way(transaction, old, at)?;
    }
    begin_anew(transaction, new)?;
    let written = transaction.execute(
        "INSERT INTO submissions
         (id, created, updated, chain_id, account, nonce, step, intent, proposal, raw, hash, batch, state)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'signed')",
        params![
            new.id,
            at,
            int(new.chain_id)?,
            new.account.to_hex(),
            int(new.nonce)?,
            new.step,
            to_json(&new.proposal.intent)?,
            to_json(&new.proposal)?,
            new.raw,
            new.hash.to_string(),
            new.batch,
        ],
    );
    written.map_err(|error| taken(error, new.nonce))?;
    if let Some(part) = &new.part_of {
        sequences::sign(transaction, part, &new.id)?;
    }
    if let Some(old) = &new.replaces {
        transaction.execute("UPDATE submissions SET replaced_by = ?2 WHERE id = ?1", [old, &new.id])?;
    }
    Ok(())
}

/// Takes the transaction out where it stands as dropped, vanished, replaced or refused. What it had replaced is
/// replaced by the new one then.
fn begin_anew(transaction: &Transaction<'_>, new: &NewSubmission) -> Result<(), Error> {
    // The new one is written after this, in the same transaction.
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    let over = "hash = ?1 AND block IS NULL AND state NOT IN ('signed', 'sent')";
    let hash = new.hash.to_string();
    transaction.execute(
        &format!(
            "UPDATE submissions SET replaced_by = ?2
             WHERE replaced_by IN (SELECT id FROM submissions WHERE {over})"
        ),
        [&hash, &new.id],
    )?;
    transaction.execute(&format!("DELETE FROM submissions WHERE {over}"), [&hash])?;
    Ok(())
}

/// A submission's state and nonce.
fn stands(connection: &Connection, id: &str) -> Result<(State, u64), Error> {
    let found: Option<(String, i64)> = connection
        .query_row("SELECT state, nonce FROM submissions WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (from, nonce) = found.ok_or(Error::NotFound)?;
    Ok((state(&from)?, uint(nonce)?))
}

/// Lets another have a submission's nonce while both wait. Until that is written, the submission names itself. What one
/// node alone had in a block waits again: either may be mined.
fn make_way(connection: &Connection, id: &str, at: i64) -> Result<(), Error> {
    let (from, _) = stands(connection, id)?;
    let waits_again = connection.execute(
        "UPDATE submissions SET state = 'sent', updated = ?2, block = NULL, receipt = NULL, outcome = NULL, error = NULL,
             alone = NULL
         WHERE id = ?1 AND block IS NOT NULL AND alone IS NOT NULL",
        params![id, at],
    )?;
    if waits_again == 0 && !matches!(from, State::Signed | State::Sent) {
        return Err(Error::Transition {
            from,
            to: State::Replaced,
        });
    }
    connection.execute("UPDATE submissions SET replaced_by = id WHERE id = ?1", [id])?;
    Ok(())
}

/// Gives the nonce back to what had made way for a submission that will not be mined: to whatever that one had made way
/// for in its turn, or to nobody.
fn give_back(connection: &Connection, id: &str) -> Result<(), Error> {
    connection.execute(
        "UPDATE submissions SET replaced_by = (SELECT replaced_by FROM submissions WHERE id = ?1)
         WHERE replaced_by = ?1 AND state IN ('signed', 'sent')",
        [id],
    )?;
    Ok(())
}

fn move_on(connection: &Connection, id: &str, event: &Event, (alone, at): (Option<&str>, i64)) -> Result<(), Error> {
    let (from, nonce) = stands(connection, id)?;
    let to = event.state();
    // A refusal is told from a failure by having no block: what is mined cannot be refused any more.
    let refused_late = from == State::Mined && matches!(event, Event::Refused(_));
    let failed_early = from != State::Mined && matches!(event, Event::Failed(_));
    if !from.may_become(to) || refused_late || failed_early {
        return Err(Error::Transition { from, to });
    }
    let change = |sql: &str, value: &dyn rusqlite::ToSql| connection.execute(sql, params![id, value]);
    match event {
        Event::Sent | Event::Dropped => {}
        Event::Mined { block, receipt } => {
            // Of two that are mined with one nonce, one was not: the one that a single node said.
            connection.execute(
                "UPDATE submissions SET state = 'replaced', updated = ?2, replaced_by = ?1, block = NULL, receipt = NULL,
                     outcome = NULL, error = NULL
                 WHERE id <> ?1 AND block IS NOT NULL AND alone IS NOT NULL AND (chain_id, account, nonce) =
                       (SELECT chain_id, account, nonce FROM submissions WHERE id = ?1)",
                params![id, at],
            )?;
            connection.execute(
                "UPDATE submissions SET state = 'replaced', updated = ?2, replaced_by = ?1
                 WHERE id <> ?1 AND state IN ('signed', 'sent') AND (chain_id, account, nonce) =
                       (SELECT chain_id, account, nonce FROM submissions WHERE id = ?1)",
                params![id, at],
            )?;
            let used = change("UPDATE submissions SET block = ?2 WHERE id = ?1", &int(block.0)?);
            used.map_err(|error| taken(error, nonce))?;
            change(
                "UPDATE submissions SET receipt = ?2, replaced_by = NULL WHERE id = ?1",
                &to_json(receipt)?,
            )?;
        }
        Event::Final(outcome) | Event::Failed(outcome) | Event::Vanished(outcome) => {
            change("UPDATE submissions SET outcome = ?2 WHERE id = ?1", &to_json(outcome)?)?;
        }
        Event::Refused(error) => {
            change("UPDATE submissions SET error = ?2 WHERE id = ?1", error)?;
        }
        Event::Replaced { by } => {
            change("UPDATE submissions SET replaced_by = ?2 WHERE id = ?1", by)?;
        }
    }
    connection.execute(
        "UPDATE submissions SET state = ?2, updated = ?3, alone = ?4 WHERE id = ?1",
        params![id, to.as_str(), at, alone],
    )?;
    let over_unmined = matches!(
        event,
        Event::Refused(_) | Event::Dropped | Event::Vanished(_) | Event::Replaced { .. }
    );
    if over_unmined {
        give_back(connection, id)?;
    }
    Ok(())
}

/// Tells the two ways in which a submission can be there already.
fn taken(error: rusqlite::Error, nonce: u64) -> Error {
    let constraint = error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation);
    let code = error.sqlite_error().map(|error| error.extended_code);
    match (constraint, code) {
        // The message names the index or its columns; nonce is in no other unique constraint.
        (true, Some(ffi::SQLITE_CONSTRAINT_UNIQUE)) if error.to_string().contains("nonce") => {
            Error::NonceTaken { nonce }
        }
        (true, _) => Error::Duplicate,
        _ => error.into(),
    }
}
