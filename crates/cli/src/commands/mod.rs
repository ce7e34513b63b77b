//! The commands: a folder for each family of them, and a file for each group, with its own part of the grammar.

pub(crate) mod accounts;
pub(crate) mod buckets;
pub(crate) mod delegates;
pub(crate) mod history;
pub(crate) mod network;
pub(crate) mod road;
