//! The steps that were agreed to and are not signed: what they will do, no node knows.

use super::fate::Fate;
use crate::{Result, road::gift::ToSign, session::Session};

impl Session {
    /// The steps of the sequences that run which may still be signed.
    pub(in crate::road) async fn unsigned_steps(&self) -> Result<Vec<ToSign>> {
        let chain_id = self.params.chain_id;
        let mut all = Vec::new();
        for id in self.with_store(move |store| store.running_sequences(chain_id)).await? {
            if self.is_over(&id) {
                continue;
            }
            let name = id.clone();
            let found = self.with_store(move |store| store.sequence(&name)).await?;
            // One that this version cannot read does not go on either.
            let Some(Ok(agreement)) = found.map(|sequence| sequence.agreement()) else {
                continue;
            };
            let fates = self.fates(&id, &agreement).await?;
            for ((step, agreed), fate) in (0u32..).zip(&agreement.steps).zip(&fates.all) {
                // What waits for one that came to nothing is never signed.
                if matches!(fate, Fate::Unsigned) && !fates.is_lost(&agreement, step) {
                    let one = ToSign::of_step(&agreed.step.intent, agreed.bounds.max_fee());
                    all.push(one.kept_as(&id, step));
                }
            }
        }
        Ok(all)
    }
}
