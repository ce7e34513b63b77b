//! Heights and times to come: which block a moment falls into.

use crate::{Address, Amount, Context, Height, NetworkParams, Timestamp};

/// The newest block, and how time goes on from there. Heights to come are estimates: blocks may be late.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The network's constants.
    pub params: &'a NetworkParams,
    /// The newest block.
    pub height: Height,
    /// That block's time.
    pub now: Timestamp,
}

impl<'a> Clock<'a> {
    /// What an account that can pay for anything acts with in the next block.
    pub fn context(&self, caller: Address) -> Context<'a> {
        Context {
            params: self.params,
            caller,
            balance: Amount::MAX,
            fee: Amount::ZERO,
            height: self.height_at(self.now),
            now: self.now,
        }
    }

    /// The block that an action sent at `at` stands in: the next one, or later by the network's pace.
    pub fn height_at(&self, at: Timestamp) -> Height {
        let blocks = at.micros().saturating_sub(self.now.micros()) / self.params.block_micros();
        Height(self.height.0.saturating_add(1).saturating_add(blocks))
    }

    /// The first moment whose block is `height`; now where the next block is that or beyond it.
    pub fn time_of(&self, height: Height) -> Timestamp {
        self.context(Address::ZERO).time_of(height)
    }

    /// A block later: what has to stand in one block after another cannot happen at once.
    pub fn next_block(&self, at: Timestamp) -> Timestamp {
        Timestamp::from_micros(at.micros().saturating_add(self.params.block_micros()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Days, Network};

    proptest! {
        #[test]
        fn the_time_of_a_height_is_the_first_moment_in_its_block(ahead in 1u64..50_000_000, head in 1u64..1 << 40) {
            let params = Network::Mainnet.params();
            let clock = Clock { params: &params, height: Height(head), now: Timestamp::from_seconds(1_800_000_000) };
            let height = Height(head + ahead);
            let at = clock.time_of(height);
            prop_assert_eq!(clock.height_at(at), height);
            if ahead > 1 {
                prop_assert_eq!(clock.height_at(Timestamp::from_micros(at.micros() - 1)), Height(height.0 - 1));
            }
        }
    }

    #[test]
    fn what_is_past_falls_into_the_next_block() {
        let params = Network::Mainnet.params();
        let now = Timestamp::from_seconds(1_800_000_000);
        let clock = Clock {
            params: &params,
            height: Height(50),
            now,
        };
        assert_eq!(clock.height_at(Timestamp::from_seconds(5)), Height(51));
        assert_eq!(clock.time_of(Height(3)), now);
        assert_eq!(clock.height_at(now.plus_days(Days(1))), Height(51 + 34_560));
    }
}
