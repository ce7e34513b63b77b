//! What goes unasked within a day: IOTX for people in the address book up to the person's limit, and fees up to a bound. Many
//! small ones are no way around either.

use std::sync::Mutex;

use ballast_chain::Gift;
use ballast_domain::{Amount, Timestamp};

use super::{Away, ToSign};
use crate::{
    Result,
    clock::now,
    session::{Session, lock},
};

/// Seconds over which what was not asked about is added up.
const DAY: u64 = 86_400;
/// Under which names it stands among the store's settings.
const GIFTS: &str = "unasked-gifts";
const FEES: &str = "unasked-fees";
/// What fees may come to in a day without a question, at most.
pub(super) const MOST_FEES: Amount = Amount::from_iotx(10);

/// What is kept of it for as long as the network is open.
#[derive(Default)]
struct Day {
    /// As much may go to people in the address book in a day without a question; nothing before it is said.
    limit: Mutex<Amount>,
    /// Held while it is added up, so that no two fit into the same room.
    counting: tokio::sync::Mutex<()>,
}

impl Session {
    /// Sets how much may go to people in the address book in a day without a question.
    pub(crate) fn set_gift_limit(&self, limit: Amount) {
        *lock(&self.own::<Day>().limit) = limit;
    }

    /// How much may.
    pub(super) fn gift_limit(&self) -> Amount {
        *lock(&self.own::<Day>().limit)
    }

    /// Whether all of it is IOTX for people in the address book, within what is left of the day's limit; it is counted then.
    pub(super) async fn goes_unasked(&self, away: &[Away]) -> Result<bool> {
        let mut sum = Amount::ZERO;
        for one in away {
            match (&one.gift, &one.name) {
                (Gift::Iotx(amount), Some(_)) => sum = sum.saturating_add(*amount),
                _ => return Ok(false),
            }
        }
        self.fits(GIFTS, sum, self.gift_limit()).await
    }

    /// Whether what transactions may cost is within what is left of the day's bound; it is counted then.
    pub(super) async fn fees_go_unasked(&self, all: &[ToSign]) -> Result<bool> {
        self.fits(FEES, fees(all), MOST_FEES).await
    }

    async fn fits(&self, name: &'static str, sum: Amount, most: Amount) -> Result<bool> {
        let day = self.own::<Day>();
        let _counting = day.counting.lock().await;
        let written: Option<Vec<(Timestamp, Amount)>> = self.with_store(move |store| store.setting(name)).await?;
        let mut gone = written.unwrap_or_default();
        let now = now();
        // One that a clock that was set back leaves in the future counts on.
        gone.retain(|(at, _)| at.seconds_until(now) < DAY);
        let before = gone
            .iter()
            .fold(Amount::ZERO, |sum, (_, amount)| sum.saturating_add(*amount));
        if before.saturating_add(sum) > most {
            return Ok(false);
        }
        gone.push((now, sum));
        self.with_store(move |store| store.set_setting(name, &gone)).await?;
        Ok(true)
    }
}

/// What transactions cost at most, all together.
pub(super) fn fees(all: &[ToSign]) -> Amount {
    all.iter()
        .fold(Amount::ZERO, |sum, one| sum.saturating_add(one.max_fee))
}
