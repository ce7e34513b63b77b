//! Requests of `ballast_api::calls::networks`.

use ballast_api::{
    FileKind,
    calls::{AddNetwork, CheckNetwork, ForgetContracts, GetContracts, GiveContracts, RemoveNetwork, SetZanzibarHeight},
};

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
    GetContracts(_) => wallet.contracts_view().await?;
    GiveContracts(req) => wallet.give_contracts(wallet.take_file(FileKind::Contracts, &req.file)?).await?;
    ForgetContracts(_) => wallet.forget_contracts().await?;
    SetZanzibarHeight(req) => {
        wallet.set_zanzibar_height(req.chain_id, req.height).await?;
        wallet.status().await?
    };
}
