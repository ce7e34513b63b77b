//! Rehearsals of intents to come: read once, then decided by `ballast_domain` alone.

use ballast_chain::encode;
use ballast_domain::{
    Intent, Ledger, NativeAction, Snapshot, Timestamp,
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
        let cost = |action: &NativeAction| {
            let fees = gas::fees(&ground.head, action);
            let run = contracts.iter().find(|(of, _)| *of == action).map(|(_, gas)| *gas);
            let (used, limit) = match run {
                Some(run) => (run, gas::with_margin(run)),
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
    async fn contract_gas_of<'a>(
        &self,
        intents: &[&'a Intent],
        ledger: &Ledger,
    ) -> Result<Vec<(&'a NativeAction, u64)>> {
        let mut all = Vec::new();
        for intent in intents {
            let to_contract = ledger.codes.contains(&encode(&intent.action).to);
            let run = self.run_gas(intent.account, &intent.action, to_contract).await?;
            all.extend(run.map(|run| (&intent.action, run.unwrap_or_else(|_| recorded_gas(&intent.action)))));
        }
        Ok(all)
    }
}

/// What such an action took on a real node (recordings 06 and 07).
fn recorded_gas(action: &NativeAction) -> u64 {
    match action {
        NativeAction::MigrateStake(_) => 177_812,
        NativeAction::NftStake(stake) => 202_012 * u64::from(stake.count.get()),
        NativeAction::NftMigrate(_) => 278_908,
        NativeAction::NftMerge(merge) => 86_565_u64.saturating_mul(merge.buckets.len() as u64) / 3,
        NativeAction::NftExpand(_) => 87_068,
        NativeAction::NftTransfer(_) => 59_023,
        NativeAction::NftUnlock(_) => 56_364,
        NativeAction::NftWithdraw(_) => 47_662,
        NativeAction::NftApprove(_) => 44_047,
        NativeAction::NftUnstake(_) => 36_090,
        NativeAction::NftLock(_) => 33_029,
        NativeAction::NftChangeDelegate(_) => 30_662,
        other => encode(other).gas_limit,
    }
}
