//! What every screen is made of: components, charts, figures in words, the way to the backend, and what the whole window
//! knows. It knows no screen, no flow and no layout.

pub mod backend;
pub mod charts;
pub mod components;
pub mod format;
pub mod state;
