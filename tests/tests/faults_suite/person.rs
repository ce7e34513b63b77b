//! A person who wishes, reads what the wallet says, and believes it: what is said to have come to nothing is wished again,
//! unless the wallet warns of it.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use ballast_api::{Call, calls};
use ballast_domain::{Action, Address, Amount, Intent, Proposal, TokenAmount, Units, actions};
use ballast_tests::{chance::Dice, liar::Kind};
use ballast_wallet::Wallet;
use serde_json::{Value, json};

use crate::{
    judge::{Judge, Wish, limit},
    world::{CHAIN, COIN, Setting, World},
};

/// How long any answer of the wallet is waited for.
const PATIENCE: Duration = Duration::from_secs(12);
/// How long a submission is followed with the eyes.
const WATCHED: Duration = Duration::from_millis(3_500);
/// The same where what was mined is hidden: after ten seconds and some blocks it may be taken for gone.
const WATCHED_LONG: Duration = Duration::from_millis(14_000);
const LOOK: Duration = Duration::from_millis(250);

/// Somebody whom nobody else has ever paid.
pub fn stranger(dice: &mut Dice) -> Address {
    let mut bytes = [0x5a; 20];
    for part in bytes.chunks_mut(8) {
        let drawn = dice.below(u64::MAX).to_be_bytes();
        part.copy_from_slice(&drawn[..part.len()]);
    }
    Address::from_bytes(bytes)
}

/// A few IOTX and some Rau, which no other wish has.
pub fn sum(dice: &mut Dice) -> Amount {
    let iotx = Amount::from_iotx(1 + dice.below(5));
    iotx.saturating_add(Amount::from_rau(u128::from(1 + dice.below(1_000_000))))
}

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
        let (to, amount) = (stranger(dice), sum(dice));
        let token = self.in_coins.then(|| COIN.parse().unwrap());
        let name = format!("Friend {}", self.wishes.len());
        // Known, so that the review and the road have no more to ask than the liar gives them.
        let known = calls::SetContact {
            address: to,
            name,
            note: String::new(),
        };
        self.ask(&known).await;
        self.wishes.push(Wish {
            to,
            amount,
            token,
            signed: Vec::new(),
        });
        let Some(first) = self.proposes().await else { return };
        // What is said to have come to nothing, or could not be signed, is wished again.
        if self.signs(&first).await == Some(false) {
            return;
        }
        let Some(second) = self.proposes().await else { return };
        // Who is told that the very same is under way leaves it.
        if rules(&second).is_subset(&rules(&first)) {
            self.signs(&second).await;
        }
    }

    fn intent(&self) -> Intent {
        let wish = &self.wishes[self.wishes.len() - 1];
        let action: Action = match wish.token {
            None => actions::Send {
                to: wish.to,
                amount: wish.amount,
                payload: Vec::new(),
            }
            .into(),
            Some(token) => {
                let mut word = [0; 32];
                word[16..].copy_from_slice(&wish.amount.rau().to_be_bytes());
                let quantity = TokenAmount::new(Units::from_be_bytes(&word), 18);
                let to = wish.to;
                actions::SendToken { token, to, quantity }.into()
            }
        };
        let account = self.judge.account;
        Intent { account, action }
    }

    /// The review of the newest wish; none where the wallet has none, or forbids it.
    async fn proposes(&self) -> Option<Proposal> {
        let intent = self.intent();
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
    async fn signs(&mut self, proposal: &Proposal) -> Option<bool> {
        let approve = calls::Approve {
            id: proposal.id.clone(),
        };
        let signed = self.ask(&approve).await?;
        self.is_within_bounds(proposal);
        if let Some(wish) = self.wishes.last_mut() {
            wish.signed.push(signed.id.clone());
        }
        let begun = Instant::now();
        let mut state = String::new();
        // The first alone is watched for long.
        let watched = match self.wishes.len() {
            1 => self.watched,
            _ => WATCHED,
        };
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
    fn is_within_bounds(&mut self, proposal: &Proposal) {
        let wish = self.wishes[self.wishes.len() - 1].clone();
        let mut wrong = Vec::new();
        for tx in &proposal.transactions {
            if tx.chain_id != CHAIN {
                wrong.push(format!("signed for chain {}", tx.chain_id));
            }
            let is_meant = match wish.token {
                None => tx.to == wish.to && tx.value == wish.amount && tx.data.0.is_empty(),
                Some(token) => tx.to == token && tx.value.is_zero() && is_transfer(&tx.data.0, &wish),
            };
            if !is_meant {
                wrong.push(format!("signed for {:?}: {tx:?}", wish.to));
            }
            let most = tx.max_fee_per_gas.saturating_mul(u128::from(tx.gas_limit));
            if most > limit(tx.gas_limit) {
                wrong.push(format!("signed for a fee of up to {most:?}: {} gas", tx.gas_limit));
            }
            // With an honest word to be had no nonce is left out: nothing could ever fill it.
            let own: usize = self.wishes.iter().map(|wish| wish.signed.len()).sum();
            let next = self.world.truth.next_nonce(self.judge.account);
            if self.setting == Setting::Beside && tx.nonce > next + own as u64 {
                wrong.push(format!("signed with nonce {}, and the next is {next}", tx.nonce));
            }
        }
        self.judge.wrong.extend(wrong);
    }

    /// What the wallet knows of; none where it cannot tell.
    pub async fn submissions(&self) -> Option<Vec<Value>> {
        let all = self.ask(&calls::GetSubmissions { account: None }).await?;
        Some(all.into_iter().map(|submission| json!(submission)).collect())
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

/// Whether a submission may still come further by itself.
pub fn is_open(submission: &Value) -> bool {
    matches!(submission["state"].as_str(), Some("signed" | "sent" | "mined")) && submission["held"] != true
}

/// `transfer(to, amount)` of a token.
fn is_transfer(data: &[u8], wish: &Wish) -> bool {
    data.len() == 68
        && data[..4] == [0xa9, 0x05, 0x9c, 0xbb]
        && data[16..36] == *wish.to.as_bytes()
        && data[36..52] == [0; 16]
        && data[52..] == wish.amount.rau().to_be_bytes()
}

fn rules(proposal: &Proposal) -> BTreeSet<&str> {
    proposal.warnings.iter().map(|warning| warning.rule.as_str()).collect()
}
