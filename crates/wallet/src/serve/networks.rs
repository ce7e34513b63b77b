//! Requests of `ballast_api::calls::networks`.

use ballast_api::calls::{AddNetwork, CheckNetwork, RemoveNetwork, SetZanzibarHeight};

use super::serve;

serve! { wallet =>
    CheckNetwork(req) => wallet.check_network(&req.url, req.ws.as_deref()).await?;
    AddNetwork(req) => {
        wallet.add_network(&req.url, req.ws.as_deref(), &req.name).await?;
        wallet.status().await?
    };
    RemoveNetwork(req) => {
        wallet.remove_network(req.chain_id).await?;
        wallet.status().await?
    };
    SetZanzibarHeight(req) => {
        wallet.set_zanzibar_height(req.chain_id, req.height).await?;
        wallet.status().await?
    };
}
