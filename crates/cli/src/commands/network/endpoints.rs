//! `endpoints`: where the network is asked, how well each endpoint does, and what a person adds or takes away.

use ballast_api::{ChainView, EndpointCheck, EndpointHealth, calls};
use clap::Subcommand;

use crate::{Done, Outcome, globals::Globals, output, words};

/// What to do with them; without it they are asked and shown.
#[derive(clap::Args)]
pub(crate) struct EndpointsArgs {
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Subcommand)]
enum Change {
    /// Say whether an endpoint could be used; changes nothing.
    Check(Endpoint),
    /// Look at an endpoint and ask it after all others.
    Add(Endpoint),
    /// Ask an endpoint no more, built in or not.
    Remove {
        /// Its address.
        url: String,
    },
    /// Ask an endpoint before all others, or at another place.
    Move {
        /// Its address.
        url: String,
        /// Its new place; 1 is the first.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
        to: u16,
    },
    /// Ask the built-in endpoints alone, in their order.
    Reset,
}

#[derive(clap::Args)]
struct Endpoint {
    /// http or https address of the JSON-RPC.
    url: String,
    /// ws or wss address, where it has one.
    #[arg(long, value_name = "URL")]
    ws: Option<String>,
}

pub(crate) async fn run(globals: &Globals, endpoints: &EndpointsArgs) -> Outcome {
    let view = match &endpoints.change {
        None => globals.reader().await?.call(&calls::MeasureEndpoints {}).await?,
        Some(Change::Check(Endpoint { url, ws })) => {
            let (url, ws) = (url.clone(), ws.clone());
            let check = globals.reader().await?.call(&calls::CheckEndpoint { url, ws }).await?;
            about(&check, globals.json);
            return Ok(Done::Ok);
        }
        Some(Change::Add(Endpoint { url, ws })) => {
            let wallet = globals.wallet().await?;
            let check = calls::CheckEndpoint {
                url: url.clone(),
                ws: ws.clone(),
            };
            let check = wallet.call(&check).await?;
            for caution in check.cautions {
                eprintln!("Caution: {caution}");
            }
            let (url, ws) = (url.clone(), ws.clone());
            wallet.call(&calls::AddEndpoint { url, ws }).await?
        }
        Some(Change::Remove { url }) => {
            let url = url.clone();
            globals.wallet().await?.call(&calls::RemoveEndpoint { url }).await?
        }
        Some(Change::Move { url, to }) => {
            let (url, to) = (url.clone(), usize::from(*to) - 1);
            globals.wallet().await?.call(&calls::MoveEndpoint { url, to }).await?
        }
        Some(Change::Reset) => globals.wallet().await?.call(&calls::ResetEndpoints {}).await?,
    };
    show(&view, globals.json);
    Ok(Done::Ok)
}

fn about(check: &EndpointCheck, as_json: bool) {
    if as_json {
        return output::json(check);
    }
    println!("It can be used: block {}, {} ms.", check.height, check.latency_ms);
    check.cautions.iter().for_each(|caution| println!("Caution: {caution}"));
}

fn show(view: &ChainView, as_json: bool) {
    if as_json {
        return output::json(&serde_json::json!({
            "endpoints": view.endpoints, "failover": view.failover, "fixed": view.fixed, "chosen": view.chosen,
        }));
    }
    let rows: Vec<_> = view.endpoints.iter().map(row).collect();
    output::table(["endpoint", "state", "block", "behind", "ms"], &rows);
    for e in &view.endpoints {
        e.error.iter().for_each(|why| println!("{}: {why}", e.url));
    }
    if let Some(fixed) = &view.fixed {
        println!("{fixed}");
    }
}

fn row(e: &EndpointHealth) -> [String; 5] {
    let unknown = || words::UNKNOWN.to_owned();
    let state = match (&e.error, e.healthy) {
        _ if e.ahead => "ahead",
        (Some(_), _) => "fails",
        (None, true) => "answers",
        (None, false) if e.height.is_some() => "behind",
        (None, false) => words::UNKNOWN,
    };
    [
        e.url.clone(),
        state.to_owned(),
        e.height.map_or_else(unknown, |h| h.to_string()),
        e.behind.map_or_else(unknown, |b| b.to_string()),
        e.latency_ms.map_or_else(unknown, |ms| ms.to_string()),
    ]
}
