//! What contracts say of the tokens that they keep. All of it is the word of a stranger: texts are cut and cleared of what
//! cannot be seen, numbers that cannot be meant are none, and a contract that does not answer is no token.

use ballast_abi::{
    AbiEncode, ENUMERABLE_ID, ERC721_ID,
    erc20::{AllowanceCall, BalanceOfCall, DecimalsCall, NameCall, SymbolCall},
    erc165::SupportsInterfaceCall,
    erc721::OwnerOfCall,
    erc721_enumerable::TokenOfOwnerByIndexCall,
};
use ballast_domain::{Address, Snapshot, TokenForm, Units, shown_text};

use super::{call, said, try_map};
use crate::{
    Client, Error,
    decode::Words,
    writes::{to_ethers, to_u256},
};

/// Characters of a name and of a symbol that are shown.
const NAME: usize = 48;
const SYMBOL: usize = 12;
/// Bytes of a text that are looked at.
const TEXT: usize = 4_096;
/// The most decimals with which a number of 256 bits has a digit before the point.
const MOST_DECIMALS: u64 = 77;

/// A token, as its contract answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenRead {
    /// Its standard.
    pub form: TokenForm,
    /// What it calls itself.
    pub name: Option<String>,
    /// Its short name.
    pub symbol: Option<String>,
    /// 0 to 77; none where it does not say, or cannot mean it.
    pub decimals: Option<u8>,
    /// Whether it lists what an account holds ([`Client::token_ids`]).
    pub lists: bool,
    /// What each of the asked accounts holds: of ERC-721, how many. None where it does not say.
    pub balances: Vec<Option<Units>>,
}

impl Client {
    /// A token and what accounts hold of it; none where no token answers at this address.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn token(&self, contract: Address, accounts: &[Address]) -> Result<Snapshot<Option<TokenRead>>, Error> {
        let supports = |interface_id| SupportsInterfaceCall { interface_id }.encode();
        // Name, symbol and balance are asked for alike of ERC-20 and ERC-721.
        let mut calls = vec![
            NameCall.encode(),
            SymbolCall.encode(),
            DecimalsCall.encode(),
            supports(ERC721_ID),
            supports(ENUMERABLE_ID),
        ];
        // Whether it answers at all shows without an account, too: nobody's balance is asked for last.
        let asked = accounts.iter().chain(std::iter::once(&contract));
        let balance = |account: &Address| BalanceOfCall {
            account: to_ethers(*account),
        };
        calls.extend(asked.map(|account| balance(account).encode()));
        let requests = calls.iter().map(|data| call(contract, data)).collect();
        let snapshot = self.snapshot(requests).await?;
        try_map(snapshot, |node, answers| {
            let answers = answers.0.into_iter();
            let said: Vec<Option<Vec<u8>>> = answers.map(|answer| said(node, answer)).collect::<Result<_, _>>()?;
            Ok(read(&said))
        })
    }

    /// Who holds the token with a number; none where nobody does.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn token_holder(&self, contract: Address, id: &Units) -> Result<Snapshot<Option<Address>>, Error> {
        let calldata = OwnerOfCall { token_id: to_u256(id) }.encode();
        let snapshot = self.snapshot_of(call(contract, &calldata)).await?;
        try_map(snapshot, |node, answer| {
            let said = said(node, answer)?;
            let holder = said.filter(|data| data.len() == 32);
            Ok(holder
                .and_then(|data| Words::new(&data).address(0).ok())
                .filter(|a| !a.is_zero()))
        })
    }

    /// How much of what `owner` holds `spender` may take; none where the contract does not say.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn allowance(
        &self,
        contract: Address,
        owner: Address,
        spender: Address,
    ) -> Result<Snapshot<Option<Units>>, Error> {
        let asked = AllowanceCall {
            owner: to_ethers(owner),
            spender: to_ethers(spender),
        };
        let snapshot = self.snapshot_of(call(contract, &asked.encode())).await?;
        try_map(snapshot, |node, answer| {
            Ok(said(node, answer)?.as_deref().and_then(word))
        })
    }

    /// The numbers of the first tokens, `count` at most, that an account holds, where the contract lists them.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn token_ids(&self, contract: Address, holder: Address, count: u64) -> Result<Vec<Units>, Error> {
        let nth = |n: u64| TokenOfOwnerByIndexCall {
            owner: to_ethers(holder),
            index: n.into(),
        };
        let requests = (0..count).map(|n| call(contract, &nth(n).encode())).collect();
        let snapshot = self.snapshot(requests).await?;
        let node = snapshot.node;
        let mut ids = Vec::new();
        for answer in snapshot.value.0 {
            ids.extend(said(&node, answer)?.as_deref().and_then(word));
        }
        Ok(ids)
    }
}

/// The answers to the calls of [`Client::token`], in their order.
fn read(said: &[Option<Vec<u8>>]) -> Option<TokenRead> {
    let answer = |at: usize| said.get(at)?.as_deref();
    let yes = |at: usize| {
        answer(at)
            .is_some_and(|data| matches!(data, [zeros @ .., 1] if data.len() == 32 && zeros.iter().all(|b| *b == 0)))
    };
    let (accounts, any) = said.get(5..)?.split_at(said.len().checked_sub(6)?);
    let balances: Vec<Option<Units>> = accounts.iter().map(|data| data.as_deref().and_then(word)).collect();
    let answers = any
        .iter()
        .chain(accounts)
        .any(|data| data.as_deref().and_then(word).is_some());
    answers.then(|| TokenRead {
        form: if yes(3) { TokenForm::Erc721 } else { TokenForm::Erc20 },
        name: answer(0).and_then(|data| text(data, NAME)),
        symbol: answer(1).and_then(|data| text(data, SYMBOL)),
        decimals: answer(2).and_then(decimals),
        lists: yes(3) && yes(4),
        balances,
    })
}

fn word(data: &[u8]) -> Option<Units> {
    data.try_into().ok().map(Units::from_be_bytes)
}

fn decimals(data: &[u8]) -> Option<u8> {
    let said = (data.len() == 32).then(|| Words::new(data).u64(0).ok())??;
    u8::try_from(said).ok().filter(|d| u64::from(*d) <= MOST_DECIMALS)
}

/// A text, also in the form of old contracts, which have it in one word.
fn text(data: &[u8], most: usize) -> Option<String> {
    if data.len() == 32 {
        let end = data.iter().position(|byte| *byte == 0).unwrap_or(32);
        return shown_text(&data[..end], most);
    }
    shown_text(Words::new(data).bytes(0, TEXT).ok()?, most)
}

#[cfg(test)]
mod tests {
    use ethers_core::abi::{Token, encode};

    use super::*;

    fn string(text: &str) -> Option<Vec<u8>> {
        Some(encode(&[Token::String(text.into())]))
    }

    fn uint(number: u64) -> Option<Vec<u8>> {
        Some(encode(&[Token::Uint(number.into())]))
    }

    fn coin(name: Option<Vec<u8>>, symbol: Option<Vec<u8>>, decimals: Option<Vec<u8>>) -> TokenRead {
        read(&[name, symbol, decimals, None, None, uint(5), uint(0)]).unwrap()
    }

    #[test]
    fn a_token_is_read_as_its_contract_says() {
        let token = coin(string("Test Coin"), string("TCOIN"), uint(18));
        assert_eq!((token.form, token.decimals), (TokenForm::Erc20, Some(18)));
        assert_eq!(token.name.as_deref(), Some("Test Coin"));
        assert_eq!(token.balances, [Some(5.into())]);
        let badge = read(&[None, None, None, uint(1), uint(0), uint(2), None]).unwrap();
        assert_eq!((badge.form, badge.lists), (TokenForm::Erc721, false));
    }

    #[test]
    fn hostile_answers_are_cut_or_nothing() {
        let huge = "x".repeat(4_000);
        let token = coin(string(&huge), string("A\u{202e}B\u{7}\n"), uint(255));
        assert_eq!(token.name.map(|n| n.len()), Some(NAME));
        assert_eq!(token.symbol.as_deref(), Some("AB"));
        assert_eq!(token.decimals, None, "no number of 256 bits has 255 decimals");
        let longer = string(&"y".repeat(TEXT + 1));
        assert_eq!(coin(longer, None, None).name, None);
        let lies = Some(vec![0xff; 64]);
        assert_eq!(coin(lies.clone(), lies.clone(), lies).decimals, None);
        let mut old = [0; 32];
        old[..3].copy_from_slice(b"MKR");
        assert_eq!(coin(None, Some(old.to_vec()), None).symbol.as_deref(), Some("MKR"));
    }

    #[test]
    fn what_does_not_answer_is_no_token_and_what_reverts_is_unknown() {
        assert_eq!(read(&vec![None; 7]), None);
        let nothing = Some(Vec::new());
        assert_eq!(
            read(&vec![nothing; 7]),
            None,
            "an account without code answers with nothing"
        );
        let silent = read(&[None, None, None, None, None, None, uint(0)]).unwrap();
        assert_eq!(silent.balances, [None], "not 0");
    }
}
