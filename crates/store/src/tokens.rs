//! Tokens that the person added, beside those that the wallet knows.

use ballast_domain::{Address, Timestamp, TokenForm};
use rusqlite::{OptionalExtension, params};

use crate::{Error, Store, store::micros};

/// A token that the person added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AddedToken {
    /// Its contract.
    pub contract: Address,
    /// Its standard.
    pub form: TokenForm,
    /// The decimals that it is counted with; none where its contract never said them.
    pub decimals: Option<u8>,
}

/// As the table has it.
const fn word(form: TokenForm) -> &'static str {
    match form {
        TokenForm::Erc20 => "erc20",
        TokenForm::Erc721 => "erc721",
    }
}

fn form(word: &str) -> Result<TokenForm, Error> {
    let all = [TokenForm::Erc20, TokenForm::Erc721];
    let found = all.into_iter().find(|form| self::word(*form) == word);
    found.ok_or_else(|| Error::Corrupt("a token's standard".into()))
}

impl Store {
    /// Adds a token with the decimals that it is counted with; one that is there, or was until it was taken out, stays as it
    /// is, and has these where none were kept of it.
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
             ON CONFLICT (contract) DO UPDATE SET decimals = coalesce(decimals, excluded.decimals),
             added = CASE WHEN removed THEN excluded.added ELSE added END, removed = 0",
            params![contract.to_hex(), word(form), micros(at)?, decimals],
        )?;
        Ok(())
    }

    /// Keeps decimals of a token that is there and of which none were kept; of any other nothing changes.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn learn_decimals(&self, contract: Address, decimals: u8) -> Result<(), Error> {
        self.lock().execute(
            "UPDATE tokens SET decimals = ?2 WHERE contract = ?1 AND decimals IS NULL AND NOT removed",
            params![contract.to_hex(), decimals],
        )?;
        Ok(())
    }

    /// Counts a token that was added with other decimals from now on: the person said so.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn recount_token(&self, contract: Address, decimals: u8) -> Result<(), Error> {
        self.lock().execute(
            "UPDATE tokens SET decimals = ?2 WHERE contract = ?1",
            params![contract.to_hex(), decimals],
        )?;
        Ok(())
    }

    /// The decimals that a token was counted with when it was added, also where it was taken out since; none where it never
    /// was, or none were kept.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn token_decimals(&self, contract: Address) -> Result<Option<u8>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare_cached("SELECT decimals FROM tokens WHERE contract = ?1")?;
        let kept: Option<Option<u8>> = query.query_row([contract.to_hex()], |row| row.get(0)).optional()?;
        Ok(kept.flatten())
    }

    /// Takes a token out; false where it was not there. The decimals that it was counted with stay.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn remove_token(&self, contract: Address) -> Result<bool, Error> {
        let removed = self.lock().execute(
            "UPDATE tokens SET removed = 1 WHERE contract = ?1 AND NOT removed",
            [contract.to_hex()],
        )?;
        Ok(removed > 0)
    }

    /// The added tokens, in the order in which they were added.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn tokens(&self) -> Result<Vec<AddedToken>, Error> {
        let connection = self.lock();
        let mut query = connection
            .prepare_cached("SELECT contract, form, decimals FROM tokens WHERE NOT removed ORDER BY added, rowid")?;
        let rows = query.query_map([], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<u8>>(2)?,
            ))
        })?;
        rows.map(|row| {
            let (contract, word, decimals) = row?;
            Ok(AddedToken {
                contract: contract.parse().map_err(|_| Error::Corrupt("an address".into()))?,
                form: form(&word)?,
                decimals,
            })
        })
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
        let added = || {
            store
                .tokens()
                .unwrap()
                .into_iter()
                .map(|token| token.contract)
                .collect::<Vec<_>>()
        };
        assert_eq!(added(), [coin, badge]);
        assert_eq!(store.tokens().unwrap()[1].form, TokenForm::Erc721);
        let decimals = |of| store.token_decimals(of).unwrap();
        assert_eq!(
            (decimals(coin), decimals(badge)),
            (Some(6), None),
            "as they were at first"
        );
        assert!(store.remove_token(coin).unwrap());
        assert!(!store.remove_token(coin).unwrap());
        assert_eq!(added(), [badge]);
        assert_eq!(decimals(coin), Some(6), "what it was counted with is not forgotten");
        store.add_token(coin, TokenForm::Erc20, Some(18), at(4)).unwrap();
        assert_eq!((added(), decimals(coin)), (vec![badge, coin], Some(6)));
        store.recount_token(coin, 18).unwrap();
        assert_eq!(decimals(coin), Some(18));
    }

    #[test]
    fn learning_decimals_brings_no_token_back_and_changes_none_that_are_kept() {
        let store = Store::in_memory().unwrap();
        let coin = Address::from_bytes([1; 20]);
        store
            .add_token(coin, TokenForm::Erc20, None, Timestamp::from_seconds(1))
            .unwrap();
        let learns = |decimals| {
            store.learn_decimals(coin, decimals).unwrap();
            (store.tokens().unwrap().len(), store.token_decimals(coin).unwrap())
        };
        store.remove_token(coin).unwrap();
        assert_eq!(learns(6), (0, None));
        store
            .add_token(coin, TokenForm::Erc20, None, Timestamp::from_seconds(2))
            .unwrap();
        assert_eq!([learns(6), learns(18)], [(1, Some(6)), (1, Some(6))]);
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
