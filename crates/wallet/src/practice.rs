//! What only a practice network does: its time is moved on, and it gives money away.

use ballast_abi::{AbiEncode, H160, U256, erc20::TransferCall, test_coin::MintCall};
use ballast_api::Event;
use ballast_domain::{Address, Amount, Network, TokenForm};
use ballast_practice::{faucet_address, faucet_call, faucet_transfer};
use serde_json::{Value, json};

use crate::{Error, Result, session::Session, tokens::listed};

/// What a new practice account gets.
const ALLOWANCE: Amount = Amount::from_iotx(100_000);
/// What it gets of the practice network's coins, which have 18 decimals as IOTX has.
const COINS: Amount = Amount::from_iotx(1_000);
/// Blocks by which time is moved on: an epoch of the practice network, so that elections pass too.
const BLOCKS_PER_JUMP: u64 = 1_440;
/// In how many requests, so that it is seen how far it has come and each is answered soon.
const PARTS: u64 = 10;
/// The longest time by which it is moved on at once, in seconds: ten years.
const FARTHEST: u64 = 10 * 366 * 86_400;
const TOO_FAR: Error = Error::Entry {
    code: "practice.too-far",
    sentence: "The practice network's time is moved on by ten years at the most at once.",
};

impl Session {
    /// Whether this wallet can begin its network anew.
    ///
    /// # Errors
    /// [`Error::NotPractice`]; [`Error::PracticeElsewhere`] where a node was named for it.
    pub(crate) fn require_own_practice(&self) -> Result<()> {
        self.require_practice()?;
        match self.runs_its_network() {
            true => Ok(()),
            false => Err(Error::PracticeElsewhere),
        }
    }

    /// Gives the first account that can sign its allowance, as a new one gets it; without it all the same is well.
    pub(crate) async fn allow_first(&self) {
        let first = async {
            let all = self.accounts().await?;
            match all.iter().find(|account| account.can_sign()) {
                Some(first) => self.ask_practice_money(first.address).await,
                None => Ok(()),
            }
        };
        if let Err(error) = first.await {
            tracing::warn!(%error, "there is no practice money on the new chain");
        }
    }

    /// Also a practice network in another process will do.
    fn require_practice(&self) -> Result<()> {
        if self.network == Network::Practice {
            Ok(())
        } else {
            Err(Error::NotPractice)
        }
    }

    /// Moves the practice network's time on by about `seconds`, and tells how far it has come.
    ///
    /// # Errors
    /// [`Error::NotPractice`]; `practice.too-far` beyond ten years; the node's.
    pub(crate) async fn pass_practice_time(&self, seconds: u64) -> Result<()> {
        self.require_practice()?;
        if seconds > FARTHEST {
            return Err(TOO_FAR);
        }
        let step = seconds as f64 / BLOCKS_PER_JUMP as f64;
        let params = json!([{ "blocks": BLOCKS_PER_JUMP / PARTS, "stepSeconds": step }]);
        for done in 0..PARTS {
            self.tell_of_time(done);
            let part = ballast_chain::Request::new("practice_mine", params.clone());
            let made = self.client.request::<Value>(part).await;
            if let Err(error) = made {
                // What is shown of it goes away.
                self.tell_of_time(PARTS);
                return Err(error.into());
            }
        }
        self.tell_of_time(PARTS);
        Ok(())
    }

    fn tell_of_time(&self, done: u64) {
        let task = "Moving time on".to_owned();
        self.tell(Event::Progress {
            task,
            done,
            total: PARTS,
        });
    }

    /// Gives an account that has none some of the practice network's coins, so that there is a token to try. Anybody can
    /// mint them; a practice network with a genesis of its own may have none.
    async fn give_coins(&self, account: Address, nonce: u64, price: Amount) -> Result<()> {
        let coin = listed(self.network)
            .into_iter()
            .find(|token| token.form == TokenForm::Erc20);
        let Some(coin) = coin.map(|token| token.contract) else {
            return Ok(());
        };
        let read = self.client.token(coin, &[account]).await?.value;
        let held = read.and_then(|token| token.balances.into_iter().next().flatten());
        if held.is_none_or(|held| !held.is_zero()) {
            return Ok(());
        }
        let (id, units) = (self.params.chain_id, U256::from(COINS.rau()));
        let mint = MintCall { value: units }.encode();
        let to = H160(*account.as_bytes());
        let give = TransferCall { to, amount: units }.encode();
        self.client.send_raw(&faucet_call(id, nonce, coin, mint, price)).await?;
        self.client
            .send_raw(&faucet_call(id, nonce.saturating_add(1), coin, give, price))
            .await?;
        Ok(())
    }

    /// Sends practice money from the network's faucet, whose key is public by design, and waits until it is there.
    pub(crate) async fn ask_practice_money(&self, account: Address) -> Result<()> {
        self.require_practice()?;
        // Before it is there: else nobody sees it come.
        self.see_it_come().await;
        let price = self.client.base_fee().await?.value;
        let nonce = self.client.pending_nonce(faucet_address()).await?.value;
        let raw = faucet_transfer(self.params.chain_id, nonce, account, ALLOWANCE, price);
        self.client.send_raw(&raw).await?;
        if let Err(error) = self.give_coins(account, nonce.saturating_add(1), price).await {
            tracing::warn!(%error, "the practice network's coins were not given");
        }
        let params = json!([{ "blocks": 1 }]);
        let _: Value = self
            .client
            .request(ballast_chain::Request::new("practice_mine", params))
            .await?;
        self.see_it_come().await;
        Ok(())
    }

    /// Looks at the balances now, so that Activity tells of practice money; without it the money is there all the same.
    async fn see_it_come(&self) {
        if let Err(error) = self.look_for_arrivals().await {
            tracing::debug!(%error, "it could not be looked for practice money");
        }
    }
}
