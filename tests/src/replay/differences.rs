//! The permitted differences, from one file.

use std::{cell::RefCell, collections::HashSet, path::Path};

use serde::Deserialize;
use serde_json::Value;

/// One difference that is permitted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Permitted {
    /// The recording.
    recording: String,
    /// The step, counted from 0 through all parts.
    step: usize,
    /// The field, as in `logs[2].data`; empty for the whole answer.
    #[serde(default)]
    path: String,
    /// Why the practice network need not answer as the node did.
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    difference: Vec<Permitted>,
}

/// All permitted differences, and which of them were met.
#[derive(Debug)]
pub struct Differences {
    permitted: Vec<Permitted>,
    met: RefCell<HashSet<usize>>,
}

impl Differences {
    /// Reads `tests/practice/differences.toml`.
    ///
    /// # Panics
    /// When it is not in the right form, or a difference has no reason.
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("practice/differences.toml");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for permitted in &file.difference {
            assert!(
                permitted.reason.len() > 20,
                "a difference needs a reason: {permitted:?}"
            );
        }
        Self {
            permitted: file.difference,
            met: RefCell::default(),
        }
    }

    /// Whether a difference is permitted. Errors never are.
    pub fn permits(&self, recording: &str, step: usize, path: &str, expected: &Value) -> bool {
        let is_error = path.starts_with("error") || expected.get("code").is_some();
        let place = self
            .permitted
            .iter()
            .position(|p| p.recording == recording && p.step == step && p.path == path);
        if let Some(place) = place.filter(|_| !is_error) {
            self.met.borrow_mut().insert(place);
            return true;
        }
        false
    }

    /// Those of a recording that are permitted and did not occur: they should be struck out.
    pub fn unmet(&self, recording: &str, steps: &[usize]) -> Vec<String> {
        let met = self.met.borrow();
        let unmet = self
            .permitted
            .iter()
            .enumerate()
            .filter(|(i, p)| p.recording == recording && steps.contains(&p.step) && !met.contains(i));
        unmet
            .map(|(_, p)| format!("step {} {} did not differ", p.step, p.path))
            .collect()
    }
}
