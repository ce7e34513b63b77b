//! An honest node, a liar before it, and a wallet in this process that asks the liar alone, or both.

use std::{path::PathBuf, sync::Arc, time::Duration};

use ballast_abi::{AbiEncode, H160, U256, erc20::TransferCall, test_coin::MintCall};
use ballast_api::calls;
use ballast_domain::{Address, Amount, Epoch, Height, Network, OwnNetwork, Segment, ZanzibarSeen};
use ballast_practice::{Config, Handle, default_genesis, faucet_address, faucet_call, faucet_transfer, start};
use ballast_tests::{
    chance::Dice,
    hex,
    liar::{Kind, Liar, Truth},
};
use ballast_vault::{KdfParams, MemoryKeyring};
use ballast_wallet::{Options, Place, Wallet};
use serde_json::{Value, json};

/// A chain of one's own, which no public network's is.
pub const CHAIN: u64 = 468_911;
/// How the command line calls it.
pub const CALLED: &str = "own:468911";
/// Its profile's folder.
const PROFILE: &str = "own-468911";
const PASSWORD: &str = "correct horse battery";
/// Seconds from block to block, and how many stand before anybody asks.
const STEP: f64 = 0.25;
const BLOCKS: u64 = 60;
/// The floor of the price of gas, in Rau.
pub const FLOOR: u128 = 1_000_000_000_000;
/// The practice network's coin, with 18 decimals.
pub const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
/// What the account has at the beginning.
pub const MONEY: Amount = Amount::from_iotx(1_000);
const COINS: u128 = 1_000 * 10_u128.pow(18);

/// Whom the wallet may ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// The liar and an honest node.
    Beside,
    /// The liar and nobody else.
    Alone,
}

/// All that a round plays with.
pub struct World {
    pub home: tempfile::TempDir,
    pub truth: Truth,
    pub liar: Liar,
    /// Whether the liar is the first of the endpoints, or the only one.
    pub is_liar_first: bool,
    _node: Handle,
    network: Network,
    keyring: Arc<MemoryKeyring>,
}

fn own(contracts: &[Address]) -> OwnNetwork {
    OwnNetwork {
        chain_id: CHAIN,
        epoch: Some(Segment {
            first: Epoch(1),
            start: Height(1),
            blocks: 1_440,
        }),
        block_millis: Some((STEP * 1_000.0) as u64),
        pool: Some(36),
        active: Some(24),
        contracts: <[Address; 3]>::try_from(contracts).ok(),
        zanzibar: ZanzibarSeen::Nothing,
        // Never, by the person's word, so that no liar is asked.
        zanzibar_height: Some(Height(u64::MAX)),
    }
}

/// As it is remembered where the person has added the network and its endpoints.
fn remembered(own: OwnNetwork, endpoints: &[String]) -> Value {
    let listed: Vec<Value> = endpoints.iter().map(|url| json!({ "url": url, "ws": null })).collect();
    let choice = json!({ "own": listed, "order": endpoints, "leftOut": [] });
    json!({ "own": [{ "name": "Rounds", "network": own }], "endpoints": { (PROFILE): choice } })
}

impl World {
    /// Starts the nodes; which of the wallet's endpoints is the first is drawn.
    pub async fn begin(kinds: &[Kind], setting: Setting, dice: &mut Dice) -> Self {
        let mut genesis = default_genesis();
        genesis.evm_chain_id = CHAIN;
        let own = own(&genesis.system_staking_contracts);
        let node = start(Config {
            genesis: Some(genesis),
            block_seconds: STEP,
            ..Config::default()
        });
        let node = node.await.unwrap();
        let truth = Truth::of(node.url());
        truth.ask("practice_mine", json!([{ "blocks": BLOCKS, "stepSeconds": STEP }]));
        let liar = Liar::start(node.address(), kinds, dice.below(u64::MAX));
        // Most often the liar is asked first.
        let is_liar_first = dice.below(3) > 0 || setting == Setting::Alone;
        let endpoints = match setting {
            Setting::Alone => vec![liar.url()],
            Setting::Beside if is_liar_first => vec![liar.url(), node.url()],
            Setting::Beside => vec![node.url(), liar.url()],
        };
        let home = tempfile::tempdir().unwrap();
        let text = remembered(own, &endpoints).to_string();
        std::fs::create_dir_all(home.path().join("wallet")).unwrap();
        std::fs::write(home.path().join("wallet/ballast.json"), text).unwrap();
        Self {
            home,
            truth,
            liar,
            is_liar_first,
            _node: node,
            network: Network::Own(own),
            keyring: Arc::default(),
        }
    }

    /// The wallet's folder.
    pub fn place(&self) -> PathBuf {
        self.home.path().join("wallet")
    }

    /// The store of the network's profile.
    pub fn store(&self) -> PathBuf {
        self.place().join(PROFILE).join("store.sqlite")
    }

    /// A wallet that asks where it is remembered to ask.
    ///
    /// # Errors
    /// It cannot be opened.
    pub async fn open(&self) -> Result<Wallet, String> {
        let wallet = Wallet::new(Options {
            // Cheap passwords: they are not what is tried here.
            kdf: KdfParams::new(8, 1, 1).unwrap(),
            keyring: self.keyring.clone(),
            ..Options::new(Place::at(self.place()))
        });
        match wallet.open(self.network).await {
            Ok(()) => Ok(wallet),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Makes its keys, opens them, and gives its first account money and coins.
    pub async fn equip(&self, wallet: &Wallet) -> Address {
        let create = calls::CreateVault {
            password: PASSWORD.into(),
            words: 12,
            use_keyring: false,
        };
        wallet.call(&create).await.unwrap();
        let account = wallet.call(&calls::GetStatus {}).await.unwrap().accounts[0].address;
        Self::sees_nothing_yet(wallet).await;
        self.fund(account);
        Self::meets_coin(wallet).await;
        account
    }

    /// Waits for a while until the wallet has seen that its new account has nothing: what comes then, its history tells.
    async fn sees_nothing_yet(wallet: &Wallet) {
        for _ in 0..40 {
            let unseen = wallet.call(&calls::GetUnseen { account: None }).await;
            if unseen.is_ok_and(|unseen| unseen.is_empty()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn meets_coin(wallet: &Wallet) {
        let contract = COIN.parse().unwrap();
        // A wallet may know it already.
        let _ = wallet.call(&calls::AddToken { contract }).await;
    }

    /// Opens the vault, as the person does after a start.
    pub async fn unlock(wallet: &Wallet) {
        let password = PASSWORD.into();
        // A damaged store may keep it shut.
        let _ = wallet.call(&calls::Unlock { password }).await;
    }

    /// Gives an account money and coins, by way of the honest node, and waits until they are there.
    pub fn fund(&self, account: Address) {
        let nonce = self
            .truth
            .ask("eth_getTransactionCount", json!([faucet_address(), "pending"]));
        let nonce = u64::from_str_radix(nonce.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
        let (coin, price) = (COIN.parse().unwrap(), Amount::from_rau(2 * FLOOR));
        let mint = MintCall {
            value: U256::from(COINS),
        };
        let give = TransferCall {
            to: H160(*account.as_bytes()),
            amount: U256::from(COINS),
        };
        for raw in [
            faucet_transfer(CHAIN, nonce, account, MONEY, price),
            faucet_call(CHAIN, nonce + 1, coin, mint.encode(), price),
            faucet_call(CHAIN, nonce + 2, coin, give.encode(), price),
        ] {
            self.truth.ask("eth_sendRawTransaction", json!([hex(&raw)]));
        }
        for _ in 0..100 {
            if self.truth.balance(account) == MONEY && self.truth.tokens(coin, account) == COINS {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the money does not come");
    }
}
