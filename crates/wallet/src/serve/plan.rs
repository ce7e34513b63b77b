//! Requests of `ballast_api::calls::plan`.

use ballast_api::calls::{ExportCalendar, GetCalendar, PlanStake, Rehearse, SaveCalendar, SplitLadder, WeighLadder};

use super::serve;

serve! { wallet =>
    Rehearse(req) => wallet.session().await?.rehearse(&req.plan, req.until).await?;
    PlanStake(req) => wallet.session().await?.plan_stake(req.amount, req.needed).await?;
    SplitLadder(req) => wallet.session().await?.split_ladder(&req.spec).await?;
    WeighLadder(req) => wallet.session().await?.weigh_ladder(req.rungs).await?;
    GetCalendar(req) => wallet.session().await?.calendar(req.account).await?;
    ExportCalendar(req) => wallet.session().await?.calendar_file(req.account).await?;
    SaveCalendar(req) => wallet.session().await?.save_calendar(req.account).await?;
}
