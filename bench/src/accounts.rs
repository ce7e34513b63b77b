//! 100 accounts out of a recovery phrase, its seed included, against ethers.

use ballast_domain::Address;
use ballast_vault::{Mnemonic, Root, Scheme};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    peers::{self, Took},
    table::{Limit, Line, ms, times_faster},
    time,
};

/// The phrase that every test chain uses: nothing of value can lie there.
const PHRASE: &str = "test test test test test test test test test test test junk";
const COUNT: u32 = 100;
const ROUNDS: usize = 51;

#[derive(Deserialize)]
struct Theirs {
    #[serde(flatten)]
    took: Took,
    addresses: Vec<String>,
}

/// Derives `m/44'/60'/0'/0/i` with both, from the words on; both must have found the same addresses.
///
/// # Errors
/// A peer that does not run, or results that differ.
pub fn measure() -> Result<Line> {
    let Theirs { took, addresses } = peers::ask("accounts.js", PHRASE)?;
    let (found, ours) = time::measure(ROUNDS, derive)?;
    if !found.iter().map(Address::to_string).eq(addresses) {
        return Err(Error::Unfair("ethers and Ballast found different accounts".into()));
    }
    let theirs = took.into();
    Ok(Line {
        what: "derive 100 accounts",
        ours: ms(ours),
        peer: peers::version("ethers")?,
        theirs: ms(theirs),
        ratio: times_faster(ours, theirs),
        limit: Limit::AtLeast(10.0),
    })
}

fn derive() -> ballast_vault::Result<Vec<Address>> {
    let branch = Root::new(&Mnemonic::parse(PHRASE)?)?.branch(Scheme::Ethereum)?;
    (0..COUNT).map(|index| branch.address(index)).collect()
}
