//! One bucket: its page, and what is written beside it.

use ballast_domain::{Address, BucketId, Snapshot, Timestamp};

use crate::{BucketLife, BucketPage, FirstBuckets, Recipient, WrittenNote};

calls! {
    /// As many buckets as a screen shows, which a node answers at once even to an owner of thousands.
    GetFirstBuckets {
        /// Whose; none for all accounts together.
        account: Option<Address>,
    } -> FirstBuckets;
    /// The table of buckets from a place on. Place 0 reads them anew; the others go on with what was read then.
    GetBucketPage {
        /// Which account; none for all together.
        account: Option<Address>,
        /// How many rows come before.
        from: u64,
    } -> BucketPage;
    /// A bucket's life, and what may be done with it.
    GetBucketLife {
        /// Which, native or a bucket NFT.
        bucket: BucketId,
        /// When its owner begins to leave it; none for now.
        leave_at: Option<Timestamp>,
    } -> Snapshot<BucketLife>;
    /// Write beside a bucket. Where all three are empty, what stood there goes.
    SetBucketNote {
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
    GetBucketNotes {} -> Vec<WrittenNote>;
    /// What is known of somebody who would get a bucket.
    GetRecipient {
        /// Who.
        address: Address,
    } -> Recipient;
}
