//! The money that the transactions of blocks moved, by one endpoint's word or by that of each.
//!
//! What contracts pay out stands in `eth_getTransactionReceipt` alone, as logs of the node's own: in no list of logs and
//! in no block's receipts (node-behaviour.md §3). So receipts are asked for one by one, many in a batch.

use ballast_domain::{Hash, Height, MadeBy, Party, Timestamp, Transfer, TransferKind};
use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};

use super::arrivals::number;
use crate::{Client, Error, Head, Receipt, Request, Tx, transfers, transport::malformed};

/// The most receipts that are read for one question.
const MOST_RECEIPTS: usize = 2_000;
/// The selector of `grantReward(int8 rewardType,uint64 height)`, with which the chain pays out (zanzibar.md §11.1).
const GRANT: [u8; 4] = [0xd7, 0x27, 0x78, 0xdc];
/// Where its type's word ends, whose last byte is 0 for a block's rewards, 1 for an epoch's and 2 for voters.
const TYPE: usize = 4 + 31;

/// What blocks moved, in their order, and the head of the last of them; none where there is more than is read for one question.
type Told = Option<(Head, Vec<Movement>)>;

/// A transaction in a block, with the money that it moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Movement {
    /// The block.
    pub block: Height,
    /// The block's time.
    pub at: Timestamp,
    /// The transaction.
    pub hash: Hash,
    /// Who made it.
    pub by: MadeBy,
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
    /// What the transactions of the blocks after `after` moved, up to block `last` and in the blocks' order, and the head
    /// of that last block; `None` where there are more of them than are read for one question.
    ///
    /// # Errors
    /// See [`Error`]; a block that the node does not have, and a transaction without a receipt, is [`Error::Malformed`].
    pub async fn movements(&self, after: Height, last: Height) -> Result<Told, Error> {
        self.moved(None, after, last).await
    }

    /// The movements of those blocks as each endpoint tells them, in the configured order.
    pub async fn movements_of_each(&self, after: Height, last: Height) -> Vec<(String, Result<Told, Error>)> {
        let asked = self.nodes().into_iter().map(|node| async move {
            let told = self.moved(Some(node.as_str()), after, last).await;
            (node, told)
        });
        join_all(asked).await
    }

    /// What blocks moved, by the word of this endpoint or of whichever answers.
    async fn moved(&self, whom: Option<&str>, after: Height, last: Height) -> Result<Told, Error> {
        let first = after.0.saturating_add(1);
        let blocks =
            (first..=last.0).map(|height| Request::new("eth_getBlockByNumber", json!([number(Height(height)), true])));
        let blocks: Vec<Request> = blocks.collect();
        let (node, answers) = match whom {
            Some(node) => (node.to_owned(), self.ask_one(node, &blocks).await?),
            None => {
                let snapshot = self.snapshot(blocks).await?;
                (snapshot.node, snapshot.value.0)
            }
        };
        let mut listed = Vec::new();
        for answer in answers {
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
        let answers = match (receipts.is_empty(), whom) {
            (true, _) => Vec::new(),
            (false, Some(node)) => self.ask_one(node, &receipts).await?,
            (false, None) => self.batch(&receipts).await?.answers,
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
    let by = transaction.map_or(MadeBy::Somebody, made_by);
    Movement {
        block: head.height,
        at: head.timestamp,
        hash,
        by,
        silent: told.is_empty() && by == MadeBy::Somebody,
        transfers: match told.is_empty() {
            true => transaction.map(|tx| plain(tx, receipt)).unwrap_or_default(),
            false => told,
        },
    }
}

/// Who made a transaction. One of the chain's own whose call cannot be read is the chain's all the same.
fn made_by(transaction: &Tx) -> MadeBy {
    let input = &transaction.input;
    match transaction.is_system() {
        false => MadeBy::Somebody,
        true if input.starts_with(&GRANT) && matches!(input.get(TYPE), Some(0 | 1)) => MadeBy::Grant,
        true => MadeBy::Chain,
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
    use ballast_domain::{Address, Amount};

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
        assert_eq!((movement.block, movement.by), (Height(34), MadeBy::Somebody));
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
        let by = |gas: &str, input: Vec<u8>| {
            let transaction = Tx {
                input,
                ..transaction(gas, "0x0")
            };
            movement(head(&receipt), receipt.hash, Some(&transaction), &receipt).by
        };
        let call = |kind: u8| {
            let mut call = GRANT.to_vec();
            call.extend([0; 31]);
            call.push(kind);
            call.extend([0; 32]);
            call
        };
        assert_eq!([0, 1].map(|kind| by("0x0", call(kind))), [MadeBy::Grant; 2]);
        assert_eq!(by("0x0", call(2)), MadeBy::Chain, "of voters");
        assert_eq!([vec![], GRANT.to_vec()].map(|call| by("0x0", call)), [MadeBy::Chain; 2]);
        assert_eq!(by("0x2710", call(0)), MadeBy::Somebody, "anybody can call it so");
    }
}
