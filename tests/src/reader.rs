//! A practice network in a process of its own, and somebody without a wallet who reads it.

use serde_json::{Value, json};

use crate::programs::{Cli, Practice};

/// A practice network that makes blocks when asked, of which the first is made; and who only reads it. Panics where a program does
/// not do what it is told.
pub struct Reader {
    /// Its chain.
    pub practice: Practice,
    /// Its command line.
    pub cli: Cli,
    _folder: tempfile::TempDir,
}

impl Reader {
    /// Starts it.
    pub fn start() -> Self {
        let practice = Practice::start(&["--on-demand"]);
        practice.mine();
        let folder = tempfile::tempdir().unwrap();
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "practice",
            node: practice.url(),
        };
        Self {
            practice,
            cli,
            _folder: folder,
        }
    }

    /// What a command answers programs; it is done.
    pub fn done(&self, args: &[&str]) -> Value {
        let run = self.cli.run(args, "");
        assert_eq!(run.code, Some(0), "{args:?}: {} {}", run.out, run.err);
        run.json()
    }

    /// The newest block, which stays it until another one is asked for.
    pub fn tip(&self) -> u64 {
        let tip = self.practice.ask("eth_blockNumber", json!([]));
        u64::from_str_radix(tip.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
    }

    /// The hash of a block, as the node itself has it.
    pub fn hash_of(&self, height: u64) -> Value {
        let params = json!([format!("{height:#x}"), false]);
        self.practice.ask("eth_getBlockByNumber", params)["hash"].clone()
    }
}

/// The delegates of a list, in its order. Panics where it is none.
pub fn rows(delegates: &Value) -> &Vec<Value> {
    delegates["rows"]["value"].as_array().unwrap()
}
