//! The buckets that one has, and each of them.

mod bucket;
#[expect(clippy::module_inception, reason = "the group is named after its main screen")]
mod buckets;

pub use self::{
    bucket::{BucketAct, BucketPage, FindBucket},
    buckets::Buckets,
};
