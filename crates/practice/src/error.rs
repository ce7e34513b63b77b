//! What can go wrong when a practice network is started or asked.

use std::{io, path::PathBuf};

use serde_json::Value;
use thiserror::Error;

/// Why a practice network cannot start or go on.
#[derive(Debug, Error)]
pub enum PracticeError {
    /// The port is taken, or may not be used.
    #[error("the practice network cannot listen on port {port}: {source}")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// The genesis contradicts itself.
    #[error("the practice network's genesis is wrong: {0}")]
    Genesis(String),
    /// The state on disk cannot be read or written.
    #[error("the practice network's data in {path} cannot be used: {reason}")]
    Data {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// An error as the node's JSON-RPC gives it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RpcError {
    /// -32603, or a gRPC code.
    pub code: i64,
    /// The node's own words.
    pub message: String,
    /// What a reverted call returned.
    pub data: Option<Value>,
}

impl RpcError {
    /// The gRPC code of an argument that makes no sense.
    pub const INVALID_ARGUMENT: i64 = 3;
    /// The gRPC code of something that is not there.
    pub const NOT_FOUND: i64 = 5;
    /// The gRPC code of everything else.
    pub const INTERNAL: i64 = 13;

    /// An error without a gRPC code.
    pub fn plain(message: impl Into<String>) -> Self {
        Self {
            code: -32603,
            message: message.into(),
            data: None,
        }
    }

    /// An error with a gRPC code.
    pub fn grpc(code: i64, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            data: None,
        }
    }

    /// With `null` beside the message: the node's answer had a type already when it failed.
    pub fn with_null(self) -> Self {
        Self {
            data: Some(Value::Null),
            ..self
        }
    }

    /// A request that lacks what its method needs.
    pub fn format() -> Self {
        Self::plain("invalid format of request")
    }
}
