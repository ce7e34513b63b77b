//! 10,000 buckets out of a node's answer, against viem.

use std::fmt::Write as _;

use ballast_chain::bucket_list;
use ballast_domain::{Address, BlockClock, Bucket};

use crate::{
    error::{Error, Result},
    peers::{self, Took},
    table::{Limit, Line, ms, times_faster},
    time,
};

const COUNT: usize = 10_000;
const ROUNDS: usize = 51;

/// Decodes the same bytes with both; both must have read the same.
///
/// # Errors
/// A peer that does not run, or results that differ.
pub fn measure() -> Result<Line> {
    let folder = tempfile::tempdir().map_err(Error::io("a folder for the bytes"))?;
    let theirs = peers::ask::<Took>("buckets.js", folder.path())?.into();
    let file = |name: &str| std::fs::read(folder.path().join(name)).map_err(Error::io(name));
    let (data, read_by_viem) = (file("buckets.bin")?, file("buckets.txt")?);

    let (buckets, ours) = time::measure(ROUNDS, || bucket_list(&data))?;
    if buckets.len() != COUNT || lines(&buckets).as_bytes() != read_by_viem {
        return Err(Error::Unfair("viem and Ballast read different buckets".into()));
    }
    Ok(Line {
        what: "decode 10,000 buckets",
        ours: ms(ours),
        peer: peers::version("viem")?,
        theirs: ms(theirs),
        ratio: times_faster(ours, theirs),
        limit: Limit::AtLeast(40.0),
    })
}

/// One bucket a line, its words in the order of the ABI, as `buckets.js` writes them.
fn lines(buckets: &[Bucket]) -> String {
    let mut text = String::new();
    for bucket in buckets {
        let [duration, created, start, unstake] = bucket.blocks.map_or([0; 4], words);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} {} {} {} {} {} {} {} {} {} {duration} {created} {start} {unstake} {}",
            bucket.id.index,
            bucket.candidate.to_hex(),
            bucket.amount.rau(),
            bucket.duration.0,
            bucket.created.seconds(),
            bucket.stake_start.seconds(),
            bucket.unstake_start.map_or(0, |at| at.seconds()),
            bucket.locked,
            bucket.owner.to_hex(),
            bucket.id.contract.unwrap_or(Address::ZERO).to_hex(),
            bucket.endorsement.expire_height(),
        );
    }
    text
}

fn words(clock: BlockClock) -> [u64; 4] {
    let unstaked = clock.unstake_start.map_or(u64::MAX, |height| height.0);
    [clock.duration, clock.created.0, clock.stake_start.0, unstaked]
}
