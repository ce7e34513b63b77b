//! The peers: JavaScript, run by node from the folder where `npm ci` put them.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use serde::{Deserialize, de::DeserializeOwned};

use crate::error::{Error, Result};

/// What every script says: how long its work took.
#[derive(Deserialize)]
pub struct Took {
    ms: f64,
}

impl From<Took> for Duration {
    fn from(took: Took) -> Self {
        Self::from_secs_f64(took.ms / 1e3)
    }
}

/// Runs one script to its end and reads the JSON it writes.
///
/// # Errors
/// There is no node, the script failed, or it wrote something else.
pub fn ask<T: DeserializeOwned>(script: &str, argument: impl AsRef<std::ffi::OsStr>) -> Result<T> {
    let mut node = Command::new("node");
    node.arg(folder().join(script)).arg(argument).stderr(Stdio::inherit());
    let output = node.output().map_err(Error::io("node"))?;
    if !output.status.success() {
        return Err(Error::Unfair(format!("{script} failed ({})", output.status)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| Error::Unfair(format!("{script}: {error}")))
}

/// The version of a package that is installed, which `package-lock.json` fixes.
///
/// # Errors
/// It is not installed.
pub fn version(package: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Package {
        version: String,
    }
    let file = folder().join("node_modules").join(package).join("package.json");
    let text = std::fs::read(&file).map_err(Error::io(file.display()))?;
    let read: Package = serde_json::from_slice(&text).map_err(|error| Error::Unfair(format!("{package}: {error}")))?;
    Ok(format!("{package} {}", read.version))
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/peers"))
}
