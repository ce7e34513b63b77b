//! Deploying contracts and calling them before the chain's first block, or between two of its blocks.

use ballast_domain::{Address, keccak256};
use ethers_core::abi::{self, Token};

use super::deployer;
use crate::{
    Genesis, PracticeError,
    evm::{self, Env, Message},
    world::{Accounts, Log},
};

/// An address as an argument.
pub(super) fn word(address: Address) -> Token {
    Token::Address((*address.as_bytes()).into())
}

/// Where contracts are deployed.
pub(super) struct Site<'a> {
    genesis: &'a Genesis,
    deployer: Address,
    accounts: &'a mut Accounts,
}

impl<'a> Site<'a> {
    /// In the name of the account whose first creations the staking contracts are.
    pub fn new(genesis: &'a Genesis, accounts: &'a mut Accounts) -> Self {
        Self {
            genesis,
            deployer: deployer(genesis),
            accounts,
        }
    }

    /// Creates a contract from its code in hexadecimal, and puts it at `at` where it would stand elsewhere.
    ///
    /// # Errors
    /// Its constructor fails.
    pub fn create(&mut self, code: &str, arguments: &[Token], at: Option<Address>) -> Result<(), PracticeError> {
        let mut data = hex::decode(code.trim()).map_err(|_| failed("its code is not hexadecimal"))?;
        data.extend(abi::encode(arguments));
        let created = self.run(None, data)?.created;
        let created = created.ok_or_else(|| failed("nothing was created"))?;
        if let Some(at) = at.filter(|at| *at != created) {
            let account = self.accounts.get(created).cloned().unwrap_or_default();
            self.accounts.remove(created);
            *self.accounts.entry(at) = account;
        }
        Ok(())
    }

    /// Calls a method by its signature; what the contract logged.
    ///
    /// # Errors
    /// The call fails.
    pub fn call(&mut self, to: Address, method: &str, arguments: &[Token]) -> Result<Vec<Log>, PracticeError> {
        let data = [&keccak256(method.as_bytes())[..4], &abi::encode(arguments)].concat();
        Ok(self.run(Some(to), data)?.logs)
    }

    fn run(&mut self, to: Option<Address>, data: Vec<u8>) -> Result<Ran, PracticeError> {
        let message = Message {
            from: self.deployer,
            to,
            gas: self.genesis.block_gas_limit,
            data,
            ..Message::default()
        };
        let env = Env {
            chain_id: self.genesis.evm_chain_id,
            height: 0,
            seconds: self.genesis.genesis_timestamp,
            gas_limit: self.genesis.block_gas_limit,
            coinbase: Address::ZERO,
            base_fee: 0,
            // Nobody pays for it.
            floor: false,
        };
        let outcome = evm::execute(self.accounts, &|_| None, &env, &message).map_err(|error| failed(&error.0))?;
        if !outcome.status.is_success() {
            return Err(failed("it does not run"));
        }
        outcome.changes.apply(self.accounts);
        Ok(Ran {
            created: outcome.created,
            logs: outcome.logs,
        })
    }
}

/// What a deployment made.
struct Ran {
    created: Option<Address>,
    logs: Vec<Log>,
}

fn failed(why: &str) -> PracticeError {
    PracticeError::Genesis(format!("a contract cannot be deployed: {why}"))
}
