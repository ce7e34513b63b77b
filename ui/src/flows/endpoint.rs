//! How well an endpoint does, in words.

use ballast_api::EndpointHealth;

use crate::kit::format::{UNKNOWN, grouped};

/// How an endpoint does: the chip's look, and its word.
pub fn standing(endpoint: &EndpointHealth) -> (&'static str, &'static str) {
    match endpoint {
        e if e.ahead => ("chip bad", "ahead"),
        e if e.error.is_some() => ("chip bad", "fails"),
        e if e.healthy && e.in_use => ("chip good", "in use"),
        e if e.healthy => ("chip good", "answers"),
        e if e.height.is_some() => ("chip warn", "behind"),
        _ => ("chip", "not asked yet"),
    }
}

/// Its newest block, how far that is behind, how long an answer takes, and how it tells of new blocks.
pub fn figures(endpoint: &EndpointHealth) -> String {
    let height = endpoint.height.map_or(UNKNOWN.to_owned(), |h| grouped(h.0));
    let latency = endpoint
        .latency_ms
        .map_or(UNKNOWN.to_owned(), |ms| format!("{} ms", grouped(ms)));
    let behind = endpoint.behind.filter(|behind| *behind > 0);
    let behind = behind.map_or_else(String::new, |b| format!(" ({} behind)", grouped(b)));
    let socket = match (endpoint.socket, &endpoint.ws) {
        (true, _) => " · new blocks by WebSocket",
        (false, Some(_)) => " · WebSocket not in use",
        (false, None) => "",
    };
    format!("block {height}{behind} · {latency}{socket}")
}
