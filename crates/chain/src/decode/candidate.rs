//! Delegates, one and many.

use ballast_domain::{Candidate, Exit, shown_text};

use super::Words;
use crate::Error;

/// No name on the chain is longer than 12 characters; a node that answers more than this is not believed.
pub(super) const NAME_LIMIT: usize = 64;
/// A BLS12-381 public key has 48 bytes.
pub(super) const KEY_LIMIT: usize = 96;

/// Which form of the candidate tuple a method answers (iotex-protocol.md §2.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CandidateForm {
    /// With the permanent id: v2.2.2 and later.
    V3,
    /// With the BLS key: v2.4 and later.
    V4,
}

/// Decodes the answer of `candidatesV4`. Exits are not in it: every delegate's is [`Exit::None`].
///
/// # Errors
/// [`Error::Decode`] for what is not a list of delegates.
pub fn candidate_list(data: &[u8]) -> Result<Vec<Candidate>, Error> {
    candidate_list_of(CandidateForm::V4, data)
}

pub(crate) fn candidate_list_of(form: CandidateForm, data: &[u8]) -> Result<Vec<Candidate>, Error> {
    let (count, entries) = Words::new(data).list(0, 1)?;
    (0..count).map(|i| tuple(form, entries.follow(i)?)).collect()
}

/// Decodes the answer of `candidateByNameV4` and its kin.
pub(crate) fn candidate(form: CandidateForm, data: &[u8]) -> Result<Candidate, Error> {
    tuple(form, Words::new(data).follow(0)?)
}

fn tuple(form: CandidateForm, words: Words<'_>) -> Result<Candidate, Error> {
    Ok(Candidate {
        owner: words.address(0)?,
        operator: words.address(1)?,
        reward: words.address(2)?,
        name: shown_name(words.bytes(3, NAME_LIMIT)?)?,
        votes: words.votes(4)?,
        self_stake_bucket: words.bucket(5)?,
        self_stake: words.amount(6)?,
        id: words.address(7)?,
        bls_key: match form {
            CandidateForm::V3 => Vec::new(),
            CandidateForm::V4 => words.bytes(8, KEY_LIMIT)?.to_vec(),
        },
        exit: Exit::None,
    })
}

/// A delegate's name. The chain takes plain letters alone; of what else a node answers that stays which can be shown,
/// also by a terminal.
fn shown_name(bytes: &[u8]) -> Result<String, Error> {
    let name = std::str::from_utf8(bytes).map_err(|_| Error::Decode("a text that is not UTF-8"))?;
    Ok(shown_text(name.as_bytes(), NAME_LIMIT).unwrap_or_default())
}
