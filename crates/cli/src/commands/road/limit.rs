//! `fee-limit`: the most that a transaction may cost, shown and changed.

use ballast_api::{Settings, calls};
use ballast_domain::Amount;

use crate::{
    Done, Outcome,
    globals::{self, Globals},
    output, wrong_usage,
};

/// What is meant by no limit of one's own.
const USUAL: &str = "usual";

/// Shows it, or changes it first.
pub(crate) async fn run(globals: &Globals, amount: Option<&str>) -> Outcome {
    let limit = match amount {
        None => None,
        Some(USUAL) => Some(None),
        Some(text) => {
            let limit = globals::fee(text).map_err(|why| wrong_usage(format!("The limit: {why}.")))?;
            Some(Some(limit))
        }
    };
    let wallet = globals.wallet().await?;
    let mut settings = wallet.call(&calls::GetStatus {}).await?.settings;
    if let Some(limit) = limit {
        settings.fee_limit = limit;
        settings = wallet.call(&calls::SetSettings { settings }).await?;
    }
    if globals.json {
        output::json(&serde_json::json!({ "feeLimit": settings.fee_limit }));
    } else {
        println!("{}", words(&settings));
    }
    Ok(Done::Ok)
}

fn words(settings: &Settings) -> String {
    match settings.fee_limit.map(Amount::to_iotx) {
        Some(limit) => format!("A transaction may cost {limit} IOTX at most."),
        None => "A transaction may cost 1 IOTX at most, or three times its gas at the lowest price where that is more."
            .into(),
    }
}
