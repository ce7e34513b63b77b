//! Requests of `ballast_api::calls::files`.

use ballast_api::calls::ChooseFile;

use super::serve;

serve! { wallet =>
    ChooseFile(req) => wallet.choose_file(req.kind).await?;
}
