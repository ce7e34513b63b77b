//! Where the open network is asked.

use crate::{ChainView, EndpointCheck};

calls! {
    /// Look whether an endpoint can be used for the open network; changes nothing.
    chain CheckEndpoint {
        /// `http:` or `https:` address.
        url: String,
        /// `ws:` or `wss:` address, where it has one.
        ws: Option<String>,
    } -> EndpointCheck;
    /// Look at an endpoint and, where it can be used, ask it after all others.
    profile AddEndpoint {
        /// `http:` or `https:` address.
        url: String,
        /// `ws:` or `wss:` address, where it has one.
        ws: Option<String>,
    } -> ChainView;
    /// Ask an endpoint no more, built in or not.
    profile RemoveEndpoint {
        /// Its address.
        url: String,
    } -> ChainView;
    /// Change the order in which endpoints are asked.
    profile MoveEndpoint {
        /// Its address.
        url: String,
        /// Its new place, 0 the first.
        to: usize,
    } -> ChainView;
    /// Ask the built-in endpoints alone, in their order.
    profile ResetEndpoints {} -> ChainView;
    /// Ask every endpoint for its newest block now.
    chain MeasureEndpoints {} -> ChainView;
}
