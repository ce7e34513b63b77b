//! Requests of `ballast_api::calls::operator`.

use ballast_api::{
    FileKind,
    calls::{GetOwnDelegates, ReadBlsKey},
};

use super::serve;
use crate::delegates;

serve! { wallet =>
    GetOwnDelegates(_) => wallet.session().await?.own_delegates().await?;
    ReadBlsKey(req) => delegates::read_bls_key(wallet.take_file(FileKind::BlsKey, &req.file)?, req.prove_for).await?;
}
