//! The endpoints that name their newest final block: releases differ in that (zanzibar.md §17).

use super::Client;

impl Client {
    /// Whether the newest final block is worth asking for: there is an endpoint that may name it.
    pub(crate) fn may_name_final(&self) -> bool {
        self.all().iter().any(|endpoint| endpoint.names_final() != Some(false))
    }

    /// Remembers whether an endpoint names it, until it fails.
    pub(crate) fn note_final(&self, node: &str, names: bool) {
        for endpoint in self.all().iter().filter(|endpoint| endpoint.config.url == node) {
            endpoint.set_names_final(names);
        }
    }
}
