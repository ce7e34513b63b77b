//! The poll protocol's lists: who is elected, and who is on probation.

use ballast_domain::Height;

use super::{
    Words,
    candidate::{KEY_LIMIT, NAME_LIMIT},
};
use crate::{Elected, Error, Probation, Probationer};

/// A list of elected delegates and the height it belongs to.
pub(crate) fn elected(data: &[u8]) -> Result<(Vec<Elected>, Height), Error> {
    let words = Words::new(data);
    let (count, entries) = words.list(0, 1)?;
    let list = (0..count).map(|i| {
        let entry = entries.follow(i)?;
        // Name and key are checked for their form and not used: today's nodes leave the name empty.
        entry.bytes(1, NAME_LIMIT)?;
        entry.bytes(4, KEY_LIMIT)?;
        Ok(Elected {
            operator: entry.address(2)?,
            reward: entry.address(3)?,
            votes: entry.votes(5)?,
        })
    });
    Ok((list.collect::<Result<_, Error>>()?, Height(words.u64(1)?)))
}

/// The probation list and the height it belongs to.
pub(crate) fn probation(data: &[u8]) -> Result<(Probation, Height), Error> {
    const ENTRY: usize = 3;
    let words = Words::new(data);
    let list = words.follow(0)?;
    let (count, entries) = list.list(0, ENTRY)?;
    let entry = |i: usize| {
        let delegate = entries.address(i * ENTRY + 1)?;
        Ok(Probationer {
            delegate,
            epochs: entries.u32(i * ENTRY + 2)?,
        })
    };
    let delegates = (0..count).map(entry).collect::<Result<_, Error>>()?;
    Ok((
        Probation {
            delegates,
            votes_cut_percent: list.u32(1)?,
        },
        Height(words.u64(1)?),
    ))
}
