//! Requests of `ballast_api::calls::delegates`.

use ballast_api::calls::{GetWatchedDelegates, UnwatchDelegate, WatchDelegate};

use super::serve;

serve! { wallet =>
    GetWatchedDelegates(_) => wallet.session().await?.watched_delegates().await?;
    WatchDelegate(req) => wallet.session().await?.watch_delegate(req.delegate).await?;
    UnwatchDelegate(req) => wallet.session().await?.unwatch_delegate(req.delegate).await?;
}
