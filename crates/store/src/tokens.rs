//! Tokens that the person added, beside those that the wallet knows.

use ballast_domain::{Address, Timestamp, TokenForm};
use rusqlite::{OptionalExtension, params};

use crate::{Error, Store, store::micros};

/// As the table has it.
const fn word(form: TokenForm) -> &'static str {
    match form {
        TokenForm::Erc20 => "erc20",
        TokenForm::Erc721 => "erc721",
    }
}

impl Store {
    /// Adds a token with the decimals that it is counted with; one that is there stays as it is, and has these where none
    /// were kept of it.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn add_token(
        &self,
        contract: Address,
        form: TokenForm,
        decimals: Option<u8>,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.lock().execute(
            "INSERT INTO tokens (contract, form, added, decimals) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (contract) DO UPDATE SET decimals = coalesce(decimals, excluded.decimals)",
            params![contract.to_hex(), word(form), micros(at)?, decimals],
        )?;
        Ok(())
    }

    /// The decimals that a token was counted with when it was added; none where it was not, or none were kept.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn token_decimals(&self, contract: Address) -> Result<Option<u8>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT decimals FROM tokens WHERE contract = ?1")?;
        let kept: Option<Option<u8>> = query.query_row([contract.to_hex()], |row| row.get(0)).optional()?;
        Ok(kept.flatten())
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
        store.add_token(coin, TokenForm::Erc20, Some(6), at(1)).unwrap();
        store.add_token(badge, TokenForm::Erc721, None, at(2)).unwrap();
        store.add_token(coin, TokenForm::Erc20, Some(18), at(3)).unwrap();
        assert_eq!(store.tokens().unwrap(), [coin, badge]);
        let decimals = |of| store.token_decimals(of).unwrap();
        assert_eq!(
            (decimals(coin), decimals(badge)),
            (Some(6), None),
            "as they were at first"
        );
        assert!(store.remove_token(coin).unwrap());
        assert_eq!(decimals(coin), None);
        assert!(!store.remove_token(coin).unwrap());
        assert_eq!(store.tokens().unwrap(), [badge]);
    }

    #[test]
    fn a_token_that_was_added_before_decimals_were_kept_has_those_of_the_next_time() {
        let store = Store::in_memory().unwrap();
        let coin = Address::from_bytes([1; 20]);
        let add = |decimals| {
            let at = Timestamp::from_seconds(1);
            store.add_token(coin, TokenForm::Erc20, decimals, at).unwrap();
            store.token_decimals(coin).unwrap()
        };
        assert_eq!([add(None), add(Some(6)), add(Some(18))], [None, Some(6), Some(6)]);
    }
}
