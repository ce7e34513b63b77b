//! Ways ahead on the app's practice network: to a block, to what comes of it, and to the end of a sequence.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::Desk;

/// Blocks in an epoch.
pub const EPOCH: u64 = 1_440;
/// Blocks in a reward era.
pub const ERA: u64 = 24 * EPOCH;

/// How long anything may take that many blocks, or several, bring.
const PATIENCE: Duration = Duration::from_secs(60);

/// The block in which the votes of an era are frozen, 1 the first: the middle of its last epoch but one.
pub const fn freeze_of(era: u64) -> u64 {
    era * ERA - EPOCH - EPOCH / 2 + 1
}

impl Desk {
    /// Makes blocks up to this height; none where the chain is there already.
    ///
    /// # Panics
    /// When the node does not say how far it is.
    pub fn mine_to(&self, height: u64) {
        let now = self.node("eth_blockNumber", json!([]));
        let digits = now.as_str().unwrap().trim_start_matches("0x");
        let left = height.saturating_sub(u64::from_str_radix(digits, 16).unwrap());
        if left > 0 {
            self.node("practice_mine", json!([{ "blocks": left }]));
        }
    }

    /// Asks the backend until its answer fits.
    ///
    /// # Panics
    /// When it never does.
    pub async fn ask_until(&self, name: &str, body: Value, is: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let answer = self.ask(name, body.clone()).await;
            if is(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{name} answers {answer}");
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
    }

    /// Makes blocks until the sequence of the page is done.
    ///
    /// # Panics
    /// When it never is.
    pub async fn finish_sequence(&self) {
        let start = Instant::now();
        loop {
            self.mine();
            let state = "return document.querySelector(\"[data-test='sequence-state']\").dataset.state";
            if self.window.script(state).await.unwrap().contains("done") {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "it never came to its end");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Era, NetworkParams};

    use super::*;

    #[test]
    fn eras_are_frozen_and_end_where_the_networks_own_rules_have_it() {
        let params = NetworkParams::practice();
        for era in [1, 2, 3] {
            let named = Era(24 * era);
            assert_eq!(params.eras().freeze_of(named).0, freeze_of(era));
            assert_eq!(params.eras().plan_of(named).0, era * ERA);
        }
    }
}
