//! What must not be one endpoint's word alone, as each says it for itself: whose a native bucket is, and what a delegate is
//! called.

use std::collections::BTreeMap;

use ballast_domain::Address;
use futures_util::future::join_all;

use super::{buckets::by_index, call, data, delegates::by_id};
use crate::{
    Client, Error,
    decode::{bucket_list_of, candidate},
};

impl Client {
    /// Whose native buckets are, as each endpoint says, in the configured order; those that one does not know are not among
    /// what it says. However many they are, each endpoint is asked once.
    pub async fn owners(&self, indexes: &[u64]) -> Vec<(String, Result<BTreeMap<u64, Address>, Error>)> {
        let forms = by_index(indexes);
        let asked = self.nodes().into_iter().map(|node| {
            let forms = &forms;
            async move {
                let said = self.newest_at(&node, "buckets by index", forms).await;
                let owners = said.and_then(|said| {
                    let Some((form, data)) = said else {
                        return Ok(BTreeMap::new());
                    };
                    let found = bucket_list_of(form, &data)?.into_iter();
                    let native = found.filter(|bucket| bucket.id.contract.is_none());
                    Ok(native.map(|bucket| (bucket.id.index, bucket.owner)).collect())
                });
                (node, owners)
            }
        });
        join_all(asked).await
    }

    /// What the delegate with this permanent id is called, as each endpoint says, in the configured order; `None` from one
    /// that knows no such delegate.
    pub async fn names(&self, id: Address) -> Vec<(String, Result<Option<String>, Error>)> {
        let forms = by_id(id);
        let asked = self.nodes().into_iter().map(|node| {
            let forms = &forms;
            async move {
                let said = self.newest_at(&node, "a delegate", forms).await;
                let name = said.and_then(|said| {
                    let found = said.map(|(form, data)| candidate(form, &data)).transpose()?;
                    Ok(found.map(|delegate| delegate.name))
                });
                (node, name)
            }
        });
        join_all(asked).await
    }

    /// Calls the first of several forms of one method of the staking protocol that this endpoint knows, the newest first.
    /// `None` where what was asked for is not there.
    async fn newest_at<F: Copy>(
        &self,
        node: &str,
        what: &'static str,
        forms: &[(F, Vec<u8>)],
    ) -> Result<Option<(F, Vec<u8>)>, Error> {
        for (form, calldata) in forms {
            match self.request_of(node, call(Address::STAKING, calldata)).await {
                Err(Error::Rpc(error)) if error.is_not_found() => return Ok(None),
                Err(Error::Rpc(error)) if error.is_unknown_call() => {}
                answer => {
                    let bytes = data(node, &answer?)?;
                    if !bytes.is_empty() {
                        return Ok(Some((*form, bytes)));
                    }
                }
            }
        }
        Err(Error::Unsupported(what))
    }
}
