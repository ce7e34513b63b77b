//! Tests of chance: what the environment says of them, and numbers that a seed gives again.

/// The number that a variable of the environment gives, if it is there. Panics where it is no number.
pub fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().unwrap())
}

/// Numbers that a seed gives again (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// The next number, from 0 to below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}
