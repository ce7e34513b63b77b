//! Up to which block the chain is final, as a node says it. IoTeX's blocks are final when they are made; what stands before a
//! node may hold its newest ones back all the same, and not every release knows the tag (zanzibar.md §17).

use ballast_domain::{Height, Snapshot};
use serde_json::{Value, json};

use super::{Answers, quantity};
use crate::{Client, Error, Request, RpcError, transport::malformed};

impl Client {
    /// The newest final block: the one that the node names by `finalized`; its newest one where it does not know the tag or
    /// names none, since blocks are final when they are made. Which endpoint does not know it is remembered.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn final_height(&self) -> Result<Snapshot<Height>, Error> {
        let (answers, last) = self.snapshot_to_final(None, Vec::new()).await?;
        Ok(answers.map(|_| last))
    }

    /// Asks one node, this one where one is named, for its height, its newest final block, which is never above that, and
    /// `requests`.
    pub(super) async fn snapshot_to_final(
        &self,
        node: Option<&str>,
        mut requests: Vec<Request>,
    ) -> Result<(Snapshot<Answers>, Height), Error> {
        let asks = self.may_name_final();
        if asks {
            requests.push(Request::new("eth_getBlockByNumber", json!(["finalized", false])));
        }
        let mut snapshot = self.snapshot_at(node, requests).await?;
        let answer = match asks {
            true => snapshot.value.0.pop(),
            false => None,
        };
        let last = match answer {
            Some(answer) => self.final_of(&snapshot.node, snapshot.height, answer)?,
            None => snapshot.height,
        };
        Ok((snapshot, last))
    }

    /// The newest final block by what a node answered, whose newest one is `newest`.
    fn final_of(&self, node: &str, newest: Height, answer: Result<Value, RpcError>) -> Result<Height, Error> {
        match answer {
            Ok(Value::Null) => Ok(newest),
            Ok(block) => {
                let number = block.get("number").unwrap_or(&Value::Null);
                let number = quantity(node, number)?
                    .try_into()
                    .map_err(|_| malformed(node, "the height of its final block is no number"))?;
                self.note_final(node, true);
                Ok(Height(number).min(newest))
            }
            Err(busy) if busy.is_busy() => Err(busy.into()),
            Err(_) => {
                self.note_final(node, false);
                Ok(newest)
            }
        }
    }
}
