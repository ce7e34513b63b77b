//! Chance that comes again: the same numbers for the same seed.

/// A xorshift generator.
pub struct Dice(u64);

impl Dice {
    /// From a seed; 0 would give nothing but 0.
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    /// Whether something happens that does so `often` times in a hundred.
    pub fn percent(&mut self, often: u64) -> bool {
        self.roll(100) < often
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len() as u64) as usize].clone()
    }
}
