//! A practice network in a process of its own, and a wallet with practice money on it.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use ballast_domain::{Address, Amount, Timestamp};
use ballast_practice::{default_genesis, faucet_address, faucet_transfer};
use serde_json::{Value, json};

use crate::{
    hex,
    programs::{Cli, PHRASE, Practice, program},
    rpc,
};

const DAY: u64 = 86_400;
/// A price of gas that a practice network takes.
const PRICE: Amount = Amount::from_rau(2_000_000_000_000);
/// The key of an account that every developer of Ethereum tools knows.
pub const OTHER_KEY: &str = "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
/// The address of [`OTHER_KEY`].
pub const OTHER: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/// Has the faucet of the practice network at `chain` send as much as one likes; it is there with the next block. Panics
/// where the node does not take it.
pub fn enrich(chain: &str, account: &str, iotx: u64) {
    let ask = |method: &str, params: Value| rpc(chain, method, params).unwrap_or_else(|e| panic!("{method}: {e}"));
    let nonce = ask("eth_getTransactionCount", json!([faucet_address(), "pending"]));
    let number = |hex: Value| u64::from_str_radix(hex.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
    let (id, nonce) = (number(ask("eth_chainId", json!([]))), number(nonce));
    let to: Address = account.parse().unwrap();
    let raw = faucet_transfer(id, nonce, to, Amount::from_iotx(iotx), PRICE);
    ask("eth_sendRawTransaction", json!([hex(&raw)]));
}

/// A practice network, and a wallet with an account that has practice money. Panics where a program does not do what
/// it is told.
pub struct World {
    _folder: tempfile::TempDir,
    /// Its chain.
    pub practice: Practice,
    /// Its command line.
    pub cli: Cli,
    /// The account with money.
    pub account: String,
    /// The name of one of the delegates.
    pub delegate: String,
}

impl World {
    /// Starts both.
    pub fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), &[])
    }

    /// Starts both, the network with other fields of its genesis than the built-in ones.
    pub fn start_with(fields: &Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut genesis = serde_json::to_value(default_genesis()).unwrap();
        for (name, value) in fields.as_object().unwrap() {
            genesis[name] = value.clone();
        }
        let path = folder.path().join("genesis.json");
        std::fs::write(&path, genesis.to_string()).unwrap();
        Self::start_in(folder, &["--genesis", path.to_str().unwrap()])
    }

    fn start_in(folder: tempfile::TempDir, args: &[&str]) -> Self {
        let practice = Practice::start(&[&["--block-seconds", "0.5"], args].concat());
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "practice",
            node: practice.url(),
        };
        let imported = cli.run(&["accounts", "import-phrase"], PHRASE);
        assert_eq!(imported.code, Some(0), "{}", imported.err);
        let account = cli.run(&["accounts"], "").json()[0]["address"]
            .as_str()
            .unwrap()
            .to_owned();
        let funded = cli.run(&["accounts", "fund", &account], "");
        assert_eq!(funded.code, Some(0), "{}", funded.err);
        let delegates = cli.run(&["delegates", "--by", "votes"], "").json();
        let delegate = delegates["rows"]["value"][5]["name"].as_str().unwrap().to_owned();
        Self {
            _folder: folder,
            practice,
            cli,
            account,
            delegate,
        }
    }

    /// The newest block's time.
    pub fn now(&self) -> Timestamp {
        let head = self.practice.ask("eth_getBlockByNumber", json!(["latest", false]));
        let seconds = head["timestamp"].as_str().unwrap().trim_start_matches("0x");
        Timestamp::from_seconds(u64::from_str_radix(seconds, 16).unwrap())
    }

    /// What the account holds.
    pub fn balance(&self) -> Amount {
        self.balance_of(&self.account)
    }

    /// What an account holds.
    pub fn balance_of(&self, account: &str) -> Amount {
        let balance = self.practice.ask("eth_getBalance", json!([account, "latest"]));
        let hex = balance.as_str().unwrap().trim_start_matches("0x");
        Amount::from_rau(u128::from_str_radix(hex, 16).unwrap())
    }

    /// Moves the chain's time on by days.
    pub fn pass(&self, days: u64) {
        self.practice
            .ask("practice_mine", json!([{ "blocks": 1, "stepSeconds": days * DAY }]));
    }

    /// Gives the account more practice money, in a block of its own.
    pub fn enrich(&self, iotx: u64) {
        enrich(&self.practice.url(), &self.account, iotx);
        self.practice.mine();
    }

    /// A second account, by its key, with practice money of its own.
    pub fn second_account(&self) -> String {
        let imported = self.cli.run(&["accounts", "import-key"], OTHER_KEY);
        assert_eq!(imported.code, Some(0), "{}", imported.err);
        OTHER.to_owned()
    }

    /// Has every delegate make blocks, or none.
    pub fn producers(&self, running: bool) {
        for delegate in 0..40 {
            let one = json!([{ "delegate": delegate, "running": running }]);
            self.practice.ask("practice_producer", one);
        }
    }

    /// The intent to stake 1,000 IOTX.
    pub fn stake(&self, days: u32, locked: bool) -> Value {
        json!({ "account": self.account, "action": "createStake", "candidate": self.delegate, "amount": "1000 IOTX",
                "duration": days, "locked": locked })
    }

    /// The intent to do something with a bucket that needs no more.
    pub fn on(&self, bucket: &Value, action: &str) -> Value {
        json!({ "account": self.account, "action": action, "bucket": bucket })
    }

    /// Does it, and waits until it is final.
    pub fn submit(&self, intent: &Value) -> Value {
        let run = self.cli.run(&["submit", "-", "--yes"], &intent.to_string());
        assert_eq!(run.code, Some(0), "{intent}: {} {}", run.out, run.err);
        run.json()
    }

    /// As a person runs it, without JSON: the exit code, and all that it says.
    pub fn plain(&self, args: &[&str], input: &str) -> (Option<i32>, String) {
        let mut child = Command::new(program("ballast-cli"))
            .args(["--network", "practice", "--node", &self.cli.node, "--home"])
            .arg(&self.cli.home)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            format!("{}{}", text(output.stdout), text(output.stderr)),
        )
    }
}
