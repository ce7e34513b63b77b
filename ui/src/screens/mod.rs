//! One folder a screen.

pub mod activity;
pub mod batch;
pub mod book;
pub mod bucket;
pub mod buckets;
pub mod calendar;
pub mod delegates;
pub mod drafts;
pub mod home;
pub mod ladder;
pub mod later;
pub mod onboarding;
pub mod operator;
pub mod plan;
pub mod receive;
mod review;
pub mod send;
pub mod settings;
pub mod stake;
pub mod unlock;
