//! One bucket: its page, and what is written beside it.

use ballast_domain::{Address, BucketId, Snapshot, Timestamp};

use crate::{BucketLife, BucketPage, BucketTable, FirstBuckets, Recipient, WrittenNote};

calls! {
    /// As many buckets as a screen shows, which a node answers at once even to an owner of thousands.
    chain GetFirstBuckets {
        /// Whose; none for all accounts together.
        account: Option<Address>,
    } -> FirstBuckets;
    /// Reads all buckets, and says what of their table is new.
    chain GetBucketTable {
        /// Whose; none for all accounts together.
        account: Option<Address>,
    } -> BucketTable;
    /// A page of the table that was read last.
    chain GetBucketPage {
        /// Which, the first is 0.
        page: u64,
        /// Its mark in that table.
        mark: u64,
    } -> BucketPage;
    /// A bucket's life, and what may be done with it.
    chain GetBucketLife {
        /// Which, native or a bucket NFT.
        bucket: BucketId,
        /// When its owner begins to leave it; none for now.
        leave_at: Option<Timestamp>,
    } -> Snapshot<BucketLife>;
    /// Write beside a bucket. Where all three are empty, what stood there goes.
    profile SetBucketNote {
        /// Which.
        bucket: BucketId,
        /// How it is called.
        label: String,
        /// Anything else.
        note: String,
        /// The group it belongs to.
        group: String,
    } -> ();
    /// All that is written beside buckets, by bucket.
    profile GetBucketNotes {} -> Vec<WrittenNote>;
    /// What is known of somebody who would get a bucket.
    profile GetRecipient {
        /// Who.
        address: Address,
    } -> Recipient;
}
