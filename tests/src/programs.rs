//! The built programs, run as a person runs them.

use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};

/// A built program of this workspace: it stands two folders above the running test.
///
/// # Panics
/// When it was not built.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    let folder = test.ancestors().nth(2).expect("tests run in target/PROFILE/deps");
    let path = folder.join(name);
    assert!(
        path.exists(),
        "{} is missing: build it first, or run cargo xtask test",
        path.display()
    );
    path
}

/// How a run of `ballast-cli` ended.
pub struct Run {
    /// The exit code; none when it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it complained.
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    ///
    /// # Panics
    /// When it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}\n{}", self.out, self.err))
    }
}

/// Whose wallet, on which node.
pub struct Cli {
    /// The wallet's folder.
    pub home: PathBuf,
    /// `practice`, `testnet`, `mainnet`, or one that was added: `own:4711`.
    pub network: &'static str,
    /// The node; empty to ask where the network says.
    pub node: String,
}

/// Throw-away words that every developer of Ethereum tools knows.
pub const PHRASE: &str = "test test test test test test test test test test test junk";
/// The password of every wallet in these tests.
pub const PASSWORD: &str = "correct horse battery";

impl Cli {
    fn command(&self, form: &[&str], args: &[&str]) -> Command {
        let mut command = Command::new(program("ballast-cli"));
        command.args(form).args(["--network", self.network]);
        if !self.node.is_empty() {
            command.args(["--node", &self.node]);
        }
        command.arg("--home").arg(&self.home);
        command.args(["--password-fd", "3"]).args(args);
        command
    }

    /// Starts it, with the password on file descriptor 3 and `input` on standard input.
    pub fn spawn(&self, args: &[&str], input: &str) -> Child {
        self.spawn_after("", &["--json"], args, input)
    }

    /// Runs it to its end as a person does who knows the password: what it prints is for people.
    pub fn run_for_people(&self, args: &[&str], input: &str) -> Run {
        ended(self.spawn_after("", &[], args, input))
    }

    /// Runs it to its end where no file may grow beyond so many kibibytes: a disk with no more room, as far as one file
    /// can tell.
    pub fn run_with_room(&self, kibibytes: u64, args: &[&str], input: &str) -> Run {
        // What is too much is an error of the write, not the program's end.
        let limit = format!("trap '' XFSZ; ulimit -f {};", kibibytes * 2);
        let child = self.spawn_after(&limit, &["--json"], args, input);
        ended(child)
    }

    /// Runs it to its end by a clock that is wrong by as many seconds as the file `clock` says.
    pub fn run_by_clock(&self, clock: &Path, args: &[&str], input: &str) -> Run {
        let wrong = format!("export BALLAST_CLOCK='{}';", clock.display());
        ended(self.spawn_after(&wrong, &["--json"], args, input))
    }

    fn spawn_after(&self, first: &str, form: &[&str], args: &[&str], input: &str) -> Child {
        let secret = self.home.with_extension("password");
        // Once: a second program must not find it half written.
        if !secret.exists() {
            std::fs::write(&secret, PASSWORD).expect("the test's folder can be written");
        }
        let inner = self.command(form, args);
        // The shell opens descriptor 3; the program and its arguments are passed on as they are.
        let mut command = Command::new("sh");
        command
            .args([
                "-c",
                &format!("{first} secret=\"$1\"; shift; exec \"$@\" 3<\"$secret\""),
                "sh",
            ])
            .arg(&secret);
        command.arg(inner.get_program()).args(inner.get_args());
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("a built program can be started");
        let mut stdin = child.stdin.take().expect("standard input is piped");
        // A program that does not read its input may be gone already.
        let _ = stdin.write_all(input.as_bytes());
        child
    }

    /// Runs it to its end.
    pub fn run(&self, args: &[&str], input: &str) -> Run {
        ended(self.spawn(args, input))
    }
}

fn ended(child: Child) -> Run {
    let output = child.wait_with_output().expect("a started program ends");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Run {
        code: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// A practice network in a process of its own; dropped, it is killed.
pub struct Practice {
    child: Child,
    address: SocketAddr,
}

impl Practice {
    /// Starts `ballast-cli practice` with these arguments on a free port.
    ///
    /// # Panics
    /// When it does not say where it listens.
    pub fn start(args: &[&str]) -> Self {
        Self::at(0, args)
    }

    /// Starts it on this port, as one that was there before.
    ///
    /// # Panics
    /// When it does not say where it listens.
    pub fn at(port: u16, args: &[&str]) -> Self {
        let mut command = Command::new(program("ballast-cli"));
        command
            .args(["practice", "--port", &port.to_string()])
            .args(args)
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("a built program can be started");
        let stdout = child.stdout.take().expect("standard output is piped");
        let mut line = String::new();
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("it says where it listens");
        let address = line
            .trim()
            .trim_end_matches('/')
            .rsplit_once("//")
            .map(|(_, address)| address.parse());
        let address = address
            .and_then(Result::ok)
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child, address }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its JSON-RPC address.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Asks it.
    ///
    /// # Panics
    /// When it does not answer, or answers with an error.
    pub fn ask(&self, method: &str, params: Value) -> Value {
        crate::rpc(&self.url(), method, params).unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    /// Makes one block.
    pub fn mine(&self) {
        self.ask("practice_mine", json!([{ "blocks": 1 }]));
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file of the repository, by its path from the top.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Has a wallet in `home` open the testnet and ask these nodes alone: the built-in endpoints are left out, so that nothing
/// beyond this machine is asked.
///
/// # Panics
/// When it cannot be written.
pub fn only(home: &Path, urls: &[&str]) {
    let networks: Value = serde_json::from_slice(&std::fs::read(repository("assets/networks.json")).unwrap()).unwrap();
    let built_in = networks["testnet"]["endpoints"].as_array().unwrap();
    let left_out: Vec<_> = built_in.iter().map(|e| e["url"].clone()).collect();
    let own: Vec<_> = urls.iter().map(|url| json!({ "url": url })).collect();
    let choice = json!({ "own": own, "leftOut": left_out, "order": [] });
    let remembered = json!({ "network": "testnet", "endpoints": { "Testnet": choice } });
    std::fs::write(home.join("ballast.json"), remembered.to_string()).unwrap();
}
