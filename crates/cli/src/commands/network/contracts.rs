//! `network contracts`: the contracts of a network, and those that a person gives it by a file.

use ballast_api::{ContractsView, FileKind, calls};

use crate::{Done, Outcome, globals::Globals, output};

/// What `network contracts --help` says of the form.
pub(crate) const HELP: &str = "\
A file of contracts is one JSON object. Every field may be left out; one that no such file has is refused.

  {\"chainId\": 4711,
   \"staking\": {\"v1\": \"0x…\", \"v2\": \"0x…\", \"v3\": \"0x…\"},
   \"delegateProfile\": \"0x…\", \"autoDeposit\": \"0x…\",
   \"hermes\": {\"distributor\": \"0x…\", \"forward\": \"0x…\", \"multisend\": [], \"vaults\": []},
   \"ioid\": {\"registry\": \"0x…\", \"ioid\": \"0x…\", \"store\": \"0x…\", \"project\": \"0x…\",
            \"projectRegistry\": \"0x…\", \"verifyingProxies\": [], \"v2registry\": \"0x…\",
            \"erc6551registry\": \"0x…\", \"accountImplementation\": \"0x…\"},
   \"deviceBindings\": [{\"address\": \"0x…\", \"idKind\": \"address\"}], \"projectDevice\": \"0x…\",
   \"msp\": {\"manager\": \"0x…\", \"bucketStrategy\": \"0x…\", \"erc20\": [], \"rewardPool\": \"0x…\"},
   \"marshall\": {\"voter\": \"0x…\", \"vault\": \"0x…\"},
   \"gen1\": {\"escrow\": \"0x…\", \"voter\": \"0x…\", \"distributor\": \"0x…\"}, \"governor\": \"0x…\",
   \"claims\": [{\"kind\": \"merkle\", \"address\": \"0x…\", \"token\": \"0x…\", \"label\": \"A name\"}]}

A device is named by `address` or by `bytes32`. The kinds of claims are pool, w3b, gauge, incentives, merkle, bucketBatch, \
steps and vesting.";

/// Shows them, or changes them first.
pub(crate) async fn run(globals: &Globals, what: &str) -> Outcome {
    let view = match what {
        "show" => globals.reader().await?.call(&calls::GetContracts {}).await?,
        "forget" => globals.wallet().await?.call(&calls::ForgetContracts {}).await?,
        file => {
            let wallet = globals.wallet().await?;
            let file = wallet.offer_file(FileKind::Contracts, file.into()).handle;
            wallet.call(&calls::GiveContracts { file }).await?
        }
    };
    show(&view, globals.json);
    Ok(Done::Ok)
}

fn show(view: &ContractsView, as_json: bool) {
    if as_json {
        return output::json(view);
    }
    let rows: Vec<_> = view
        .rows()
        .into_iter()
        .map(|(one, by_person)| {
            let whose = if by_person { "your file" } else { "Ballast" };
            [one.field, one.address.to_string(), whose.to_owned()]
        })
        .collect();
    match rows.is_empty() {
        true => println!("No contract is known on chain {}.", view.chain_id),
        false => output::table(["contract", "address", "known from"], &rows),
    }
}
