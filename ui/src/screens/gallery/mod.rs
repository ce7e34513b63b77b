//! The gallery: every piece that the interface is made of, in every state, for those who make or change one (docs/ui.md).

mod pieces;

pub use self::pieces::Gallery;
