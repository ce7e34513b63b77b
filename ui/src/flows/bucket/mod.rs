//! Where a bucket's page is, and what the person calls it.

mod labels;
pub mod place;

pub use labels::{Labels, labels_of, read_labels};
