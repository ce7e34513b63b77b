//! Two clocks: this machine's, and the chain's, which on the practice network may be months ahead.

use ballast_api::ChainView;
use ballast_domain::Timestamp;
use leptos::prelude::*;
use leptos_use::use_interval_fn;

/// Both clocks, ticking each second.
#[derive(Clone, Copy)]
pub struct Clock {
    wall: RwSignal<Timestamp>,
    /// The newest block's time, and when it was heard.
    heard: RwSignal<Option<(Timestamp, Timestamp)>>,
}

impl Clock {
    /// Starts to tick, and to follow the chain's newest block.
    pub fn start(chain: RwSignal<Option<ChainView>>) -> Self {
        let clock = Self {
            wall: RwSignal::new(wall()),
            heard: RwSignal::new(None),
        };
        let _ = use_interval_fn(move || clock.wall.set(wall()), 1000);
        Effect::new(move |_| {
            let time = chain.with(|c| c.as_ref().and_then(|c| c.time));
            if clock.heard.with_untracked(|heard| heard.map(|(block, _)| block)) != time {
                clock.heard.set(time.map(|time| (time, wall())));
            }
        });
        clock
    }

    /// This machine's time.
    pub fn wall_now(self) -> Timestamp {
        self.wall.get()
    }

    /// The chain's time.
    pub fn chain_now(self) -> Option<Timestamp> {
        let now = self.wall.get();
        self.heard
            .get()
            .map(|(block, at)| block.plus_seconds(at.seconds_until(now)))
    }

    /// Seconds since a moment of this machine's clock.
    pub fn since(self, at: Timestamp) -> u64 {
        at.seconds_until(self.wall.get())
    }
}

fn wall() -> Timestamp {
    Timestamp::from_micros((js_sys::Date::now() * 1000.0) as u64)
}
