//! Requests of `ballast_api::calls::app`.

use ballast_api::calls::{
    AskPracticeMoney, GetStart, GetStatus, OpenNetwork, PassPracticeTime, SetSettings, StartPracticeOver,
};

use super::serve;

serve! { wallet =>
    GetStatus(_) => {
        wallet.reopen().await?;
        wallet.status().await?
    };
    GetStart(_) => {
        wallet.reopen().await?;
        wallet.start_of_window().await?
    };
    OpenNetwork(req) => {
        wallet.choose(req.network).await?;
        wallet.status().await?
    };
    SetSettings(req) => wallet.set_settings(req.settings).await?;
    PassPracticeTime(req) => {
        let session = wallet.session().await?;
        session.pass_practice_time(req.seconds).await?;
        session.refresh_head().await?;
        session.chain_view()
    };
    AskPracticeMoney(req) => {
        let session = wallet.session().await?;
        session.ask_practice_money(req.account).await?;
        session.chain_view()
    };
    StartPracticeOver(_) => {
        wallet.start_practice_over().await?;
        wallet.status().await?
    };
}
