//! Requests of `ballast_api::calls::money`.

use ballast_api::calls::{AddToken, GetContacts, GetMostToSend, GetTokens, RemoveContact, RemoveToken, SetContact};

use super::serve;

serve! { wallet =>
    GetContacts(_) => wallet.session().await?.contacts().await?;
    SetContact(req) => wallet.session().await?.set_contact(req.address, &req.name, &req.note).await?;
    RemoveContact(req) => wallet.session().await?.remove_contact(req.address).await?;
    GetMostToSend(req) => wallet.session().await?.most_to_send(req.account, req.to).await?;
    GetTokens(req) => wallet.session().await?.tokens(req.account).await?;
    AddToken(req) => wallet.session().await?.add_token(req.contract).await?;
    RemoveToken(req) => wallet.session().await?.remove_token(req.contract).await?;
}
