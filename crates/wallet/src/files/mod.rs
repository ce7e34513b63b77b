//! Files between the person and the wallet: exports that are saved, and files that the person chose to be read.

mod chosen;
mod save;

pub(crate) use chosen::Chosen;
pub use chosen::{Choosing, FileChooser};
pub(crate) use save::save;
