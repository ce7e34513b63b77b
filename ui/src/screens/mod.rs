//! One folder a screen.

pub mod activity;
pub mod bucket;
pub mod buckets;
pub mod delegates;
pub mod home;
pub mod later;
pub mod onboarding;
mod review;
pub mod settings;
pub mod stake;
pub mod unlock;
