//! What the black-box tests share: the built programs, a practice network in its own process, a misbehaving node.
//! Everything here talks to loopback only.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

pub mod ahead;
pub mod chance;
pub mod desk;
pub mod funded;
pub mod house;
pub mod liar;
pub mod look;
pub mod programs;
pub mod proxy;
pub mod reader;
pub mod replay;
mod rpc;
pub mod screens;
mod size;
pub mod window;

pub use rpc::{hex, post, rpc};
