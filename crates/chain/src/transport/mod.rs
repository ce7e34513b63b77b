//! The transport: one network, several endpoints, none of them trusted before its chain id is checked.
//!
//! A read goes to the best endpoint first and moves on to the next where one fails; when all have failed it is
//! tried again after a short, jittered pause. "Best" is the person's order: an endpoint stands behind those after it
//! only while it fails, tells of a height that is not believed, or stands behind what the chain surely had (`heights`);
//! one that failed is looked at again soon, so that the order holds again as soon as it answers. A send goes to one
//! endpoint only, and moves on only where no connection came about: a transaction that may have arrived is looked for by
//! its hash, not sent again blindly. What must not be one node's word alone is asked of each endpoint for itself
//! ([`Client::ask_one`]).

mod client;
mod config;
mod each;
mod endpoint;
mod heads;
mod heights;
mod http;
mod poll;
mod probe;
mod reach;
mod rpc;
mod served;
mod socket;
mod tags;

pub use client::Client;
pub use config::{Config, Pass};
pub use endpoint::{EndpointConfig, EndpointStatus, canonical_url};
pub use heads::Heads;
pub use heights::Pace;
pub(crate) use probe::PATIENCE as PROBE_PATIENCE;
pub use probe::{Probe, chain_id, probe};
pub use reach::{Reach, host_of, reach, stands_near};
pub(crate) use rpc::malformed;
pub use rpc::{Batch, Request};
pub use served::Failover;
