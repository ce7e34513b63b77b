//! Requests of `ballast_api::calls::directory`.

use ballast_api::calls::{GetCommonControl, GetOrderSeed, GetOverview};

use super::serve;

serve! { wallet =>
    GetOrderSeed(_) => wallet.session().await?.order_seed().await?;
    GetCommonControl(_) => wallet.session().await?.common_control().await?;
    GetOverview(_) => wallet.session().await?.overview().await?;
}
