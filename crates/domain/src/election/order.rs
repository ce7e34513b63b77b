//! In which order candidates stand in lists and make blocks.

use blake2::{Blake2b, Digest, digest::consts::U32};

use super::Elected;
use crate::{Address, Height, keccak256};

/// The chain's constant seed of the draw.
const SEED: [u8; 8] = [0x12, 0x34, 0x56, 0x78, 0x90, 0xab, 0xcd, 0xef];

/// `list` by votes, most first.
///
/// Equal votes: the larger first eight bytes (little-endian) of BLAKE2b-256 over the operator's `io1…` text and
/// the epoch's start (8 bytes, little-endian) come first.
pub fn ranked(list: Vec<Elected>, epoch_start: Height) -> Vec<Elected> {
    let mut keyed: Vec<_> = list.into_iter().map(|e| (rank(&e, epoch_start), e)).collect();
    keyed.sort_by(|(a, _), (b, _)| b.cmp(a));
    keyed.into_iter().map(|(_, e)| e).collect()
}

fn rank(elected: &Elected, epoch_start: Height) -> (u128, u64, String) {
    let io1 = elected.operator.to_io1();
    let digest = Blake2b::<U32>::new()
        .chain_update(&io1)
        .chain_update(epoch_start.0.to_le_bytes())
        .finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    (elected.votes.rau(), u64::from_le_bytes(first), io1)
}

/// Those of `pool` that make the blocks of the epoch beginning at `epoch_start`: all of it where it is smaller
/// than `count`.
///
/// The pool is sorted by keccak256 of operator `io1…` text, seed and epoch start (8 bytes, little-endian); the first
/// `count` are taken, in that order (recordings/README.md).
pub fn active(pool: &[Elected], epoch_start: Height, count: usize) -> Vec<Elected> {
    let mut drawn: Vec<&Elected> = pool.iter().collect();
    drawn.sort_by_cached_key(|e| lot(e.operator, epoch_start));
    drawn.into_iter().take(count).cloned().collect()
}

/// The operators of [`active`], in its order.
pub fn producers(pool: &[Elected], epoch_start: Height, count: usize) -> Vec<Address> {
    active(pool, epoch_start, count)
        .into_iter()
        .map(|e| e.operator)
        .collect()
}

fn lot(operator: Address, epoch_start: Height) -> [u8; 32] {
    let mut text = operator.to_io1().into_bytes();
    text.extend(SEED);
    text.extend(epoch_start.0.to_le_bytes());
    keccak256(&text)
}

/// Who makes the block at `height`: whose turn it is by height, or the next in `active` (operators, in their order)
/// that runs. `None` where nobody runs.
///
/// Block 1 knows no turn: the first delegate of the genesis makes it.
pub fn producer_of(height: Height, active: &[Address], is_running: impl Fn(Address) -> bool) -> Option<Address> {
    let count = active.len() as u64;
    let turn = height.0.checked_rem(count)? as usize;
    active
        .iter()
        .cycle()
        .skip(turn)
        .take(active.len())
        .copied()
        .find(|operator| is_running(*operator))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Votes,
        election::samples::{delegates, places},
    };

    #[test]
    fn the_recorded_draws_of_six_epochs_are_met() {
        for (start, drawn) in [
            (1, [5, 0, 3, 4]),
            (21, [3, 2, 5, 0]),
            (41, [3, 0, 2, 5]),
            (61, [2, 5, 1, 4]),
            (81, [5, 0, 2, 3]),
            (101, [4, 0, 3, 1]),
        ] {
            assert_eq!(
                places(&active(&delegates(), Height(start), 4)),
                drawn,
                "epoch from {start}"
            );
        }
    }

    #[test]
    fn blocks_go_round_by_height() {
        // recording 11, blocks 101 to 112
        let operators = producers(&delegates(), Height(101), 4);
        let all = delegates();
        let miners: Vec<_> = (101..=112)
            .map(|h| producer_of(Height(h), &operators, |_| true).unwrap())
            .map(|operator| all.iter().position(|d| d.operator == operator).unwrap())
            .collect();
        assert_eq!(miners, [0, 3, 1, 4, 0, 3, 1, 4, 0, 3, 1, 4]);
    }

    #[test]
    fn the_turn_of_a_stopped_producer_goes_to_the_next() {
        // recording 09, blocks 21 to 28 and 41 to 48, with delegate0 stopped
        let all = delegates();
        for (start, expected) in [(21, [2, 5, 3, 3, 2, 5, 3, 3]), (41, [2, 2, 5, 3, 2, 2, 5, 3])] {
            let operators = producers(&all, Height(start), 4);
            let miners: Vec<_> = (start..start + 8)
                .map(|h| producer_of(Height(h), &operators, |o| o != all[0].operator).unwrap())
                .map(|operator| all.iter().position(|d| d.operator == operator).unwrap())
                .collect();
            assert_eq!(miners, expected, "from {start}");
        }
    }

    #[test]
    fn a_pool_smaller_than_the_active_set_is_drawn_whole_and_an_empty_one_makes_no_block() {
        let two = &delegates()[..2];
        assert_eq!(active(two, Height(1), 4).len(), 2);
        let operators = producers(two, Height(1), 4);
        assert_eq!(producer_of(Height(7), &operators, |_| true), Some(operators[1]));
        assert_eq!(producer_of(Height(7), &operators, |_| false), None);
        assert_eq!(producer_of(Height(7), &[], |_| true), None);
    }

    #[test]
    fn equal_votes_are_ranked_by_lot_and_the_lot_changes_with_the_epoch() {
        let mut list = delegates();
        for e in &mut list {
            e.votes = Votes::from_rau(7);
        }
        // BLAKE2b by another implementation
        for (start, order) in [
            (1, [5, 4, 0, 2, 1, 3]),
            (21, [3, 0, 4, 2, 5, 1]),
            (41, [3, 4, 0, 5, 1, 2]),
        ] {
            assert_eq!(
                places(&ranked(list.clone(), Height(start))),
                order,
                "epoch from {start}"
            );
        }
        let mut reversed = list.clone();
        reversed.reverse();
        assert_eq!(
            places(&ranked(reversed, Height(1))),
            [5, 4, 0, 2, 1, 3],
            "whatever order they came in"
        );
        list[4].votes = Votes::from_rau(8);
        assert_eq!(places(&ranked(list, Height(1)))[0], 4, "votes come before the lot");
    }
}
