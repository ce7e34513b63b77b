//! For those who run a delegate.

mod delegate;

pub use self::delegate::{DelegateDeed, Operator, RegisterDelegate};
