//! What is being decided: amount, days, stake-lock; and every rule that these break.

use std::num::NonZeroU32;

use ballast_api::{AccountView, calls};
use ballast_domain::{
    Action, Address, Amount, ContractVersion, Days, NFT_WAIT_SECONDS, Refusal, Rule, Timestamp, Votes,
    actions::{CreateStake, NftStake, nft::Term},
    vote_weight,
};
use leptos::prelude::*;

use crate::kit::{
    format::{explain, sentence, typed_days},
    state::{Ground, KeptForm, Remote, app, read, staking},
};

/// The rules that stand under the amount.
const OF_AMOUNT: [Rule; 4] = [Rule::AmountZero, Rule::MinStake, Rule::Balance, Rule::NftAmount];
/// The rules that stand under the days.
const OF_DAYS: [Rule; 2] = [Rule::MaxDuration, Rule::NftTerm];
/// Kept back by "Max", so that there is something left to pay for unstaking and withdrawing.
pub const KEPT_BACK: Amount = Amount::from_iotx(1);
/// The days that a new form begins with.
const USUAL_DAYS: u32 = 91;

/// What is typed and chosen.
#[derive(Clone, Copy)]
pub struct Terms {
    /// As typed.
    pub amount_text: RwSignal<String>,
    /// As typed.
    pub days_text: RwSignal<String>,
    /// Stake-lock.
    pub locked: RwSignal<bool>,
    /// As a bucket NFT, which is always locked at first.
    pub nft: RwSignal<bool>,
    /// Who pays; another than the one looked at only for this stake.
    pub payer: RwSignal<Option<Address>>,
    delegate: Memo<Option<(Address, String)>>,
    home: Remote<ballast_api::Home>,
    refusal: Memo<Option<Refusal>>,
    of_amount: Memo<Option<Refusal>>,
    of_days: Memo<Option<Refusal>>,
}

impl Terms {
    /// An empty amount, 91 days, locked, for a delegate by its id and name; or as the form was left.
    pub fn new(form: &KeptForm, delegate: Memo<Option<(Address, String)>>) -> Self {
        let payer = form.payer(|_| true);
        let amount_text = form.text("amount", "");
        let days_text = form.text("days", USUAL_DAYS.to_string());
        let (locked, nft) = (form.keep("locked", true), form.keep("nft", false));
        let ground = Ground::new(payer.into(), Vec::new);
        let least = || staking().map(|staking| staking.min_stake);
        let typed = move || {
            // What is not typed yet breaks no rule.
            let amount = amount_text.with(|text| typed_amount(text)).ok().or_else(least)?;
            Some((amount, days_text.with(|text| typed_days(text)).unwrap_or_default()))
        };
        let wish = move |amount, days| wanted(delegate.get()?, nft.get(), locked.get(), amount, days);
        let refusal = Memo::new(move |_| {
            let (amount, days) = typed()?;
            ground.refusal(&wish(amount, days)?)
        });
        // Each field says what is wrong with it, whatever is wrong with the other.
        let of_amount = Memo::new(move |_| ground.refusal(&wish(typed()?.0, Days::default())?));
        let of_days = Memo::new(move |_| ground.refusal_money_apart(&wish(least()?, typed()?.1)?));
        Self {
            payer,
            amount_text,
            days_text,
            locked,
            nft,
            delegate,
            home: read(move || payer.get().map(|account| calls::GetHome { account: Some(account) })),
            refusal,
            of_amount,
            of_days,
        }
    }

    /// The account that pays.
    pub fn account(self) -> Option<AccountView> {
        let payer = self.payer.get()?;
        app().accounts().into_iter().find(|a| a.address == payer)
    }

    /// What the account has; none while that is not known.
    pub fn liquid(self) -> Option<Amount> {
        self.home.value.with(|h| h.as_ref()?.liquid.as_ref().map(|l| l.value))
    }

    /// What is wanted, once all of it is there.
    pub fn action(self) -> Option<Action> {
        let (amount, days) = (self.typed_amount().ok()?, self.typed_days().ok()?);
        wanted(self.delegate.get()?, self.nft.get(), self.locked.get(), amount, days)
    }

    /// The amount, or the rule that it breaks.
    ///
    /// # Errors
    /// A sentence for people, ready to stand under the field.
    pub fn amount(self) -> Result<Amount, String> {
        let amount = self.typed_amount()?;
        refused(self.of_amount, &OF_AMOUNT).map_or(Ok(amount), |r| Err(explain(r.rule)))
    }

    /// The days, or the rule that they break.
    ///
    /// # Errors
    /// A sentence for people, ready to stand under the field.
    pub fn days(self) -> Result<Days, String> {
        let days = self.typed_days()?;
        refused(self.of_days, &OF_DAYS).map_or(Ok(days), |r| Err(explain(r.rule)))
    }

    /// The rule that forbids it and stands under no field.
    pub fn refused_otherwise(self) -> Option<Refusal> {
        self.refusal
            .get()
            .filter(|r| !OF_AMOUNT.contains(&r.rule) && !OF_DAYS.contains(&r.rule))
    }

    /// Whether it can be reviewed.
    pub fn is_legal(self) -> bool {
        self.action().is_some() && self.refusal.get().is_none()
    }

    fn typed_amount(self) -> Result<Amount, String> {
        self.amount_text.with(|text| typed_amount(text))
    }

    fn typed_days(self) -> Result<Days, String> {
        self.days_text.with(|text| typed_days(text))
    }

    /// The days for drawing: 0 while what is typed is no number.
    pub fn days_shown(self) -> u32 {
        self.days_text.with(|text| typed_days(text)).map_or(0, |days| days.0)
    }

    /// Chooses stake-lock; without it there is no bucket NFT.
    pub fn lock(self, on: bool) {
        self.locked.set(on);
        if !on {
            self.nft.set(false);
        }
    }

    /// Chooses a bucket NFT, which is locked.
    pub fn as_nft(self, on: bool) {
        self.nft.set(on);
        if on {
            self.locked.set(true);
        }
    }

    /// The votes these terms bring.
    pub fn votes(self) -> Option<Votes> {
        Some(vote_weight(
            self.amount().ok()?,
            self.days().ok()?,
            self.locked.get(),
            false,
        ))
    }

    /// When the money could be in hand: for locked terms, if unlocked at `now`.
    pub fn free_at(self, now: Timestamp) -> Option<Timestamp> {
        Some(now.plus_days(self.days().ok()?).plus_seconds(self.wait()?))
    }

    /// Seconds from unstaking to withdrawing: the network's, or the contract's own; none while no network is open.
    pub fn wait(self) -> Option<u64> {
        match self.nft.get() {
            true => Some(NFT_WAIT_SECONDS),
            false => staking().map(|staking| staking.withdraw_wait),
        }
    }
}

fn refused(refusal: Memo<Option<Refusal>>, by: &[Rule]) -> Option<Refusal> {
    refusal.get().filter(|r| by.contains(&r.rule))
}

fn typed_amount(text: &str) -> Result<Amount, String> {
    match text.trim() {
        "" => Err(Rule::AmountZero.help().to_owned()),
        text => text
            .parse()
            .map_err(|e: ballast_domain::AmountError| sentence(&e.to_string())),
    }
}

/// The action that terms come to; none where it is to be a bucket NFT and no contract issues any: what was chosen and
/// cannot be had is not quietly replaced by something else.
fn wanted(
    (delegate, candidate): (Address, String),
    nft: bool,
    locked: bool,
    amount: Amount,
    duration: Days,
) -> Option<Action> {
    if !nft {
        let stake = CreateStake {
            candidate,
            amount,
            duration,
            locked,
            payload: Vec::new(),
        };
        return Some(stake.into());
    }
    let stake = NftStake {
        contract: app().network()?.params().staking_contract(ContractVersion::V3)?,
        delegate,
        amount,
        duration: Term::Days(duration),
        count: NonZeroU32::MIN,
    };
    Some(stake.into())
}
