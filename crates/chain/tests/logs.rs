//! The scanner of logs, at nodes of different sorts. The logs are those of a real node's payouts (recording 16).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use ballast_chain::{Error, LogFilter};
use ballast_domain::{Address, Era, Height};
use common::{CHAIN, Node, nobody, quick, unknown_tag};
use serde_json::{Value, json};

const ALL: &str = include_str!("../../../tests/recordings/16-voter-rewards-part5.json");

/// How a node takes questions for logs.
#[derive(Clone)]
struct Manner {
    /// Its newest block.
    tip: Arc<AtomicU64>,
    /// Its newest final block; 0 where it does not know the tag.
    last_final: Arc<AtomicU64>,
    /// Blocks that it looks at for one question.
    most: u64,
    /// Logs that it answers at once.
    answers: usize,
    /// Whether it looks at what was asked for.
    heeds: bool,
}

impl Manner {
    fn usual() -> Self {
        Self {
            tip: Arc::new(AtomicU64::new(10_000)),
            last_final: Arc::default(),
            most: 2_000,
            answers: usize::MAX,
            heeds: true,
        }
    }
}

fn number(hex: &Value) -> u64 {
    u64::from_str_radix(hex.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
}

fn recorded() -> Vec<Value> {
    let recording: Value = serde_json::from_str(ALL).unwrap();
    recording["steps"][0]["response"]["result"].as_array().unwrap().clone()
}

/// A node with the recorded payouts of the blocks 61, 121 and 181, and the ranges that it was asked for.
async fn node(manner: Manner) -> (Node, Arc<Mutex<Vec<(u64, u64)>>>) {
    let logs = recorded();
    let ranges = Arc::<Mutex<Vec<_>>>::default();
    let asked = ranges.clone();
    let node = Node::rpc(move |method, params| {
        let tip = manner.tip.load(Ordering::SeqCst);
        match method {
            "eth_chainId" => return json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => return json!({ "result": format!("{tip:#x}") }),
            "eth_getBlockByNumber" => {
                return match manner.last_final.load(Ordering::SeqCst) {
                    0 => unknown_tag(method, params).unwrap(),
                    height => json!({ "result": { "number": format!("{height:#x}") } }),
                };
            }
            _ => {}
        }
        let filter = &params[0];
        let (first, last) = (number(&filter["fromBlock"]), number(&filter["toBlock"]));
        asked.lock().unwrap().push((first, last));
        if last - first >= manner.most {
            return json!({ "error": { "code": 3, "message": "range exceeds the limit" } });
        }
        if first > tip {
            return json!({ "error": { "code": -32603, "message": "invalid start or end height" } });
        }
        let fits = |log: &&Value| {
            let block = number(&log["blockNumber"]);
            let mut heeded = filter["topics"]
                .as_array()
                .into_iter()
                .flatten()
                .zip(log["topics"].as_array().unwrap());
            let same = heeded.all(|(wanted, topic)| wanted.is_null() || wanted == topic);
            !manner.heeds || ((first..=last.min(tip)).contains(&block) && log["address"] == filter["address"] && same)
        };
        let found: Vec<Value> = logs.iter().filter(fits).cloned().collect();
        if found.len() > manner.answers {
            return json!({ "error": { "code": -32005, "message": "query returned more than 10000 results" } });
        }
        json!({ "result": found })
    })
    .await;
    (node, ranges)
}

fn payouts(era: u64) -> LogFilter {
    LogFilter::distributed(Era(era), &[])
}

#[tokio::test]
async fn all_blocks_are_looked_at_once_in_steps_and_it_is_told_how_far() {
    let (node, ranges) = node(Manner::usual()).await;
    let mut scan = node.client().scan_logs(payouts(3), Height(1), Height(4_500));
    let (mut logs, mut steps) = (0, Vec::new());
    while let Some(found) = scan.step().await.unwrap() {
        assert!(
            found
                .logs
                .iter()
                .all(|log| (found.first..=found.last).contains(&log.block))
        );
        logs += found.logs.len();
        steps.push(scan.progress());
    }
    assert_eq!(steps, [(2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]);
    assert_eq!(*ranges.lock().unwrap(), [(1, 2_000), (2_001, 4_000), (4_001, 4_500)]);
    assert!(
        scan.is_done() && logs == 3,
        "three delegates' voters were paid for era 3: {logs}"
    );
    assert!(scan.step().await.unwrap().is_none());
}

#[tokio::test]
async fn where_a_node_refuses_fewer_blocks_are_asked_for_and_nothing_is_missed() {
    let by_range = Manner {
        most: 100,
        ..Manner::usual()
    };
    let by_answer = Manner {
        answers: 5,
        ..Manner::usual()
    };
    for manner in [by_range, by_answer] {
        let (node, _) = node(manner).await;
        let all = LogFilter::event(Address::REWARDING, recorded_topic());
        let mut scan = node.client().scan_logs(all, Height(1), Height(400));
        let mut logs = BTreeSet::new();
        while let Some(found) = scan.step().await.unwrap() {
            logs.extend(found.logs.into_iter().map(|log| (log.block, log.index)));
        }
        assert!(scan.is_done());
        assert_eq!(logs.len(), recorded().len());
    }
}

#[tokio::test]
async fn one_block_that_a_node_refuses_is_said() {
    let (node, ranges) = node(Manner {
        answers: 2,
        ..Manner::usual()
    })
    .await;
    let mut scan = node.client().scan_logs(payouts(3), Height(1), Height(64));
    let mut last = Height(0);
    let error = loop {
        match scan.step().await {
            Ok(Some(found)) => last = found.last,
            Ok(None) => panic!("block 61 has three logs"),
            Err(error) => break error,
        }
    };
    assert!(matches!(&error, Error::Rpc(error) if error.is_too_much()), "{error}");
    assert_eq!(last, Height(60), "what was found before it stands");
    assert_eq!(ranges.lock().unwrap().last(), Some(&(61, 61)));
}

#[tokio::test]
async fn a_scan_is_taken_up_behind_the_last_block_that_was_looked_at() {
    let (node, ranges) = node(Manner::usual()).await;
    let client = node.client();
    let mut scan = client.scan_logs(payouts(3), Height(1), Height(200)).in_steps_of(50);
    let first = scan.step().await.unwrap().unwrap();
    drop(scan);
    let next = Height(first.last.0 + 1);
    let mut again = client.scan_logs(payouts(3), next, Height(200));
    let rest = again.step().await.unwrap().unwrap();
    assert_eq!((first.logs.len(), rest.logs.len()), (0, 3));
    assert_eq!(*ranges.lock().unwrap(), [(1, 50), (51, 200)]);
}

#[tokio::test]
async fn blocks_that_a_node_does_not_have_yet_were_not_looked_at() {
    let manner = Manner {
        tip: Arc::new(AtomicU64::new(60)),
        ..Manner::usual()
    };
    let tip = manner.tip.clone();
    let (node, _) = node(manner).await;
    let mut scan = node.client().scan_logs(payouts(3), Height(1), Height(200));
    // The node cuts the range at its newest block, and says nothing of that.
    let found = scan.step().await.unwrap().unwrap();
    assert_eq!((found.last, found.logs.len()), (Height(60), 0));
    assert!(scan.step().await.unwrap().is_none() && !scan.is_done());
    tip.store(200, Ordering::SeqCst);
    let found = scan.step().await.unwrap().unwrap();
    assert_eq!((found.first, found.logs.len()), (Height(61), 3));
    assert!(scan.is_done());
}

#[tokio::test]
async fn blocks_that_are_not_final_were_not_looked_at() {
    let manner = Manner {
        last_final: Arc::new(AtomicU64::new(60)),
        ..Manner::usual()
    };
    let last_final = manner.last_final.clone();
    let (node, _) = node(manner).await;
    let mut scan = node.client().scan_logs(payouts(3), Height(1), Height(200));
    let found = scan.step().await.unwrap().unwrap();
    assert_eq!((found.last, found.logs.len()), (Height(60), 0));
    assert!(scan.step().await.unwrap().is_none() && !scan.is_done());
    last_final.store(61, Ordering::SeqCst);
    let found = scan.step().await.unwrap().unwrap();
    assert_eq!(
        (found.first, found.last, found.logs.len()),
        (Height(61), Height(61), 3),
        "the payouts of block 61"
    );
}

#[tokio::test]
async fn a_node_that_does_not_know_the_tag_is_asked_for_it_once() {
    let (node, _) = node(Manner::usual()).await;
    let mut scan = node.client().scan_logs(payouts(3), Height(1), Height(6_000));
    while scan.step().await.unwrap().is_some() {}
    assert!(scan.is_done());
    let bodies = node.bodies.lock().unwrap();
    assert_eq!(bodies.iter().filter(|body| body.contains("finalized")).count(), 1);
    assert_eq!(bodies.iter().filter(|body| body.contains("eth_getLogs")).count(), 3);
}

#[tokio::test]
async fn what_a_node_tells_of_unasked_is_left_out() {
    let (node, _) = node(Manner {
        heeds: false,
        ..Manner::usual()
    })
    .await;
    let client = node.client();
    let step = |filter: LogFilter, last| {
        let mut scan = client.scan_logs(filter, Height(1), Height(last));
        async move { scan.step().await.unwrap().unwrap().logs.len() }
    };
    assert_eq!(step(payouts(3), 2_000).await, 3, "of another era");
    assert_eq!(step(payouts(3), 60).await, 0, "of another block");
    let foreign = LogFilter::event(Address::STAKING, recorded_topic());
    assert_eq!(step(foreign, 2_000).await, 0, "of another emitter");
}

fn recorded_topic() -> [u8; 32] {
    let topic = recorded()[0]["topics"][0].as_str().unwrap().to_owned();
    topic.parse::<ballast_domain::Hash>().unwrap().0
}

#[tokio::test]
async fn each_endpoint_is_heard_for_itself() {
    let (honest, _) = node(Manner::usual()).await;
    let (behind, _) = node(Manner {
        tip: Arc::new(AtomicU64::new(10)),
        ..Manner::usual()
    })
    .await;
    let gone = nobody().await;
    let client = ballast_chain::Client::new(quick(&[&honest.url, &behind.url, &gone])).unwrap();
    let told = client.logs_of_each(&payouts(3), Height(61), Height(61)).await;
    let told: Vec<_> = told.into_iter().map(|(_, logs)| logs.map(|logs| logs.len())).collect();
    assert!(matches!(told[..], [Ok(3), Err(Error::Rpc(_)), Err(_)]), "{told:?}");
}

#[tokio::test]
async fn a_scan_at_one_endpoint_asks_no_other() {
    let (first, asked_first) = node(Manner::usual()).await;
    let (second, asked_second) = node(Manner::usual()).await;
    let gone = nobody().await;
    let client = ballast_chain::Client::new(quick(&[&first.url, &second.url, &gone])).unwrap();
    let at = |place: usize| {
        let scan = client.scan_logs(payouts(3), Height(1), Height(64));
        scan.at(&client.nodes()[place])
    };
    let found = at(1).step().await.unwrap().unwrap();
    assert_eq!((&found.node, found.logs.len()), (&client.nodes()[1], 3));
    assert_eq!(*asked_second.lock().unwrap(), [(1, 64)]);
    assert!(at(2).step().await.is_err(), "nobody answers in its place");
    assert!(asked_first.lock().unwrap().is_empty());
}
