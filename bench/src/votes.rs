//! Vote weights on one core: no peer but the number that was promised.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use ballast_domain::{Amount, Days, vote_weight};

use crate::table::{Limit, Line};

const PROMISED: f64 = 1e6;
const LONG_ENOUGH: Duration = Duration::from_secs(2);

/// One bucket's terms.
struct Terms {
    amount: Amount,
    days: Days,
    locked: bool,
    self_stake: bool,
}

/// Weighs buckets of many amounts and durations for two seconds, in this one thread.
pub fn measure() -> Line {
    let many: Vec<_> = (0..4096).map(terms).collect();
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < LONG_ENOUGH {
        for Terms {
            amount,
            days,
            locked,
            self_stake,
        } in black_box(&many)
        {
            black_box(vote_weight(*amount, *days, *locked, *self_stake));
        }
        done += many.len();
    }
    let per_second = done as f64 / start.elapsed().as_secs_f64();
    Line {
        what: "vote weights a second",
        ours: format!("{:.2} million", per_second / 1e6),
        peer: "the number promised".into(),
        theirs: format!("{:.2} million", PROMISED / 1e6),
        ratio: per_second / PROMISED,
        limit: Limit::AtLeast(1.0),
    }
}

/// From 100 IOTX to 100 billion, in all their digits; every duration that a bucket can have.
fn terms(i: u32) -> Terms {
    let spread = u128::from(i).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    Terms {
        amount: Amount::from_rau(Amount::from_iotx(100).rau() + (spread >> (31 + i % 30))),
        days: Days(i % 1051),
        locked: i.is_multiple_of(2),
        self_stake: i.is_multiple_of(3),
    }
}
