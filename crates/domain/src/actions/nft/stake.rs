//! Stake with a delegate: new bucket NFTs.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{
    super::{
        Rules,
        words::{delegate, fees_left, leaving},
    },
    Term, check,
};
use crate::{
    Address, Amount, Context, ContractEvent, ContractVersion, Effects, Ledger, Party, Phrase, Refusal, Rule, Touch,
    TransferKind, grouped, phrase,
};

/// Stake `amount` with `candidate` for `duration`, once or several times; each is a token, locked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftStake {
    /// The contract that issues the bucket.
    pub contract: Address,
    /// The delegate's permanent id. The contract takes any address.
    pub delegate: Address,
    /// In each bucket.
    pub amount: Amount,
    /// On the contract's clock.
    pub duration: Term,
    /// How many buckets.
    #[serde(default = "one")]
    pub count: NonZeroU32,
}

const fn one() -> NonZeroU32 {
    NonZeroU32::MIN
}

impl NftStake {
    /// What all its buckets hold together.
    pub fn total(&self) -> Amount {
        self.amount.saturating_mul(u128::from(self.count.get()))
    }
}

impl Rules for NftStake {
    fn method(&self) -> &'static str {
        "stake"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        ctx.require_balance(self.total())?;
        let contract = check::contract(ledger, self.contract)?;
        let first = contract.next_index();
        let duration = match contract.version {
            ContractVersion::V1 => {
                let blocks = self.duration.on(contract.version)?;
                check::open_type(contract, self.amount, blocks)?;
                blocks
            }
            ContractVersion::V2 | ContractVersion::V3 => {
                if self.amount < ctx.params.staking.min_stake {
                    return Err(Rule::NftAmount.into());
                }
                self.duration.on(contract.version)?
            }
        };
        for index in first..first + u64::from(self.count.get()) {
            let held = ContractEvent::Transfer { index, to: ctx.caller };
            let staked = ContractEvent::Staked {
                index,
                delegate: self.delegate,
                amount: self.amount,
                duration,
            };
            check::follow(ledger, self.contract, &[held, staked], ctx);
        }
        let (from, to) = (Party::Account(ctx.caller), Party::Account(self.contract));
        effects.transfer(TransferKind::InContract, from, to, self.total());
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let term = self.duration.with_days(ctx.params.block_millis);
        let amount = self.amount.for_people();
        let name = delegate(self.delegate, ledger);
        let what = match self.count.get() {
            1 => phrase!("Lock {} IOTX with {} as a bucket NFT", amount, &name),
            n => phrase!(
                "Lock {} IOTX with {} in each of {} bucket NFTs",
                amount,
                &name,
                grouped(n.into())
            ),
        };
        phrase!(
            "{}. The money comes back {} after you unlock it, and the contract's wait after that.",
            &what,
            term
        )
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::NftContract(self.contract), Touch::DelegateOfId(self.delegate)]
    }

    fn forbid(&self, ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        check::mutes(ledger, Some(self.contract), ctx)?;
        check::delegate(ledger, self.delegate)
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let leaving = leaving(ledger.staking.candidates.get(&self.delegate));
        leaving.into_iter().chain(fees_left(ctx, self.total())).collect()
    }

    fn usual_gas(&self) -> Option<u64> {
        Some(202_012 * u64::from(self.count.get()))
    }

    fn issues_nft(&self) -> bool {
        true
    }
}
