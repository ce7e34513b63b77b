//! What decides on a form's wish: the part of the chain that it touches, so that each key is answered at once, by the
//! rules themselves.

use ballast_api::{GroundView, calls};
use ballast_domain::{
    Action, Address, Amount, Context, Refusal, Snapshot, Touch,
    rehearsal::{Clock, attempt},
};
use leptos::prelude::*;

use super::{Remote, read};

/// The part of the chain that decides on what one account may wish.
#[derive(Clone, Copy)]
pub struct Ground {
    account: Signal<Option<Address>>,
    read: Remote<Snapshot<GroundView>>,
}

impl Ground {
    /// Reads what an account touches, again whenever that changes or a block comes; nothing while there is no account.
    pub fn new(account: Signal<Option<Address>>, touches: impl Fn() -> Vec<Touch> + Send + Sync + 'static) -> Self {
        let touches = Memo::new(move |_| touches());
        let call = move || {
            let account = account.get()?;
            let touches = touches.get();
            Some(calls::GetGround { account, touches })
        };
        Self {
            account,
            read: read(call),
        }
    }

    /// What the account can spend, and the most that an action's gas costs; none while that is not known.
    pub fn money(self) -> Option<(Amount, Amount)> {
        let of = |ground: &Snapshot<GroundView>| (ground.value.spendable, ground.value.fee);
        self.read.value.with(|ground| ground.as_ref().map(of))
    }

    /// The rule that forbids an action; none where none does, or where what decides is not known yet: the review then
    /// says it.
    pub fn refusal(self, action: &Action) -> Option<Refusal> {
        let (balance, fee) = self.money()?;
        self.refusal_with(action, |by| Context { balance, fee, ..by })
    }

    /// The rule that forbids an action to an account that could pay for it.
    pub fn refusal_money_apart(self, action: &Action) -> Option<Refusal> {
        self.refusal_with(action, |by| by)
    }

    fn refusal_with(self, action: &Action, by: impl Fn(Context) -> Context) -> Option<Refusal> {
        let account = self.account.get()?;
        self.read.value.with(|ground| {
            let ground = ground.as_ref()?;
            let clock = Clock {
                params: &ground.value.params,
                height: ground.height,
                now: ground.value.now,
            };
            attempt(action, &ground.value.ledger, &by(clock.context(account))).err()
        })
    }
}
