//! Requests of `ballast_api::calls::network`.

use ballast_api::calls::{AddEndpoint, CheckEndpoint, MeasureEndpoints, MoveEndpoint, RemoveEndpoint, ResetEndpoints};

use super::serve;

serve! { wallet =>
    CheckEndpoint(req) => wallet.check_endpoint(&req.url, req.ws.as_deref()).await?;
    AddEndpoint(req) => wallet.add_endpoint(&req.url, req.ws.as_deref()).await?;
    RemoveEndpoint(req) => wallet.remove_endpoint(&req.url).await?;
    MoveEndpoint(req) => wallet.move_endpoint(&req.url, req.to).await?;
    ResetEndpoints(_) => wallet.reset_endpoints().await?;
    MeasureEndpoints(_) => wallet.session().await?.measure_endpoints().await;
}
