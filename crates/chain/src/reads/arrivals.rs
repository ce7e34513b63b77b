//! What came to accounts: their balances, all at one height, and the money that the transactions of blocks moved.
//!
//! What contracts pay out stands in `eth_getTransactionReceipt` alone, as logs of the node's own: in no list of logs and
//! in no block's receipts (node-behaviour.md §3). So receipts are asked for one by one, many in a batch.

use std::collections::HashSet;

use ballast_domain::{Address, Amount, Hash, Height, Party, Snapshot, Timestamp, Transfer, TransferKind};
use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};

use super::quantity;
use crate::{Client, Error, Head, Receipt, Request, RpcError, Tx, transfers, transport::malformed};

/// How often balances are read anew when a block came between.
const TRIES: u8 = 3;
/// The most receipts that are read for one question.
const MOST_RECEIPTS: usize = 2_000;
/// Blocks ahead of any chain: a node that says a balance there does not look at heights at all.
const FAR: u64 = 1_000_000_000;

/// A transaction in a block, with the money that it moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// The block.
    pub block: Height,
    /// The block's time.
    pub at: Timestamp,
    /// The transaction.
    pub hash: Hash,
    /// Whether the chain made it by itself, as it does when it grants rewards.
    pub by_the_chain: bool,
    /// The money that the transaction moved, fees included.
    pub transfers: Vec<Transfer>,
    /// Whether the node does not tell what contracts and protocols moved by it: what stands here is its value and fee.
    pub silent: bool,
}

/// A block as its transactions are gone through: one that cannot be read hides no other.
#[derive(Deserialize)]
struct Listed {
    #[serde(flatten)]
    head: Head,
    transactions: Vec<Value>,
}

impl Client {
    /// The balances of accounts, all of one height, which the snapshot names; `None` where blocks came faster than
    /// balances could be read.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn balances(&self, accounts: &[Address]) -> Result<Option<Snapshot<Vec<Amount>>>, Error> {
        let mut requests: Vec<Request> = accounts.iter().map(|account| balance(*account, "latest")).collect();
        // The height is asked for before and after: where it is the same, no block came between.
        requests.push(Request::new("eth_blockNumber", json!([])));
        for _ in 0..TRIES {
            let snapshot = self.snapshot(requests.clone()).await?;
            let (node, origin) = (snapshot.node.clone(), snapshot.origin());
            let mut numbers = Vec::with_capacity(requests.len());
            for answer in snapshot.value.0 {
                numbers.push(quantity(&node, &answer?)?);
            }
            if numbers.pop() == Some(u128::from(origin.height.0)) {
                return Ok(Some(
                    origin.map(|()| numbers.into_iter().map(Amount::from_rau).collect()),
                ));
            }
        }
        Ok(None)
    }

    /// Of which accounts the other endpoints say that they hold something else than `node` said: one at least answers, and
    /// none says the same. One that a block came to in between says so for as long as that takes.
    pub async fn denied_by_others(&self, node: &str, said: &[(Address, Amount)]) -> HashSet<Address> {
        let requests: Vec<Request> = said.iter().map(|(account, _)| balance(*account, "latest")).collect();
        let others = self.nodes().into_iter().filter(|other| other != node);
        let asked = others.map(|other| {
            let requests = &requests;
            async move {
                let answers = self.ask_one(&other, requests).await.unwrap_or_default();
                let read = |answer: Result<Value, RpcError>| quantity(&other, &answer.ok()?).ok();
                answers.into_iter().map(read).collect::<Vec<_>>()
            }
        });
        let heard: Vec<Vec<Option<u128>>> = join_all(asked).await;
        let denied = |(place, (account, said)): (usize, &(Address, Amount))| {
            let mut words = heard.iter().filter_map(|all| *all.get(place)?).peekable();
            let is_denied = words.peek().is_some() && !words.any(|rau| rau == said.rau());
            is_denied.then_some(*account)
        };
        said.iter().enumerate().filter_map(denied).collect()
    }

    /// An account's balance after a block; `None` where the node does not have that past. Each answer shows by itself
    /// that the node looks at heights: another one may answer the next.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn balance_after(&self, account: Address, block: Height) -> Result<Option<Amount>, Error> {
        let far = Height(block.0.saturating_add(FAR));
        let asked = [block, far].map(|height| balance(account, &number(height)));
        let snapshot = self.snapshot(asked.to_vec()).await?;
        let [then, ahead] =
            <[_; 2]>::try_from(snapshot.value.0).map_err(|_| malformed(&snapshot.node, "answers are missing"))?;
        match (then, ahead) {
            (Err(error), _) | (_, Err(error)) if error.is_busy() => Err(error.into()),
            (Ok(answer), Err(_)) => quantity(&snapshot.node, &answer).map(|rau| Some(Amount::from_rau(rau))),
            _ => Ok(None),
        }
    }

    /// Whether the node says balances of the past: that of a block of long ago, and none of a block that is yet to be
    /// made. Old nodes name today's whatever block is asked for (node-behaviour.md §4).
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn has_past(&self, account: Address, block: Height) -> Result<bool, Error> {
        Ok(self.balance_after(account, block).await?.is_some())
    }

    /// What the transactions of the blocks after `after` moved, up to block `last` and in the blocks' order, and the head
    /// of that last block; `None` where there are more of them than are read for one question.
    ///
    /// # Errors
    /// See [`Error`]; a block that the node does not have, and a transaction without a receipt, is [`Error::Malformed`].
    pub async fn movements(&self, after: Height, last: Height) -> Result<Option<(Head, Vec<Movement>)>, Error> {
        let first = after.0.saturating_add(1);
        let blocks =
            (first..=last.0).map(|height| Request::new("eth_getBlockByNumber", json!([number(Height(height)), true])));
        let snapshot = self.snapshot(blocks.collect()).await?;
        let node = snapshot.node;
        let mut listed = Vec::new();
        for answer in snapshot.value.0 {
            let block: Listed = serde_json::from_value(answer?).map_err(|e| malformed(&node, e.to_string()))?;
            listed.push(block);
        }
        let heights = listed.iter().map(|block| block.head.height.0);
        if !heights.eq(first..=last.0) {
            return Err(malformed(&node, "other blocks than were asked for"));
        }
        let head = listed.last().map(|block| block.head);
        let head = head.ok_or_else(|| malformed(&node, "a block is missing"))?;
        let mut found = Vec::new();
        for block in listed {
            for transaction in block.transactions {
                found.push((block.head, hash_of(&node, &transaction)?, transaction));
            }
        }
        if found.len() > MOST_RECEIPTS {
            return Ok(None);
        }
        let receipts: Vec<Request> = found
            .iter()
            .map(|(_, hash, _)| Request::new("eth_getTransactionReceipt", json!([hash])))
            .collect();
        let answers = match receipts.is_empty() {
            true => Vec::new(),
            false => self.batch(&receipts).await?.answers,
        };
        let mut all = Vec::with_capacity(found.len());
        for ((head, hash, transaction), answer) in found.into_iter().zip(answers) {
            let receipt = match answer {
                // The chain's own transactions have no receipt where they have no form of Ethereum's.
                Err(_) if is_of_the_chain(&transaction) => continue,
                Err(error) => return Err(error.into()),
                Ok(Value::Null) => return Err(malformed(&node, format!("no receipt of {hash}, which is in a block"))),
                Ok(answer) => answer,
            };
            let receipt: Receipt = serde_json::from_value(receipt).map_err(|e| malformed(&node, e.to_string()))?;
            if (receipt.hash, receipt.block) != (hash, head.height) {
                return Err(malformed(&node, format!("a receipt of something else than {hash}")));
            }
            let transaction = serde_json::from_value(transaction).ok();
            all.push(movement(head, hash, transaction.as_ref(), &receipt));
        }
        Ok(Some((head, all)))
    }
}

fn balance(account: Address, block: &str) -> Request {
    Request::new("eth_getBalance", json!([account, block]))
}

fn number(height: Height) -> String {
    format!("{:#x}", height.0)
}

/// The hash of a transaction in a block, whatever else there is to it.
fn hash_of(node: &str, transaction: &Value) -> Result<Hash, Error> {
    let text = transaction.as_str().or_else(|| transaction["hash"].as_str());
    let hash = text.and_then(|text| text.parse().ok());
    hash.ok_or_else(|| malformed(node, "a transaction in a block has no hash"))
}

/// Whether a transaction is the chain's own, or of a form that is not Ethereum's, as only those are.
fn is_of_the_chain(transaction: &Value) -> bool {
    serde_json::from_value::<Tx>(transaction.clone()).map_or(true, |tx| tx.is_system())
}

fn movement(head: Head, hash: Hash, transaction: Option<&Tx>, receipt: &Receipt) -> Movement {
    let told = transfers(receipt);
    let by_the_chain = transaction.is_some_and(Tx::is_system);
    Movement {
        block: head.height,
        at: head.timestamp,
        hash,
        by_the_chain,
        silent: told.is_empty() && !by_the_chain,
        transfers: match told.is_empty() {
            true => transaction.map(|tx| plain(tx, receipt)).unwrap_or_default(),
            false => told,
        },
    }
}

/// What a transaction moved by itself, for a node whose receipts tell of no movement: its value, and its fee.
fn plain(transaction: &Tx, receipt: &Receipt) -> Vec<Transfer> {
    let from = Party::Account(transaction.from);
    let sent = transaction.to.filter(|_| receipt.status.is_success());
    let value = sent.map(|to| Transfer {
        kind: TransferKind::Native,
        from,
        to: Party::Account(to),
        amount: transaction.value,
    });
    let fee = receipt.fee().map(|amount| Transfer {
        kind: TransferKind::GasFee,
        from,
        to: Party::RewardingPool,
        amount,
    });
    let all = value.into_iter().chain(fee);
    all.filter(|transfer| !transfer.amount.is_zero()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Recording 06, "withdraw to bob": a contract pays out what lay in a bucket.
    const PAID_OUT: &str = include_str!("../../tests/data/paid-out.json");
    const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const BOB: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    const CONTRACT: &str = "0x1Eb835EB7BEEEE9E6bbFe08F16a2d2eF668204bd";

    fn account(text: &str) -> Party {
        Party::Account(text.parse().unwrap())
    }

    fn head(receipt: &Receipt) -> Head {
        Head {
            height: receipt.block,
            hash: receipt.block_hash,
            timestamp: Timestamp::from_seconds(1_772_670_160),
            producer: Address::ZERO,
            base_fee_per_gas: None,
        }
    }

    fn transaction(gas: &str, value: &str) -> Tx {
        serde_json::from_value(json!({
            "hash": Hash([1; 32]), "nonce": "0x0", "from": ALICE, "to": BOB, "value": value, "gas": gas, "input": "0x",
        }))
        .unwrap()
    }

    #[test]
    fn what_a_contract_pays_out_stands_in_the_receipt() {
        let receipt: Receipt = serde_json::from_str(PAID_OUT).unwrap();
        let movement = movement(head(&receipt), receipt.hash, None, &receipt);
        let paid: Vec<_> = movement.transfers.iter().filter(|t| t.to == account(BOB)).collect();
        let [paid] = paid[..] else { panic!("{movement:?}") };
        assert_eq!(
            (paid.kind, paid.from, paid.amount),
            (TransferKind::InContract, account(CONTRACT), Amount::from_iotx(300))
        );
        assert_eq!((movement.block, movement.by_the_chain), (Height(34), false));
    }

    #[test]
    fn a_node_that_tells_of_no_movement_still_says_the_value_and_the_fee() {
        let mut receipt: Receipt = serde_json::from_str(PAID_OUT).unwrap();
        receipt.logs.clear();
        let of = |receipt: &Receipt, tx: &Tx| movement(head(receipt), receipt.hash, Some(tx), receipt).transfers;
        let sent = transaction("0x2710", "0x7");
        let told = of(&receipt, &sent);
        assert_eq!(told.len(), 2);
        assert_eq!(
            (told[0].kind, told[0].to, told[0].amount),
            (TransferKind::Native, account(BOB), Amount::from_rau(7))
        );
        assert_eq!((told[1].kind, told[1].from), (TransferKind::GasFee, account(ALICE)));
        receipt.status = ballast_domain::ReceiptStatus::FAILURE;
        assert_eq!(of(&receipt, &sent).len(), 1, "what failed moved its fee alone");
    }

    #[test]
    fn grants_of_the_chain_are_its_own() {
        let receipt: Receipt = serde_json::from_str(PAID_OUT).unwrap();
        let granted = movement(head(&receipt), receipt.hash, Some(&transaction("0x0", "0x0")), &receipt);
        assert!(granted.by_the_chain);
    }
}
