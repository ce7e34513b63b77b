//! Running a recording against a practice network.

use std::fmt;

use ballast_practice::{Config, Genesis, Handle, start};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::{
    Differences, Recording,
    compare::{Difference, Names},
    leeway::Leeway,
    seconds,
    wire::{self, Socket},
};
use crate::post;

/// A step whose answer is not as recorded.
#[derive(Debug)]
pub struct Mismatch {
    /// Counted from 0 through all parts.
    pub step: usize,
    /// What the step does.
    pub what: String,
    /// The fields.
    pub fields: Vec<Difference>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |value: &Value| {
            let text = value.to_string();
            if text.len() > 160 {
                format!("{}… ({} characters)", &text[..160], text.len())
            } else {
                text
            }
        };
        for field in &self.fields {
            let (expected, got) = (short(&field.expected), short(&field.got));
            writeln!(
                f,
                "[{}] {} {}\n    expected {expected}\n    got      {got}",
                self.step, self.what, field.path
            )?;
        }
        Ok(())
    }
}

/// A practice network as a recording needs it: blocks on demand, the recording's genesis, a free port.
pub struct Network {
    runtime: Runtime,
    handle: Option<Handle>,
    url: String,
    socket: Option<Socket>,
}

impl Network {
    /// Starts it and brings it to the height of the recording's first step.
    ///
    /// # Panics
    /// When it does not start.
    pub fn for_recording(recording: &Recording) -> Self {
        let genesis: Genesis =
            serde_json::from_value(recording.genesis.clone()).expect("the recordings' genesis is read");
        let network = Self::start(Config {
            genesis: Some(genesis),
            on_demand: true,
            block_seconds: recording.start.block_seconds,
            ..Config::default()
        });
        if recording.start.height > 1 {
            network.mine(recording.start.height - 1, recording.start.block_seconds);
        }
        network
    }

    /// Starts one.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(config: Config) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let handle = runtime.block_on(start(config)).expect("the practice network starts");
        let url = handle.url();
        Self {
            runtime,
            handle: Some(handle),
            url,
            socket: None,
        }
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The whole answer, `result` or `error`, without the envelope.
    ///
    /// # Panics
    /// When there is no answer.
    pub fn ask(&self, method: &str, params: &Value) -> Value {
        let mut body = json!({ "jsonrpc": "2.0", "id": 1, "method": method });
        if !params.is_null() {
            body["params"] = params.clone();
        }
        let answer = post(&self.url, &body.to_string()).expect("an answer");
        let mut answer: Value = serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{e}: {answer}"));
        match answer.get_mut("error") {
            Some(error) => json!({ "error": error.take() }),
            None => json!({ "result": answer["result"].take() }),
        }
    }

    /// Makes blocks; gives the last one's height, timestamp and miner.
    pub fn mine(&self, blocks: u64, step: f64) -> Value {
        self.ask("practice_mine", &json!([{ "blocks": blocks, "stepSeconds": step }]))["result"].take()
    }
}

impl Network {
    /// A WebSocket step. What answers a request is heard at once; what a block brings, when the block is made.
    fn talk(&mut self, websocket: &Value, names: &mut Names) -> Vec<Difference> {
        let socket = self
            .socket
            .get_or_insert_with(|| Socket::connect(&self.runtime, &self.url));
        socket.step(&self.runtime, websocket, names);
        let is_answer = websocket["received"]
            .as_str()
            .is_some_and(|text| text.contains("\"id\""));
        if is_answer {
            socket.catch_up(&self.runtime, names)
        } else {
            Vec::new()
        }
    }

    fn hear(&mut self, names: &mut Names) -> Vec<Difference> {
        self.socket
            .as_mut()
            .map_or_else(Vec::new, |socket| socket.catch_up(&self.runtime, names))
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        // An open connection would keep the server up.
        self.socket = None;
        if let Some(handle) = self.handle.take() {
            self.runtime.block_on(handle.shutdown());
        }
    }
}

/// Replays all steps.
///
/// # Panics
/// When an answer differs in a way that is not permitted.
pub fn replay(name: &str) {
    replay_steps(name, |_| true);
}

/// Replays the steps that `chosen` names.
///
/// # Panics
/// When an answer differs in a way that is not permitted.
pub fn replay_steps(name: &str, chosen: impl Fn(usize) -> bool) {
    let recording = Recording::read(&super::folder(), name);
    let differences = Differences::read();
    let mut network = Network::for_recording(&recording);
    let mut names = Names::default();
    let mut leeway = Leeway::of(&recording);
    for step in &recording.steps {
        if step["request"]["method"] == "eth_sendRawTransaction"
            && let Some(hash) = step["response"]["result"].as_str()
        {
            names.remember_sent(hash);
        }
    }
    let steps: Vec<usize> = (0..recording.steps.len()).filter(|i| chosen(*i)).collect();
    let mut mismatches = Vec::new();
    for place in &steps {
        let step = &recording.steps[*place];
        let mut fields = run(&mut network, &recording, step, &mut names, &mut leeway);
        fields.retain(|d| !differences.permits(name, *place, &d.path, &d.expected));
        if !fields.is_empty() {
            let what = step["do"].as_str().unwrap_or_default().to_owned();
            mismatches.push(Mismatch {
                step: *place,
                what,
                fields,
            });
        }
    }
    let unmet = differences.unmet(name, &steps);
    let list: String = mismatches.iter().map(Mismatch::to_string).collect();
    assert!(
        mismatches.is_empty() && unmet.is_empty(),
        "{name}: {} of {} steps differ\n{list}{}",
        mismatches.len(),
        steps.len(),
        unmet.join("\n")
    );
}

fn run(
    network: &mut Network,
    recording: &Recording,
    step: &Value,
    names: &mut Names,
    leeway: &mut Leeway,
) -> Vec<Difference> {
    if let Some(chain) = step.get("chain") {
        return match chain.get("mine").and_then(Value::as_u64) {
            Some(blocks) => {
                leeway.forget_lists();
                let last = network.mine(blocks, seconds(chain["step"].as_str().expect("a step's length")));
                let expected = json!({
                    "height": chain["height"], "timestamp": chain["timestamp"], "miner": chain["miner"]
                });
                let mut found = names.differences(&expected, &last);
                found.extend(network.hear(names));
                found
            }
            None => {
                let producer = json!([{ "delegate": chain["delegate"], "running": chain["up"] }]);
                let answer = network.ask("practice_producer", &producer);
                assert!(answer.get("error").is_none(), "{answer}");
                Vec::new()
            }
        };
    }
    if let Some(http) = step.get("http") {
        return wire::http(network.url(), http, names);
    }
    if let Some(websocket) = step.get("websocket") {
        return network.talk(websocket, names);
    }
    if let Some(blocks) = step.get("blocks").and_then(Value::as_array) {
        return blocks
            .iter()
            .flat_map(|block| check_block(network, recording, block))
            .collect();
    }
    match step.get("request") {
        Some(request) if step.get("response").is_some() => {
            let expected = since_start(recording, request, &step["response"]);
            ask(network, step, &expected, names, leeway)
        }
        _ => Vec::new(),
    }
}

/// Where contracts were deployed before the first step, that is not recorded; but a contract's first log is of its
/// deployment. Here the contracts stand from the genesis.
fn since_start(recording: &Recording, request: &Value, expected: &Value) -> Value {
    let mut expected = expected.clone();
    if request["method"] == "eth_getLogs"
        && !recording.contracts.is_empty()
        && let Some(logs) = expected["result"].as_array_mut()
    {
        let start = format!("{:#x}", recording.start.height);
        let height = |log: &Value| log["blockNumber"].as_str().map(|at| (at.len(), at.to_owned()));
        logs.retain(|log| height(log) > Some((start.len(), start.clone())));
    }
    expected
}

fn ask(network: &Network, step: &Value, expected: &Value, names: &mut Names, leeway: &mut Leeway) -> Vec<Difference> {
    let request = &step["request"];
    let method = request["method"].as_str().expect("a method");
    let params = names.translate(request.get("params").unwrap_or(&Value::Null));
    let got = network.ask(method, &params);
    if method == "web3_clientVersion" && got["result"].is_string() {
        return Vec::new();
    }
    leeway.differences(step, &params, expected, &got, names)
}

fn check_block(network: &Network, recording: &Recording, block: &Value) -> Vec<Difference> {
    let height = block[0].as_u64().expect("a height");
    let got = network.ask("eth_getBlockByNumber", &json!([format!("{height:#x}"), false]));
    let got = &got["result"];
    // Producers are named operator0, operator1, … by the delegates' places in the genesis.
    let place = block[2]
        .as_str()
        .and_then(|name| name.strip_prefix("operator"))
        .and_then(|i| i.parse::<usize>().ok());
    let miner = place
        .and_then(|i| recording.genesis["delegates"][i]["operator"].as_str())
        .unwrap_or("nobody");
    let expected = json!([
        format!("{:#x}", block[1].as_u64().expect("a time")),
        miner.to_lowercase()
    ]);
    let got = json!([
        got["timestamp"],
        got["miner"].as_str().unwrap_or_default().to_lowercase()
    ]);
    if expected == got {
        Vec::new()
    } else {
        vec![Difference {
            path: format!("block {height}"),
            expected,
            got,
        }]
    }
}
