//! Rehearsals of intents to come: read once, then decided by `ballast_domain` alone.

use ballast_chain::encode;
use ballast_domain::{
    Action, Intent, Ledger, Snapshot, Timestamp,
    rehearsal::{Cost, Planned, Rehearsal, Start, rehearse},
};

use crate::{Result, road::gas, session::Session};

impl Session {
    /// What intents leave on a date.
    pub(crate) async fn rehearse(&self, plan: &[Planned], until: Timestamp) -> Result<Snapshot<Rehearsal>> {
        let intents: Vec<&Intent> = plan.iter().map(|p| &p.intent).collect();
        let mut ground = self.ground(&intents).await?;
        // Bucket NFTs are told of where an action has to do with any.
        if !intents.iter().flat_map(|i| i.touches()).any(|touch| touch.is_of_nfts()) {
            ground.books.ledger.contracts.clear();
        }
        let ledger = &ground.books.ledger;
        let balances = ground
            .accounts
            .iter()
            .map(|(account, (balance, _))| (*account, *balance));
        let start = Start {
            clock: self.clock(&ground.head),
            ledger,
            balances: balances.collect(),
        };
        let contracts = self.contract_gas_of(&intents, ledger).await?;
        let cost = |action: &Action| {
            let fees = gas::fees(&ground.head, action);
            let run = contracts.iter().find(|(of, _)| *of == action).map(|(_, gas)| *gas);
            let (used, limit) = match run {
                Some(run) => (run, gas::limit(action, run)),
                None => (encode(action).gas_limit, encode(action).gas_limit),
            };
            Cost {
                fee: gas::fee(&fees, action, used),
                max: fees.max_cost(limit),
            }
        };
        let rehearsal = rehearse(&start, plan, cost, until);
        Ok(ground.origin.map(|()| rehearsal))
    }

    /// The gas of actions that run a contract, as the node says for today's state. What is not legal today cannot be
    /// run; it counts as what such an action took on a real node.
    async fn contract_gas_of<'a>(&self, intents: &[&'a Intent], ledger: &Ledger) -> Result<Vec<(&'a Action, u64)>> {
        let mut all = Vec::new();
        for intent in intents {
            let to_contract = ledger.codes.contains(&encode(&intent.action).to);
            let run = self.run_gas(intent.account, &intent.action, to_contract).await?;
            all.extend(run.map(|run| (&intent.action, run.unwrap_or_else(|_| usual_gas(&intent.action)))));
        }
        Ok(all)
    }
}

/// What such an action took on a real node; else what every action takes at least.
fn usual_gas(action: &Action) -> u64 {
    action.usual_gas().unwrap_or_else(|| encode(action).gas_limit)
}
