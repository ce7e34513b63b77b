//! A person who wishes, reads what the wallet says, and believes it: what is said to have come to nothing is wished again,
//! unless the wallet warns of it.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use ballast_api::{Call, HistoryFilter, calls};
use ballast_domain::{Action, Address, Intent, Proposal, TokenAmount, Units, actions};
use ballast_tests::{
    chance::Dice,
    liar::{Kind, Payment},
};
use ballast_wallet::Wallet;
use serde_json::{Value, json};

use crate::{
    judge::{Judge, is_open},
    wish::{Wish, beyond, stranger, sum, wish_of},
    world::{CHAIN, COIN, Setting, World},
};

/// How long any answer of the wallet is waited for.
const PATIENCE: Duration = Duration::from_secs(12);
/// How long a submission is followed with the eyes.
const WATCHED: Duration = Duration::from_millis(3_500);
/// The same where what was mined is hidden: after ten seconds and some blocks it may be taken for gone.
const WATCHED_LONG: Duration = Duration::from_millis(14_000);
const LOOK: Duration = Duration::from_millis(250);
/// How long the history has to become what is so, once nobody lies any more: it is looked anew five seconds after a node
/// failed.
const HISTORY: Duration = Duration::from_secs(8);
/// How often the wallet is led to ask what one kind of lie is about.
const PROVOKED: usize = 12;

pub struct Person<'a> {
    pub world: &'a World,
    pub wallet: Wallet,
    pub judge: Judge,
    pub wishes: Vec<Wish>,
    setting: Setting,
    watched: Duration,
    in_coins: bool,
}

impl<'a> Person<'a> {
    pub fn new(world: &'a World, wallet: Wallet, account: Address, setting: Setting, kinds: &[Kind]) -> Self {
        let watched = match kinds.contains(&Kind::Hides) {
            true => WATCHED_LONG,
            false => WATCHED,
        };
        Self {
            world,
            wallet,
            judge: Judge::new(world.truth.clone(), account),
            wishes: Vec::new(),
            setting,
            watched,
            in_coins: kinds
                .iter()
                .any(|kind| matches!(kind, Kind::Estimates | Kind::Decimals)),
        }
    }

    /// Asks the wallet, and waits for its answer for a while.
    async fn ask<C: Call>(&self, call: &C) -> Option<C::Answer> {
        match tokio::time::timeout(PATIENCE, self.wallet.call(call)).await {
            Ok(answer) => answer.ok(),
            // A wallet may wait for a slow node, but the person is not to wait for ever: that is the transport's to hold.
            Err(_) => None,
        }
    }

    /// Wishes something new and sees what becomes of it; what comes to nothing is wished once more.
    pub async fn wishes(&mut self, dice: &mut Dice) {
        let payment = self.payment(dice);
        let name = format!("Friend {}", self.wishes.len());
        // Known, so that the review and the road have no more to ask than the liar gives them.
        let known = calls::SetContact {
            address: payment.to,
            name,
            note: String::new(),
        };
        self.ask(&known).await;
        self.wishes.push(Wish::of(payment));
        let of = self.wishes.len() - 1;
        let Some(first) = self.proposes(&payment).await else {
            return;
        };
        // What is said to have come to nothing, or could not be signed, is wished again.
        if self.signs(of, &first).await == Some(false) {
            return;
        }
        let Some(second) = self.proposes(&payment).await else {
            return;
        };
        // Who is told that the very same is under way leaves it.
        if rules(&second).is_subset(&rules(&first)) {
            self.signs(of, &second).await;
        }
    }

    /// Wishes again what was never signed, such as what a rule forbade while the liar lied.
    pub async fn wishes_again(&mut self) {
        let Some(known) = self.submissions().await else { return };
        for of in 0..self.wishes.len() {
            let payment = self.wishes[of].payment;
            let is_known = known
                .iter()
                .any(|s| wish_of(s, &self.wishes).is_some_and(|wish| wish.payment == payment));
            if !is_known && let Some(proposal) = self.proposes(&payment).await {
                self.signs(of, &proposal).await;
            }
        }
    }

    /// Has the wallet ask what it does not ask by itself and the liar lies about, until it was lied to once.
    pub async fn provokes(&mut self, kinds: &[Kind], dice: &mut Dice) {
        let asked = [Kind::Estimates, Kind::Decimals];
        for kind in asked.into_iter().filter(|kind| kinds.contains(kind)) {
            for _ in 0..PROVOKED {
                if self.world.liar.told_of(kind) > 0 {
                    break;
                }
                match kind {
                    Kind::Estimates => {
                        // Looked at, and not wished.
                        let intent = self.intent(&self.payment(dice));
                        self.ask(&calls::Propose { intent }).await;
                    }
                    _ => self.looks_at_coins().await,
                }
                tokio::time::sleep(LOOK).await;
            }
        }
    }

    /// Looks at the tokens: the coin was added while nobody lied, and has the decimals that it had then.
    async fn looks_at_coins(&mut self) {
        let coin: Address = COIN.parse().unwrap();
        let all = self.ask(&calls::GetTokens { account: None }).await.unwrap_or_default();
        let other = all.iter().find(|token| token.contract == coin);
        if let Some(said) = other.and_then(|token| token.decimals).filter(|said| *said != 18) {
            self.judge.notes(format!("the coin is shown with {said} decimals"));
        }
    }

    /// Something that nobody has wished yet.
    fn payment(&self, dice: &mut Dice) -> Payment {
        Payment {
            to: stranger(dice),
            amount: sum(dice),
            token: self.in_coins.then(|| COIN.parse().unwrap()),
        }
    }

    fn intent(&self, payment: &Payment) -> Intent {
        let Payment { to, amount, token } = *payment;
        let action: Action = match token {
            None => actions::Send {
                to,
                amount,
                payload: Vec::new(),
            }
            .into(),
            Some(token) => {
                let mut word = [0; 32];
                word[16..].copy_from_slice(&amount.rau().to_be_bytes());
                let quantity = TokenAmount::new(Units::from_be_bytes(&word), 18);
                actions::SendToken { token, to, quantity }.into()
            }
        };
        let account = self.judge.account;
        Intent { account, action }
    }

    /// The review of a wish; none where the wallet has none, or forbids it.
    async fn proposes(&self, payment: &Payment) -> Option<Proposal> {
        let intent = self.intent(payment);
        for _ in 0..4 {
            let propose = calls::Propose { intent: intent.clone() };
            if let Some(proposal) = self.ask(&propose).await {
                return Some(proposal).filter(|proposal| proposal.block().is_none());
            }
            tokio::time::sleep(LOOK).await;
        }
        None
    }

    /// Signs what is reviewed, and watches it: whether it is said to have come to nothing; none where it was not signed.
    async fn signs(&mut self, of: usize, proposal: &Proposal) -> Option<bool> {
        let approve = calls::Approve {
            id: proposal.id.clone(),
        };
        self.wishes[of].tried.push(proposal.id.clone());
        let signed = self.ask(&approve).await?;
        self.is_within_bounds(of, proposal);
        self.wishes[of].signed.push(signed.id.clone());
        let begun = Instant::now();
        let mut state = String::new();
        // The first alone is watched for long.
        let watched = if of == 0 { self.watched } else { WATCHED };
        while begun.elapsed() < watched {
            let get = calls::GetSubmission { id: signed.id.clone() };
            if let Some(view) = self.ask(&get).await {
                let open = view.state.is_open();
                let view = json!(view);
                if self.setting == Setting::Beside {
                    self.judge.sees(&view, &self.wishes);
                }
                state = view["state"].as_str().unwrap_or_default().to_owned();
                if !open {
                    break;
                }
            }
            tokio::time::sleep(LOOK).await;
        }
        Some(matches!(state.as_str(), "failed" | "replaced" | "vanished" | "dropped"))
    }

    /// What is signed is what was wished, for this chain, and costs no more than it may.
    fn is_within_bounds(&mut self, of: usize, proposal: &Proposal) {
        for tx in &proposal.transactions {
            if tx.chain_id != CHAIN {
                self.judge.notes(format!("signed for chain {}", tx.chain_id));
            }
            let wish = &self.wishes[of];
            if !wish.is_called(tx.to, tx.value, &tx.data.0) {
                self.judge.notes(format!("signed for {:?}: {tx:?}", wish.payment));
            }
            let most = tx.max_fee_per_gas.saturating_mul(u128::from(tx.gas_limit));
            if let Some(beyond) = beyond(tx.gas_limit, most) {
                self.judge.notes(format!("signed beyond the bounds: {beyond}"));
            }
            // With an honest word to be had no nonce is left out: nothing could ever fill it.
            let own: usize = self.wishes.iter().map(|wish| wish.tried.len()).sum();
            let next = self.world.truth.next_nonce(self.judge.account);
            if self.setting == Setting::Beside && tx.nonce >= next + own as u64 {
                self.judge
                    .notes(format!("signed with nonce {}, and the next is {next}", tx.nonce));
            }
        }
    }

    /// What the wallet knows of; none where it cannot tell.
    pub async fn submissions(&self) -> Option<Vec<Value>> {
        let all = self.ask(&calls::GetSubmissions { account: None }).await?;
        Some(all.into_iter().map(|submission| json!(submission)).collect())
    }

    /// Reads the history, with nobody lying any more, until it is so; what stays otherwise is wrong.
    pub async fn reads_history(&mut self) {
        let begun = Instant::now();
        loop {
            let filter = HistoryFilter::default();
            let rows = self.ask(&calls::GetHistory { filter }).await;
            let unseen = self.ask(&calls::GetUnseen { account: None }).await;
            let wrong = match (rows, unseen) {
                (Some(rows), Some(unseen)) => self.judge.history(&rows, unseen.is_empty()),
                _ => vec!["the wallet does not tell its history".to_owned()],
            };
            if wrong.is_empty() {
                return;
            }
            if begun.elapsed() > HISTORY {
                return wrong.into_iter().for_each(|wrong| self.judge.notes(wrong));
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until nothing is open any more, for so long at the most, and reads all of it each time.
    pub async fn waits(&mut self, patience: Duration) {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            let Some(all) = self.submissions().await else { return };
            if self.setting == Setting::Beside {
                for submission in &all {
                    self.judge.sees(submission, &self.wishes);
                }
            }
            if !all.iter().any(is_open) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

fn rules(proposal: &Proposal) -> BTreeSet<&str> {
    proposal.warnings.iter().map(|warning| warning.rule.as_str()).collect()
}
