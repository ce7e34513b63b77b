//! What is being decided: amount, days, stake-lock; and every rule that these break.

use ballast_api::{AccountView, calls};
use ballast_domain::{
    Address, Amount, ContractVersion, Days, NFT_WAIT_SECONDS, Network, Rule, StakingParams, Timestamp, Votes,
    actions::nft::Term, vote_weight,
};
use leptos::prelude::*;

use crate::{
    format::{sentence, typed_days},
    state::{Remote, app, read},
};

/// Kept back by "Max", so that there is something left to pay for unstaking and withdrawing.
pub const KEPT_BACK: Amount = Amount::from_iotx(1);
/// The days that a new form begins with.
const USUAL_DAYS: u32 = 91;

/// The form's content.
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
    home: Remote<ballast_api::Home>,
}

impl Terms {
    /// An empty amount, 91 days, locked.
    pub fn new() -> Self {
        let app = app();
        let payer = RwSignal::new(None);
        let looked_at = Memo::new(move |_| app.acting().map(|a| a.address));
        Effect::new(move |_| payer.set(looked_at.get()));
        Self {
            payer,
            amount_text: RwSignal::new(String::new()),
            days_text: RwSignal::new(USUAL_DAYS.to_string()),
            locked: RwSignal::new(true),
            nft: RwSignal::new(false),
            home: read(move || payer.get().map(|account| calls::GetHome { account: Some(account) })),
        }
    }

    /// The account that pays.
    pub fn account(self) -> Option<AccountView> {
        let payer = self.payer.get()?;
        app().accounts().into_iter().find(|a| a.address == payer)
    }

    /// What the account can spend; none while that is not known.
    pub fn liquid(self) -> Option<Amount> {
        self.home.value.with(|h| h.as_ref()?.liquid.as_ref().map(|l| l.value))
    }

    /// The amount, or the rule that it breaks.
    ///
    /// # Errors
    /// A sentence for people, ready to stand under the field.
    pub fn amount(self) -> Result<Amount, String> {
        let text = self.amount_text.get();
        if text.trim().is_empty() {
            return Err(Rule::AmountZero.help().to_owned());
        }
        let amount: Amount = text
            .parse()
            .map_err(|e: ballast_domain::AmountError| sentence(&e.to_string()))?;
        check_amount(amount, self.liquid(), &params())
            .map(|()| amount)
            .map_err(explain)
    }

    /// The days, or the rule that they break.
    ///
    /// # Errors
    /// A sentence for people, ready to stand under the field.
    pub fn days(self) -> Result<Days, String> {
        let days = self.days_text.with(|text| typed_days(text))?;
        let refused = match self.nft.get() {
            true => Term::Days(days)
                .on(ContractVersion::V3)
                .is_err()
                .then_some(Rule::NftTerm),
            false => (days > params().max_duration).then_some(Rule::MaxDuration),
        };
        refused.map_or(Ok(days), |rule| Err(explain(rule)))
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
        Some(now.plus_days(self.days().ok()?).plus_seconds(self.wait()))
    }

    /// Seconds from unstaking to withdrawing: the network's, or the contract's own.
    pub fn wait(self) -> u64 {
        match self.nft.get() {
            true => NFT_WAIT_SECONDS,
            false => params().withdraw_wait,
        }
    }
}

/// The staking constants of the open network.
pub fn params() -> StakingParams {
    app().network().unwrap_or(Network::Practice).params().staking
}

fn check_amount(amount: Amount, liquid: Option<Amount>, params: &StakingParams) -> Result<(), Rule> {
    if amount.is_zero() {
        return Err(Rule::AmountZero);
    }
    if amount < params.min_stake {
        return Err(Rule::MinStake);
    }
    // The fee comes on top; the review knows it exactly.
    if liquid.is_some_and(|liquid| amount >= liquid) {
        return Err(Rule::Balance);
    }
    Ok(())
}

fn explain(rule: Rule) -> String {
    format!("{} {}", rule.sentence(), rule.help())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_on_the_amount_is_named() {
        let params = StakingParams::default();
        let check = |text: &str, liquid: Option<u64>| {
            check_amount(text.parse().unwrap(), liquid.map(Amount::from_iotx), &params)
        };
        assert_eq!(check("0", None), Err(Rule::AmountZero));
        assert_eq!(check("99.999", Some(1000)), Err(Rule::MinStake));
        assert_eq!(
            check("1000", Some(1000)),
            Err(Rule::Balance),
            "nothing would be left for the fee"
        );
        assert_eq!(check("999", Some(1000)), Ok(()));
        assert_eq!(check("1000", None), Ok(()), "an unknown balance forbids nothing");
    }
}
