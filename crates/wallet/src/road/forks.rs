//! What to mind where nobody knows by which of two forks' rules the chain takes an action: on a network of one's own, whose node
//! does not tell whether Zanzibar is in force, or came to it while the network was open.

use std::sync::atomic::{AtomicU64, Ordering};

use ballast_domain::{Action, Height, Network, Warning, ZanzibarSeen};

use super::warnings;
use crate::{Result, session::Session};

/// How the tags of those actions begin that the chain takes otherwise since Zanzibar (zanzibar.md §3, §4).
const SINCE_ZANZIBAR: [&str; 3] = ["candidateRegister", "candidateUpdate", "setVoterReward"];

/// The block in which Zanzibar was seen to be in force since the network was opened; 0 where it was not.
#[derive(Default)]
struct Came(AtomicU64);

impl Session {
    /// Whether it may turn out that Zanzibar is in force where the network's rules do not have it so.
    pub(crate) fn may_come_to_zanzibar(&self) -> bool {
        match self.network {
            Network::Own(own) => own.zanzibar_from().is_none(),
            Network::Practice | Network::Testnet | Network::Mainnet => false,
        }
    }

    /// Asks the node anew whether Zanzibar is in force.
    ///
    /// # Errors
    /// The node's.
    pub(crate) async fn look_for_zanzibar(&self) -> Result<()> {
        if let ZanzibarSeen::InForce(height) = self.client.zanzibar().await?.value {
            self.own::<Came>().0.store(height.0, Ordering::Relaxed);
        }
        Ok(())
    }

    /// What to mind about an action by whose rules nobody knows it to be taken.
    pub(super) fn fork_doubt(&self, action: &Action) -> Option<Warning> {
        let Network::Own(own) = self.network else { return None };
        let tag = action.tag();
        if !SINCE_ZANZIBAR.iter().any(|beginning| tag.starts_with(beginning)) {
            return None;
        }
        match self.own::<Came>().0.load(Ordering::Relaxed) {
            0 if own.knows_zanzibar() => None,
            0 => Some(warnings::fork_unknown()),
            height => Some(warnings::fork_came(Height(height))),
        }
    }
}
