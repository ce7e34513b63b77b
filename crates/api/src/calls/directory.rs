//! The directory of delegates beside its table, and the network as a whole.

use ballast_domain::Snapshot;

use crate::{CommonControl, OrderSeed, Overview};

calls! {
    /// The seed of the fair order in the running epoch; none where the epoch has no block yet.
    chain GetOrderSeed {} -> Option<Snapshot<OrderSeed>>;
    /// The groups of delegates under common control, and how many of the elected each holds.
    chain GetCommonControl {} -> Snapshot<CommonControl>;
    /// The network in figures.
    chain GetOverview {} -> Overview;
}
