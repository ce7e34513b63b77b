//! What delegates are called by their identifiers, as a node said it last: a history is shown without a node's help, too.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
    time::{Duration, Instant},
};

use ballast_domain::{Address, Snapshot};

use crate::{
    clock::now,
    session::{Session, lock},
};

/// By the delegate's identifier.
pub(super) type Names = BTreeMap<Address, String>;

/// How long a node is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long names are taken as they were read, in seconds: delegates may take others.
const TAKEN_FOR: u64 = 86_400;
/// How long a node is left alone that did not tell of all.
const AGAIN: Duration = Duration::from_secs(60);

/// When a node was asked last.
#[derive(Default)]
struct Asked(Mutex<Option<Instant>>);

impl Session {
    /// The names of these delegates, as far as they are known or a node says them in time.
    pub(super) async fn names_of(&self, delegates: &BTreeSet<Address>) -> Names {
        if delegates.is_empty() {
            return Names::new();
        }
        let key = format!("delegate-names:{}", self.params.chain_id);
        let of = key.clone();
        let kept = self
            .with_store(move |store| store.recall::<Vec<(Address, String)>>(&of))
            .await;
        let kept = kept.ok().flatten();
        let is_old = kept
            .as_ref()
            .is_none_or(|kept| kept.at.seconds_until(now()) > TAKEN_FOR);
        let mut names: Names = kept.map(|kept| kept.value.into_iter().collect()).unwrap_or_default();
        let is_missing = delegates.iter().any(|id| !names.contains_key(id));
        if !(is_old || is_missing) || !self.may_ask() {
            return names;
        }
        match tokio::time::timeout(PATIENCE, self.client.delegates()).await {
            Ok(Ok(read)) => {
                names.extend(read.value.iter().map(|delegate| (delegate.id, delegate.name.clone())));
                let all: Vec<(Address, String)> = names.clone().into_iter().collect();
                self.keep_names(key, read.origin().map(|()| all)).await;
            }
            Ok(Err(error)) => tracing::warn!(%error, "the names of delegates are not known"),
            Err(_) => tracing::warn!("no node said the names of delegates in time"),
        }
        names
    }

    async fn keep_names(&self, key: String, names: Snapshot<Vec<(Address, String)>>) {
        if let Err(error) = self.with_store(move |store| store.remember(&key, &names)).await {
            tracing::warn!(%error, "the names of delegates were not written");
        }
    }

    /// Whether a node may be asked by now; that it is asked is noted.
    fn may_ask(&self) -> bool {
        let asked = self.own::<Asked>();
        let mut asked = lock(&asked.0);
        let may = asked.is_none_or(|asked| asked.elapsed() > AGAIN);
        if may {
            *asked = Some(Instant::now());
        }
        may
    }
}
