//! How Ballast is timed: as its peers are (`peers/measure.js`), warm first, then the median of many rounds.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

const WARM_UP: usize = 3;

/// The last result of `work`, and the median of its times.
///
/// # Errors
/// The first of `work`'s.
pub fn measure<T, E>(rounds: usize, mut work: impl FnMut() -> Result<T, E>) -> Result<(T, Duration), E> {
    let mut result = work()?;
    for _ in 1..WARM_UP {
        result = work()?;
    }
    let mut times = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        result = black_box(work()?);
        times.push(start.elapsed());
    }
    Ok((result, median(times)))
}

/// The middle one; nothing of nothing is zero.
pub fn median<T: Ord + Copy + Default>(mut all: Vec<T>) -> T {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_whatever_the_order() {
        let times = [5, 1, 900].map(Duration::from_millis).to_vec();
        assert_eq!(median(times), Duration::from_millis(5));
    }
}
