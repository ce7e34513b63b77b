//! This machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use ballast_domain::Timestamp;

pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(since.as_micros().try_into().unwrap_or(u64::MAX))
}
