//! Requests of `ballast_api::calls::reads`.

use ballast_api::calls::{GetBlocksMade, GetBuckets, GetChain, GetDelegate, GetDelegates, GetHome, GetQr};

use super::serve;
use crate::qr;

serve! { wallet =>
    GetChain(_) => {
        let session = wallet.session().await?;
        if session.known().head.is_none() {
            session.refresh_head().await?;
        }
        session.chain_view()
    };
    GetDelegates(_) => wallet.session().await?.delegates().await?;
    GetDelegate(req) => wallet.session().await?.delegate_page(&req.name).await?;
    GetBlocksMade(req) => wallet.session().await?.blocks_made(req.operator, req.epoch).await?;
    GetHome(req) => wallet.session().await?.home(req.account).await?;
    GetBuckets(req) => wallet.session().await?.buckets(req.account).await?;
    GetQr(req) => qr::svg(req.address);
}
