//! The form of the file, and how an older one is brought up to date.
//!
//! Each step of `MIGRATIONS`, a file in `migrations`, is applied once, in one transaction with the number that says so. A step that was
//! released is never changed; the next is appended.

use rusqlite::Connection;

use crate::Error;

/// Marks the file as a Ballast profile (`PRAGMA application_id`): "Blst".
const APPLICATION_ID: i32 = 0x426c_7374;

const MIGRATIONS: [&str; 10] = [
    include_str!("migrations/001_submissions.sql"),
    include_str!("migrations/002_wished.sql"),
    include_str!("migrations/003_dearer.sql"),
    include_str!("migrations/004_batches_and_notes.sql"),
    include_str!("migrations/005_sequences.sql"),
    include_str!("migrations/006_arrivals.sql"),
    include_str!("migrations/007_token_decimals.sql"),
    include_str!("migrations/008_alone.sql"),
    include_str!("migrations/009_removed_tokens.sql"),
    include_str!("migrations/010_voter_rewards.sql"),
];

/// The latest form.
pub(crate) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Brings the file to the latest form.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let number = |c: &Connection, name| c.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = number(connection, "user_version")?;
    if found != 0 && number(connection, "application_id")? != i64::from(APPLICATION_ID) {
        return Err(Error::Corrupt("another program's database".into()));
    }
    let found = u32::try_from(found).map_err(|_| Error::Corrupt("a negative version".into()))?;
    if found > VERSION {
        return Err(Error::TooNew { found, known: VERSION });
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", step as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_first_form_keeps_what_it_holds() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
            .execute(
                "INSERT INTO submissions VALUES
                 ('a', 5, 5, 4690, '0x', 0, 0, '{}', '{}', x'01', '0x', 'signed', NULL, NULL, NULL, NULL, NULL)",
                [],
            )
            .unwrap();
        for step in &MIGRATIONS[1..6] {
            connection.execute_batch(step).unwrap();
        }
        connection.pragma_update(None, "user_version", 6).unwrap();
        connection
            .execute(
                "INSERT INTO arrivals VALUES (4690, '0x1', 9, '0x2', 0, NULL, '7', 'claim', 5)",
                [],
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        let apart: i64 = connection
            .query_row("SELECT paid_apart FROM arrivals", [], |row| row.get(0))
            .unwrap();
        assert_eq!(apart, 0, "nothing that left had a row then");
        for table in ["scans", "watched_delegates", "era_delegates", "era_buckets", "payouts"] {
            let rows: i64 = connection
                .query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0))
                .unwrap();
            assert_eq!(rows, 0, "{table}");
        }
        let kept: (i64, Option<i64>) = connection
            .query_row("SELECT created, wished FROM submissions", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(kept, (5, None));
        let version: u32 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, VERSION);
    }
}
