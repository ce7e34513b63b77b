//! Requests of `ballast_api::calls::operator`.

use ballast_api::calls::{GetOwnDelegates, ReadBlsKey};

use super::serve;
use crate::delegates;

serve! { wallet =>
    GetOwnDelegates(_) => wallet.session().await?.own_delegates().await?;
    ReadBlsKey(req) => delegates::read_bls_key(req.path).await?;
}
