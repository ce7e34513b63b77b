//! Reward eras as they go by: what the chain forgets with the plan of the next one is written down while it can be read
//! (zanzibar.md §7, §12).
//!
//! At a freeze it is how each delegate pays, and which buckets count; after the plan what is to be paid, and then each row
//! that is paid to an account or for its buckets. What passed while the wallet did not run is filled in from the logs. They
//! do not tell what was planned: there, what was paid stands for the least of it ([`ballast_store::Pool`]).

mod borne_out;
mod buckets;
mod freeze;
mod payouts;
mod reached;
mod rows;

use ballast_domain::{Era, Height};

use self::{payouts::Paying, reached::reached};
use crate::{Result, session::Session};

/// The names under which the store keeps how far it was looked at freezes and at payouts.
const FROZEN: &str = "era freezes";
const PAID: &str = "era payouts";

/// What the wallet keeps of it for as long as the network is open. Held while it is looked, so that two looks do not write
/// of the same blocks.
#[derive(Default)]
struct Looked(tokio::sync::Mutex<Kept>);

/// How far the look at eras has come.
#[derive(Default)]
struct Kept {
    /// Whether it was read from the store.
    read: bool,
    /// The last era whose freeze was looked at.
    frozen: Option<Era>,
    /// The last era whose payout was looked at to its end.
    paid: Option<Era>,
    /// The payout that is looked at. After a restart it is begun anew, so that its sums are whole.
    paying: Option<Paying>,
}

impl Session {
    /// Looks at what has come of reward eras since the last look, and at what was missed before. Tells the windows where
    /// something was paid.
    ///
    /// # Errors
    /// Where a node does not answer or the store cannot be written; it is then taken up where it stood.
    pub(crate) async fn look_at_eras(&self) -> Result<()> {
        let head = self.known().head.map(|head| head.height);
        let Some(head) = head else { return Ok(()) };
        let reached = reached(&self.params, head);
        let Some(frozen) = reached.frozen else { return Ok(()) };
        let looked = self.own::<Looked>();
        let mut kept = looked.0.lock().await;
        if !kept.read {
            (kept.frozen, kept.paid) = self.looked_until().await?;
            kept.read = true;
        }
        // What can be read for a short time alone comes first, and hinders nothing else where it cannot.
        let buckets = self.keep_buckets_at(frozen, head).await;
        self.look_at_freezes(&mut kept, frozen, head).await?;
        if let Some(planned) = reached.planned {
            self.look_at_payouts(&mut kept, planned, head).await?;
        }
        buckets
    }

    /// The last eras whose freeze and whose payout were looked at, as the store keeps it.
    async fn looked_until(&self) -> Result<(Option<Era>, Option<Era>)> {
        let chain_id = self.params.chain_id;
        let (frozen, paid) = self
            .with_store(move |store| Ok((store.scanned(chain_id, FROZEN)?, store.scanned(chain_id, PAID)?)))
            .await?;
        let reached = |block: Height| reached(&self.params, block);
        Ok((
            frozen.and_then(|block| reached(block).frozen),
            paid.and_then(|block| reached(block).planned),
        ))
    }

    /// Writes how far it was looked.
    async fn mark(&self, name: &'static str, block: Height) -> Result<()> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.set_scanned(chain_id, name, block))
            .await
    }
}
