//! Recordings as files.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::Value;

/// One file of a recording.
#[derive(Debug, Deserialize)]
struct File {
    start: Option<Start>,
    genesis: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    contracts: BTreeMap<String, String>,
    steps: Vec<Value>,
}

/// Where the first step finds the chain.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The height of the last block.
    pub height: u64,
    /// Seconds between the blocks so far.
    pub block_seconds: f64,
}

/// A recording, its parts put together.
#[derive(Debug)]
pub struct Recording {
    /// The scenario's file name without part and ending.
    pub name: String,
    /// Where the first step finds the chain.
    pub start: Start,
    /// genesis.json with the recording's own fields.
    pub genesis: Value,
    /// The addresses of contracts that were deployed before its first step.
    pub contracts: Vec<String>,
    /// What was done, and what came back.
    pub steps: Vec<Value>,
}

/// The recordings that come with the project, or those of the folder that `BALLAST_RECORDINGS` names.
pub fn folder() -> PathBuf {
    std::env::var_os("BALLAST_RECORDINGS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings"),
        PathBuf::from,
    )
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> T {
    let text = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

impl Recording {
    /// Reads a recording with all its parts.
    ///
    /// # Panics
    /// When it is not there or not in the recordings' form.
    pub fn read(folder: &Path, name: &str) -> Self {
        let whole = folder.join(format!("{name}.json"));
        let parts: Vec<PathBuf> = if whole.exists() {
            vec![whole]
        } else {
            (1..)
                .map(|i| folder.join(format!("{name}-part{i}.json")))
                .take_while(|path| path.exists())
                .collect()
        };
        assert!(
            !parts.is_empty(),
            "there is no recording {name} in {}",
            folder.display()
        );
        let mut files: Vec<File> = parts.iter().map(|path| read(path)).collect();
        let mut genesis: Value = read(&folder.join("genesis.json"));
        let first = &mut files[0];
        for (field, value) in first.genesis.take().unwrap_or_default() {
            genesis[field] = value;
        }
        Self {
            name: name.to_owned(),
            start: first.start.clone().expect("the first part says where the chain stands"),
            genesis,
            contracts: std::mem::take(&mut first.contracts).into_values().collect(),
            steps: files.into_iter().flat_map(|file| file.steps).collect(),
        }
    }

    /// The names of all recordings in a folder, those of release 2.2.2 aside.
    pub fn all(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|file| Some(file.strip_suffix(".json")?.split("-part").next()?.to_owned()))
            .filter(|name| name.starts_with(|c: char| c.is_ascii_digit()) && !name.contains("v222"))
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// A duration as Go writes it: `2.5s`, `1440h10m`.
pub fn seconds(text: &str) -> f64 {
    let mut total = 0.0;
    let mut number = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '0'..='9' | '.' => {
                number.push(c);
                continue;
            }
            'h' => total += 3600.0 * number.parse::<f64>().expect("hours"),
            'm' if rest.peek() == Some(&'s') => {
                rest.next();
                total += number.parse::<f64>().expect("milliseconds") / 1000.0;
            }
            'm' => total += 60.0 * number.parse::<f64>().expect("minutes"),
            's' => total += number.parse::<f64>().expect("seconds"),
            other => panic!("{text} is no duration: {other}"),
        }
        number.clear();
    }
    total
}
