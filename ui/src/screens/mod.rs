//! One folder a screen.

pub mod activity;
pub mod book;
pub mod bucket;
pub mod buckets;
pub mod delegates;
pub mod home;
pub mod later;
pub mod onboarding;
pub mod operator;
pub mod receive;
mod review;
pub mod send;
pub mod settings;
pub mod stake;
pub mod unlock;
