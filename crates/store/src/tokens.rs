//! Tokens that the person added, beside those that the wallet knows.

use ballast_domain::{Address, Timestamp, TokenForm};
use rusqlite::params;

use crate::{Error, Store, store::micros};

/// As the table has it.
const fn word(form: TokenForm) -> &'static str {
    match form {
        TokenForm::Erc20 => "erc20",
        TokenForm::Erc721 => "erc721",
    }
}

impl Store {
    /// Adds a token; one that is there stays as it is.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn add_token(&self, contract: Address, form: TokenForm, at: Timestamp) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO tokens (contract, form, added) VALUES (?1, ?2, ?3) ON CONFLICT (contract) DO NOTHING",
            params![contract.to_hex(), word(form), micros(at)?],
        )?;
        Ok(())
    }

    /// Takes a token out; false where it was not there.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn remove_token(&self, contract: Address) -> Result<bool, Error> {
        let removed = self
            .lock()
            .execute("DELETE FROM tokens WHERE contract = ?1", [contract.to_hex()])?;
        Ok(removed > 0)
    }

    /// The added tokens, in the order in which they were added.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn tokens(&self) -> Result<Vec<Address>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT contract FROM tokens ORDER BY added, rowid")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|row| row?.parse().map_err(|_| Error::Corrupt("an address".into())))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_added_once_and_taken_out_again() {
        let store = Store::in_memory().unwrap();
        let [coin, badge] = [1, 2].map(|n| Address::from_bytes([n; 20]));
        let at = Timestamp::from_seconds;
        store.add_token(coin, TokenForm::Erc20, at(1)).unwrap();
        store.add_token(badge, TokenForm::Erc721, at(2)).unwrap();
        store.add_token(coin, TokenForm::Erc20, at(3)).unwrap();
        assert_eq!(store.tokens().unwrap(), [coin, badge]);
        assert!(store.remove_token(coin).unwrap());
        assert!(!store.remove_token(coin).unwrap());
        assert_eq!(store.tokens().unwrap(), [badge]);
    }
}
