//! Requests of `ballast_api::calls::buckets`.

use ballast_api::calls::{
    GetBucketLife, GetBucketNotes, GetBucketPage, GetBucketTable, GetFirstBuckets, GetRecipient, SetBucketNote,
};

use super::serve;

serve! { wallet =>
    GetFirstBuckets(req) => wallet.session().await?.first_buckets(req.account).await?;
    GetBucketTable(req) => wallet.session().await?.bucket_table(req.account).await?;
    GetBucketPage(req) => wallet.session().await?.bucket_page(req.page, req.mark);
    GetBucketLife(req) => wallet.session().await?.bucket_life(req.bucket, req.leave_at).await?;
    SetBucketNote(req) => wallet.session().await?.set_bucket_note(req).await?;
    GetBucketNotes(_) => wallet.session().await?.written_notes().await?;
    GetRecipient(req) => wallet.session().await?.recipient(req.address).await?;
}
